//! Appending to a vector within the room that it has.
//!
//! Each safe way to append can also make the vector larger, and so links what a failed allocation ends in: 4 KB
//! in a program that does not panic otherwise. These can't.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;

/// Appends `bytes`, if there is room for them all; else nothing.
#[inline]
pub(crate) fn extend_within_capacity(buf: &mut Vec<u8>, bytes: &[u8]) {
    let len = buf.len();
    if bytes.len() > buf.capacity() - len {
        return;
    }
    // SAFETY: there is room behind the vector's bytes, which nothing else borrows, and it has been written to
    // when it becomes part of them.
    unsafe {
        crate::sys::util::copy_bytes(bytes.as_ptr(), buf.as_mut_ptr().add(len), bytes.len());
        buf.set_len(len + bytes.len());
    }
}

/// Appends `more`, if there is room for all of it; else nothing.
#[inline]
pub(crate) fn push_str_within_capacity(text: &mut String, more: &str) {
    // SAFETY: what is appended, all or nothing, is text.
    extend_within_capacity(unsafe { text.as_mut_vec() }, more.as_bytes());
}

/// Appends so many zeros, or as many as there is room for.
#[inline]
pub(crate) fn extend_with_zeros(buf: &mut Vec<u8>, count: usize) {
    let len = buf.len();
    let count = count.min(buf.capacity() - len);
    // SAFETY: there is room behind the vector's bytes, and it has been written to when it becomes part of
    // them.
    unsafe {
        buf.as_mut_ptr().add(len).write_bytes(0, count);
        buf.set_len(len + count);
    }
}

/// Removes bytes from the front: all, if there are no more.
#[inline]
pub(crate) fn remove_front(buf: &mut Vec<u8>, count: usize) {
    let rest = buf.len().saturating_sub(count);
    let count = buf.len() - rest;
    let bytes = buf.as_mut_ptr();
    // SAFETY: `rest` bytes lie behind the first `count`, and all of the vector's have been written to.
    unsafe {
        bytes.copy_from(bytes.add(count), rest);
        buf.set_len(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appends_what_there_is_room_for_or_nothing() {
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
    fn fills_the_room_with_zeros() {
        let mut buf = Vec::with_capacity(3);
        buf.push(b'a');
        extend_with_zeros(&mut buf, 1);
        assert_eq!(buf, b"a\0");
        extend_with_zeros(&mut buf, usize::MAX);
        extend_with_zeros(&mut buf, 1);
        assert_eq!(buf, b"a\0\0");
    }
}
