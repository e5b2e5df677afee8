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

/// Copies `len` bytes between two places that don't overlap.
///
/// The instruction that the compiler has for it is a call into the host's runtime, of some 10 ns; most of what a
/// program prints or reads in one go is shorter than that takes.
///
/// # Safety
///
/// - `from` is valid for reads of `len` bytes, `to` for writes, and they don't overlap.
#[inline(always)]
pub(crate) unsafe fn copy_bytes(from: *const u8, to: *mut u8, len: usize) {
    // SAFETY: each word lies within the `len` bytes: the last one ends where they end.
    unsafe {
        if cfg!(nanowasi_fast) && len <= 16 {
            if len >= 8 {
                let (front, back) = (
                    from.cast::<u64>().read_unaligned(),
                    from.add(len - 8).cast::<u64>().read_unaligned(),
                );
                to.cast::<u64>().write_unaligned(front);
                to.add(len - 8).cast::<u64>().write_unaligned(back);
            } else if len >= 4 {
                let (front, back) = (
                    from.cast::<u32>().read_unaligned(),
                    from.add(len - 4).cast::<u32>().read_unaligned(),
                );
                to.cast::<u32>().write_unaligned(front);
                to.add(len - 4).cast::<u32>().write_unaligned(back);
            } else if len > 0 {
                let (first, middle, last) = (
                    from.read(),
                    from.add(len / 2).read(),
                    from.add(len - 1).read(),
                );
                to.write(first);
                to.add(len / 2).write(middle);
                to.add(len - 1).write(last);
            }
        } else {
            to.copy_from_nonoverlapping(from, len);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_each_length_and_nothing_beside() {
        let from: [u8; 40] = core::array::from_fn(|at| at as u8 + 1);
        for len in 0..=from.len() {
            let mut to = [0; 42];
            // SAFETY: there is room for that many behind the first byte, in an array of its own.
            unsafe { copy_bytes(from.as_ptr(), to.as_mut_ptr().add(1), len) };
            assert_eq!(to[1..=len], from[..len]);
            assert_eq!((to[0], &to[len + 1..]), (0, &[0; 42][len + 1..]));
        }
    }

    #[test]
    fn copies_what_both_have_room_for() {
        let mut to = *b"12345";
        assert_eq!((copy(b"abc", &mut to), &to), (3, b"abc45"));
        assert_eq!((copy(b"defghi", &mut to), &to), (5, b"defgh"));
        assert_eq!(copy(b"", &mut to) + copy(b"x", &mut []), 0);
    }
}
