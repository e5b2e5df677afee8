//! plugin: exports for a host of plug-ins, with a constructor and a function for `_initialize`.
//!
//! The export `begin` calls the import `drive` of the host, which then calls the other exports.

#![cfg_attr(target_family = "wasm", no_std)]

use nanowasi::cell::Cell;
use nanowasi::collections::HashMap;
use nanowasi::format;
use nanowasi::prelude::v1::*;
use nanowasi::sync::{Mutex, OnceLock};
#[cfg(not(feature = "silent"))]
use nanowasi::{env, eprintln, panic, print, println};
use nanowasi::{process, thread_local};

#[cfg(not(feature = "silent"))]
nanowasi::reactor!(init);
#[cfg(feature = "silent")]
nanowasi::reactor!();
nanowasi::export_allocator!(take_memory, give_memory);

extern "C" fn construct() {
    CONSTRUCTED.with(|count| count.set(count.get() + 1));
}

// SAFETY: `.init_array` consists of addresses of functions that take and return nothing.
#[cfg_attr(target_family = "wasm", unsafe(link_section = ".init_array"))]
#[used]
static CONSTRUCTOR: extern "C" fn() = construct;

thread_local! {
    static CONSTRUCTED: Cell<u32> = const { Cell::new(0) };
    static INITIALIZED: Cell<u32> = const { Cell::new(0) };
    static TOUCHED: Cell<u32> = const { Cell::new(0) };
}

static FIRST: OnceLock<u32> = OnceLock::new();
static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[cfg(not(feature = "silent"))]
fn init() -> Result<(), &'static str> {
    if cfg!(feature = "refuses") {
        return Err("there is nothing to start");
    }
    INITIALIZED.set(INITIALIZED.get() + 1);
    Ok(())
}

#[cfg(target_family = "wasm")]
#[link(wasm_import_module = "test")]
unsafe extern "C" {
    safe fn drive();
}

/// Natively, there is no host.
#[cfg(not(target_family = "wasm"))]
fn drive() {}

nanowasi::export! {
    /// Returns the text in upper case.
    pub fn shout(text: &str) -> Result<String, &'static str> {
        if text.is_empty() {
            return Err("there is no text");
        }
        Ok(text.to_uppercase())
    }

    /// Returns the bytes in reverse order.
    fn reverse(bytes: Vec<u8>) -> Vec<u8> {
        let mut bytes = bytes;
        bytes.reverse();
        bytes
    }

    /// Returns the input. Its name must not be that of an item of the macro.
    fn export(bytes: &[u8]) -> Vec<u8> {
        bytes.to_vec()
    }

    /// Adds a name to those of earlier calls.
    fn add_name(name: String) {
        if let Ok(mut names) = NAMES.lock() {
            names.push(name);
        }
    }

    /// Returns the state that has remained from earlier calls.
    fn state() -> String {
        let names = NAMES.lock().map(|names| names.join(",")).unwrap_or_default();
        let first = FIRST.get_or_init(|| TOUCHED.get());
        format!(
            "constructed {}, initialized {}, touched {}, first {first}, names {names}",
            CONSTRUCTED.get(), INITIALIZED.get(), TOUCHED.get(),
        )
    }

    /// Returns a result whose sum needs a hash map.
    fn distinct(bytes: &[u8]) -> Vec<u8> {
        let mut counts = HashMap::new();
        for byte in bytes {
            *counts.entry(*byte).or_insert(0_u32) += 1;
        }
        Vec::from([counts.len() as u8])
    }

    /// Panics if the number is odd.
    fn even(bytes: &[u8]) -> &'static str {
        assert!(bytes.iter().all(|byte| byte % 2 == 0), "an odd byte in {bytes:?}");
        "even"
    }
}

/// Exports functions with these bodies.
macro_rules! exports {
    ($($name:ident $body:block)*) => {
        $(
            // SAFETY: no other function in the module has the name.
            #[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
            pub extern "C" fn $name() $body
        )*
    };
}

exports! {
    begin { drive() }
    touch { TOUCHED.set(TOUCHED.get() + 1) }
    aborts { process::abort() }
    recurses {
        drive();
        touch();
    }
}

#[cfg(not(feature = "silent"))]
exports! {
    report { println!("{}", state()) }
    panics {
        print!("before ");
        panic!("boom {}", TOUCHED.get());
    }
    exits { process::exit(3) }
    hooks { panic::set_hook(Box::new(|info| eprintln!("hook: {info}"))) }
    names_home {
        // SAFETY: there is one thread.
        unsafe { env::set_var("HOME", "/plugin") }
        print!("{} ", env::var("HOME").unwrap_or_default());
    }
    prints_home { print!("{} ", env::var("HOME").unwrap_or_default()) }
}
