//! Slices in the host's layout: [`IoSlice`] to write from, [`IoSliceMut`] to read into.
//!
//! Each is a [`raw::Ciovec`] or a [`raw::Iovec`] with the lifetime of its bytes, so an array of
//! them goes to the host as it is. [`std::io::IoSlice`] has the layout of the system as well.
//!
//! The safety argument: the private field is only ever made from a slice, whose lifetime the type
//! carries, and only narrowed after that.
//!
//! [`std::io::IoSlice`]: https://doc.rust-lang.org/std/io/struct.IoSlice.html

use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::{mem, slice};

use crate::raw;

/// The most slices in one call. Some hosts reject more (two of them 1,500), and others ignore the
/// rest.
const MAX_IOVECS: usize = 1024;

/// Returns the slices that go into one call to the host, and their total length in bytes.
///
/// These are the first slices that are not empty, because hosts differ on an empty one: it looks
/// like the end of the file, or fails, or traps. A short count is no error, so the caller's next
/// call has the slices that are left out.
#[inline(always)]
pub(super) fn to_iovecs<T: Deref<Target = [u8]>>(bufs: &[T]) -> (&[T], usize) {
    let skipped = bufs.iter().take_while(|buf| buf.is_empty()).count();
    let bufs = bufs.get(skipped..).unwrap_or_default();
    let count = bufs.iter().take_while(|buf| !buf.is_empty()).count();
    let bufs = bufs.get(..count.min(MAX_IOVECS)).unwrap_or_default();
    (bufs, total_len(bufs.iter().map(|buf| &**buf)))
}

/// A slice to write from, in the host's layout, as [`std::io::IoSlice`].
///
/// # Examples
///
/// ```
/// use nanowasi::io::{IoSlice, Write};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let mut text = Vec::new();
/// let count = text.write_vectored(&[IoSlice::new(b"one "), IoSlice::new(b"two")])?;
/// assert_eq!((count, text), (7, b"one two".to_vec()));
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::IoSlice`]: https://doc.rust-lang.org/std/io/struct.IoSlice.html
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct IoSlice<'a> {
    iovec: raw::Ciovec,
    bytes: PhantomData<&'a [u8]>,
}

// SAFETY: the value is a shared slice, which may go to another thread.
unsafe impl Send for IoSlice<'_> {}
// SAFETY: as above.
unsafe impl Sync for IoSlice<'_> {}

impl<'a> IoSlice<'a> {
    /// Returns the slice in the host's layout.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::IoSlice;
    ///
    /// let buf = IoSlice::new(b"text");
    /// assert_eq!(buf.len(), 4);
    /// ```
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

    /// Returns the bytes, for their own lifetime.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::IoSlice;
    ///
    /// let bytes = {
    ///     let buf = IoSlice::new(b"text");
    ///     buf.as_slice() // outlives `buf`
    /// };
    /// assert_eq!(bytes, b"text");
    /// ```
    #[inline]
    #[must_use]
    pub const fn as_slice(self) -> &'a [u8] {
        // SAFETY: the field was made from a slice that lives for `'a`: see the file's header.
        unsafe { slice::from_raw_parts(self.iovec.buf, self.iovec.buf_len) }
    }

    /// Removes `n` bytes from the start.
    ///
    /// # Panics
    ///
    /// - The slice has fewer than `n` bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::IoSlice;
    ///
    /// let mut buf = IoSlice::new(b"one two");
    /// buf.advance(4);
    /// assert_eq!(&*buf, b"two");
    /// ```
    #[expect(clippy::panic, reason = "as `std`")]
    pub fn advance(&mut self, n: usize) {
        match self.as_slice().get(n..) {
            Some(rest) => *self = Self::new(rest),
            None => panic!("advancing IoSlice beyond its length"),
        }
    }

    /// Removes `n` bytes from the start of several slices, and the slices that become empty.
    ///
    /// # Panics
    ///
    /// - The slices have fewer than `n` bytes together.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::IoSlice;
    ///
    /// let mut bufs = &mut [IoSlice::new(b"one"), IoSlice::new(b"two")][..];
    /// IoSlice::advance_slices(&mut bufs, 4);
    /// assert_eq!(&*bufs[0], b"wo");
    /// ```
    pub fn advance_slices(bufs: &mut &mut [Self], n: usize) {
        let left = skip_whole(bufs, n, |buf| buf.len());
        match bufs.first_mut() {
            Some(first) => first.advance(left),
            None => assert!(left == 0, "advancing io slices beyond their length"),
        }
    }
}

/// Removes the first slices, as long as they have no more than `n` bytes together. Returns how many
/// of `n` remain.
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

