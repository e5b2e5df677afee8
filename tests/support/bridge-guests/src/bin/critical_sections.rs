//! critical_sections: enters nested critical sections, also in an export that the host calls from
//! within one, and prints what each could change.

#![no_std]
#![no_main]

use core::cell::RefCell;

use critical_section::Mutex;
use nanowasi::println;
use once_cell::sync::OnceCell;

nanowasi::main!(main);

#[link(wasm_import_module = "test")]
unsafe extern "C" {
    /// Calls the export `add`.
    safe fn call_back();
}

static TOTAL: Mutex<RefCell<u32>> = Mutex::new(RefCell::new(0));
static NAME: OnceCell<&str> = OnceCell::new();

/// Adds 100 to the total, unless it is borrowed. Then, it adds 1000 after the section.
#[unsafe(no_mangle)]
extern "C" fn add() {
    if !change(100) {
        REFUSED.store(true, core::sync::atomic::Ordering::Relaxed);
    }
}

static REFUSED: core::sync::atomic::AtomicBool = core::sync::atomic::AtomicBool::new(false);

fn change(amount: u32) -> bool {
    critical_section::with(|section| match TOTAL.borrow(section).try_borrow_mut() {
        Ok(mut total) => {
            *total += amount;
            true
        }
        Err(_) => false,
    })
}

fn main() {
    let total = critical_section::with(|outer| {
        change(1);
        critical_section::with(|inner| {
            *TOTAL.borrow(inner).borrow_mut() += 10;
            change(1);
        });
        call_back();
        *TOTAL.borrow(outer).borrow()
    });
    println!("{}", total);

    critical_section::with(|section| {
        let total = TOTAL.borrow(section).borrow_mut();
        call_back();
        println!(
            "{}, refused: {}",
            *total,
            REFUSED.load(core::sync::atomic::Ordering::Relaxed)
        );
    });
    // After all sections, the value can be changed.
    println!("{}", change(1));

    // A library that enters sections.
    let name = NAME.get_or_init(|| "first");
    println!("{} {}", *name, *NAME.get_or_init(|| "second"));
}
