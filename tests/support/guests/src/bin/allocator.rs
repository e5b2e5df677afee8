//! allocator: has its own allocator if nanowasi is built without `talc`, and its own panic handler
//! if it is built without one. Prints from the heap, and then panics with a heap that traps from
//! then on.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::string::String;
use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use nanowasi::sys::trap;

use nanowasi::{env, println, process};

nanowasi::main!(main);

fn main() -> ! {
    let mut text = String::from("allocated");
    text.push_str(" here");
    println!("{}, {} times", text, ALLOCATOR.count.load(Relaxed));
    if env::static_args().nth(1) == Some("panic") {
        ALLOCATOR.traps.store(true, Relaxed);
        panic!("with {} and {text:?}", 1.5);
    }
    process::exit(9)
}

/// Allocates blocks in order, and frees none.
struct Bump {
    memory: UnsafeCell<[u8; 4096]>,
    used: AtomicUsize,
    count: AtomicUsize,
    traps: AtomicBool,
}

// SAFETY: the program has one thread, so the allocator is never accessed concurrently.
unsafe impl Sync for Bump {}

// SAFETY: blocks are aligned, lie within `memory`, and do not overlap.
unsafe impl GlobalAlloc for Bump {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if self.traps.load(Relaxed) {
            trap();
        }
        let base: *mut u8 = self.memory.get().cast();
        let start = (base.addr() + self.used.load(Relaxed)).next_multiple_of(layout.align());
        let end = start + layout.size();
        if end > base.addr() + 4096 {
            return ptr::null_mut();
        }
        self.count.fetch_add(1, Relaxed);
        self.used.store(end - base.addr(), Relaxed);
        base.with_addr(start)
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {
        if self.traps.load(Relaxed) {
            trap();
        }
    }
}

#[cfg_attr(not(feature = "talc"), global_allocator)]
static ALLOCATOR: Bump = Bump {
    memory: UnsafeCell::new([0; 4096]),
    used: AtomicUsize::new(0),
    count: AtomicUsize::new(0),
    traps: AtomicBool::new(false),
};

#[cfg(not(any(
    feature = "panic-handler",
    feature = "panic-location",
    feature = "panic-message"
)))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    process::exit(77)
}
