//! Appending to a vector within the room that it has.
//!
//! Each safe way to append can also make the vector larger, and so links what a failed allocation ends in: 4 KB
//! in a program that does not panic otherwise. These can't.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;
use core::mem::MaybeUninit;

/// Appends `bytes`, if there is room for them all; else nothing.
#[inline]
pub(crate) fn append(buf: &mut Vec<u8>, bytes: &[u8]) {
    let end = buf.len() + bytes.len();
    if let Some(room) = buf.spare_capacity_mut().get_mut(..bytes.len()) {
        room.write_copy_of_slice(bytes);
        // SAFETY: there is room, and it has just been written to.
        unsafe { buf.set_len(end) };
    }
}

/// Appends `more`, if there is room for all of it; else nothing.
#[inline]
pub(crate) fn append_str(text: &mut String, more: &str) {
    // SAFETY: what is appended, all or nothing, is text.
    append(unsafe { text.as_mut_vec() }, more.as_bytes());
}

/// Appends zeros until there is no room left.
#[inline]
pub(crate) fn fill(buf: &mut Vec<u8>) {
    buf.spare_capacity_mut().fill(MaybeUninit::new(0));
    // SAFETY: all of the room has just been written to.
    unsafe { buf.set_len(buf.capacity()) };
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
    fn fills_the_room_with_zeros() {
        let mut buf = Vec::with_capacity(3);
        buf.push(b'a');
        fill(&mut buf);
        fill(&mut buf);
        assert_eq!(buf, b"a\0\0");
    }
}
