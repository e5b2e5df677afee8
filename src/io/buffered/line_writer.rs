//! [`LineWriter`]: a buffered writer that is written at each newline.

use core::{fmt, result};

use super::{BufWriter, IntoInnerError};
use crate::io::{IoSlice, Result, Write};
use crate::sys::total_len;
use crate::sys::util::memrchr;

/// The default capacity of the buffer in bytes: most lines are shorter.
const DEFAULT_CAPACITY: usize = 1024;

/// A writer with a buffer that is written at each newline, like [`std::io::LineWriter`].
///
/// - *A write with a newline* writes the buffered bytes, and then its bytes up to the last newline
///   in one call. The bytes after that newline are buffered if they fit.
/// - *A write without a newline* is that of a [`BufWriter`].
/// - *Short counts*: if the inner writer accepts only some bytes, so does this one.
/// - *Flush*, *errors* and *drop* are those of a [`BufWriter`].
///
/// # Examples
///
/// ```
/// use nanowasi::io::{LineWriter, Write};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let mut writer = LineWriter::new(Vec::new());
/// writer.write_all(b"a line\nand the start of")?;
/// assert_eq!(writer.get_ref(), b"a line\n");
/// writer.write_all(b" another\n")?;
/// assert_eq!(writer.get_ref(), b"a line\nand the start of another\n");
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::LineWriter`]: https://doc.rust-lang.org/std/io/struct.LineWriter.html
pub struct LineWriter<W: ?Sized + Write> {
    inner: BufWriter<W>,
}

impl<W: Write> LineWriter<W> {
    /// Makes a writer with a buffer of 1 KiB.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs::File, io::{LineWriter, Write}};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut log = LineWriter::new(File::create("log.txt")?);
    /// writeln!(log, "step {} of {}", 1, 2)?; // one call to the host
    /// assert_eq!(nanowasi::fs::read("log.txt")?, b"step 1 of 2\n");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn new(inner: W) -> Self {
        Self::with_capacity(DEFAULT_CAPACITY, inner)
    }

    /// Makes a writer with a buffer of `capacity` bytes. A longer line is written in parts.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{LineWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = LineWriter::with_capacity(4, Vec::new());
    /// writer.write_all(b"no newline")?;
    /// assert_eq!(writer.get_ref(), b"no newline");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn with_capacity(capacity: usize, inner: W) -> Self {
        Self {
            inner: BufWriter::with_capacity(capacity, inner),
        }
    }

    /// Returns a mutable reference to the inner writer.
    ///
    /// Bytes that are written through the reference come before the buffered bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{LineWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = LineWriter::new(Vec::new());
    /// writer.write_all(b"one\ntw")?;
    /// writer.get_mut().clear();
    /// writer.write_all(b"o\n")?;
    /// assert_eq!(writer.get_ref(), b"two\n");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut W {
        self.inner.get_mut()
    }

    /// Writes the buffered bytes, and returns the inner writer, which is not flushed.
    ///
    /// # Errors
    ///
    /// As for [`BufWriter::into_inner`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{LineWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = LineWriter::new(Vec::new());
    /// writer.write_all(b"no newline")?;
    /// assert_eq!(writer.into_inner()?, b"no newline");
    /// # Ok(())
    /// # }
    /// ```
    pub fn into_inner(self) -> result::Result<W, IntoInnerError<Self>> {
        self.inner.into_inner().map_err(|error| {
            let (error, inner) = error.into_parts();
            IntoInnerError::new(Self { inner }, error)
        })
    }
}

impl<W: ?Sized + Write> LineWriter<W> {
    /// Returns a reference to the inner writer.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{LineWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = LineWriter::new(Vec::new());
    /// writer.write_all(b"start of a line")?;
    /// assert!(writer.get_ref().is_empty());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn get_ref(&self) -> &W {
        self.inner.get_ref()
    }

    /// Writes the buffered bytes, if they end with a newline that could not be written before.
    fn flush_if_completed_line(&mut self) -> Result<()> {
        if self.inner.buffer().ends_with(b"\n") {
            return self.inner.flush_buf();
        }
        Ok(())
    }
}

