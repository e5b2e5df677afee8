//! [`Cursor`]: bytes in memory with a place in them.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, string::String, vec::Vec};

use super::error::INVALID_SEEK;
use super::{BufRead, Error, IoSlice, IoSliceMut, Read, Result, Seek, SeekFrom, Write};
#[cfg(feature = "alloc")]
use super::{ErrorKind, try_append};
#[cfg(feature = "alloc")]
use crate::sys::error_repr::SimpleMessage;
#[cfg(feature = "alloc")]
use crate::sys::util::{copy, vec};
#[cfg(feature = "alloc")]
use crate::sys::{Errno, total_len};

/// Bytes in memory that can be read, written and seeked, as [`std::io::Cursor`].
///
/// ```
/// use nanowasi::io::{Cursor, Read, Seek, SeekFrom, Write};
///
/// let mut cursor = Cursor::new(Vec::new());
/// cursor.write_all(b"some bytes")?;
/// cursor.seek(SeekFrom::Start(5))?;
/// let mut text = String::new();
/// cursor.read_to_string(&mut text)?;
/// assert_eq!(text, "bytes");
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// [`std::io::Cursor`]: https://doc.rust-lang.org/std/io/struct.Cursor.html
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cursor<T> {
    inner: T,
    pos: u64,
}

impl<T> Cursor<T> {
    /// At the start of `inner`, also if that is a vector with something in it.
    #[inline]
    #[must_use]
    pub const fn new(inner: T) -> Self {
        Self { inner, pos: 0 }
    }

    /// The bytes, given up.
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> T {
        self.inner
    }

    /// The bytes.
    #[inline]
    #[must_use]
    pub const fn get_ref(&self) -> &T {
        &self.inner
    }

    /// The bytes. The place stays what it is, whatever becomes of them.
    #[inline]
    #[must_use]
    pub const fn get_mut(&mut self) -> &mut T {
        &mut self.inner
    }

    /// The place: how many bytes it is from the start.
    #[inline]
    #[must_use]
    pub const fn position(&self) -> u64 {
        self.pos
    }

    /// Moves to a place, also behind the end.
    #[inline]
    pub const fn set_position(&mut self, pos: u64) {
        self.pos = pos;
    }
}

impl<T: Clone> Clone for Cursor<T> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            pos: self.pos,
        }
    }

    #[inline]
    fn clone_from(&mut self, other: &Self) {
        self.inner.clone_from(&other.inner);
        self.pos = other.pos;
    }
}

impl<T: AsRef<[u8]>> Cursor<T> {
    /// The bytes behind the place.
    fn remaining(&self) -> &[u8] {
        usize::try_from(self.pos)
            .ok()
            .and_then(|pos| self.inner.as_ref().get(pos..))
            .unwrap_or_default()
    }

    #[inline]
    fn advance(&mut self, count: usize) {
        self.pos = self.pos.saturating_add(count as u64);
    }
}

impl<T: AsRef<[u8]>> Seek for Cursor<T> {
    /// Moves to a place, also behind the end.
    ///
    /// # Errors
    ///
    /// `InvalidInput` before the start.
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        let (base, by) = match pos {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::End(by) => (self.inner.as_ref().len() as u64, by),
            SeekFrom::Current(by) => (self.pos, by),
        };
        match base.checked_add_signed(by) {
            Some(pos) => {
                self.pos = pos;
                Ok(pos)
            }
            None => Err(Error::from_static_message(&INVALID_SEEK)),
        }
    }

    #[inline]
    fn stream_position(&mut self) -> Result<u64> {
        Ok(self.pos)
    }
}

impl<T: AsRef<[u8]>> Read for Cursor<T> {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let count = self.remaining().read(buf)?;
        self.advance(count);
        Ok(count)
    }

    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        let count = self.remaining().read_vectored(bufs)?;
        self.advance(count);
        Ok(count)
    }

    /// If there is too little, the place is the end afterwards.
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {
        let result = self.remaining().read_exact(buf);
        match result {
            Ok(()) => self.advance(buf.len()),
            Err(_) => self.pos = self.inner.as_ref().len() as u64,
        }
        result
    }

    #[cfg(feature = "alloc")]
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        let count = self.remaining().read_to_end(buf)?;
        self.advance(count);
        Ok(count)
    }

    #[cfg(feature = "alloc")]
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {
        let count = self.remaining().read_to_string(buf)?;
        self.advance(count);
        Ok(count)
    }
}

impl<T: AsRef<[u8]>> BufRead for Cursor<T> {
    #[inline]
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(self.remaining())
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.advance(amount);
    }
}

