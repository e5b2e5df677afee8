//! A Typst plug-in that panics at every call.
#![no_std]

nanowasi::reactor!();

/// Panics, although Typst passes the length of an argument.
// SAFETY: no other function in the module has the name.
#[unsafe(no_mangle)]
pub extern "C" fn repeat(len: usize) -> i32 {
    panic!("an argument of {len} bytes");
}
