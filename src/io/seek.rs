//! [`Seek`]: streams with a position.

use super::Result;

/// A position to move to, as an offset in bytes, like [`std::io::SeekFrom`].
///
/// # Examples
///
/// ```
/// use nanowasi::io::{Cursor, Seek, SeekFrom};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let mut cursor = Cursor::new(b"0123456789");
/// assert_eq!(cursor.seek(SeekFrom::Start(3))?, 3);
/// assert_eq!(cursor.seek(SeekFrom::Current(-1))?, 2);
/// assert_eq!(cursor.seek(SeekFrom::End(-4))?, 6);
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::SeekFrom`]: https://doc.rust-lang.org/std/io/enum.SeekFrom.html
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeekFrom {
    /// The offset from the start.
    Start(u64),
    /// The offset from the end. A negative offset is inside of the stream, a positive one past its
    /// end.
    End(i64),
    /// The offset from the current position.
    Current(i64),
}

/// A stream with a position that can be moved, like [`std::io::Seek`].
///
/// Only [`seek`](Self::seek) is required.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{Cursor, Result, Seek, SeekFrom};
///
/// /// Returns the length, and leaves the position as it is.
/// fn len(stream: &mut impl Seek) -> Result<u64> {
///     let position = stream.stream_position()?;
///     let len = stream.seek(SeekFrom::End(0))?;
///     stream.seek(SeekFrom::Start(position))?;
///     Ok(len)
/// }
/// # fn main() -> Result<()> {
///
/// assert_eq!(len(&mut Cursor::new([0; 12]))?, 12);
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::Seek`]: https://doc.rust-lang.org/std/io/trait.Seek.html
pub trait Seek {
    /// Moves to a position, and returns it as an offset in bytes from the start.
    ///
    /// - *Past the end*: such a position is allowed. A read there is at the end. A write there
    ///   fills the bytes between with zeros, if the stream can grow.
    /// - *Before the start*: such a position is an error.
    /// - *Buffers*: a writer writes its buffered bytes first. A reader discards its buffer.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](super::ErrorKind::InvalidInput): the position is before the start. For a
    ///   file, that is the host's `INVAL`.
    /// - Any other error of the stream, usually `SPIPE`: it is a pipe or a terminal.
    ///
    /// Whether the position has changed then is unspecified.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Cursor, ErrorKind, Read, Seek, SeekFrom};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut cursor = Cursor::new(b"text");
    /// let error = cursor.seek(SeekFrom::Current(-1)).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidInput);
    ///
    /// assert_eq!(cursor.seek(SeekFrom::End(10))?, 14);
    /// assert_eq!(cursor.read(&mut [0; 4])?, 0);
    /// # Ok(())
    /// # }
    /// ```
    fn seek(&mut self, pos: SeekFrom) -> Result<u64>;

    /// Moves to the start.
    ///
    /// # Errors
    ///
    /// As for [`seek`](Self::seek).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Cursor, Read, Seek, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut cursor = Cursor::new(Vec::new());
    /// cursor.write_all(b"text")?;
    /// cursor.rewind()?;
    /// let mut text = String::new();
    /// cursor.read_to_string(&mut text)?;
    /// assert_eq!(text, "text");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    fn rewind(&mut self) -> Result<()> {
        self.seek(SeekFrom::Start(0)).map(|_| ())
    }

    /// Returns the position as an offset in bytes from the start.
    ///
    /// # Errors
    ///
    /// As for [`seek`](Self::seek).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Cursor, Read, Seek};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut cursor = Cursor::new(b"text");
    /// cursor.read_exact(&mut [0; 3])?;
    /// assert_eq!(cursor.stream_position()?, 3);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    fn stream_position(&mut self) -> Result<u64> {
        self.seek(SeekFrom::Current(0))
    }

    /// Moves by a number of bytes.
    ///
    /// A [`BufReader`](super::BufReader) keeps its buffer, if that contains the new position.
    ///
    /// # Errors
    ///
    /// As for [`seek`](Self::seek).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Cursor, Read, Seek};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut cursor = Cursor::new(b"id:42");
    /// cursor.seek_relative(3)?;
    /// let mut id = String::new();
    /// cursor.read_to_string(&mut id)?;
    /// assert_eq!(id, "42");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    fn seek_relative(&mut self, offset: i64) -> Result<()> {
        self.seek(SeekFrom::Current(offset)).map(|_| ())
    }
}
