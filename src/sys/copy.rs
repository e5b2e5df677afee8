//! Copying as many bytes as fit.

/// Copies the front of `from` to the front of `to`, as much as both have, and answers how much that was.
///
/// `copy_from_slice` panics where the two differ in length, and can't always be seen not to.
#[inline]
pub(crate) const fn copy(from: &[u8], to: &mut [u8]) -> usize {
    // No `min` is `const`.
    let count = if from.len() < to.len() {
        from.len()
    } else {
        to.len()
    };
    // SAFETY: both have that many bytes, and what is borrowed uniquely is no part of another slice.
    unsafe {
        to.as_mut_ptr()
            .copy_from_nonoverlapping(from.as_ptr(), count)
    };
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_what_both_have_room_for() {
        let mut to = *b"12345";
        assert_eq!((copy(b"abc", &mut to), &to), (3, b"abc45"));
        assert_eq!((copy(b"defghi", &mut to), &to), (5, b"defgh"));
        assert_eq!(copy(b"", &mut to) + copy(b"x", &mut []), 0);
    }
}
