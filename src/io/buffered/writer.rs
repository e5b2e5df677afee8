//! [`BufWriter`]: one large write of many small ones.

use alloc_crate::vec::Vec;
use core::fmt;

use super::{IntoInnerError, MIN_COPY_CAPACITY, WriterPanicked};
use crate::io::{Error, ErrorKind, IoSlice, Read, Result, Seek, SeekFrom, Write};
use crate::sys::Retry;
use crate::sys::error_repr::SimpleMessage;
use crate::sys::util::{BeforeDrop, DropGuard, vec};
use crate::sys::{Errno, INVALID_RESPONSE, total_len};

/// How large a buffer is in bytes, if nothing is said of it. As in `std`: how much of a file is written when a
/// program ends too early can be seen.
const DEFAULT_CAPACITY: usize = 8192;

/// What waits was not taken by the writer.
static NOT_TAKEN: SimpleMessage = SimpleMessage::new(
    ErrorKind::WriteZero,
    Errno::IO,
    "failed to write the buffered data",
);

/// A writer with a buffer, as [`std::io::BufWriter`].
///
/// What waits is written when it is dropped, but an error has nobody to go to then:
/// [`flush`](Write::flush) or [`into_inner`](Self::into_inner) first. [`process::exit`](crate::process::exit)
/// drops nothing. Standard output needs none: it has a buffer of its own.
///
/// ```
/// use nanowasi::io::{BufWriter, Write};
///
/// let mut writer = BufWriter::new(Vec::new());
/// writer.write_all(b"bytes")?;
/// assert_eq!(writer.buffer(), b"bytes");
/// assert_eq!(writer.into_inner().unwrap(), b"bytes");
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// [`std::io::BufWriter`]: https://doc.rust-lang.org/std/io/struct.BufWriter.html
pub struct BufWriter<W: ?Sized + Write> {
    parts: DropGuard<Parts<W>>,
}

struct Parts<W: ?Sized + Write> {
    /// What waits. It never grows beyond the capacity that it has at first.
    buf: Vec<u8>,
    /// Whether the writer is being called: still set after the call, it has panicked. Only where that does
    /// not end the program.
    panicked: bool,
    inner: W,
}

impl<W: Write> BufWriter<W> {
    /// With a buffer of 8 KiB.
    #[inline]
    pub fn new(inner: W) -> Self {
        Self::with_capacity(DEFAULT_CAPACITY, inner)
    }

    /// With a buffer of that many bytes.
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

    /// Writes what waits, and gives up the writer.
    ///
    /// # Errors
    ///
    /// As [`flush`](Write::flush); the buffered writer is in the error.
    pub fn into_inner(mut self) -> core::result::Result<W, IntoInnerError<Self>> {
        match self.flush_buf() {
            Ok(()) => Ok(self.into_parts().0),
            Err(error) => Err(IntoInnerError::new(self, error)),
        }
    }

    /// The writer, and what waits, which is not written.
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
    /// The writer.
    #[inline]
    #[must_use]
    pub fn get_ref(&self) -> &W {
        &self.parts.inner
    }

    /// The writer. What is written to it comes before what waits.
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.parts.inner
    }

    /// What waits.
    #[inline]
    #[must_use]
    pub fn buffer(&self) -> &[u8] {
        &self.parts.buf
    }

    /// How many bytes the buffer has room for.
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.parts.buf.capacity()
    }

    /// How many bytes more the buffer has room for.
    #[inline]
    fn spare_capacity(&self) -> usize {
        self.capacity() - self.parts.buf.len()
    }

    /// Writes what waits, and leaves the writer's own buffers alone.
    #[inline]
    pub(super) fn flush_buf(&mut self) -> Result<()> {
        self.parts.flush_buf()
    }

    /// Takes as much of `buf` as there is room for, and answers how much that was.
    pub(super) fn write_to_buf(&mut self, buf: &[u8]) -> usize {
        let count = self.spare_capacity().min(buf.len());
        vec::extend_within_capacity(&mut self.parts.buf, buf.get(..count).unwrap_or_default());
        count
    }

    /// Copies all of `reader`, which reads into the buffer.
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
            let most = buf.len() - len;
            let count = result.as_ref().map_or(0, |count| (*count).min(most));
            buf.truncate(len + count);
            match result {
                Ok(0) => return Ok(copied),
                Ok(count) if count > most => return Err(INVALID_RESPONSE.into()),
                Ok(count) => {
                    copied += count as u64;
                    retry.reset();
                }
                Err(error) if retry.should_retry(error.is_interrupted()) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Takes all of `buf` into the buffer, which may be written before; or answers that `buf` is to go past it,
    /// as it does if it is no smaller than the buffer.
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

impl<W: ?Sized + Write> Parts<W> {
    /// Calls the writer, and remembers it if it panics.
    #[inline]
    fn call<T>(&mut self, f: impl FnOnce(&mut W, &[u8]) -> T) -> T {
        if cfg!(panic = "unwind") {
            self.panicked = true;
        }
        let result = f(&mut self.inner, &self.buf);
        self.panicked = false;
        result
    }

    fn flush_buf(&mut self) -> Result<()> {
        let mut retry = Retry::new();
        let mut written = 0;
        let result = loop {
            if written == self.buf.len() {
                break Ok(());
            }
            match self.call(|inner, buf| inner.write(buf.get(written..).unwrap_or_default())) {
                // More than there was is no less a lie than nothing.
                Ok(count) if count == 0 || count > self.buf.len() - written => {
                    break Err(Error::from_static_message(&NOT_TAKEN));
                }
                Ok(count) => {
                    written += count;
                    retry.reset();
                }
                Err(error) if retry.should_retry(error.is_interrupted()) => {}
                Err(error) => break Err(error),
            }
        };
        vec::remove_front(&mut self.buf, written);
        result
    }
}

impl<W: ?Sized + Write> BeforeDrop for Parts<W> {
    fn before_drop(&mut self) {
        // What a writer has taken that panicked is not known, and must not be written twice.
        if !self.panicked {
            // An error has nobody to go to.
            let _ = self.flush_buf();
        }
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
        // A small buffer would be many calls.
        (self.capacity() >= MIN_COPY_CAPACITY).then(|| self.copy_from(reader))
    }

    #[inline]
    fn is_write_vectored(&self) -> bool {
        self.get_ref().is_write_vectored()
    }

    /// Buffers all slices, or passes all of them on if they are no smaller than the buffer. If the
    /// writer takes one slice at a time, buffers the first that isn't empty, and those after it
    /// that fit.
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
    /// Moves, after writing what waits.
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
