//! The hook: a function of the program that is called when it panics.

use core::any::Any;
use core::fmt;
use core::panic::Location;

#[cfg(feature = "panic-location")]
use super::output::print_message;
#[cfg(feature = "panic-message")]
use super::payload::NON_TEXT;
use super::payload::{PAYLOAD, as_str};
use super::state::{self, HAS_HOOK, HOOK, HandlerInfo, panicking};
use crate::boxed::Box;
#[cfg(feature = "panic-message")]
use crate::string::String;
use crate::sys::sync::StaticCell;

/// A hook, as [`set_hook`] accepts it.
type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;

/// The hook of the program.
static USER_HOOK: StaticCell<Option<Hook>> = StaticCell::new(None);

/// The information on a panic that a hook receives, as [`std::panic::PanicHookInfo`].
///
/// # Examples
///
/// ```no_run
/// # // guest: status 70
/// use nanowasi::panic::{self, PanicHookInfo};
/// use nanowasi::{eprintln, process};
///
/// fn report(info: &PanicHookInfo<'_>) {
///     eprintln!("a bug: {}", info.payload_as_str().unwrap_or("no message"));
///     process::exit(70);
/// }
/// panic::set_hook(Box::new(report));
/// panic!("boom");
/// ```
///
/// [`std::panic::PanicHookInfo`]: https://doc.rust-lang.org/std/panic/struct.PanicHookInfo.html
pub struct PanicHookInfo<'a> {
    payload: &'a (dyn Any + Send),
    location: &'a Location<'a>,
}

/// The information on a panic that a hook receives, by its older name.
#[deprecated(since = "1.82.0", note = "use `PanicHookInfo` instead")]
pub type PanicInfo<'a> = PanicHookInfo<'a>;

impl<'a> PanicHookInfo<'a> {
    /// Returns the payload of the panic.
    ///
    /// It is a `&'static str` if the message is constant, and a [`String`] otherwise. For
    /// [`panic_any`](super::panic_any), it is the argument.
    ///
    /// Without the feature `panic-message`, messages are not kept, and the payload of `panic!` is
    /// `()`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: status 3
    /// use nanowasi::{env, panic, process};
    ///
    /// panic::set_hook(Box::new(|info| match info.payload().downcast_ref::<String>() {
    ///     Some(text) if text == "3 arguments" => process::exit(3),
    ///     _ => process::exit(1),
    /// }));
    /// panic!("{} arguments", env::args().count());
    /// ```
    #[inline]
    #[must_use]
    pub fn payload(&self) -> &(dyn Any + Send) {
        self.payload
    }

    /// Returns the [`payload`](Self::payload) if it is a string.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: status 3
    /// use nanowasi::{panic, process};
    ///
    /// panic::set_hook(Box::new(|info| {
    ///     let is_text = info.payload_as_str().is_some();
    ///     process::exit(if is_text { 1 } else { 3 });
    /// }));
    /// panic::panic_any(3);
    /// ```
    #[must_use]
    pub fn payload_as_str(&self) -> Option<&str> {
        as_str(self.payload)
    }

    /// Returns the location of the panic, which is never `None`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: status 3
    /// use nanowasi::{eprintln, panic, process};
    ///
    /// panic::set_hook(Box::new(|info| {
    ///     if let Some(location) = info.location() {
    ///         eprintln!("a bug in line {} of {}", location.line(), location.file());
    ///         process::exit(3);
    ///     }
    /// }));
    /// panic!("boom");
    /// ```
    #[inline]
    #[must_use]
    pub fn location(&self) -> Option<&Location<'_>> {
        Some(self.location)
    }

    /// Returns whether the panic could unwind. Unstable in `std`, and the crate `proc_macro` calls
    /// it.
    #[cfg(nanowasi_std)]
    #[doc(hidden)]
    pub const fn can_unwind(&self) -> bool {
        true
    }
}

impl fmt::Debug for PanicHookInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The last two fields are `std`'s, with their values for every panic of a program.
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

/// Sets the hook: a function that is called when the program panics, instead of printing the
/// message, as [`std::panic::set_hook`].
///
/// The program ends after the hook returns. The hook can use the heap and print, and its output is
/// written. If there is no memory for the text of the panic, the default message is printed, and
/// the hook is not called.
///
/// # Panics
///
/// - If it is called in a hook.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{eprintln, panic};
///
/// panic::set_hook(Box::new(|info| eprintln!("a bug: {info}; please report it")));
/// ```
///
/// [`std::panic::set_hook`]: https://doc.rust-lang.org/std/panic/fn.set_hook.html
pub fn set_hook(hook: Hook) {
    drop(replace_hook(Some(hook)));
    HOOK.set(observed_or(call_user_hook));
}

