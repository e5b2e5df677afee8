//! Panics with more than a message, and what would catch them.

use core::any::Any;
use core::panic::UnwindSafe;

use super::has_hook;
use super::payload::{NON_TEXT, PAYLOAD, as_str};
use crate::boxed::Box;
use crate::process;

/// Panics with any value, as [`std::panic::panic_any`]: the hook sees it.
///
/// # Panics
///
/// Always.
///
/// [`std::panic::panic_any`]: https://doc.rust-lang.org/std/panic/fn.panic_any.html
#[inline]
#[track_caller]
pub fn panic_any<M: 'static + Any + Send>(msg: M) -> ! {
    panic_with(Box::new(msg))
}

#[allow(clippy::panic, reason = "that's what it is for")]
#[cold]
#[track_caller]
fn panic_with(payload: Box<dyn Any + Send>) -> ! {
    // Only a hook sees more than text. Without one, whoever handles panics handles this one.
    if has_hook() {
        PAYLOAD.replace(Some(payload));
        panic!("{}", NON_TEXT);
    }
    panic!("{}", as_str(&*payload).unwrap_or(NON_TEXT));
}

/// Ends the program as a panic does, without a message and without the hook: what
/// [`std::panic::resume_unwind`] comes to where nothing catches it.
///
/// [`std::panic::resume_unwind`]: https://doc.rust-lang.org/std/panic/fn.resume_unwind.html
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {
    // Nothing is dropped any more.
    core::mem::forget(payload);
    process::abort()
}

/// Calls a function, and answers what it returns, as [`std::panic::catch_unwind`] where a panic is not
/// caught but ends the program: on this target.
///
/// # Errors
///
/// None.
///
/// [`std::panic::catch_unwind`]: https://doc.rust-lang.org/std/panic/fn.catch_unwind.html
#[inline]
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> Result<R, Box<dyn Any + Send>> {
    Ok(f())
}
