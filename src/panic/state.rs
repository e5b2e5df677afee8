//! What the panic handler and the hook know of each other: whether the program is panicking, and whom to call
//! then.

#[cfg(not(feature = "panic-message"))]
use core::panic::Location;
use core::panic::PanicInfo;

use crate::sys::sync::{Flag, StaticCell};

/// Set when a panic begins: a second one ends the program without a word.
static PANICKING: Flag = Flag::new();

/// What the panic handler calls. Only `set_hook` sets it, so that a program without a hook has no code
/// for one.
pub(crate) static HOOK: StaticCell<fn(HandlerInfo<'_>)> = StaticCell::new(print_default);

/// Whether that is other than [`print_default`].
pub(super) static HAS_HOOK: StaticCell<bool> = StaticCell::new(false);

/// What is known of a panic: all of it.
#[cfg(feature = "panic-message")]
pub(crate) type HandlerInfo<'info> = &'info PanicInfo<'info>;

/// What is known of a panic: where it is. The message would be kept, with its arguments and `core::fmt`,
/// by every program that can panic, since the optimizer gives up on what goes through [`HOOK`].
#[cfg(not(feature = "panic-message"))]
pub(crate) type HandlerInfo<'info> = Option<&'info Location<'info>>;

/// What is known of a panic.
#[inline]
pub(crate) fn handler_info<'info>(info: &'info PanicInfo<'info>) -> HandlerInfo<'info> {
    #[cfg(feature = "panic-message")]
    return info;
    #[cfg(not(feature = "panic-message"))]
    return info.location();
}

#[cfg(feature = "panic-message")]
pub(super) fn print_default(info: HandlerInfo<'_>) {
    match info.location() {
        Some(at) => crate::eprintln!("panicked at {at}: {}", info.message()),
        None => crate::eprintln!("panicked: {}", info.message()),
    }
}

#[cfg(all(feature = "panic-location", not(feature = "panic-message")))]
pub(super) fn print_default(at: HandlerInfo<'_>) {
    match at {
        Some(at) => crate::eprintln!("panicked at {}:{}:{}", at.file(), at.line(), at.column()),
        None => crate::eprintln!("panicked"),
    }
}

#[cfg(not(feature = "panic-location"))]
pub(super) const fn print_default(_: HandlerInfo<'_>) {}

/// Whether a program has a hook of its own.
#[inline]
pub(crate) fn has_hook() -> bool {
    HAS_HOOK.get()
}

/// Whether the program is about to end by a panic.
#[inline]
pub(crate) fn panicking() -> bool {
    PANICKING.is_set()
}

/// Notes that a panic begins.
#[inline]
pub(crate) fn set_panicking() {
    PANICKING.set();
}
