//! [`renumber`]: a descriptor takes the number of another.

use core::fmt;

use super::{AsFd, BorrowedFd, OwnedFd};
use crate::io::{self, Error, Stderr, Stdin, Stdout, Write};
use crate::sys::{self, Errno, INVALID_RESPONSE, STDERR, STDIN, STDOUT};

/// Gives `from` the number of `to`, and closes what had that number: so a file becomes standard output.
///
/// Not in `std`; it is what `dup2` and a `close` are elsewhere. `to` is an [`OwnedFd`] or a standard
/// stream; what waits on standard output is written first, to where it went until now, and what has been
/// read ahead from standard input is still to be read. If `from` has that number already, nothing happens,
/// and the host isn't asked: several (Bun, pywasm, WAMR) would close the descriptor then.
///
/// A host is to move `from`. One that copies it (wasmer, runno) leaves a second descriptor behind, which
/// is closed here; the answer says what it was. wasmer 7.4 gives the copy the rights that the first one passes on
/// instead of those it has: open the file with
/// [`fs_rights_inheriting`](crate::os::wasi::fs::OpenOptionsExt::fs_rights_inheriting) there. A preopened directory that was moved, or put an end to,
/// by this function is known: paths lead through it where it is now, and no more to what it was.
///
/// ```no_run
/// use nanowasi::{fd, fs::File, io, println};
///
/// fn to_file(file: File) -> io::Result<()> {
///     fd::renumber(file, io::stdout())?;
///     println!("this is in the file");
///     Ok(())
/// }
/// ```
///
/// # Errors
///
/// - What the host answers, with both as they were: some refuse preopened directories.
/// - `IO` if it has moved the other one, as Bun and wasi-js do: `from` is gone, and what `to` was goes on under the number
///   that `from` had. It is in `to` then; of a standard stream it is in the error, see [`RenumberError::into_parts`], and is
///   closed with it.
/// - `NOTCAPABLE` if it has made a copy that may do less, as wasmer does: `from` is in the error, and what `to` was is closed.
pub fn renumber<F: Into<OwnedFd>, T: RenumberTarget>(
    from: F,
    mut to: T,
) -> Result<Renumbered, RenumberError> {
    let from = from.into();
    if let Err(error) = to.flush_pending() {
        return Err(RenumberError::new(error, Some(from)));
    }
    move_fd(from, to.as_fd()).map_err(|failure| match failure {
        Failure::Refused(from, errno) => RenumberError::new(errno.into(), Some(from)),
        Failure::Reversed(displaced) => {
            RenumberError::new(INVALID_RESPONSE.into(), to.reclaim(displaced))
        }
    })
}

/// What a host has done for [`renumber`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Renumbered {
    /// Nothing: the descriptor had that number. It wasn't asked.
    Already,
    /// It has moved the descriptor.
    Moved,
    /// It has copied the descriptor, and the first one was closed after that.
    Copied,
}

/// Why a host has not done it.
enum Failure {
    /// It said why. Here is the descriptor.
    Refused(OwnedFd, Errno),
    /// It has moved the other one, to the number of the first.
    Reversed(OwnedFd),
}

/// Asks the host, and looks what has come of it.
fn move_fd(from: OwnedFd, to: BorrowedFd<'_>) -> Result<Renumbered, Failure> {
    let rights = |fd| sys::fd_fdstat_get(fd).map(|stat| stat.fs_rights_base);
    let renumbered = if from.raw() == to.raw() {
        Renumbered::Already
    } else if let Err(errno) = sys::renumber(&from, to) {
        return Err(Failure::Refused(from, errno));
    } else if let Ok(had) = rights(from.as_fd()) {
        return match rights(to) {
            // Dropping it closes the first of the two.
            Ok(has) if has.contains(had) => Ok(Renumbered::Copied),
            Ok(_) => Err(Failure::Refused(from, Errno::NOTCAPABLE)),
            Err(_) => Err(Failure::Reversed(from)),
        };
    } else {
        Renumbered::Moved
    };
    // The number is gone, or belongs to whoever has it as a stream.
    let _ = from.into_raw();
    Ok(renumbered)
}

/// A number that a descriptor can be put on: that of a [`&mut OwnedFd`](OwnedFd), or of a standard stream.
pub trait RenumberTarget: sealed::RenumberTarget {}

mod sealed {
    use super::{BorrowedFd, OwnedFd, io};

    pub trait RenumberTarget {
        /// What has the number now.
        fn as_fd(&self) -> BorrowedFd<'_>;

        /// Writes what waits for it.
        fn flush_pending(&self) -> io::Result<()>;

        /// Takes what had the number and has another one now, or gives it back; its number is that of
        /// `displaced`.
        fn reclaim(&mut self, displaced: OwnedFd) -> Option<OwnedFd>;
    }
}

impl RenumberTarget for &mut OwnedFd {}

impl sealed::RenumberTarget for &mut OwnedFd {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        OwnedFd::as_fd(self)
    }

    #[inline]
    fn flush_pending(&self) -> io::Result<()> {
        Ok(())
    }

    fn reclaim(&mut self, displaced: OwnedFd) -> Option<OwnedFd> {
        let stale = core::mem::replace(*self, displaced);
        // Somebody else may get that number.
        let _ = stale.into_raw();
        None
    }
}

/// Implements [`RenumberTarget`] for a standard stream.
macro_rules! streams {
    ($($stream:ty: $fd:expr, $flush:expr;)+) => {
        $(
            impl RenumberTarget for $stream {}

            impl sealed::RenumberTarget for $stream {
                #[inline]
                fn as_fd(&self) -> BorrowedFd<'_> {
                    $fd
                }

                #[inline]
                fn flush_pending(&self) -> io::Result<()> {
                    $flush
                }

                fn reclaim(&mut self, displaced: OwnedFd) -> Option<OwnedFd> {
                    Some(displaced)
                }
            }
        )+
    };
}

streams! {
    Stdin: STDIN, Ok(());
    Stdout: STDOUT, io::flush_before_renumber();
    Stderr: STDERR, io::stderr().flush();
}

/// Why a descriptor has not got another number, and the descriptor.
///
/// A `?` in a function that returns an [`io::Result`] closes the descriptor and keeps the error.
#[derive(Debug)]
pub struct RenumberError {
    error: Error,
    fd: Option<OwnedFd>,
}

impl RenumberError {
    const fn new(error: Error, fd: Option<OwnedFd>) -> Self {
        Self { error, fd }
    }

    /// Why.
    #[inline]
    #[must_use]
    pub const fn error(&self) -> &Error {
        &self.error
    }

    /// Why, and the descriptor that was to be renumbered; as [`renumber`] says, it may be another one, or
    /// none.
    #[inline]
    #[must_use]
    pub fn into_parts(self) -> (Error, Option<OwnedFd>) {
        (self.error, self.fd)
    }
}

impl fmt::Display for RenumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl core::error::Error for RenumberError {}

impl From<RenumberError> for Error {
    #[inline]
    fn from(error: RenumberError) -> Self {
        error.error
    }
}
