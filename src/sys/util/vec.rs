//! Changes of a vector within its capacity.
//!
//! Each safe way to append may also grow the vector, and so links the code for a failed allocation:
//! 4 KB in a program that can't panic otherwise. These functions can't grow it.
//!
//! The safety argument: the spare capacity of a vector is valid for writes, and is borrowed with
//! the vector. The length is set to no more than what is initialized.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;

use super::copy_bytes;

/// Appends `bytes` if all of them fit, or else nothing.
#[inline]
pub(crate) fn extend_within_capacity(buf: &mut Vec<u8>, bytes: &[u8]) {
    let len = buf.len();
    if bytes.len() > buf.capacity() - len {
        return;
    }
    // SAFETY: the spare capacity has space for `bytes`, and does not overlap them, because `buf` is
    // borrowed uniquely. The copy initializes it before it becomes a part of the vector.
    unsafe {
        copy_bytes(bytes.as_ptr(), buf.as_mut_ptr().add(len), bytes.len());
        buf.set_len(len + bytes.len());
    }
}

/// Appends `more` if all of it fits, or else nothing.
#[inline]
pub(crate) fn push_str_within_capacity(text: &mut String, more: &str) {
    // SAFETY: all of a `str` or nothing is appended, so the bytes stay UTF-8.
    extend_within_capacity(unsafe { text.as_mut_vec() }, more.as_bytes());
}

/// Appends `count` zeros, or as many as fit.
#[inline]
pub(crate) fn extend_with_zeros(buf: &mut Vec<u8>, count: usize) {
    let len = buf.len();
    let count = count.min(buf.capacity() - len);
    // SAFETY: the spare capacity has at least `count` bytes. They are initialized before they
    // become a part of the vector.
    unsafe {
        buf.as_mut_ptr().add(len).write_bytes(0, count);
        buf.set_len(len + count);
    }
}

/// Removes `count` bytes from the start, or all if there are fewer.
#[inline]
pub(crate) fn remove_front(buf: &mut Vec<u8>, count: usize) {
    let rest = buf.len().saturating_sub(count);
    let count = buf.len() - rest;
    let bytes = buf.as_mut_ptr();
    // SAFETY: the vector has `count + rest` initialized bytes. `copy_from` allows an overlap.
    unsafe {
        bytes.copy_from(bytes.add(count), rest);
        buf.set_len(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appends_all_that_fits_or_nothing() {
        let mut buf = Vec::with_capacity(4);
        extend_within_capacity(&mut buf, b"abc");
        extend_within_capacity(&mut buf, b"de");
        assert_eq!(buf, b"abc");
        extend_within_capacity(&mut buf, b"");
        extend_within_capacity(&mut buf, b"d");
        assert_eq!((buf.as_slice(), buf.capacity()), (&b"abcd"[..], 4));
        extend_within_capacity(&mut Vec::new(), b"");
    }

    #[test]
    fn removes_from_the_front() {
        let mut buf = b"abcdef".to_vec();
        remove_front(&mut buf, 0);
        remove_front(&mut buf, 2);
        assert_eq!(buf, b"cdef");
        remove_front(&mut buf, 4);
        assert_eq!(buf, b"");
        remove_front(&mut buf, 1);
        assert_eq!(buf, b"");
    }

    #[test]
    fn fills_the_spare_capacity_with_zeros() {
        let mut buf = Vec::with_capacity(3);
        buf.push(b'a');
        extend_with_zeros(&mut buf, 1);
        assert_eq!(buf, b"a\0");
        extend_with_zeros(&mut buf, usize::MAX);
        extend_with_zeros(&mut buf, 1);
        assert_eq!(buf, b"a\0\0");
    }
}
