//! [`deadlock!`]: the panic of an operation that would wait for ever.
//!
//! [`Take`](crate::io::Take) uses the macro too, for the one panic of `std`'s readers.
//!
//! With the feature `panic-message`, the default panic handler formats its message, which would
//! link `core::fmt` into each program with a `Mutex`. The messages here are literals, so they are
//! printed as `eprint!` prints a literal, without `core::fmt`. Without the feature it is an
//! ordinary panic.

/// Panics with a literal, at the location of the caller.
macro_rules! deadlock {
    ($message:literal) => {{
        #[cfg(all(target_family = "wasm", feature = "panic-message"))]
        $crate::sync::deadlock::print_panic($message);
        #[cfg(not(all(target_family = "wasm", feature = "panic-message")))]
        #[allow(clippy::panic, reason = "the alternative is to wait for ever")]
        {
            panic!($message)
        }
    }};
}

pub(crate) use deadlock;

/// Does what the panic handler does, with a message that needs no formatting.
#[cfg(all(target_family = "wasm", feature = "panic-message"))]
#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "a hook has to see a panic")]
pub(crate) fn print_panic(message: &str) -> ! {
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
