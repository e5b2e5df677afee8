//! [`PipeReader`] and [`PipeWriter`], which a host can pass to a program, and [`pipe`], which
//! always fails.

use super::fd_impls::{self, fd_read, fd_write};
use super::{Error, Result, UNSUPPORTED};
use crate::sys::{AsFd, BorrowedFd, OwnedFd};

/// Returns an error: a program can't make a pipe, unlike with [`std::io::pipe`].
///
/// # Errors
///
/// - `Unsupported`: always, because preview 1 has no pipes.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{ErrorKind, pipe};
///
/// assert_eq!(pipe().unwrap_err().kind(), ErrorKind::Unsupported);
/// ```
///
/// [`std::io::pipe`]: https://doc.rust-lang.org/std/io/fn.pipe.html
pub fn pipe() -> Result<(PipeReader, PipeWriter)> {
    Err(Error::from_static_message(&UNSUPPORTED))
}

/// Declares the types of the two ends.
macro_rules! ends {
    ($($(#[$doc:meta])* $end:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $end(OwnedFd);

            impl AsFd for $end {
                #[inline]
                fn as_fd(&self) -> BorrowedFd<'_> {
                    self.0.as_fd()
                }
            }

            impl From<OwnedFd> for $end {
                #[inline]
                fn from(fd: OwnedFd) -> Self {
                    Self(fd)
                }
            }

            impl From<$end> for OwnedFd {
                #[inline]
                fn from(end: $end) -> Self {
                    end.0
                }
            }
        )+
    };
}

ends! {
    /// The end of a pipe that is read from, like `std::io::PipeReader`.
    ///
    /// A host can pass a pipe to a program as a descriptor. Each read is one call to the host.
    ///
    /// - *Blocking*: a read blocks until a byte is available. A nonblocking pipe returns `AGAIN`.
    /// - *`Ok(0)`*: all writers are closed and all bytes are read, or the buffer is empty. For an
    ///   empty buffer, the host is not called.
    /// - *Interruptions*: `INTR` is returned by a read, and retried by `read_exact` and the like.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fd::OwnedFd;
    /// use nanowasi::io::{self, PipeReader, Read};
    /// # use nanowasi::fs::{self, File};
    ///
    /// fn read_all(fd: OwnedFd) -> io::Result<Vec<u8>> {
    ///     let mut bytes = Vec::new();
    ///     PipeReader::from(fd).read_to_end(&mut bytes)?;
    ///     Ok(bytes)
    /// }
    /// # fn main() -> io::Result<()> {
    /// # fs::write("fifo", "text")?;
    /// # assert_eq!(read_all(File::open("fifo")?.into())?, b"text");
    /// # Ok(())
    /// # }
    /// ```
    PipeReader;

    /// The end of a pipe that is written to, like `std::io::PipeWriter`.
    ///
    /// A host can pass a pipe to a program as a descriptor. Each write is one call to the host, so
    /// [`flush`](super::Write::flush) does nothing.
    ///
    /// - *Blocking*: a write blocks while the pipe is full. A nonblocking pipe returns `AGAIN`.
    /// - *Short counts*: the host can accept fewer bytes than given.
    /// - *Errors*: `PIPE`, if all readers are closed.
    /// - *Interruptions*: `INTR` is returned by `write`, and retried by `write_all`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fd::OwnedFd;
    /// use nanowasi::io::{self, PipeWriter, Write};
    /// # use nanowasi::fs::{self, File};
    ///
    /// fn notify(fd: OwnedFd) -> io::Result<()> {
    ///     PipeWriter::from(fd).write_all(b"done\n")
    /// }
    /// # fn main() -> io::Result<()> {
    /// # notify(File::create("fifo")?.into())?;
    /// # assert_eq!(fs::read("fifo")?, b"done\n");
    /// # Ok(())
    /// # }
    /// ```
    PipeWriter;
}

impl PipeReader {
    /// Returns an error: the descriptor can't be duplicated, unlike with `std`.
    ///
    /// # Errors
    ///
    /// - `Unsupported`: always, because preview 1 has no call for it.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{ErrorKind, PipeReader};
    /// # use nanowasi::{fd::OwnedFd, fs::File};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # File::create("fifo")?;
    /// # let fd = OwnedFd::from(File::open("fifo")?);
    /// let end = PipeReader::from(fd);
    /// assert_eq!(end.try_clone().unwrap_err().kind(), ErrorKind::Unsupported);
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_clone(&self) -> Result<Self> {
        Err(Error::from_static_message(&UNSUPPORTED))
    }
}

impl PipeWriter {
    /// Returns an error: the descriptor can't be duplicated, unlike with `std`.
    ///
    /// # Errors
    ///
    /// - `Unsupported`: always, because preview 1 has no call for it.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{ErrorKind, PipeWriter};
    /// # use nanowasi::{fd::OwnedFd, fs::File};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # let fd = OwnedFd::from(File::create("fifo")?);
    /// let end = PipeWriter::from(fd);
    /// assert_eq!(end.try_clone().unwrap_err().kind(), ErrorKind::Unsupported);
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_clone(&self) -> Result<Self> {
        Err(Error::from_static_message(&UNSUPPORTED))
    }
}

fd_read!(PipeReader { read: fd_impls::read, read_to_end: fd_impls::read_to_end }: PipeReader);
fd_read!(PipeReader { read: fd_impls::read, read_to_end: fd_impls::read_to_end }: &PipeReader);
fd_write!(PipeWriter { write: fd_impls::write }: PipeWriter, &PipeWriter);
