//! The state that the panic handler and the hook share: whether the program is panicking, and the
//! function to call.

#[cfg(not(feature = "panic-message"))]
use core::panic::Location;
use core::panic::PanicInfo;

#[cfg(feature = "panic-location")]
use super::output::print_message;
use crate::sys::sync::{Flag, StaticCell};

/// Set when a panic begins: a second panic ends the program without a message.
static PANICKING: Flag = Flag::new();

/// The function that the panic handler calls. Only `set_hook` and `take_hook` set it, so a program
/// without a hook contains no code for hooks.
pub(crate) static HOOK: StaticCell<fn(HandlerInfo<'_>)> = StaticCell::new(print_default);

/// Whether [`HOOK`] calls a hook of the program.
pub(super) static HAS_HOOK: StaticCell<bool> = StaticCell::new(false);

/// The information on a panic that [`HOOK`] receives: all of it.
#[cfg(feature = "panic-message")]
pub(crate) type HandlerInfo<'info> = &'info PanicInfo<'info>;

/// The information on a panic that [`HOOK`] receives: only the location.
///
/// The optimizer does not see through the function pointer in [`HOOK`]. With the message, every
/// program that can panic would contain its messages, their arguments and `core::fmt`.
#[cfg(not(feature = "panic-message"))]
pub(crate) type HandlerInfo<'info> = Option<&'info Location<'info>>;

/// Returns the information for [`HOOK`].
#[inline]
pub(crate) fn handler_info<'info>(info: &'info PanicInfo<'info>) -> HandlerInfo<'info> {
    #[cfg(feature = "panic-message")]
    return info;
    #[cfg(not(feature = "panic-message"))]
    return info.location();
}

/// Prints the message and the location of a panic: the default of [`HOOK`].
#[cfg(feature = "panic-message")]
pub(super) fn print_default(info: HandlerInfo<'_>) {
    match info.location() {
        Some(at) => print_message!("panicked at {at}: {}", info.message()),
        None => print_message!("panicked: {}", info.message()),
    }
}

/// Prints the location of a panic: the default of [`HOOK`].
#[cfg(all(feature = "panic-location", not(feature = "panic-message")))]
pub(super) fn print_default(at: HandlerInfo<'_>) {
    match at {
        Some(at) => print_message!("panicked at {}:{}:{}", at.file(), at.line(), at.column()),
        None => print_message!("panicked"),
    }
}

/// Prints nothing: the default of [`HOOK`].
#[cfg(not(feature = "panic-location"))]
pub(super) const fn print_default(_: HandlerInfo<'_>) {}

/// Returns whether the program has set a hook.
#[inline]
pub(crate) fn has_hook() -> bool {
    HAS_HOOK.get()
}

/// Returns whether the program is panicking.
#[inline]
pub(crate) fn panicking() -> bool {
    PANICKING.is_set()
}

/// Records that a panic has begun.
#[inline]
pub(crate) fn set_panicking() {
    PANICKING.set();
}
