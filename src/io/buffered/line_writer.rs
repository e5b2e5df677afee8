//! [`LineWriter`]: what is written reaches its end line by line.

use core::{fmt, result};

use super::{BufWriter, IntoInnerError};
use crate::io::{IoSlice, Result, Write};
use crate::sys::total_len;
use crate::sys::util::memrchr;

/// How large the buffer is in bytes, if nothing is said of it: most lines are shorter.
const DEFAULT_CAPACITY: usize = 1024;

/// A writer with a buffer that is written at each newline, as [`std::io::LineWriter`].
///
/// ```
/// use nanowasi::io::{LineWriter, Write};
///
/// let mut writer = LineWriter::new(Vec::new());
/// writer.write_all(b"a line\nand the start of")?;
/// assert_eq!(writer.get_ref(), b"a line\n");
/// writer.write_all(b" another\n")?;
/// assert_eq!(writer.get_ref(), b"a line\nand the start of another\n");
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// [`std::io::LineWriter`]: https://doc.rust-lang.org/std/io/struct.LineWriter.html
pub struct LineWriter<W: ?Sized + Write> {
    inner: BufWriter<W>,
}

impl<W: Write> LineWriter<W> {
    /// With a buffer of 1 KiB.
    #[inline]
    pub fn new(inner: W) -> Self {
        Self::with_capacity(DEFAULT_CAPACITY, inner)
    }

    /// With a buffer of that many bytes. A line that is longer is written in parts.
    #[inline]
    pub fn with_capacity(capacity: usize, inner: W) -> Self {
        Self {
            inner: BufWriter::with_capacity(capacity, inner),
        }
    }

    /// The writer. What is written to it comes before what waits.
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut W {
        self.inner.get_mut()
    }

    /// Writes what waits, and gives up the writer.
    ///
    /// # Errors
    ///
    /// As [`flush`](Write::flush); the buffered writer is in the error.
    pub fn into_inner(self) -> result::Result<W, IntoInnerError<Self>> {
        self.inner.into_inner().map_err(|error| {
            let (error, inner) = error.into_parts();
            IntoInnerError::new(Self { inner }, error)
        })
    }
}

impl<W: ?Sized + Write> LineWriter<W> {
    /// The writer.
    #[inline]
    #[must_use]
    pub fn get_ref(&self) -> &W {
        self.inner.get_ref()
    }

    /// Writes a line that waits because its newline could not be written at the time.
    fn flush_if_completed_line(&mut self) -> Result<()> {
        if self.inner.buffer().ends_with(b"\n") {
            return self.inner.flush_buf();
        }
        Ok(())
    }
}

impl<W: ?Sized + Write> Write for LineWriter<W> {
    /// Writes whole lines in one call, and keeps what follows the last one if there is room.
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        let Some(newline) = memrchr(b'\n', buf) else {
            self.flush_if_completed_line()?;
            return self.inner.write(buf);
        };
        self.inner.flush_buf()?;
        // One more than the place of what is inside.
        let lines = newline + 1;
        let written = self
            .get_inner()
            .write(buf.get(..lines).unwrap_or_default())?;
        let capacity = self.inner.capacity();
        let rest = buf.get(written..).unwrap_or_default();
        let kept = if written == 0 {
            &[]
        } else if written >= lines {
            // Its beginning alone would wait for a newline that may be far away.
            if rest.len() >= capacity { &[] } else { rest }
        } else {
            // Lines that were not taken, as many whole ones as there is room for.
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

    /// Writes the slices up to the last one with a newline in one call, and keeps as much of the
    /// others as fits. If the writer takes one slice at a time, writes the first that isn't empty.
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
