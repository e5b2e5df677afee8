//! The errors of taking a buffered writer apart: [`IntoInnerError`] and [`WriterPanicked`].

use alloc_crate::vec::Vec;
use core::{error, fmt};

use crate::io::Error;

/// The error of [`BufWriter::into_inner`](super::BufWriter::into_inner), like
/// [`std::io::IntoInnerError`].
///
/// The buffered bytes could not be written. It holds the buffered writer, so that a program can try
/// again. It converts to an [`Error`] by `?`.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{BufWriter, IntoInnerError, Write};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let mut memory = [0; 4];
/// let mut writer = BufWriter::new(&mut memory[..]);
/// writer.write_all(b"12345")?;
/// let error: IntoInnerError<_> = writer.into_inner().unwrap_err();
/// assert_eq!(error.to_string(), "failed to write the buffered data");
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::IntoInnerError`]: https://doc.rust-lang.org/std/io/struct.IntoInnerError.html
#[derive(Debug)]
pub struct IntoInnerError<W>(W, Error);

impl<W> IntoInnerError<W> {
    #[inline]
    pub(super) const fn new(writer: W, error: Error) -> Self {
        Self(writer, error)
    }

    /// Returns a reference to the error of the write.
    ///
    /// # Examples
    ///
    /// ```
    /// # use nanowasi::io::{BufWriter, ErrorKind, Write};
    /// # let mut writer = BufWriter::new(&mut [][..]);
    /// # writer.write_all(b"text").unwrap();
    /// let error = writer.into_inner().unwrap_err();
    /// assert_eq!(error.error().kind(), ErrorKind::WriteZero);
    /// ```
    #[inline]
    #[must_use]
    pub fn error(&self) -> &Error {
        &self.1
    }

    /// Returns the buffered writer, with the bytes that were not written.
    ///
    /// # Examples
    ///
    /// ```
    /// # use nanowasi::io::{BufWriter, ErrorKind, Write};
    /// # let mut writer = BufWriter::new(&mut [][..]);
    /// # writer.write_all(b"text").unwrap();
    /// let error = writer.into_inner().unwrap_err();
    /// let writer = error.into_inner();
    /// assert_eq!(writer.buffer(), b"text");
    /// ```
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> W {
        self.0
    }

    /// Returns the error of the write, and drops the buffered writer.
    ///
    /// The drop tries to write the buffered bytes once more. If that fails, they are lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use nanowasi::io::{BufWriter, ErrorKind, Write};
    /// # let mut writer = BufWriter::new(&mut [][..]);
    /// # writer.write_all(b"text").unwrap();
    /// let error = writer.into_inner().unwrap_err();
    /// assert_eq!(error.into_error().kind(), ErrorKind::WriteZero);
    /// ```
    #[inline]
    #[must_use]
    pub fn into_error(self) -> Error {
        self.1
    }

    /// Returns the error of the write, and the buffered writer.
    ///
    /// # Examples
    ///
    /// ```
    /// # use nanowasi::io::{BufWriter, ErrorKind, Write};
    /// # let mut writer = BufWriter::new(&mut [][..]);
    /// # writer.write_all(b"text").unwrap();
    /// let error = writer.into_inner().unwrap_err();
    /// let (error, writer) = error.into_parts();
    /// assert_eq!((error.kind(), writer.buffer().len()), (ErrorKind::WriteZero, 4));
    /// ```
    #[inline]
    #[must_use]
    pub fn into_parts(self) -> (Error, W) {
        (self.1, self.0)
    }
}

impl<W> From<IntoInnerError<W>> for Error {
    #[inline]
    fn from(error: IntoInnerError<W>) -> Self {
        error.1
    }
}

impl<W> fmt::Display for IntoInnerError<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1.fmt(f)
    }
}

impl<W: Send + fmt::Debug> error::Error for IntoInnerError<W> {}

/// The buffered bytes of a writer that has panicked, like [`std::io::WriterPanicked`].
///
/// # Examples
///
/// How many of the bytes were written is unknown. In a module, a panic ends the program, so there
/// is no such value. Natively, where a panic unwinds, there is:
///
/// ```
/// use nanowasi::io::{BufWriter, Result, Write};
///
/// struct Broken;
///
/// impl Write for Broken {
///     fn write(&mut self, _: &[u8]) -> Result<usize> {
///         panic!("broken")
///     }
///
///     fn flush(&mut self) -> Result<()> {
///         Ok(())
///     }
/// }
///
/// let mut writer = BufWriter::new(Broken);
/// writer.write_all(b"text").unwrap();
/// let flush = std::panic::AssertUnwindSafe(|| writer.flush());
/// assert!(std::panic::catch_unwind(flush).is_err());
/// assert_eq!(writer.into_parts().1.unwrap_err().into_inner(), b"text");
/// ```
///
/// [`std::io::WriterPanicked`]: https://doc.rust-lang.org/std/io/struct.WriterPanicked.html
pub struct WriterPanicked {
    buf: Vec<u8>,
}

impl WriterPanicked {
    #[inline]
    pub(super) const fn new(buf: Vec<u8>) -> Self {
        Self { buf }
    }

    /// Returns the bytes, some of which may have been written.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, Write};
    ///
    /// /// Returns the buffered bytes, in any case.
    /// fn into_bytes(writer: BufWriter<impl Write>) -> Vec<u8> {
    ///     writer.into_parts().1.unwrap_or_else(|panicked| panicked.into_inner())
    /// }
    /// # let mut writer = BufWriter::new(Vec::new());
    /// # writer.write_all(b"text").unwrap();
    /// # assert_eq!(into_bytes(writer), b"text");
    /// ```
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> Vec<u8> {
        self.buf
    }
}

impl fmt::Debug for WriterPanicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriterPanicked")
            .field(
                "buffer",
                &format_args!("{}/{}", self.buf.len(), self.buf.capacity()),
            )
            .finish()
    }
}

impl fmt::Display for WriterPanicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BufWriter inner writer panicked, what data remains unwritten is not known")
    }
}

impl error::Error for WriterPanicked {}
