//! What is left of a buffered writer that could not be taken apart as it should: [`IntoInnerError`] and
//! [`WriterPanicked`].

use alloc_crate::vec::Vec;
use core::{error, fmt};

use crate::io::Error;

/// Why a buffered writer could not give up its inner one, as [`std::io::IntoInnerError`]: what waited could not
/// be written. It holds the writer, which can be tried again.
///
/// [`std::io::IntoInnerError`]: https://doc.rust-lang.org/std/io/struct.IntoInnerError.html
#[derive(Debug)]
pub struct IntoInnerError<W>(W, Error);

impl<W> IntoInnerError<W> {
    #[inline]
    pub(super) const fn new(writer: W, error: Error) -> Self {
        Self(writer, error)
    }

    /// What went wrong.
    #[inline]
    #[must_use]
    pub fn error(&self) -> &Error {
        &self.1
    }

    /// The buffered writer.
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> W {
        self.0
    }

    /// What went wrong; the writer is dropped, and with it what waited if that can't be written now either.
    #[inline]
    #[must_use]
    pub fn into_error(self) -> Error {
        self.1
    }

    /// What went wrong, and the buffered writer.
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

/// What a buffer holds whose writer has panicked, as [`std::io::WriterPanicked`]: how much of it was written is
/// not known. On wasm a panic ends the program, so that there is none.
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

    /// The bytes, some of which may have been written.
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
