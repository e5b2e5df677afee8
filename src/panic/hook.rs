//! The hook: a program's own function that is called when it panics.

use core::any::Any;
use core::fmt;
use core::panic::Location;

#[cfg(feature = "panic-message")]
use super::payload::NON_TEXT;
use super::payload::{PAYLOAD, as_str};
use super::state::{self, HAS_HOOK, HOOK, HandlerInfo, panicking};
use crate::boxed::Box;
#[cfg(feature = "panic-message")]
use crate::string::String;
use crate::sys::sync::StaticCell;

/// A hook, as [`set_hook`] takes it.
type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;

static USER_HOOK: StaticCell<Option<Hook>> = StaticCell::new(None);

/// What a hook is told of a panic, as [`std::panic::PanicHookInfo`].
///
/// [`std::panic::PanicHookInfo`]: https://doc.rust-lang.org/std/panic/struct.PanicHookInfo.html
pub struct PanicHookInfo<'a> {
    payload: &'a (dyn Any + Send),
    location: &'a Location<'a>,
}

/// What a hook is told of a panic, by its older name.
#[deprecated(since = "1.82.0", note = "use `PanicHookInfo` instead")]
pub type PanicInfo<'a> = PanicHookInfo<'a>;

impl<'a> PanicHookInfo<'a> {
    /// What the program has panicked with: a `&'static str` if it was a literal, else a `String`; or
    /// whatever [`panic_any`](super::panic_any) was given.
    ///
    /// Without the feature `panic-message` a message is not kept, and this is `()`.
    #[inline]
    #[must_use]
    pub fn payload(&self) -> &(dyn Any + Send) {
        self.payload
    }

    /// The [`payload`](Self::payload), if it is text.
    #[must_use]
    pub fn payload_as_str(&self) -> Option<&str> {
        as_str(self.payload)
    }

    /// Where the program has panicked. There always is a place.
    #[inline]
    #[must_use]
    pub fn location(&self) -> Option<&Location<'_>> {
        Some(self.location)
    }

    /// Whether the panic is one that could unwind. Unstable in `std`; the crate `proc_macro` calls it.
    #[cfg(nanowasi_std)]
    #[doc(hidden)]
    pub const fn can_unwind(&self) -> bool {
        true
    }
}

impl fmt::Debug for PanicHookInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The last two are `std`'s, and here as they are for every panic of a program.
        f.debug_struct("PanicHookInfo")
            .field("payload", &self.payload)
            .field("location", &self.location)
            .field("can_unwind", &true)
            .field("force_no_backtrace", &false)
            .finish()
    }
}

impl fmt::Display for PanicHookInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "panicked at {}", self.location)?;
        match self.payload_as_str() {
            Some(text) => write!(f, ":\n{text}"),
            None => Ok(()),
        }
    }
}

/// Has a function called when the program panics, instead of the message that is printed else, as
/// [`std::panic::set_hook`]. Afterwards the program ends.
///
/// Until then, it can use the heap and print: what it prints is written. If there is not even memory for the text of
/// the panic, the usual message is printed instead.
///
/// # Panics
///
/// In a hook.
///
/// [`std::panic::set_hook`]: https://doc.rust-lang.org/std/panic/fn.set_hook.html
///
/// ```no_run
/// use nanowasi::{eprintln, panic};
///
/// panic::set_hook(Box::new(|info| eprintln!("a bug: {info}; please report it")));
/// ```
pub fn set_hook(hook: Hook) {
    drop(replace_hook(Some(hook)));
    HOOK.set(call_user_hook);
}

/// Takes the hook back, as [`std::panic::take_hook`]; without one, it is a function that prints the usual
/// message.
///
/// # Panics
///
/// In a hook.
///
/// [`std::panic::take_hook`]: https://doc.rust-lang.org/std/panic/fn.take_hook.html
#[must_use]
pub fn take_hook() -> Hook {
    let hook = replace_hook(None);
    HOOK.set(state::print_default);
    hook.unwrap_or_else(|| Box::new(default_hook))
}

#[allow(clippy::panic, reason = "`std` does, and says so")]
fn replace_hook(hook: Option<Hook>) -> Option<Hook> {
    if panicking() {
        panic!("cannot modify the panic hook from a panicking thread");
    }
    HAS_HOOK.set(hook.is_some());
    USER_HOOK.replace(hook)
}

/// Says what the panic handler says of a panic without a hook.
#[cfg_attr(
    not(feature = "panic-location"),
    expect(clippy::missing_const_for_fn, reason = "a function that says nothing")
)]
fn default_hook(info: &PanicHookInfo<'_>) {
    #[cfg(feature = "panic-message")]
    crate::eprintln!(
        "panicked at {}: {}",
        info.location,
        info.payload_as_str().unwrap_or(NON_TEXT)
    );
    #[cfg(all(feature = "panic-location", not(feature = "panic-message")))]
    crate::eprintln!(
        "panicked at {}:{}:{}",
        info.location.file(),
        info.location.line(),
        info.location.column()
    );
    let _ = info;
}

/// Calls the hook: what [`set_hook`] gives to the panic handler.
fn call_user_hook(info: HandlerInfo<'_>) {
    #[cfg(feature = "panic-message")]
    let (location, message) = (info.location(), info.message());
    #[cfg(not(feature = "panic-message"))]
    let location = info;
    // There always is a place. The hook is not put back, since the program ends.
    let (Some(location), Some(hook)) = (location, USER_HOOK.replace(None)) else {
        return;
    };
    let call = |payload| hook(&PanicHookInfo { payload, location });
    if let Some(payload) = PAYLOAD.replace(None) {
        return call(&*payload);
    }
    #[cfg(feature = "panic-message")]
    match message.as_str() {
        Some(text) => call(&text),
        None => match try_to_string(&message) {
            Some(text) => call(&text),
            None => state::print_default(info),
        },
    }
    #[cfg(not(feature = "panic-message"))]
    call(&());
}

/// The text of a panic, if there is memory for it, and nothing in it fails to print itself: a second panic would end
/// the program without a word.
#[cfg(feature = "panic-message")]
fn try_to_string(message: &dyn fmt::Display) -> Option<String> {
    struct Fallible(String);

    impl fmt::Write for Fallible {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.try_reserve(text.len()).map_err(|_| fmt::Error)?;
            self.0.push_str(text);
            Ok(())
        }
    }

    let mut text = Fallible(String::new());
    fmt::write(&mut text, format_args!("{message}")).ok()?;
    Some(text.0)
}
