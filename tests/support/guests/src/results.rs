//! What came back from a host that misbehaves, in words for the test: for guests, and for each of `tests/compat/programs` that
//! does the same with `std`. Whoever has this calls the crate `std`.
#![allow(dead_code, reason = "not every guest needs each")]

use std::fmt::Debug;
use std::hint;
use std::io::{Error, IoSlice, Result};
#[allow(unused_imports, reason = "the real `std` brings it along")]
use std::prelude::v1::*;

/// An error's number, or else its kind.
pub(crate) fn word(error: &Error) -> String {
    match error.raw_os_error() {
        Some(number) => format!("error {number}"),
        None => format!("{:?}", error.kind()),
    }
}

/// What a call has answered.
pub(crate) fn said<T: Debug>(result: Result<T>) -> String {
    match result {
        Ok(value) => format!("Ok({value:?})"),
        Err(error) => word(&error),
    }
}

/// Reads into the middle of some bytes, of which those around it may not change; tells what was answered, and as
/// many bytes of the middle.
pub(crate) fn guarded(read: impl FnOnce(&mut [u8]) -> Result<usize>) -> String {
    let mut all = [0xA5; 40];
    let (before, rest) = all.split_at_mut(16);
    let (room, behind) = rest.split_at_mut(8);
    let result = read(hint::black_box(&mut *room));
    let mut guards = hint::black_box([before, behind]).into_iter();
    if guards.any(|guard| guard.iter().any(|byte| *byte != 0xA5)) {
        return "wrote outside of its buffer".to_string();
    }
    let count = result.as_ref().map_or(0, |count| *count);
    match hint::black_box(room).get(..count) {
        Some(bytes) if count != 0 => {
            format!("{} {}", said(result), String::from_utf8_lossy(bytes))
        }
        _ => said(result),
    }
}

/// Four parts of some room, the second of which is empty.
pub(crate) fn in_three(room: &mut [u8]) -> [&mut [u8]; 4] {
    let (one, rest) = room.split_at_mut(3);
    let (two, three) = rest.split_at_mut(1);
    [one, &mut [], two, three]
}

/// A text in such parts.
pub(crate) fn slices(text: &str) -> [IoSlice<'_>; 4] {
    [&text[..3], "", &text[3..4], &text[4..]].map(|text| IoSlice::new(text.as_bytes()))
}
