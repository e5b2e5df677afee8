//! What the panic handler and the hook know of each other: whether the program is panicking, and whom to call
//! then.

use core::panic::PanicInfo;

use crate::sys::{Flag, Global};

/// Set when a panic begins: a second one ends the program without a word.
static PANICKING: Flag = Flag::new();

/// What the panic handler calls. Only `set_hook` sets it, so that a program without a hook has no code
/// for one.
pub(crate) static HOOK: Global<fn(&PanicInfo<'_>)> = Global::new(say);

#[cfg(feature = "panic-message")]
pub(super) fn say(info: &PanicInfo<'_>) {
    match info.location() {
        Some(at) => crate::eprintln!("panicked at {at}: {}", info.message()),
        None => crate::eprintln!("panicked: {}", info.message()),
    }
}

/// The place alone: the message would link `core::fmt`, 3 KB of it.
#[cfg(all(feature = "panic-location", not(feature = "panic-message")))]
pub(super) fn say(info: &PanicInfo<'_>) {
    match info.location() {
        Some(at) => crate::eprintln!("panicked at {}:{}:{}", at.file(), at.line(), at.column()),
        None => crate::eprintln!("panicked"),
    }
}

#[cfg(not(feature = "panic-location"))]
pub(super) const fn say(_: &PanicInfo<'_>) {}

/// Whether a program has a hook of its own.
#[inline]
pub(crate) fn is_hooked() -> bool {
    !core::ptr::fn_addr_eq(HOOK.get(), say as fn(&PanicInfo<'_>))
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
