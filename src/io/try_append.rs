//! Appending what was read to a vector or a string, with an error where there is no memory.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;
use core::mem;

use super::{Error, Message, Result};
use crate::sys::util::{from_utf8_fast, string_from_utf8_fast, vec};

/// Makes room for that many bytes more.
#[inline]
pub(super) fn reserve(buf: &mut Vec<u8>, more: usize) -> Result<()> {
    Ok(buf.try_reserve(more)?)
}

/// Appends all of `bytes`, or nothing.
#[inline]
pub(super) fn bytes(buf: &mut Vec<u8>, bytes: &[u8]) -> Result<()> {
    reserve(buf, bytes.len())?;
    vec::extend_within_capacity(buf, bytes);
    Ok(())
}

/// Appends all of `text`, or nothing.
pub(super) fn string(buf: &mut String, text: &str) -> Result<()> {
    buf.try_reserve(text.len())?;
    vec::push_str_within_capacity(buf, text);
    Ok(())
}

/// Appends what `read` appends to a vector, if it is text.
///
/// An empty string lends its own memory, so that a loop over lines allocates once. One that isn't empty
/// gets a copy: checking all of it at each line would take a time that grows with the square.
///
/// # Errors
///
/// That of `read`: what was read before it has been appended if it is text. Or `InvalidData` if all went
/// well, but what was read isn't text.
pub(super) fn utf8_from(
    buf: &mut String,
    read: impl FnOnce(&mut Vec<u8>) -> Result<usize>,
) -> Result<usize> {
    let mut bytes = if buf.is_empty() {
        mem::take(buf).into_bytes()
    } else {
        Vec::new()
    };
    let result = read(&mut bytes);
    let Some(text) = string_from_utf8_fast(bytes) else {
        return result.and(Err(Error::from_message(Message::NotUtf8)));
    };
    if buf.is_empty() {
        *buf = text;
    } else {
        string(buf, &text)?;
    }
    result
}

/// `bytes` as a string.
///
/// # Errors
///
/// `InvalidData` if they aren't text.
pub(super) fn into_utf8(bytes: Vec<u8>) -> Result<String> {
    string_from_utf8_fast(bytes).ok_or(Error::from_message(Message::NotUtf8))
}

/// `bytes` as a string of its own.
///
/// # Errors
///
/// `InvalidData` if they aren't text, `OutOfMemory`.
pub(super) fn copy_utf8(bytes: &[u8]) -> Result<String> {
    let Some(text) = from_utf8_fast(bytes) else {
        return Err(Error::from_message(Message::NotUtf8));
    };
    let mut owned = String::new();
    owned.try_reserve_exact(text.len())?;
    vec::push_str_within_capacity(&mut owned, text);
    Ok(owned)
}
