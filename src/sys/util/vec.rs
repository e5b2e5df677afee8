//! Appending to a vector within the room that it has.
//!
//! Each safe way to append can also make the vector larger, and so links what a failed allocation ends in: 4 KB
//! in a program that does not panic otherwise. These can't.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;

use crate::sys::{BorrowedFd, Errno, fd};

/// Appends `bytes`, if there is room for them all; else nothing.
#[inline]
pub(crate) fn append(buf: &mut Vec<u8>, bytes: &[u8]) {
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
pub(crate) fn append_str(text: &mut String, more: &str) {
    // SAFETY: what is appended, all or nothing, is text.
    append(unsafe { text.as_mut_vec() }, more.as_bytes());
}

/// Appends so many zeros, or as many as there is room for.
#[inline]
pub(crate) fn fill(buf: &mut Vec<u8>, count: usize) {
    let len = buf.len();
    let count = count.min(buf.capacity() - len);
    // SAFETY: there is room behind the vector's bytes, and it has been written to when it becomes part of
    // them.
    unsafe {
        buf.as_mut_ptr().add(len).write_bytes(0, count);
        buf.set_len(len + count);
    }
}

/// Reads from a descriptor into the room that there is, and answers how much that was.
///
/// # Errors
///
/// As [`read`](crate::sys::read).
pub(crate) fn read(fd: BorrowedFd<'_>, buf: &mut Vec<u8>) -> Result<usize, Errno> {
    let len = buf.len();
    // SAFETY: there is room behind the vector's bytes, and the count is no larger than it. Bytes that a
    // host claims to have written and hasn't are what the memory held before: behind the call, the
    // compiler can't tell the two apart.
    unsafe {
        let count = fd::read_to(fd, buf.as_mut_ptr().add(len), buf.capacity() - len)?;
        buf.set_len(len + count);
        Ok(count)
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
        append(&mut buf, b"abc");
        append(&mut buf, b"de");
        assert_eq!(buf, b"abc");
        append(&mut buf, b"");
        append(&mut buf, b"d");
        assert_eq!((buf.as_slice(), buf.capacity()), (&b"abcd"[..], 4));
        append(&mut Vec::new(), b"");
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
        fill(&mut buf, 1);
        assert_eq!(buf, b"a\0");
        fill(&mut buf, usize::MAX);
        fill(&mut buf, 1);
        assert_eq!(buf, b"a\0\0");
    }
}