impl<W: ?Sized + Write> Write for LineWriter<W> {
    /// Writes the bytes up to the last newline in one call, and buffers those after it, if they
    /// fit.
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        let Some(newline) = memrchr(b'\n', buf) else {
            self.flush_if_completed_line()?;
            return self.inner.write(buf);
        };
        self.inner.flush_buf()?;
        // Can't overflow: an index is less than a length.
        let lines = newline + 1;
        let written = self
            .get_inner()
            .write(buf.get(..lines).unwrap_or_default())?;
        let capacity = self.inner.capacity();
        let rest = buf.get(written..).unwrap_or_default();
        let kept = if written == 0 {
            &[]
        } else if written >= lines {
            // If only the start of the line fits, it is not buffered: its newline may come much
            // later.
            if rest.len() >= capacity { &[] } else { rest }
        } else {
            // The lines that were not accepted, as many whole ones as fit.
            let lines = rest.get(..lines - written).unwrap_or_default();
            match lines.get(..capacity) {
                None => lines,
                Some(part) => memrchr(b'\n', part)
                    .and_then(|newline| part.get(..=newline))
                    .unwrap_or(part),
            }
        };
        Ok(written + self.inner.write_to_buf(kept))
    }

    fn write_all(&mut self, buf: &[u8]) -> Result<()> {
        let lines = match memrchr(b'\n', buf) {
            Some(newline) => newline + 1,
            None => 0,
        };
        let (lines, rest) = buf.split_at_checked(lines).unwrap_or((buf, &[]));
        if lines.is_empty() {
            self.flush_if_completed_line()?;
        } else if self.inner.buffer().is_empty() {
            self.get_inner().write_all(lines)?;
        } else {
            self.inner.write_all(lines)?;
            self.inner.flush_buf()?;
        }
        self.inner.write_all(rest)
    }

    #[inline]
    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    /// Writes the slices up to the last one with a newline in one call, and buffers those after it,
    /// if they fit.
    ///
    /// If the inner writer accepts one slice at a time, it writes the first that is not empty.
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        if self.is_write_vectored() {
            return self.write_vectored_lines(bufs);
        }
        match bufs.iter().find(|buf| !buf.is_empty()) {
            Some(buf) => self.write(buf),
            None => Ok(0),
        }
    }

    #[inline]
    fn flush(&mut self) -> Result<()> {
        self.inner.flush()
    }
}

impl<W: ?Sized + Write> LineWriter<W> {
    fn write_vectored_lines(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        let newline = bufs.iter().rposition(|buf| memrchr(b'\n', buf).is_some());
        let Some(newline) = newline else {
            self.flush_if_completed_line()?;
            return self.inner.write_vectored(bufs);
        };
        self.inner.flush_buf()?;
        let (lines, rest) = bufs.split_at_checked(newline + 1).unwrap_or((bufs, &[]));
        let mut written = self.get_inner().write_vectored(lines)?;
        if written == 0 || written < total_len(lines.iter().map(|buf| &**buf)) {
            return Ok(written);
        }
        for buf in rest.iter().filter(|buf| !buf.is_empty()) {
            let kept = self.inner.write_to_buf(buf);
            written += kept;
            if kept == 0 {
                break;
            }
        }
        Ok(written)
    }

    #[inline]
    fn get_inner(&mut self) -> &mut W {
        self.inner.get_mut()
    }
}

impl<W: ?Sized + Write + fmt::Debug> fmt::Debug for LineWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineWriter")
            .field("writer", &self.get_ref())
            .field(
                "buffer",
                &format_args!("{}/{}", self.inner.buffer().len(), self.inner.capacity()),
            )
            .finish_non_exhaustive()
    }
}
