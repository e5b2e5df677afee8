//! [`Cursor`]: bytes in memory with a position.

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

/// A reader, writer and seeker over bytes in memory, like [`std::io::Cursor`].
///
/// - *Reads* copy bytes from the position on. `Ok(0)` means that the position is at or past the
///   end, or that the buffer is empty.
/// - *Writes* over a vector overwrite bytes from the position on, and append the rest. If the
///   position is past the end, zeros fill the bytes between.
/// - *Writes* over an array, a slice or a box overwrite bytes, and return a short count or `Ok(0)`
///   at the end.
/// - No operation blocks, and `flush` does nothing.
///
/// Unlike in `std`, a vector that can't grow is the error
/// [`OutOfMemory`](super::ErrorKind::OutOfMemory), and the program continues.
///
/// ```
/// use nanowasi::io::{Cursor, Read, Seek, SeekFrom, Write};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let mut cursor = Cursor::new(Vec::new());
/// cursor.write_all(b"some bytes")?;
/// cursor.seek(SeekFrom::Start(5))?;
/// let mut text = String::new();
/// cursor.read_to_string(&mut text)?;
/// assert_eq!(text, "bytes");
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::Cursor`]: https://doc.rust-lang.org/std/io/struct.Cursor.html
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cursor<T> {
    inner: T,
    pos: u64,
}

impl<T> Cursor<T> {
    /// Makes a cursor whose position is the start of `inner`.
    ///
    /// So a write over a vector that is not empty overwrites its bytes, as in `std`.
    ///
    /// ```
    /// use nanowasi::io::{Cursor, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut cursor = Cursor::new(b"old text".to_vec());
    /// cursor.write_all(b"new")?;
    /// assert_eq!(cursor.into_inner(), b"new text");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn new(inner: T) -> Self {
        Self { inner, pos: 0 }
    }

    /// Returns the bytes, and drops the position.
    ///
    /// ```
    /// use nanowasi::io::{Cursor, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut cursor = Cursor::new([b'.'; 4]);
    /// cursor.write_all(b"ab")?;
    /// assert_eq!(&cursor.into_inner(), b"ab..");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> T {
        self.inner
    }

    /// Returns a reference to all bytes, whatever the position is.
    ///
    /// ```
    /// use nanowasi::io::Cursor;
    ///
    /// assert_eq!(Cursor::new("text").get_ref().len(), 4);
    /// ```
    #[inline]
    #[must_use]
    pub const fn get_ref(&self) -> &T {
        &self.inner
    }

    /// Returns a mutable reference to all bytes.
    ///
    /// The position stays the same, even if the bytes become fewer.
    ///
    /// ```
    /// use nanowasi::io::{Cursor, Read};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut cursor = Cursor::new(b"text".to_vec());
    /// cursor.set_position(3);
    /// cursor.get_mut().truncate(2);
    /// assert_eq!((cursor.position(), cursor.read(&mut [0])?), (3, 0));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn get_mut(&mut self) -> &mut T {
        &mut self.inner
    }

    /// Returns the position as an offset in bytes from the start.
    ///
    /// ```
    /// use nanowasi::io::{BufRead, Cursor};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut cursor = Cursor::new("one\ntwo\n");
    /// cursor.read_line(&mut String::new())?;
    /// assert_eq!(cursor.position(), 4);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn position(&self) -> u64 {
        self.pos
    }

    /// Moves to a position, which may be past the end.
    ///
    /// ```
    /// use nanowasi::io::{Cursor, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut cursor = Cursor::new(Vec::new());
    /// cursor.set_position(2);
    /// cursor.write_all(b"x")?;
    /// assert_eq!(cursor.into_inner(), b"\0\0x");
    /// # Ok(())
    /// # }
    /// ```
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
    /// Returns the bytes from the position on.
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
    /// Moves to a position, which may be past the end.
    ///
    /// # Errors
    ///
    /// - `InvalidInput`: the position is before the start, or greater than `u64::MAX`.
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

    /// If there are fewer bytes, the position is the end afterwards.
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

/// Returns the bytes from a position on. Past the end, there are none.
fn remaining_mut(bytes: &mut [u8], pos: u64) -> &mut [u8] {
    usize::try_from(pos)
        .ok()
        .and_then(|pos| bytes.get_mut(pos..))
        .unwrap_or_default()
}

/// Implements [`Write`] for cursors over bytes of a fixed number.
macro_rules! write_to_slices {
    ($($(#[$gate:meta])? ($($generics:tt)*) $type:ty;)+) => {
        $(
            $(#[$gate])?
            impl<$($generics)*> Write for Cursor<$type> {
                /// Overwrites bytes from the position on. At the end, the result is `Ok(0)`.
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

write_to_slices! {
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

/// Reserves space for `len` bytes at a position, and fills the bytes before it with zeros. Returns
/// the position.
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

/// Overwrites bytes from a position on, and appends the rest. Returns the position after them.
#[cfg(feature = "alloc")]
fn vec_write(bytes: &mut Vec<u8>, pos: u64, buf: &[u8]) -> Result<u64> {
    let pos = reserve_and_pad(bytes, pos, buf.len())?;
    write_at(bytes, pos, buf);
    Ok((pos + buf.len()) as u64)
}

/// Overwrites bytes from `pos` on, and appends the rest, for which space is reserved.
#[cfg(feature = "alloc")]
fn write_at(bytes: &mut Vec<u8>, pos: usize, buf: &[u8]) {
    let count = copy(buf, bytes.get_mut(pos..).unwrap_or_default());
    vec::extend_within_capacity(bytes, buf.get(count..).unwrap_or_default());
}

/// Implements [`Write`] for cursors over vectors.
macro_rules! write_to_vectors {
    ($($type:ty),+) => {
        $(
            #[cfg(feature = "alloc")]
            impl Write for Cursor<$type> {
                /// Overwrites bytes from the position on, and appends the rest. Zeros fill the
                /// bytes between the end and the position.
                ///
                /// # Errors
                ///
                /// - `OutOfMemory`: the vector can't grow.
                /// - `InvalidInput`: the position is greater than `usize::MAX`.
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

write_to_vectors!(&mut Vec<u8>, Vec<u8>);
