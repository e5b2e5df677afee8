//! [`BufWriter`]: few large writes for many small ones.

use alloc_crate::vec::Vec;
use core::fmt;

use super::parts::Parts;
use super::{IntoInnerError, MIN_COPY_CAPACITY, WriterPanicked};
use crate::io::{IoSlice, Read, Result, Seek, SeekFrom, Write};
use crate::sys::util::{DropGuard, vec};
use crate::sys::{INVALID_RESPONSE, Retry, total_len};

/// The default capacity of the buffer in bytes.
///
/// As in `std`, because it decides how much of a file is written when a program ends too early.
const DEFAULT_CAPACITY: usize = 8192;

/// A writer with a buffer, like [`std::io::BufWriter`].
///
/// Use it for a file or a socket that is written in small parts. Standard output needs none,
/// because [`Stdout`](crate::io::Stdout) has a buffer already.
///
/// - *A write that is smaller than the buffer* is copied to the buffer, and accepted as a whole. If
///   the spare capacity is too small, the buffered bytes are written first.
/// - *A write that is at least as large as the buffer* goes directly to the inner writer, after the
///   buffered bytes.
/// - *Flush* writes the buffered bytes, and flushes the inner writer.
/// - *Interruptions and short writes* of the buffered bytes are retried: see
///   [the module](crate::io#interruptions).
/// - *Errors* keep the bytes that were not written in the buffer. The next write tries them again.
/// - *Drop* writes the buffered bytes, but can't report an error. So call [`flush`](Write::flush)
///   or [`into_inner`](Self::into_inner) first. [`process::exit`](crate::process::exit) drops
///   nothing.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{BufWriter, Write};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let mut writer = BufWriter::new(Vec::new());
/// for number in 1..=3 {
///     write!(writer, "{number} ")?;
/// }
/// assert_eq!(writer.buffer(), b"1 2 3 ");
/// assert_eq!(writer.into_inner()?, b"1 2 3 ");
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::BufWriter`]: https://doc.rust-lang.org/std/io/struct.BufWriter.html
pub struct BufWriter<W: ?Sized + Write> {
    parts: DropGuard<Parts<W>>,
}

impl<W: Write> BufWriter<W> {
    /// Makes a writer with a buffer of 8 KiB.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs::File, io::{BufWriter, Write}};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = BufWriter::new(File::create("numbers.txt")?);
    /// for number in 0..1000 {
    ///     writeln!(writer, "{number}")?;
    /// }
    /// writer.flush()?;
    /// assert_eq!(writer.get_ref().metadata()?.len(), 3890);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn new(inner: W) -> Self {
        Self::with_capacity(DEFAULT_CAPACITY, inner)
    }

    /// Makes a writer with a buffer of `capacity` bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = BufWriter::with_capacity(4, Vec::new());
    /// writer.write_all(b"abc")?;
    /// writer.write_all(b"de")?; // does not fit after "abc"
    /// assert_eq!((writer.get_ref().as_slice(), writer.buffer()), (&b"abc"[..], &b"de"[..]));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn with_capacity(capacity: usize, inner: W) -> Self {
        Self {
            parts: DropGuard::new(Parts {
                buf: Vec::with_capacity(capacity),
                panicked: false,
                inner,
            }),
        }
    }

    /// Writes the buffered bytes, and returns the inner writer, which is not flushed.
    ///
    /// # Errors
    ///
    /// As for [`Write::write_all`]. The [`IntoInnerError`] holds this writer with the bytes that
    /// were not written.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, ErrorKind, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut memory = [0; 2];
    /// let mut writer = BufWriter::new(&mut memory[..]);
    /// writer.write_all(b"four")?;
    /// let (error, writer) = writer.into_inner().unwrap_err().into_parts();
    /// assert_eq!((error.kind(), writer.buffer()), (ErrorKind::WriteZero, &b"ur"[..]));
    /// # Ok(())
    /// # }
    /// ```
    pub fn into_inner(mut self) -> core::result::Result<W, IntoInnerError<Self>> {
        match self.flush_buf() {
            Ok(()) => Ok(self.into_parts().0),
            Err(error) => Err(IntoInnerError::new(self, error)),
        }
    }

    /// Returns the inner writer, and the buffered bytes, without writing them.
    ///
    /// The bytes are in a [`WriterPanicked`] if the inner writer has panicked.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = BufWriter::new(Vec::new());
    /// writer.write_all(b"discard me")?;
    /// let (inner, buffered) = writer.into_parts();
    /// assert_eq!((inner.len(), buffered.unwrap().len()), (0, 10));
    /// # Ok(())
    /// # }
    /// ```
    pub fn into_parts(self) -> (W, core::result::Result<Vec<u8>, WriterPanicked>) {
        let Parts {
            buf,
            panicked,
            inner,
        } = self.parts.into_inner();
        let buf = if panicked {
            Err(WriterPanicked::new(buf))
        } else {
            Ok(buf)
        };
        (inner, buf)
    }
}

impl<W: ?Sized + Write> BufWriter<W> {
    /// Returns a reference to the inner writer.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = BufWriter::new(Vec::new());
    /// writer.write_all(b"text")?;
    /// assert_eq!(writer.get_ref().len(), 0); // still buffered
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn get_ref(&self) -> &W {
        &self.parts.inner
    }