/// Removes the hook and returns it, as [`std::panic::take_hook`]. Without a hook, returns a
/// function that prints the default message.
///
/// # Panics
///
/// - If it is called in a hook.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{eprintln, panic};
///
/// // Prints a line after the message of every panic.
/// let default = panic::take_hook();
/// panic::set_hook(Box::new(move |info| {
///     default(info);
///     eprintln!("please report it");
/// }));
/// ```
///
/// [`std::panic::take_hook`]: https://doc.rust-lang.org/std/panic/fn.take_hook.html
#[must_use]
pub fn take_hook() -> Hook {
    let hook = replace_hook(None);
    HOOK.set(observed_or(state::print_default));
    hook.unwrap_or_else(|| Box::new(default_hook))
}

#[allow(clippy::panic, reason = "`std` panics and documents it")]
fn replace_hook(hook: Option<Hook>) -> Option<Hook> {
    if panicking() {
        panic!("cannot modify the panic hook from a panicking thread");
    }
    HAS_HOOK.set(hook.is_some() || is_observed());
    USER_HOOK.replace(hook)
}

/// The function that [`observe`] stores.
#[cfg(nanowasi_std)]
static OBSERVER: StaticCell<Option<fn(&(dyn Any + Send))>> = StaticCell::new(None);

/// Sets a function that receives the payload of a panic after the hook, and that no `set_hook`
/// replaces.
///
/// The test harness of a sysroot compares the message of a panic with the one that a test expects.
/// A program that neither tests nor sets a hook contains no code for it.
#[cfg(nanowasi_std)]
#[doc(hidden)]
pub fn observe(observer: fn(&(dyn Any + Send))) {
    OBSERVER.set(Some(observer));
    HAS_HOOK.set(true);
    HOOK.set(call_observed);
}

/// Whether [`observe`] has set a function.
fn is_observed() -> bool {
    #[cfg(nanowasi_std)]
    return OBSERVER.get().is_some();
    #[cfg(not(nanowasi_std))]
    false
}

/// Returns the function for [`HOOK`]: `call_observed` if there is an observer, else `handler`.
fn observed_or(handler: fn(HandlerInfo<'_>)) -> fn(HandlerInfo<'_>) {
    #[cfg(nanowasi_std)]
    if is_observed() {
        return call_observed;
    }
    handler
}

/// Calls the hook of the program or the default one, and then the observer.
#[cfg(nanowasi_std)]
fn call_observed(info: HandlerInfo<'_>) {
    with_payload(info, |info| {
        match USER_HOOK.replace(None) {
            Some(hook) => hook(info),
            None => default_hook(info),
        }
        report(info.payload);
    });
    // Without memory for the payload, the observer was not called.
    report(&());
}

/// Calls the observer.
#[cfg(nanowasi_std)]
pub(super) fn report(payload: &(dyn Any + Send)) {
    if let Some(observer) = OBSERVER.get() {
        observer(payload);
    }
}

/// Prints what the panic handler prints without a hook.
#[cfg_attr(
    not(feature = "panic-location"),
    expect(
        clippy::missing_const_for_fn,
        reason = "it prints nothing without the feature"
    )
)]
fn default_hook(info: &PanicHookInfo<'_>) {
    #[cfg(feature = "panic-message")]
    print_message!(
        "panicked at {}: {}",
        info.location,
        info.payload_as_str().unwrap_or(NON_TEXT)
    );
    #[cfg(all(feature = "panic-location", not(feature = "panic-message")))]
    print_message!(
        "panicked at {}:{}:{}",
        info.location.file(),
        info.location.line(),
        info.location.column()
    );
    let _ = info;
}

/// Calls the hook of the program: the function that [`set_hook`] stores for the panic handler.
fn call_user_hook(info: HandlerInfo<'_>) {
    // The hook is not restored, because the program ends.
    if let Some(hook) = USER_HOOK.replace(None) {
        with_payload(info, hook);
    }
}

/// Calls a function with the location and the payload of a panic. If there is no memory for the
/// payload, prints the default message instead.
fn with_payload(info: HandlerInfo<'_>, hook: impl FnOnce(&PanicHookInfo<'_>)) {
    #[cfg(feature = "panic-message")]
    let (location, message) = (info.location(), info.message());
    #[cfg(not(feature = "panic-message"))]
    let location = info;
    // The location is never `None`.
    let Some(location) = location else {
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

/// Returns the text of a panic, or `None` if there is no memory for it or an argument's `Display`
/// fails. A second panic would end the program without a message.
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
