//! [`Cursor`]: bytes in memory with a position.

mod write;

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};

use super::error::INVALID_SEEK;
use super::{BufRead, Error, IoSliceMut, Read, Result, Seek, SeekFrom};

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
/// # Examples
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
    /// # Examples
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
    /// # Examples
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
    /// # Examples
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
    /// # Examples
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
    /// # Examples
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
    /// # Examples
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
