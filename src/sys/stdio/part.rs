//! What a stream appends to its buffer in one step: a part of a text, or the end of the text.

use core::marker::PhantomData;
use core::ptr;

use crate::sys::util::bytes::contains_raw;

/// A part of a text, or the end of the text.
///
/// It differs from `Option<&[u8]>` in one point: the end has a length too, which is 0. So the same
/// instructions write a part and the end, which takes 16 bytes less.
///
/// The safety argument: the fields are private, and only `new` and `END` make a value. `new` takes
/// them from a slice that is borrowed for `'text`. Any pointer is valid for reads of 0 bytes. So
/// `start` is valid for reads of `len` bytes.
#[derive(Clone, Copy)]
pub(crate) struct Part<'text> {
    /// Null at the end of the text.
    start: *const u8,
    len: usize,
    bytes: PhantomData<&'text [u8]>,
}

impl<'text> Part<'text> {
    /// The end of a text, without bytes.
    pub(crate) const END: Self = Self {
        start: ptr::null(),
        len: 0,
        bytes: PhantomData,
    };

    /// Makes a part of a text. It may be empty.
    #[inline(always)]
    pub(crate) const fn new(bytes: &'text [u8]) -> Self {
        Self {
            start: bytes.as_ptr(),
            len: bytes.len(),
            bytes: PhantomData,
        }
    }

    /// Returns whether this is the end of a text.
    #[inline(always)]
    pub(crate) const fn is_end(self) -> bool {
        self.start.is_null()
    }

    /// Returns whether the bytes contain `byte`.
    #[inline(always)]
    pub(crate) fn contains(self, byte: u8) -> bool {
        // SAFETY: `start` is valid for reads of `len` bytes: see the type.
        unsafe { contains_raw(self.start, self.len, byte) }
    }

    /// Returns the address of the bytes. It is null at the end of a text.
    #[inline(always)]
    pub(super) const fn start(self) -> *const u8 {
        self.start
    }

    /// Returns the number of bytes.
    #[inline(always)]
    pub(super) const fn len(self) -> usize {
        self.len
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    /// An empty value in the middle of a text ended it.
    #[test]
    fn an_empty_part_is_not_the_end() {
        assert!(!Part::new(b"").is_end());
        assert!(Part::END.is_end());
        assert_eq!(Part::END.len(), 0);
        assert!(!Part::END.contains(b'\n'));
        assert!(Part::new(b"line\n").contains(b'\n'));
    }
}
