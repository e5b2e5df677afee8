//! What the panic handler and the hook know of each other: whether the program is panicking, and whom to call
//! then.

#[cfg(all(target_family = "wasm", feature = "panic-handler"))]
use core::panic::{Location, PanicMessage};

use crate::sys::Flag;

/// Set when a panic begins: a second one ends the program without a word.
static PANICKING: Flag = Flag::new();

/// Set when a program has set a hook. Only `set_hook` does, so that the optimizer leaves all of it out of a
/// program without one; of a function pointer in a static it would see too late that there is none, and keep
/// what every message is made of.
pub(super) static HOOKED: Flag = Flag::new();

/// Tells the hook, or standard error.
#[cfg(all(target_family = "wasm", feature = "panic-handler"))]
#[inline]
pub(crate) fn tell(location: &Location<'_>, message: Option<&PanicMessage<'_>>) {
    #[cfg(feature = "alloc")]
    if HOOKED.is_set() && super::hook::call(location, message) {
        return;
    }
    say(location, message);
}

#[cfg(all(target_family = "wasm", feature = "panic-message"))]
fn say(at: &Location<'_>, message: Option<&PanicMessage<'_>>) {
    if let Some(message) = message {
        crate::eprintln!("panicked at {at}: {message}");
    }
}

/// The place alone: the message would link `core::fmt`, 3 KB of it.
#[cfg(all(
    target_family = "wasm",
    feature = "panic-location",
    not(feature = "panic-message")
))]
fn say(at: &Location<'_>, _: Option<&PanicMessage<'_>>) {
    crate::eprintln!("panicked at {}:{}:{}", at.file(), at.line(), at.column());
}

#[cfg(all(
    target_family = "wasm",
    feature = "panic-handler",
    not(feature = "panic-location")
))]
const fn say(_: &Location<'_>, _: Option<&PanicMessage<'_>>) {}

/// Whether a program has a hook of its own.
#[cfg(any(
    feature = "alloc",
    all(target_family = "wasm", feature = "panic-message")
))]
#[inline]
pub(crate) fn is_hooked() -> bool {
    HOOKED.is_set()
}

/// Whether the program is about to end by a panic.
#[inline]
pub(crate) fn panicking() -> bool {
    PANICKING.is_set()
}

/// Notes that a panic begins.
#[cfg(all(target_family = "wasm", feature = "panic-handler"))]
#[inline]
pub(crate) fn begin() {
    PANICKING.set();
}
