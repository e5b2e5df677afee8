//! [`BufReader`]: few large reads for many small ones.

use alloc_crate::boxed::Box;
use alloc_crate::vec::Vec;
use core::fmt;

use super::MIN_COPY_CAPACITY;
use crate::io::{BufRead, IoSliceMut, Read, Result, Seek, SeekFrom, Write, try_append};
use crate::sys::Retry;
use crate::sys::{INVALID_RESPONSE, total_len};

/// The default size of the buffer in bytes.
///
/// With 8 KiB, as in `std`, reading the lines of a file takes 1.5 times as long, because calls to a
/// host are slow.
const DEFAULT_CAPACITY: usize = 32_768;

/// A reader with a buffer, like [`std::io::BufReader`].
///
/// Use it for a file or a socket that is read in small parts. Standard input needs none, because
/// [`Stdin`](crate::io::Stdin) has a buffer already.
///
/// - *A read that is smaller than the buffer* copies buffered bytes. If there are none, it fills
///   the buffer by one read of the inner reader. It blocks and ends as that read does.
/// - *A read that is at least as large as the buffer* goes directly to the inner reader, if the
///   buffer is empty.
/// - *Short counts*: a read returns only the buffered bytes, even if it requests more.
/// - *Interruptions* are returned by `read` and `fill_buf`, with the buffer empty.
/// - *Drop*: buffered bytes are lost.
///
/// Unlike in `std`, an impossible count of the inner reader is the error `IO`, not a panic.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, File};
/// use nanowasi::io::{BufRead, BufReader};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("log.txt", "start\nerror: 7\nend\n")?;
/// let mut errors = 0;
/// for line in BufReader::new(File::open("log.txt")?).lines() {
///     errors += usize::from(line?.starts_with("error"));
/// }
/// assert_eq!(errors, 1);
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::BufReader`]: https://doc.rust-lang.org/std/io/struct.BufReader.html
pub struct BufReader<R: ?Sized> {
    buf: Box<[u8]>,
    /// The index of the first buffered byte.
    pos: usize,
    /// The index after the last buffered byte.
    filled: usize,
    inner: R,
}

impl<R: Read> BufReader<R> {
    /// Makes a reader with a buffer of 32 KiB. In `std`, it has 8 KiB.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufRead, BufReader};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut line = String::new();
    /// BufReader::new(&b"one\ntwo\n"[..]).read_line(&mut line)?;
    /// assert_eq!(line, "one\n");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn new(inner: R) -> Self {
        Self::with_capacity(DEFAULT_CAPACITY, inner)
    }

    /// Makes a reader with a buffer of `capacity` bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufRead, BufReader};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = BufReader::with_capacity(2, &b"abc"[..]);
    /// assert_eq!(reader.fill_buf()?, b"ab");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn with_capacity(capacity: usize, inner: R) -> Self {
        Self {
            buf: alloc_crate::vec![0; capacity].into_boxed_slice(),
            pos: 0,
            filled: 0,
            inner,
        }
    }
}

impl<R: ?Sized> BufReader<R> {
    /// Returns a reference to the inner reader, which is ahead by the buffered bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufReader, Read};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = BufReader::with_capacity(4, &b"abcdef"[..]);
    /// reader.read_exact(&mut [0; 1])?;
    /// assert_eq!((reader.buffer(), *reader.get_ref()), (&b"bcd"[..], &b"ef"[..]));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn get_ref(&self) -> &R {
        &self.inner
    }

    /// Returns a mutable reference to the inner reader.
    ///
    /// Bytes that are read through the reference are missing from this reader. The buffered bytes
    /// remain.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufReader, Read};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = BufReader::with_capacity(4, &b"abcdef"[..]);
    /// reader.read_exact(&mut [0; 2])?;
    /// reader.get_mut().read_exact(&mut [0; 1])?; // takes "e"
    /// let mut rest = String::new();
    /// reader.read_to_string(&mut rest)?;
    /// assert_eq!(rest, "cdf");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.inner
    }

    /// Returns the buffered bytes. Unlike [`fill_buf`](BufRead::fill_buf), it never reads.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufRead, BufReader};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = BufReader::new(&b"text"[..]);
    /// assert_eq!(reader.buffer(), b"");
    /// reader.fill_buf()?;
    /// assert_eq!(reader.buffer(), b"text");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn buffer(&self) -> &[u8] {
        self.buf.get(self.pos..self.filled).unwrap_or_default()
    }

    /// Returns the size of the buffer in bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufReader, empty};
    ///
    /// assert_eq!(BufReader::new(empty()).capacity(), 32 * 1024);
    /// ```
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.buf.len()
    }

    /// Returns the inner reader. The buffered bytes are lost.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufRead, BufReader};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = BufReader::with_capacity(4, &b"abcdef"[..]);
    /// reader.fill_buf()?;
    /// assert_eq!(reader.into_inner(), b"ef");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> R
    where
        R: Sized,
    {
        self.inner
    }

    /// Returns the number of buffered bytes.
    #[inline]
    const fn buffered_len(&self) -> usize {
        self.filled - self.pos
    }

    /// Removes all buffered bytes.
    #[inline]
    const fn discard_buffer(&mut self) {
        self.pos = 0;
        self.filled = 0;
    }
}

