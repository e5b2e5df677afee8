//! Searching for a byte in a short slice, in few bytes of code.

/// Returns whether `bytes` contain `byte`. For short slices, or one search for each `print!`.
///
/// It searches from the end. So the compiler evaluates it for a literal line, and a printed line is
/// found at once. The method `contains` is written for speed on long slices, and is 340 bytes
/// larger.
#[inline]
pub(crate) fn contains(bytes: &[u8], byte: u8) -> bool {
    bytes.iter().rev().any(|other| *other == byte)
}
