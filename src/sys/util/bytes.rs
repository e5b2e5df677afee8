//! Searching for a byte in a short slice, in few bytes of code.

/// Returns whether `bytes` contain `byte`. For short slices, such as names and printed text.
///
/// It searches from the end. The last byte of a printed line is the newline, so the first
/// comparison finds it: for a literal while compiling. The method `contains` is written for speed
/// on long slices, and is 340 bytes larger.
#[inline]
pub(crate) fn contains(bytes: &[u8], byte: u8) -> bool {
    bytes.iter().rev().any(|other| *other == byte)
}
