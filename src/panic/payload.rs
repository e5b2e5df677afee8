//! The payload of a panic: how [`panic_any`](super::panic_any) passes it to the hook, and how its
//! text is found.

use core::any::Any;

use crate::boxed::Box;
use crate::string::String;
use crate::sys::sync::StaticCell;

/// The payload of [`panic_any`](super::panic_any), from the panic until the hook is called.
pub(super) static PAYLOAD: StaticCell<Option<Box<dyn Any + Send>>> = StaticCell::new(None);

/// The message of a panic whose payload is not text, as in `std`.
pub(super) const NON_TEXT: &str = "Box<dyn Any>";

/// Returns the text of a payload that is a `&'static str` or a [`String`].
pub(super) fn as_str(payload: &(dyn Any + Send)) -> Option<&str> {
    match payload.downcast_ref::<&'static str>() {
        Some(text) => Some(text),
        None => payload.downcast_ref::<String>().map(String::as_str),
    }
}
