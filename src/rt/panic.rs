//! The panic handler: says where and why, as far as the features let it, and ends the program.
//!
//! It never allocates, writes its line in one call where it can, and can't be entered twice: a
//! panic while a panic is printed ends the program at once, without a word.
//!
//! On stable Rust a failed allocation arrives here too.

use core::panic::PanicInfo;

use crate::process;
use crate::sys::Flag;

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    static PANICKING: Flag = Flag::new();
    if !PANICKING.is_set() {
        PANICKING.set();
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

/// The place alone, with digits of our own: the message would link `core::fmt`, 4 KB of it.
#[cfg(all(feature = "panic-location", not(feature = "panic-message")))]
fn say(info: &PanicInfo<'_>) {
    use crate::io::stdio::{eflush, eprint};

    eprint("panicked at ");
    if let Some(at) = info.location() {
        eprint(at.file());
        for number in [at.line(), at.column()] {
            eprint(":");
            digits(number);
        }
    }
    eprint("\n");
    eflush();
}

#[cfg(not(feature = "panic-location"))]
const fn say(_: &PanicInfo<'_>) {}

/// Prints a number from its first digit to its last, without a buffer.
#[cfg(all(feature = "panic-location", not(feature = "panic-message")))]
fn digits(number: u32) {
    let mut place = 1_000_000_000;
    while place > 1 && number < place {
        place /= 10;
    }
    while place > 0 {
        let digit = usize::try_from(number / place % 10).unwrap_or_default();
        crate::io::stdio::eprint("0123456789".get(digit..=digit).unwrap_or_default());
        place /= 10;
    }
}
