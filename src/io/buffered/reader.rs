//! [`BufReader`]: many small reads from one large one.

use alloc_crate::boxed::Box;
use alloc_crate::vec::Vec;
use core::fmt;

use super::MIN_COPY_CAPACITY;
use crate::io::{BufRead, IoSliceMut, Read, Result, Seek, SeekFrom, Write, try_append};
use crate::sys::Retry;
use crate::sys::{INVALID_RESPONSE, total_len};

/// How large a buffer is in bytes, if nothing is said of it. A call to the host costs so much that 8 KiB, as in
/// `std`, would take half as much time again to read the lines of a file.
const DEFAULT_CAPACITY: usize = 32_768;

/// A reader with a buffer, as [`std::io::BufReader`].
///
/// What it holds when it is dropped is lost. Standard input needs none: it has a buffer of its own.
///
/// ```no_run
/// use nanowasi::{fs::File, io::{self, BufRead, BufReader}, println};
///
/// for line in BufReader::new(File::open("log.txt")?).lines() {
///     println!("{}", line?);
/// }
/// # Ok::<(), io::Error>(())
/// ```
///
/// [`std::io::BufReader`]: https://doc.rust-lang.org/std/io/struct.BufReader.html
pub struct BufReader<R: ?Sized> {
    buf: Box<[u8]>,
    /// Where what has been read and not been taken begins.
    pos: usize,
    /// And where it ends.
    filled: usize,
    inner: R,
}

impl<R: Read> BufReader<R> {
    /// With a buffer of 32 KiB; in `std` it is 8.
    #[inline]
    pub fn new(inner: R) -> Self {
        Self::with_capacity(DEFAULT_CAPACITY, inner)
    }

    /// With a buffer of that many bytes.
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
    /// The reader.
    #[inline]
    #[must_use]
    pub fn get_ref(&self) -> &R {
        &self.inner
    }

    /// The reader. What is read from it past the buffer is missing from it.
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.inner
    }

    /// The bytes that have been read and not been taken; reads none.
    #[inline]
    #[must_use]
    pub fn buffer(&self) -> &[u8] {
        self.buf.get(self.pos..self.filled).unwrap_or_default()
    }

    /// How many bytes the buffer has room for.
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.buf.len()
    }

    /// The reader, given up. What is in the buffer is lost.
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> R
    where
        R: Sized,
    {
        self.inner
    }

    #[inline]
    const fn buffered_len(&self) -> usize {
        self.filled - self.pos
    }

    #[inline]
    const fn discard_buffer(&mut self) {
        self.pos = 0;
        self.filled = 0;
    }
}

impl<R: Seek + ?Sized> BufReader<R> {
    /// Moves by a number of bytes; inside of the buffer, nothing is asked of the reader.
    ///
    /// # Errors
    ///
    /// As [`seek`](Seek::seek).
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
    /// A read that is no smaller than the buffer goes past it, if it is empty.
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
        // A small buffer would be many calls.
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
    /// Moves, and empties the buffer, even if the new place is in it;
    /// [`seek_relative`](BufReader::seek_relative) keeps it then.
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        // The reader is ahead by what waits.
        let buffered = i64::try_from(self.buffered_len()).unwrap_or(i64::MAX);
        let place = match pos {
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
        Ok(place)
    }

    /// The place, without moving: the buffer is kept.
    ///
    /// Differs from `std` in answering `IO`, not with a panic, if the reader stands nearer to its start than
    /// what has been read of it.
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
