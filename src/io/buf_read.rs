//! [`BufRead`]: readers with a buffer.

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};

#[cfg(feature = "alloc")]
use super::{Lines, Split, try_append};
use super::{Read, Result};
use crate::sys::Retry;
use crate::sys::util::memchr;

/// A reader with a buffer that can be read in place, like [`std::io::BufRead`].
///
/// # Examples
///
/// With [`fill_buf`](Self::fill_buf) and [`consume`](Self::consume), a program needs no heap, and
/// copies no byte:
///
/// ```
/// use nanowasi::io::{self, BufRead};
///
/// /// Counts the lines.
/// fn count_newlines(mut input: impl BufRead) -> io::Result<usize> {
///     let mut count = 0;
///     loop {
///         let bytes = input.fill_buf()?;
///         if bytes.is_empty() {
///             return Ok(count);
///         }
///         count += bytes.iter().filter(|byte| **byte == b'\n').count();
///         let len = bytes.len();
///         input.consume(len);
///     }
/// }
/// # fn main() -> io::Result<()> {
///
/// assert_eq!(count_newlines(&b"one\ntwo\n"[..])?, 2);
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::BufRead`]: https://doc.rust-lang.org/std/io/trait.BufRead.html
pub trait BufRead: Read {
    /// Returns the buffered bytes. If there are none, reads some first.
    ///
    /// - *Blocking*: if the buffer is empty, the call blocks as [`Read::read`] does. Otherwise it
    ///   does not read.
    /// - *End*: an empty slice means that the reader is at its end.
    /// - *Repeated calls* return the same bytes, until [`consume`](Self::consume) removes some.
    /// - *Interruptions*: `INTR` ([`Interrupted`](super::ErrorKind::Interrupted)) is returned. The
    ///   call can be repeated.
    ///
    /// # Errors
    ///
    /// As for [`Read::read`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufRead, BufReader};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = BufReader::with_capacity(4, &b"hello"[..]);
    /// assert_eq!(reader.fill_buf()?, b"hell");
    /// reader.consume(4);
    /// assert_eq!(reader.fill_buf()?, b"o");
    /// reader.consume(1);
    /// assert_eq!(reader.fill_buf()?, b""); // the end
    /// # Ok(())
    /// # }
    /// ```
    fn fill_buf(&mut self) -> Result<&[u8]>;

    /// Removes `amount` bytes from the front of the buffer, so that they are not returned again.
    ///
    /// `amount` must not be greater than the length of the slice that [`fill_buf`](Self::fill_buf)
    /// returned. The readers of this crate do not panic for a greater one.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::BufRead;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = &b"  indented"[..];
    /// let spaces = reader.fill_buf()?.iter().take_while(|byte| **byte == b' ').count();
    /// reader.consume(spaces);
    /// assert_eq!(reader, b"indented");
    /// # Ok(())
    /// # }
    /// ```
    fn consume(&mut self, amount: usize);

    /// Reads up to and including the first `byte`, appends the bytes to `buf`, and returns how many
    /// these are.
    ///
    /// Without such a byte, it reads to the end. `Ok(0)` means that the reader is at its end.
    /// [Interruptions](crate::io#interruptions) are retried.
    ///
    /// # Errors
    ///
    /// - [`OutOfMemory`](super::ErrorKind::OutOfMemory): `buf` can't grow.
    /// - Any other error of [`fill_buf`](Self::fill_buf).
    ///
    /// The bytes that were read before the error have been appended.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::BufRead;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = &b"key=value"[..];
    /// let mut key = Vec::new();
    /// assert_eq!(reader.read_until(b'=', &mut key)?, 4);
    /// assert_eq!((key.as_slice(), reader), (&b"key="[..], &b"value"[..]));
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {
        for_each_until(self, byte, |bytes| try_append::bytes(buf, bytes))
    }

    /// Skips the bytes up to and including the first `byte`, and returns how many these are.
    ///
    /// Without such a byte, it skips all. [Interruptions](crate::io#interruptions) are retried.
    ///
    /// # Errors
    ///
    /// As for [`fill_buf`](Self::fill_buf).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::BufRead;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = &b"# heading\ntext"[..];
    /// assert_eq!(reader.skip_until(b'\n')?, 10);
    /// assert_eq!(reader, b"text");
    /// # Ok(())
    /// # }
    /// ```
    fn skip_until(&mut self, byte: u8) -> Result<usize> {
        for_each_until(self, byte, |_| Ok(()))
    }

    /// Reads a line, appends it to `buf` with its newline, and returns how many bytes it has.
    ///
    /// Only the last line can be without a newline. `Ok(0)` means that the reader is at its end.
    /// [Interruptions](crate::io#interruptions) are retried.
    ///
    /// # Errors
    ///
    /// - [`InvalidData`](super::ErrorKind::InvalidData): the line is not UTF-8. `buf` is unchanged,
    ///   and the line is lost.
    /// - The errors of [`read_until`](Self::read_until). The bytes that were read before the error
    ///   have been appended if they are UTF-8, and are lost otherwise.
    ///
    /// # Examples
    ///
    /// `buf` is not cleared, so clear it before each line:
    ///
    /// ```
    /// use nanowasi::io::BufRead;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = &b"one\ntwo"[..];
    /// let mut lines = Vec::new();
    /// let mut line = String::new();
    /// while reader.read_line(&mut line)? != 0 {
    ///     lines.push(line.trim_end().to_owned());
    ///     line.clear();
    /// }
    /// assert_eq!(lines, ["one", "two"]);
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    fn read_line(&mut self, buf: &mut String) -> Result<usize> {
        try_append::utf8_from(buf, |line| {
            for_each_until(self, b'\n', |bytes| try_append::bytes(line, bytes))
        })
    }

    /// Returns an iterator over the segments that `byte` separates, without that byte.
    ///
    /// A separator at the very end does not begin another segment.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufRead, Cursor, Result};
    ///
    /// # fn main() -> Result<()> {
    /// let names = Cursor::new(b"a\0b\0").split(0).collect::<Result<Vec<_>>>()?;
    /// assert_eq!(names, [b"a", b"b"]);
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    #[inline]
    fn split(self, byte: u8) -> Split<Self>
    where
        Self: Sized,
    {
        Split::new(self, byte)
    }

    /// Returns an iterator over the lines, without the `\n` or `\r\n` at their ends.
    ///
    /// A line that is not UTF-8 is the error [`InvalidData`](super::ErrorKind::InvalidData). The
    /// iterator continues after it.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufRead, Result};
    ///
    /// # fn main() -> Result<()> {
    /// let lines = (&b"one\r\n\ntwo"[..]).lines().collect::<Result<Vec<_>>>()?;
    /// assert_eq!(lines, ["one", "", "two"]);
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    #[inline]
    fn lines(self) -> Lines<Self>
    where
        Self: Sized,
    {
        Lines::new(self)
    }
}

/// Passes the bytes up to and including `byte`, or up to the end, to `accept`, and returns how many
/// these are.
fn for_each_until<R: BufRead + ?Sized>(
    reader: &mut R,
    byte: u8,
    mut accept: impl FnMut(&[u8]) -> Result<()>,
) -> Result<usize> {
    let mut retry = Retry::new();
    let mut count = 0_usize;
    loop {
        let bytes = match reader.fill_buf() {
            Ok(bytes) => bytes,
            Err(error) if retry.should_retry(error.is_interrupted()) => continue,
            Err(error) => return Err(error),
        };
        retry.reset();
        let found = memchr(byte, bytes);
        // Can't overflow: an index is less than a length.
        let used = found.map_or(bytes.len(), |at| at + 1);
        accept(bytes.get(..used).unwrap_or(bytes))?;
        reader.consume(used);
        count = count.saturating_add(used);
        if found.is_some() || used == 0 {
            return Ok(count);
        }
    }
}
