//! Searching for a byte in a short slice, in few bytes of code.

/// Returns whether `bytes` contain `byte`. For short slices, such as names and printed text.
///
/// It searches from the end. The last byte of a printed line is the newline, so the first
/// comparison finds it: for a literal while compiling. The method `contains` is written for speed
/// on long slices, and is 340 bytes larger.
#[inline]
pub(crate) fn contains(bytes: &[u8], byte: u8) -> bool {
    // SAFETY: a slice is valid for reads of its length.
    unsafe { contains_raw(bytes.as_ptr(), bytes.len(), byte) }
}

/// [`contains`], for an address and a length. The address may be null if the length is 0.
///
/// # Safety
///
/// - `start` is valid for reads of `len` bytes.
#[inline]
pub(crate) unsafe fn contains_raw(start: *const u8, mut len: usize, byte: u8) -> bool {
    while len != 0 {
        len -= 1;
        // SAFETY: `len` is now the index of one of the bytes.
        if unsafe { *start.add(len) } == byte {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn each_byte_is_searched() {
        for at in 0..4 {
            let mut bytes = [b'x'; 4];
            bytes[at] = b'\n';
            assert!(contains(&bytes, b'\n'), "{at}");
            // A byte after the slice does not count.
            assert!(!contains(&bytes[..at], b'\n'), "{at}");
        }
        assert!(!contains(b"", 0));
    }
}
