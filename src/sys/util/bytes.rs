//! Looking for a byte, in a handful of bytes of code.

/// Whether `bytes` contain `byte`: for short texts, and once a `print!`.
#[expect(
    clippy::manual_contains,
    reason = "made for speed on long slices, `contains` is 340 bytes larger"
)]
#[inline]
pub(crate) fn contains(bytes: &[u8], byte: u8) -> bool {
    bytes.iter().any(|other| *other == byte)
}
