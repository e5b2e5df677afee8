//! Copying as many bytes as fit.

use core::mem::MaybeUninit;

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

/// Whether bytes of code are spent on time.
const FAST: bool = cfg!(nanowasi_fast);

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
    // SAFETY: the same contract, and each kind of ends is taken where it is no longer than the bytes, and no shorter
    // than half of them.
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

/// Copies the first bytes and the last, as many as an `Ends` has, which may overlap. They need not be numbers: a block of
/// the heap has bytes in it that were never written.
///
/// # Safety
///
/// - As [`copy_bytes`], and `len` is from once to twice the size of `Ends`.
#[inline(always)]
unsafe fn copy_ends<Ends: Copy>(from: *const u8, to: *mut u8, len: usize) {
    let back = len - size_of::<Ends>();
    // SAFETY: both ends lie within the `len` bytes.
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
    fn copies_each_length_and_nothing_beside() {
        let from: [u8; 80] = core::array::from_fn(|at| at as u8 + 1);
        for len in 0..=from.len() {
            let mut to = [0; 82];
            // SAFETY: there is room for that many behind the first byte, in an array of its own.
            unsafe { copy_bytes(from.as_ptr(), to.as_mut_ptr().add(1), len) };
            assert_eq!(to[1..=len], from[..len]);
            assert_eq!((to[0], &to[len + 1..]), (0, &[0; 82][len + 1..]));
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