/// The bytes behind a place, to be overwritten: none behind the end.
fn remaining_mut(bytes: &mut [u8], pos: u64) -> &mut [u8] {
    usize::try_from(pos)
        .ok()
        .and_then(|pos| bytes.get_mut(pos..))
        .unwrap_or_default()
}

/// Implements [`Write`] for cursors over bytes that can't become more.
macro_rules! over_slices {
    ($($(#[$gate:meta])? ($($generics:tt)*) $type:ty;)+) => {
        $(
            $(#[$gate])?
            impl<$($generics)*> Write for Cursor<$type> {
                /// Overwrites as much as there is from the place on.
                #[inline]
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    let count = remaining_mut(&mut self.inner, self.pos).write(buf)?;
                    self.pos += count as u64;
                    Ok(count)
                }

                #[inline]
                fn is_write_vectored(&self) -> bool {
                    true
                }

                fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
                    let count = remaining_mut(&mut self.inner, self.pos).write_vectored(bufs)?;
                    self.pos += count as u64;
                    Ok(count)
                }

                fn write_all(&mut self, buf: &[u8]) -> Result<()> {
                    let mut rest = remaining_mut(&mut self.inner, self.pos);
                    let before = rest.len();
                    let result = rest.write_all(buf);
                    let count = before - rest.len();
                    self.pos += count as u64;
                    result
                }

                #[inline]
                fn flush(&mut self) -> Result<()> {
                    Ok(())
                }
            }
        )+
    };
}

over_slices! {
    () &mut [u8];
    (const N: usize) [u8; N];
    #[cfg(feature = "alloc")] () Box<[u8]>;
}

#[cfg(feature = "alloc")]
static TOO_FAR: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "cursor position exceeds maximum possible vector length",
);

/// Makes a vector reach to the place, with zeros, and makes room for that many bytes behind it; answers
/// the place.
#[cfg(feature = "alloc")]
fn reserve_and_pad(bytes: &mut Vec<u8>, pos: u64, len: usize) -> Result<usize> {
    let Ok(pos) = usize::try_from(pos) else {
        return Err(Error::from_static_message(&TOO_FAR));
    };
    let end = pos.saturating_add(len);
    try_append::reserve(bytes, end.saturating_sub(bytes.len()))?;
    if pos > bytes.len() {
        vec::extend_with_zeros(bytes, pos - bytes.len());
    }
    Ok(pos)
}

/// Overwrites what there is from the place on, and appends the rest.
#[cfg(feature = "alloc")]
fn vec_write(bytes: &mut Vec<u8>, pos: u64, buf: &[u8]) -> Result<u64> {
    let pos = reserve_and_pad(bytes, pos, buf.len())?;
    write_at(bytes, pos, buf);
    Ok((pos + buf.len()) as u64)
}

#[cfg(feature = "alloc")]
fn write_at(bytes: &mut Vec<u8>, pos: usize, buf: &[u8]) {
    let count = copy(buf, bytes.get_mut(pos..).unwrap_or_default());
    vec::extend_within_capacity(bytes, buf.get(count..).unwrap_or_default());
}

/// Implements [`Write`] for cursors over vectors.
macro_rules! over_vectors {
    ($($type:ty),+) => {
        $(
            #[cfg(feature = "alloc")]
            impl Write for Cursor<$type> {
                /// Overwrites what there is from the place on, and appends the rest; zeros fill what lies between
                /// the end and the place.
                ///
                /// # Errors
                ///
                /// `OutOfMemory`, where `std` ends the program, or `InvalidInput` at a place that no vector
                /// reaches.
                #[inline]
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    self.pos = vec_write(&mut self.inner, self.pos, buf)?;
                    Ok(buf.len())
                }

                #[inline]
                fn is_write_vectored(&self) -> bool {
                    true
                }

                fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
                    let len = total_len(bufs.iter().map(|buf| &**buf));
                    let mut pos = reserve_and_pad(&mut self.inner, self.pos, len)?;
                    for buf in bufs {
                        write_at(&mut self.inner, pos, buf);
                        pos += buf.len();
                    }
                    self.pos = pos as u64;
                    Ok(len)
                }

                #[inline]
                fn write_all(&mut self, buf: &[u8]) -> Result<()> {
                    self.write(buf).map(|_| ())
                }

                #[inline]
                fn flush(&mut self) -> Result<()> {
                    Ok(())
                }
            }
        )+
    };
}

over_vectors!(&mut Vec<u8>, Vec<u8>);
