//! [`panic_literal!`]: a panic with a literal message, without `core::fmt`.
//!
//! With the feature `panic-message`, the default panic handler formats its message. That would link
//! `core::fmt` into each program with a `Mutex`, which panics on a second lock. So the literal is
//! printed as `eprint!` prints one. Without that feature, the panic is an ordinary one.

/// Panics with a literal, at the location of the caller.
macro_rules! panic_literal {
    ($message:literal) => {{
        #[cfg(all(target_family = "wasm", feature = "panic-message"))]
        $crate::panic::literal::print_panic($message);
        #[cfg(not(all(target_family = "wasm", feature = "panic-message")))]
        #[allow(clippy::panic, reason = "`std` panics here, or would block forever")]
        {
            panic!($message)
        }
    }};
}

pub(crate) use panic_literal;

/// Does what the panic handler does, with a message that needs no formatting.
#[cfg(all(target_family = "wasm", feature = "panic-message"))]
#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "a hook has to see a panic")]
pub(crate) fn print_panic(message: &str) -> ! {
    use crate::{panic, process};

    if panic::has_hook() {
        panic!("{message}");
    }
    if !panic::panicking() {
        panic::set_panicking();
        #[cfg(not(feature = "panic-trap"))]
        crate::io::stdio::flush_at_exit();
        let at = core::panic::Location::caller();
        super::output::print_message!(
            "panicked at {}:{}:{}: {}",
            at.file(),
            at.line(),
            at.column(),
            message
        );
    }
    process::abort()
}
