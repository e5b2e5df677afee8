//! Appending to a vector or a string, with an error if there is no memory.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;
use core::mem;

use super::{Error, Message, Result};
use crate::sys::util::{from_utf8_fast, string_from_utf8_fast, vec};

/// Reserves spare capacity for `more` bytes.
#[inline]
pub(super) fn reserve(buf: &mut Vec<u8>, more: usize) -> Result<()> {
    Ok(buf.try_reserve(more)?)
}

/// Appends all of `bytes`, or nothing if there is no memory.
#[inline]
pub(super) fn bytes(buf: &mut Vec<u8>, bytes: &[u8]) -> Result<()> {
    reserve(buf, bytes.len())?;
    vec::extend_within_capacity(buf, bytes);
    Ok(())
}

/// Appends all of `text`, or nothing if there is no memory.
pub(super) fn string(buf: &mut String, text: &str) -> Result<()> {
    buf.try_reserve(text.len())?;
    vec::push_str_within_capacity(buf, text);
    Ok(())
}

/// Appends the bytes that `read` appends to a vector, if they are UTF-8.
///
/// If the string is empty, `read` uses its allocation, so that a loop over lines allocates once.
/// Otherwise it uses a new vector, which is copied: to check the whole string at each line would
/// take quadratic time.
///
/// # Errors
///
/// - The error of `read`. The bytes that were read before it have been appended if they are UTF-8.
/// - `InvalidData`: `read` succeeded, but the bytes are not UTF-8.
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

/// Converts bytes to a string, in place.
///
/// # Errors
///
/// - `InvalidData`: the bytes are not UTF-8.
pub(super) fn into_utf8(bytes: Vec<u8>) -> Result<String> {
    string_from_utf8_fast(bytes).ok_or(Error::from_message(Message::NotUtf8))
}

/// Copies bytes to a new string, whose capacity is their number.
///
/// # Errors
///
/// - `InvalidData`: the bytes are not UTF-8.
/// - `OutOfMemory`: there is no memory for the string.
pub(super) fn copy_utf8(bytes: &[u8]) -> Result<String> {
    let Some(text) = from_utf8_fast(bytes) else {
        return Err(Error::from_message(Message::NotUtf8));
    };
    let mut owned = String::new();
    owned.try_reserve_exact(text.len())?;
    vec::push_str_within_capacity(&mut owned, text);
    Ok(owned)
}
