//! Copying bytes: as many as fit, or few in a fast way.
//!
//! The safety argument: the length is the smaller one of two slices, or the caller's promise.

use core::mem::MaybeUninit;

/// Copies the first bytes of `from` to the start of `to`, and returns how many: the shorter length.
///
/// `copy_from_slice` panics if the lengths differ, and the optimizer does not always see that they
/// don't.
#[inline]
pub(crate) const fn copy(from: &[u8], to: &mut [u8]) -> usize {
    // `Ord::min` is not `const`.
    let count = if from.len() < to.len() {
        from.len()
    } else {
        to.len()
    };
    // SAFETY: both have at least `count` bytes. They don't overlap, because `to` is borrowed
    // uniquely.
    unsafe {
        to.as_mut_ptr()
            .copy_from_nonoverlapping(from.as_ptr(), count)
    };
    count
}

/// Whether the crate is compiled for speed, so that code size is spent on it.
const FAST: bool = cfg!(nanowasi_fast);

/// Copies `len` bytes between two slices that don't overlap.
///
/// Up to 64 bytes are copied as two words that may overlap: the first and the last. The compiler
/// would emit `memory.copy`, a call into the host's runtime of some 10 ns. Most texts that a
/// program prints or reads in one call are copied in less.
///
/// # Safety
///
/// - `from` is valid for reads of `len` bytes, `to` for writes, and they don't overlap.
#[inline(always)]
pub(crate) unsafe fn copy_bytes(from: *const u8, to: *mut u8, len: usize) {
    // SAFETY: the caller's promises are the same. In each range, `len` is from once to twice the
    // size of the type.
    unsafe {
        match len {
            33..=64 if FAST => copy_ends::<[u64; 4]>(from, to, len),
            17..=32 if FAST => copy_ends::<[u64; 2]>(from, to, len),
            8..=16 if FAST => copy_ends::<u64>(from, to, len),
            4..=7 if FAST => copy_ends::<u32>(from, to, len),
            2..=3 if FAST => copy_ends::<u16>(from, to, len),
            1 if FAST => copy_ends::<u8>(from, to, len),
            0 if FAST => {}
            _ => to.copy_from_nonoverlapping(from, len),
        }
    }
}

/// Copies the first and the last bytes, as many as an `Ends` has. The two may overlap.
///
/// The bytes may be uninitialized, as in a block of the heap that moves.
///
/// # Safety
///
/// - As [`copy_bytes`], and `len` is from once to twice the size of `Ends`.
#[inline(always)]
unsafe fn copy_ends<Ends: Copy>(from: *const u8, to: *mut u8, len: usize) {
    let back = len - size_of::<Ends>();
    // SAFETY: both ends are within the `len` bytes. Both are read before one is written.
    // `MaybeUninit` may be uninitialized, and the accesses need no alignment.
    unsafe {
        let first = from.cast::<MaybeUninit<Ends>>().read_unaligned();
        let last = from.add(back).cast::<MaybeUninit<Ends>>();
        let last = last.read_unaligned();
        to.cast::<MaybeUninit<Ends>>().write_unaligned(first);
        to.add(back)
            .cast::<MaybeUninit<Ends>>()
            .write_unaligned(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_each_length_and_nothing_else() {
        let from: [u8; 80] = core::array::from_fn(|at| at as u8 + 1);
        for len in 0..=from.len() {
            let mut to = [0; 82];
            // SAFETY: `to` has `len` bytes after the first, and is another array than `from`.
            unsafe { copy_bytes(from.as_ptr(), to.as_mut_ptr().add(1), len) };
            assert_eq!(to[1..=len], from[..len]);
            assert_eq!((to[0], &to[len + 1..]), (0, &[0; 82][len + 1..]));
        }
    }

    #[test]
    fn copies_the_shorter_length() {
        let mut to = *b"12345";
        assert_eq!((copy(b"abc", &mut to), &to), (3, b"abc45"));
        assert_eq!((copy(b"defghi", &mut to), &to), (5, b"defgh"));
        assert_eq!(copy(b"", &mut to) + copy(b"x", &mut []), 0);
    }
}
