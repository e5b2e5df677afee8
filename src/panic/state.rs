//! What the panic handler and the hook know of each other: whether the program is panicking, and whom to call
//! then.

#[cfg(not(feature = "panic-message"))]
use core::panic::Location;
use core::panic::PanicInfo;

use crate::sys::{Flag, Global};

/// Set when a panic begins: a second one ends the program without a word.
static PANICKING: Flag = Flag::new();

/// What the panic handler calls. Only `set_hook` sets it, so that a program without a hook has no code
/// for one.
pub(crate) static HOOK: Global<fn(Known<'_>)> = Global::new(say);

/// Whether that is other than [`say`].
pub(super) static HOOKED: Global<bool> = Global::new(false);

/// What is known of a panic: all of it.
#[cfg(feature = "panic-message")]
pub(crate) type Known<'info> = &'info PanicInfo<'info>;

/// What is known of a panic: where it is. The message would be kept, with its arguments and `core::fmt`,
/// by every program that can panic, since the optimizer gives up on what goes through [`HOOK`].
#[cfg(not(feature = "panic-message"))]
pub(crate) type Known<'info> = Option<&'info Location<'info>>;

/// What is known of a panic.
#[inline]
pub(crate) fn known<'info>(info: &'info PanicInfo<'info>) -> Known<'info> {
    #[cfg(feature = "panic-message")]
    return info;
    #[cfg(not(feature = "panic-message"))]
    return info.location();
}

#[cfg(feature = "panic-message")]
pub(super) fn say(info: Known<'_>) {
    match info.location() {
        Some(at) => crate::eprintln!("panicked at {at}: {}", info.message()),
        None => crate::eprintln!("panicked: {}", info.message()),
    }
}

#[cfg(all(feature = "panic-location", not(feature = "panic-message")))]
pub(super) fn say(at: Known<'_>) {
    match at {
        Some(at) => crate::eprintln!("panicked at {}:{}:{}", at.file(), at.line(), at.column()),
        None => crate::eprintln!("panicked"),
    }
}

#[cfg(not(feature = "panic-location"))]
pub(super) const fn say(_: Known<'_>) {}

/// Whether a program has a hook of its own.
#[inline]
pub(crate) fn is_hooked() -> bool {
    HOOKED.get()
}

/// Whether the program is about to end by a panic.
#[inline]
pub(crate) fn panicking() -> bool {
    PANICKING.is_set()
}

/// Notes that a panic begins.
#[inline]
pub(crate) fn begin() {
    PANICKING.set();
}
