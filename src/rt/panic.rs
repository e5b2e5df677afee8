//! The panic handler: says where and why, as far as the features let it, and ends the program.
//!
//! It never allocates, writes its line in one call where it can, and can't be entered twice: a
//! panic while a panic is printed ends the program at once, without a word. A program with a hook has
//! that called instead, and what it allocates is its own business.
//!
//! On stable Rust a failed allocation arrives here too.

use core::panic::{Location, PanicInfo, PanicMessage};

use crate::io::stdio;
use crate::{panic, process};

/// What the compiler calls. There always is a place.
#[cfg(feature = "panic-message")]
#[panic_handler]
fn handle(info: &PanicInfo<'_>) -> ! {
    match info.location() {
        Some(location) => end(location, Some(&info.message())),
        None => process::abort(),
    }
}

/// What the compiler calls. There always is a place; nothing looks at the message, so that the optimizer leaves
/// out of the program what messages are made of.
#[cfg(not(feature = "panic-message"))]
#[panic_handler]
fn handle(info: &PanicInfo<'_>) -> ! {
    match info.location() {
        Some(location) => end(location, None),
        None => process::abort(),
    }
}

/// Tells of the panic, and ends the program.
fn end(location: &Location<'_>, message: Option<&PanicMessage<'_>>) -> ! {
    if !panic::panicking() {
        panic::begin();
        // What was printed before comes before, and the message may be the last that can be written.
        stdio::finish();
        panic::tell(location, message);
    }
    process::abort()
}
