//! The functions of `std` on unwinding, for a target where a panic does not unwind: [`panic_any`],
//! [`resume_unwind`] and [`catch_unwind`].

use core::any::Any;
use core::panic::UnwindSafe;

use super::has_hook;
use super::payload::{NON_TEXT, PAYLOAD, as_str};
use crate::boxed::Box;
use crate::process;
#[cfg(nanowasi_std)]
use crate::sys::sync::StaticCell;

/// Panics with any value as its payload, as [`std::panic::panic_any`].
///
/// The hook receives the value. Without a hook, the message is the value if it is a string, and
/// `Box<dyn Any>` otherwise.
///
/// # Panics
///
/// Always.
///
/// # Examples
///
/// ```no_run
/// # // guest: status 3
/// use nanowasi::{panic, process};
///
/// struct OutOfFuel;
///
/// panic::set_hook(Box::new(|info| {
///     if info.payload().is::<OutOfFuel>() {
///         process::exit(3);
///     }
/// }));
/// panic::panic_any(OutOfFuel);
/// ```
///
/// [`std::panic::panic_any`]: https://doc.rust-lang.org/std/panic/fn.panic_any.html
#[inline]
#[track_caller]
pub fn panic_any<M: 'static + Any + Send>(msg: M) -> ! {
    panic_with(Box::new(msg))
}

#[allow(clippy::panic, reason = "its purpose is to panic")]
#[cold]
#[track_caller]
fn panic_with(payload: Box<dyn Any + Send>) -> ! {
    // Only a hook receives a payload. The panic handler, which may be the program's, prints text.
    if has_hook() {
        PAYLOAD.replace(Some(payload));
        panic!("{}", NON_TEXT);
    }
    panic!("{}", as_str(&*payload).unwrap_or(NON_TEXT));
}

/// Ends the program as a panic does, without a message and without calling the hook.
///
/// That is the effect of [`std::panic::resume_unwind`] if nothing catches the panic.
///
/// # Examples
///
/// ```no_run
/// # // guest: status 101
/// use nanowasi::panic;
///
/// panic::resume_unwind(Box::new("not printed"));
/// ```
///
/// [`std::panic::resume_unwind`]: https://doc.rust-lang.org/std/panic/fn.resume_unwind.html
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {
    #[cfg(nanowasi_std)]
    super::hook::report(&*payload);
    // As in a panic that does not unwind, nothing is dropped.
    core::mem::forget(payload);
    process::abort()
}

/// Calls a function and returns its result, as [`std::panic::catch_unwind`] on this target.
///
/// A panic in the function is not caught, and ends the program.
///
/// # Errors
///
/// None: the function returns or the program ends.
///
/// # Examples
///
/// ```
/// use nanowasi::panic;
///
/// let result = panic::catch_unwind(|| 6 * 7);
/// assert_eq!(result.unwrap(), 42);
/// ```
///
/// [`std::panic::catch_unwind`]: https://doc.rust-lang.org/std/panic/fn.catch_unwind.html
#[inline]
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> Result<R, Box<dyn Any + Send>> {
    #[cfg(nanowasi_std)]
    CATCHERS.set(CATCHERS.get().wrapping_add(1));
    let result = f();
    #[cfg(nanowasi_std)]
    CATCHERS.set(CATCHERS.get().wrapping_sub(1));
    Ok(result)
}

/// The number of calls of [`catch_unwind`] that have not returned.
#[cfg(nanowasi_std)]
static CATCHERS: StaticCell<u32> = StaticCell::new(0);

/// Returns whether [`catch_unwind`] is running. For the test harness of a sysroot: a panic there
/// would be caught on a target that unwinds.
#[cfg(nanowasi_std)]
#[doc(hidden)]
#[must_use]
pub fn is_catching() -> bool {
    CATCHERS.get() > 0
}