/// A slice to read into, in the host's layout, as [`std::io::IoSliceMut`].
///
/// # Examples
///
/// ```
/// use nanowasi::io::{IoSliceMut, Read};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let (mut one, mut two) = ([0; 3], [0; 8]);
/// let mut bufs = [IoSliceMut::new(&mut one), IoSliceMut::new(&mut two)];
/// let count = b"one two".as_slice().read_vectored(&mut bufs)?;
/// assert_eq!((count, &one, &two[..4]), (7, b"one", &b" two"[..]));
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::IoSliceMut`]: https://doc.rust-lang.org/std/io/struct.IoSliceMut.html
#[repr(transparent)]
pub struct IoSliceMut<'a> {
    iovec: raw::Iovec,
    bytes: PhantomData<&'a mut [u8]>,
}

// SAFETY: the value is a unique slice of bytes, which may go to another thread.
unsafe impl Send for IoSliceMut<'_> {}
// SAFETY: as above.
unsafe impl Sync for IoSliceMut<'_> {}

impl<'a> IoSliceMut<'a> {
    /// Returns the slice in the host's layout.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::IoSliceMut;
    ///
    /// let mut bytes = *b"text";
    /// let mut buf = IoSliceMut::new(&mut bytes);
    /// buf[0] = b'n';
    /// assert_eq!(&bytes, b"next");
    /// ```
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
    /// Removes `n` bytes from the start.
    ///
    /// # Panics
    ///
    /// - The slice has fewer than `n` bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::IoSliceMut;
    ///
    /// let mut bytes = [0; 8];
    /// let mut buf = IoSliceMut::new(&mut bytes);
    /// buf.advance(6);
    /// buf.fill(b'x');
    /// assert_eq!(&bytes, b"\0\0\0\0\0\0xx");
    /// ```
    #[expect(clippy::panic, reason = "as `std`")]
    pub fn advance(&mut self, n: usize) {
        if n > self.iovec.buf_len {
            panic!("advancing IoSliceMut beyond its length");
        }
        // SAFETY: the slice has at least `n` bytes, so the pointer stays inside it or at its end.
        self.iovec.buf = unsafe { self.iovec.buf.add(n) };
        self.iovec.buf_len -= n;
    }

    /// Removes `n` bytes from the start of several slices, and the slices that become empty.
    ///
    /// # Panics
    ///
    /// - The slices have fewer than `n` bytes together.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::IoSliceMut;
    ///
    /// let (mut one, mut two) = ([0; 3], [0; 5]);
    /// let mut bufs = &mut [IoSliceMut::new(&mut one), IoSliceMut::new(&mut two)][..];
    /// IoSliceMut::advance_slices(&mut bufs, 4);
    /// assert_eq!((bufs.len(), bufs[0].len()), (1, 4));
    /// ```
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
        // SAFETY: the field was made from a unique slice that lives for `'a`: see the file's
        // header.
        unsafe { slice::from_raw_parts(self.iovec.buf, self.iovec.buf_len) }
    }
}

impl DerefMut for IoSliceMut<'_> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u8] {
        // SAFETY: the field was made from a unique slice that lives for `'a`, and `self` is
        // borrowed uniquely.
        unsafe { slice::from_raw_parts_mut(self.iovec.buf, self.iovec.buf_len) }
    }
}

impl fmt::Debug for IoSliceMut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// Returns the total length of the slices in bytes. A sum above `usize::MAX` saturates: the same
/// memory may be in several slices.
#[inline]
pub(crate) fn total_len<'a>(lens: impl Iterator<Item = &'a [u8]>) -> usize {
    lens.fold(0, |sum, bytes| sum.saturating_add(bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_deref_to_their_bytes() {
        let mut bytes = *b"loom";
        assert_eq!(&*IoSlice::new(b"bytes"), b"bytes");
        let mut slice = IoSliceMut::new(&mut bytes);
        slice[0] = b'b';
        assert_eq!(&*slice, b"boom");
        assert_eq!(total_len([&b"ab"[..], b"", b"c"].into_iter()), 3);
    }

    /// A host that got an empty slice reported the end of the file, or failed.
    #[test]
    fn no_empty_slice_and_not_too_many_go_to_the_host() {
        let [empty, one] = [&b""[..], b"x"].map(IoSlice::new);
        let len = |bufs: &[IoSlice<'_>]| {
            let (bufs, len) = to_iovecs(bufs);
            (bufs.len(), len)
        };
        assert_eq!(len(&[]), (0, 0));
        assert_eq!(len(&[empty, empty]), (0, 0));
        assert_eq!(len(&[empty, one, one, empty, one]), (2, 2));
        assert_eq!(len(&[one; MAX_IOVECS + 1]), (MAX_IOVECS, MAX_IOVECS));
    }
}
