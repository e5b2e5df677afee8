//! The panic handler: says where and why, as far as the features let it, and ends the program.
//!
//! It never allocates, writes its line in one call where it can, and can't be entered twice: a
//! panic while a panic is printed ends the program at once, without a word.
//!
//! On stable Rust a failed allocation arrives here too.

use core::panic::PanicInfo;

use crate::io::stdio;
use crate::process;
use crate::sys::Flag;

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    static PANICKING: Flag = Flag::new();
    if !PANICKING.is_set() {
        PANICKING.set();
        // What was printed before comes before, and the message may be the last that can be written.
        stdio::finish();
        say(info);
    }
    process::abort()
}

#[cfg(feature = "panic-message")]
fn say(info: &PanicInfo<'_>) {
    match info.location() {
        Some(at) => crate::eprintln!("panicked at {at}: {}", info.message()),
        None => crate::eprintln!("panicked: {}", info.message()),
    }
}

/// The place alone: the message would link `core::fmt`, 3 KB of it.
#[cfg(all(feature = "panic-location", not(feature = "panic-message")))]
fn say(info: &PanicInfo<'_>) {
    match info.location() {
        Some(at) => crate::eprintln!("panicked at {}:{}:{}", at.file(), at.line(), at.column()),
        None => crate::eprintln!("panicked"),
    }
}

#[cfg(not(feature = "panic-location"))]
const fn say(_: &PanicInfo<'_>) {}
