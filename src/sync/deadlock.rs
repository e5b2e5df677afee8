//! How a program ends that waits for ever: there is one thread, so nobody is left to wake it.
//!
//! [`Take`](crate::io::Take) uses the same door for the one panic of `std`'s readers.
//!
//! It looks like any other panic, and where nobody prints messages it is one. The default panic
//! handler formats its message, though, and that would bring `core::fmt` into each program with a
//! `Mutex`; what is said here is a literal, and takes the way that `eprint!` has for those.

/// Panics with a literal, at the place of the caller.
macro_rules! deadlock {
    ($message:literal) => {{
        #[cfg(all(target_family = "wasm", feature = "panic-message"))]
        $crate::sync::deadlock::say($message);
        #[cfg(not(all(target_family = "wasm", feature = "panic-message")))]
        #[allow(clippy::panic, reason = "it would wait for ever")]
        {
            panic!($message)
        }
    }};
}

pub(crate) use deadlock;

/// Does what the panic handler does with a message that needs no formatting.
#[cfg(all(target_family = "wasm", feature = "panic-message"))]
#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "for a hook, which is to see a panic")]
pub(crate) fn say(message: &str) -> ! {
    use crate::{io::stdio, panic, process};

    if panic::has_hook() {
        panic!("{message}");
    }
    if !panic::panicking() {
        panic::set_panicking();
        stdio::flush_at_exit();
        let at = core::panic::Location::caller();
        crate::eprintln!(
            "panicked at {}:{}:{}: {}",
            at.file(),
            at.line(),
            at.column(),
            message
        );
    }
    process::abort()
}