    /// Returns a mutable reference to the inner writer.
    ///
    /// Bytes that are written through the reference come before the buffered bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = BufWriter::new(Vec::new());
    /// writer.write_all(b"buffered")?;
    /// writer.get_mut().write_all(b"direct ")?;
    /// assert_eq!(writer.into_inner()?, b"direct buffered");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.parts.inner
    }

    /// Returns the buffered bytes, which are not written yet.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, Write, sink};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = BufWriter::new(sink());
    /// writer.write_all(b"text")?;
    /// assert_eq!(writer.buffer(), b"text");
    /// writer.flush()?;
    /// assert_eq!(writer.buffer(), b"");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn buffer(&self) -> &[u8] {
        &self.parts.buf
    }

    /// Returns the size of the buffer in bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, sink};
    ///
    /// assert_eq!(BufWriter::new(sink()).capacity(), 8192);
    /// ```
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.parts.buf.capacity()
    }

    /// Returns how many more bytes fit in the buffer.
    #[inline]
    fn spare_capacity(&self) -> usize {
        self.capacity() - self.parts.buf.len()
    }

    /// Writes the buffered bytes, and does not flush the inner writer.
    #[inline]
    pub(super) fn flush_buf(&mut self) -> Result<()> {
        self.parts.flush_buf()
    }

    /// Copies as many bytes of `buf` to the buffer as fit, and returns how many.
    pub(super) fn write_to_buf(&mut self, buf: &[u8]) -> usize {
        let count = self.spare_capacity().min(buf.len());
        vec::extend_within_capacity(&mut self.parts.buf, buf.get(..count).unwrap_or_default());
        count
    }

    /// Copies all bytes of `reader`, which reads into the buffer's spare capacity.
    fn copy_from(&mut self, reader: &mut dyn Read) -> Result<u64> {
        let mut retry = Retry::new();
        let mut copied = 0_u64;
        loop {
            if self.spare_capacity() < MIN_COPY_CAPACITY {
                self.flush_buf()?;
            }
            let Parts { buf, panicked, .. } = &mut *self.parts;
            let len = buf.len();
            vec::extend_with_zeros(buf, usize::MAX);
            // If the reader panics, the zeros must not be written.
            *panicked = cfg!(panic = "unwind");
            let result = reader.read(buf.get_mut(len..).unwrap_or_default());
            *panicked = false;
            let max = buf.len() - len;
            let count = result.as_ref().map_or(0, |count| (*count).min(max));
            buf.truncate(len + count);
            match result {
                Ok(0) => return Ok(copied),
                Ok(count) if count > max => return Err(INVALID_RESPONSE.into()),
                Ok(count) => {
                    copied += count as u64;
                    retry.reset();
                }
                Err(error) if retry.should_retry(error.is_interrupted()) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Copies all bytes of `buf` to the buffer, if they are fewer than its capacity. Returns
    /// whether it did.
    ///
    /// The buffered bytes are written first, if the spare capacity is too small.
    fn try_buffer(&mut self, buf: &[u8]) -> Result<bool> {
        if buf.len() > self.spare_capacity() {
            self.flush_buf()?;
        }
        let fits = buf.len() < self.capacity();
        if fits {
            self.write_to_buf(buf);
        }
        Ok(fits)
    }
}

impl<W: ?Sized + Write> Write for BufWriter<W> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        if self.try_buffer(buf)? {
            return Ok(buf.len());
        }
        self.parts.call(|inner, _| inner.write(buf))
    }

    fn write_all(&mut self, buf: &[u8]) -> Result<()> {
        if self.try_buffer(buf)? {
            return Ok(());
        }
        self.parts.call(|inner, _| inner.write_all(buf))
    }

    fn _copy_from(&mut self, reader: &mut dyn Read) -> Option<Result<u64>> {
        // A smaller buffer means more calls than the stack buffer of `copy`.
        (self.capacity() >= MIN_COPY_CAPACITY).then(|| self.copy_from(reader))
    }

    #[inline]
    fn is_write_vectored(&self) -> bool {
        self.get_ref().is_write_vectored()
    }

    /// Buffers all slices, or passes all of them on if they are at least as large as the buffer.
    ///
    /// If the inner writer accepts one slice at a time, it buffers the first that is not empty, and
    /// those after it that fit.
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        if self.is_write_vectored() {
            let len = total_len(bufs.iter().map(|buf| &**buf));
            if len > self.spare_capacity() {
                self.flush_buf()?;
            }
            if len >= self.capacity() {
                return self.parts.call(|inner, _| inner.write_vectored(bufs));
            }
            for buf in bufs {
                self.write_to_buf(buf);
            }
            return Ok(len);
        }
        let mut bufs = bufs.iter().skip_while(|buf| buf.is_empty());
        let Some(first) = bufs.next() else {
            return Ok(0);
        };
        if !self.try_buffer(first)? {
            return self.parts.call(|inner, _| inner.write(first));
        }
        let mut count = first.len();
        for buf in bufs {
            if buf.len() > self.spare_capacity() {
                break;
            }
            count += self.write_to_buf(buf);
        }
        Ok(count)
    }

    fn flush(&mut self) -> Result<()> {
        self.flush_buf()?;
        self.get_mut().flush()
    }
}

impl<W: ?Sized + Write + Seek> Seek for BufWriter<W> {
    /// Writes the buffered bytes, and moves the inner writer.
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        self.flush_buf()?;
        self.get_mut().seek(pos)
    }
}

impl<W: ?Sized + Write + fmt::Debug> fmt::Debug for BufWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BufWriter")
            .field("writer", &self.get_ref())
            .field(
                "buffer",
                &format_args!("{}/{}", self.buffer().len(), self.capacity()),
            )
            .finish()
    }
}
