//! Describes the results of calls on a failing host as text for the test. Guests include this file,
//! and so do the programs of `tests/compat/programs` for `std`. Each calls its library `std`.
#![allow(dead_code, reason = "not every guest needs each")]

use std::fmt::Debug;
use std::hint;
use std::io::{Error, IoSlice, Result};
#[allow(unused_imports, reason = "the real `std` brings it along")]
use std::prelude::v1::*;

/// Returns an error's number, or else its kind.
pub(crate) fn error_text(error: &Error) -> String {
    match error.raw_os_error() {
        Some(number) => format!("error {number}"),
        None => format!("{:?}", error.kind()),
    }
}

/// Returns a result as text.
pub(crate) fn result_text<T: Debug>(result: Result<T>) -> String {
    match result {
        Ok(value) => format!("Ok({value:?})"),
        Err(error) => error_text(&error),
    }
}

/// Reads into the middle of a buffer, around which no byte may change. Returns the result, and the
/// bytes that were read.
pub(crate) fn read_guarded(read: impl FnOnce(&mut [u8]) -> Result<usize>) -> String {
    let mut all = [0xA5; 40];
    let (before, rest) = all.split_at_mut(16);
    let (buffer, after) = rest.split_at_mut(8);
    let result = read(hint::black_box(&mut *buffer));
    let mut guards = hint::black_box([before, after]).into_iter();
    if guards.any(|guard| guard.iter().any(|byte| *byte != 0xA5)) {
        return "wrote outside of its buffer".to_string();
    }
    let count = result.as_ref().map_or(0, |count| *count);
    match hint::black_box(buffer).get(..count) {
        Some(bytes) if count != 0 => {
            format!("{} {}", result_text(result), String::from_utf8_lossy(bytes))
        }
        _ => result_text(result),
    }
}

/// Splits a buffer into four parts, the second of which is empty.
pub(crate) fn split_buffer(buffer: &mut [u8]) -> [&mut [u8]; 4] {
    let (one, rest) = buffer.split_at_mut(3);
    let (two, three) = rest.split_at_mut(1);
    [one, &mut [], two, three]
}

/// Splits a text in the same way.
pub(crate) fn split_text(text: &str) -> [IoSlice<'_>; 4] {
    [&text[..3], "", &text[3..4], &text[4..]].map(|text| IoSlice::new(text.as_bytes()))
}
