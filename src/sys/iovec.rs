//! Slices as the ABI wants them: [`IoSlice`] to write from, [`IoSliceMut`] to read into.
//!
//! Each is a [`raw::Ciovec`] or [`raw::Iovec`] with the lifetime of the bytes it points to, so an
//! array of them goes to the host as it is. [`std::io::IoSlice`] promises the same layout.
//!
//! The safety argument: the private field is only ever made from a live slice, whose lifetime the
//! type carries, and only narrowed after that.
//!
//! [`std::io::IoSlice`]: https://doc.rust-lang.org/std/io/struct.IoSlice.html

use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::{mem, slice};

use crate::raw;

/// Bytes to write, in the ABI's layout, as `std::io::IoSlice`.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct IoSlice<'a> {
    iovec: raw::Ciovec,
    bytes: PhantomData<&'a [u8]>,
}

// SAFETY: it is a shared slice, and those may go to another thread.
unsafe impl Send for IoSlice<'_> {}
// SAFETY: as above.
unsafe impl Sync for IoSlice<'_> {}

impl<'a> IoSlice<'a> {
    /// Wraps a slice.
    #[inline]
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self {
            iovec: raw::Ciovec {
                buf: bytes.as_ptr(),
                buf_len: bytes.len(),
            },
            bytes: PhantomData,
        }
    }

    /// The bytes, for as long as they live themselves.
    #[inline]
    #[must_use]
    pub const fn as_slice(self) -> &'a [u8] {
        // SAFETY: made from a slice that lives for `'a`, see the file's header.
        unsafe { slice::from_raw_parts(self.iovec.buf, self.iovec.buf_len) }
    }

    /// Leaves out bytes at the front.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[expect(clippy::panic, reason = "as `std`")]
    pub fn advance(&mut self, n: usize) {
        match self.as_slice().get(n..) {
            Some(rest) => *self = Self::new(rest),
            None => panic!("advancing IoSlice beyond its length"),
        }
    }

    /// Leaves out bytes at the front of the first slices: whole slices first.
    ///
    /// ```
    /// use nanowasi::io::IoSlice;
    ///
    /// let mut bufs = &mut [IoSlice::new(b"one"), IoSlice::new(b"two")][..];
    /// IoSlice::advance_slices(&mut bufs, 4);
    /// assert_eq!(&*bufs[0], b"wo");
    /// ```
    ///
    /// # Panics
    ///
    /// If they have fewer bytes together.
    pub fn advance_slices(bufs: &mut &mut [Self], n: usize) {
        let left = skip_whole(bufs, n, |buf| buf.len());
        match bufs.first_mut() {
            Some(first) => first.advance(left),
            None => assert!(left == 0, "advancing io slices beyond their length"),
        }
    }
}

/// Leaves out the slices that `n` bytes are more than, and answers how many bytes are left then.
fn skip_whole<T>(bufs: &mut &mut [T], n: usize, len: impl Fn(&T) -> usize) -> usize {
    let mut left = n;
    let mut skipped = 0;
    for buf in bufs.iter() {
        match left.checked_sub(len(buf)) {
            Some(rest) => left = rest,
            None => break,
        }
        skipped += 1;
    }
    *bufs = mem::take(bufs).get_mut(skipped..).unwrap_or_default();
    left
}

impl Deref for IoSlice<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        self.as_slice()
    }
}

impl fmt::Debug for IoSlice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}

/// Room to read into, in the ABI's layout, as `std::io::IoSliceMut`.
#[repr(transparent)]
pub struct IoSliceMut<'a> {
    iovec: raw::Iovec,
    bytes: PhantomData<&'a mut [u8]>,
}

// SAFETY: it is a unique slice, and those may go to another thread.
unsafe impl Send for IoSliceMut<'_> {}
// SAFETY: as above.
unsafe impl Sync for IoSliceMut<'_> {}

impl<'a> IoSliceMut<'a> {
    /// Wraps a slice.
    #[inline]
    #[must_use]
    pub const fn new(bytes: &'a mut [u8]) -> Self {
        Self {
            iovec: raw::Iovec {
                buf_len: bytes.len(),
                buf: bytes.as_mut_ptr(),
            },
            bytes: PhantomData,
        }
    }
}

impl IoSliceMut<'_> {
    /// Leaves out bytes at the front.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[expect(clippy::panic, reason = "as `std`")]
    pub fn advance(&mut self, n: usize) {
        if n > self.iovec.buf_len {
            panic!("advancing IoSliceMut beyond its length");
        }
        // SAFETY: the slice has `n` bytes at least, and goes on behind them.
        self.iovec.buf = unsafe { self.iovec.buf.add(n) };
        self.iovec.buf_len -= n;
    }

    /// Leaves out bytes at the front of the first slices: whole slices first.
    ///
    /// # Panics
    ///
    /// If they have fewer bytes together.
    pub fn advance_slices(bufs: &mut &mut [Self], n: usize) {
        let left = skip_whole(bufs, n, |buf| buf.len());
        match bufs.first_mut() {
            Some(first) => first.advance(left),
            None => assert!(left == 0, "advancing io slices beyond their length"),
        }
    }
}

impl Deref for IoSliceMut<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        // SAFETY: made from a unique slice that lives for `'a`, see the file's header.
        unsafe { slice::from_raw_parts(self.iovec.buf, self.iovec.buf_len) }
    }
}

impl DerefMut for IoSliceMut<'_> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u8] {
        // SAFETY: made from a unique slice that lives for `'a`, and `self` is borrowed uniquely.
        unsafe { slice::from_raw_parts_mut(self.iovec.buf, self.iovec.buf_len) }
    }
}

impl fmt::Debug for IoSliceMut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// How many bytes the slices have together; an overflow, which no real memory can hold, saturates.
#[inline]
pub(crate) fn total_len<'a>(lens: impl Iterator<Item = &'a [u8]>) -> usize {
    lens.fold(0, |sum, bytes| sum.saturating_add(bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_come_back_as_they_went_in() {
        let mut room = *b"room";
        assert_eq!(&*IoSlice::new(b"bytes"), b"bytes");
        let mut slice = IoSliceMut::new(&mut room);
        slice[0] = b'b';
        assert_eq!(&*slice, b"boom");
        assert_eq!(total_len([&b"ab"[..], b"", b"c"].into_iter()), 3);
    }
}