impl<R: Seek + ?Sized> BufReader<R> {
    /// Moves by a number of bytes.
    ///
    /// If the buffer contains the new position, the inner reader is not called. Otherwise, this is
    /// [`seek`](Seek::seek).
    ///
    /// # Errors
    ///
    /// As for [`Seek::seek`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufReader, Cursor, Read};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = BufReader::new(Cursor::new(b"0123456789"));
    /// reader.read_exact(&mut [0; 8])?;
    /// reader.seek_relative(-5)?;
    /// let mut digit = [0];
    /// reader.read_exact(&mut digit)?;
    /// assert_eq!(&digit, b"3");
    /// # Ok(())
    /// # }
    /// ```
    pub fn seek_relative(&mut self, offset: i64) -> Result<()> {
        let inside = usize::try_from(offset.unsigned_abs()).ok().and_then(|by| {
            if offset < 0 {
                self.pos.checked_sub(by)
            } else {
                self.pos.checked_add(by).filter(|pos| *pos <= self.filled)
            }
        });
        match inside {
            Some(pos) => {
                self.pos = pos;
                Ok(())
            }
            None => self.seek(SeekFrom::Current(offset)).map(|_| ()),
        }
    }
}

impl<R: Read + ?Sized> BufReader<R> {
    fn copy_to(&mut self, writer: &mut dyn Write) -> Result<u64> {
        let mut retry = Retry::new();
        let mut copied = 0_u64;
        loop {
            match self.fill_buf() {
                Ok([]) => return Ok(copied),
                Ok(bytes) => {
                    writer.write_all(bytes)?;
                    copied += bytes.len() as u64;
                    self.discard_buffer();
                    retry.reset();
                }
                Err(error) if retry.should_retry(error.is_interrupted()) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl<R: Read + ?Sized> Read for BufReader<R> {
    /// Reads buffered bytes, or directly from the inner reader: see [`BufReader`].
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        if self.buffered_len() == 0 && buf.len() >= self.capacity() {
            self.discard_buffer();
            return self.inner.read(buf);
        }
        let count = self.fill_buf()?.read(buf)?;
        self.consume(count);
        Ok(count)
    }

    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        let len = total_len(bufs.iter().map(|buf| &**buf));
        if self.buffered_len() == 0 && len >= self.capacity() {
            self.discard_buffer();
            return self.inner.read_vectored(bufs);
        }
        let count = self.fill_buf()?.read_vectored(bufs)?;
        self.consume(count);
        Ok(count)
    }

    fn _size_hint(&self) -> (usize, Option<usize>) {
        let (at_least, at_most) = self.inner._size_hint();
        let buffered = self.buffered_len();
        (
            at_least.saturating_add(buffered),
            at_most.and_then(|at_most| at_most.checked_add(buffered)),
        )
    }

    fn _copy_to(&mut self, writer: &mut dyn Write) -> Option<Result<u64>> {
        // A smaller buffer means more calls than the stack buffer of `copy`.
        (self.capacity() >= MIN_COPY_CAPACITY).then(|| self.copy_to(writer))
    }

    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        try_append::bytes(buf, self.buffer())?;
        let count = self.buffered_len();
        self.discard_buffer();
        Ok(count + self.inner.read_to_end(buf)?)
    }
}

impl<R: Read + ?Sized> BufRead for BufReader<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.buffered_len() == 0 {
            self.discard_buffer();
            let count = self.inner.read(&mut self.buf)?;
            if count > self.buf.len() {
                return Err(INVALID_RESPONSE.into());
            }
            self.filled = count;
        }
        Ok(self.buffer())
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.pos += amount.min(self.buffered_len());
    }
}

impl<R: Seek + ?Sized> Seek for BufReader<R> {
    /// Moves the inner reader, and discards the buffer, even if it contains the new position.
    ///
    /// [`seek_relative`](BufReader::seek_relative) keeps the buffer in that case.
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        // The inner reader is ahead by the buffered bytes.
        let buffered = i64::try_from(self.buffered_len()).unwrap_or(i64::MAX);
        let position = match pos {
            SeekFrom::Current(by) => match by.checked_sub(buffered) {
                Some(by) => self.inner.seek(SeekFrom::Current(by))?,
                None => {
                    self.inner.seek(SeekFrom::Current(-buffered))?;
                    self.discard_buffer();
                    self.inner.seek(pos)?
                }
            },
            _ => self.inner.seek(pos)?,
        };
        self.discard_buffer();
        Ok(position)
    }

    /// Returns the position, and keeps the buffer.
    ///
    /// # Errors
    ///
    /// - `IO`: the inner reader's position is less than the number of buffered bytes. Unlike `std`,
    ///   this does not panic.
    /// - The errors of the inner reader's [`stream_position`](Seek::stream_position).
    fn stream_position(&mut self) -> Result<u64> {
        let buffered = self.buffered_len() as u64;
        let ahead = self.inner.stream_position()?;
        Ok(ahead.checked_sub(buffered).ok_or(INVALID_RESPONSE)?)
    }

    #[inline]
    fn seek_relative(&mut self, offset: i64) -> Result<()> {
        Self::seek_relative(self, offset)
    }
}

impl<R: fmt::Debug + ?Sized> fmt::Debug for BufReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BufReader")
            .field("reader", &&self.inner)
            .field(
                "buffer",
                &format_args!("{}/{}", self.buffered_len(), self.capacity()),
            )
            .finish()
    }
}
