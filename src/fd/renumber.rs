//! [`renumber`]: moves a descriptor to the number of another.
//!
//! Hosts differ: some copy the descriptor, some swap source and target. The function checks what
//! the host did, so that each descriptor keeps exactly one owner.

use core::fmt;

use super::{AsFd, BorrowedFd, OwnedFd};
use crate::io::{self, Error, Stderr, Stdin, Stdout, Write};
use crate::sys::{self, Errno, INVALID_RESPONSE, STDERR, STDIN, STDOUT};

/// Moves the descriptor `from` to the number of `to`, and closes the descriptor that had that
/// number.
///
/// Not in `std`. It does what `dup2` and `close` do elsewhere: a file can become standard output.
/// `to` is a `&mut OwnedFd` or a standard stream.
///
/// - Buffered standard output and standard error are written first, to their old destination.
/// - Bytes that were read ahead from standard input remain to be read.
/// - If `from` has the number of `to` already, nothing happens. The host is not called, because
///   several hosts (Bun, pywasm, WAMR) would close the descriptor.
/// - Moving or closing a preopened directory with this function updates path resolution.
///
/// A host should move `from`, but wasmer and runno copy it. This function then closes the original
/// and returns [`Renumbered::Copied`]. The copy that wasmer 7.4 makes has the rights that `from`
/// passes on to descriptors opened through it. For wasmer, open the file with
/// [`fs_rights_inheriting`](crate::os::wasi::fs::OpenOptionsExt::fs_rights_inheriting).
///
/// # Errors
///
/// The error holds the descriptor that remains, if any: see [`RenumberError::into_parts`].
///
/// - The error of writing the buffered bytes of a stream. Both descriptors are unchanged, and
///   `from` is in the error.
/// - The host's errno, for example because the host does not move preopened directories. Both
///   descriptors are unchanged, and `from` is in the error.
/// - `NOTCAPABLE`: the host made a copy with fewer rights than `from` (wasmer). `from` is in the
///   error; the old descriptor of `to` is closed.
/// - `IO`: the host swapped source and target (Bun, wasi-js). The descriptor of `from` is closed.
///   The old descriptor of `to` now has the number that `from` had. If `to` is a `&mut OwnedFd`, it
///   owns that descriptor; if `to` is a stream, the descriptor is in the error.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::io::{self, Write};
/// use nanowasi::{fd, fs, println};
///
/// # fn main() -> io::Result<()> {
/// fd::renumber(fs::File::create("log")?, io::stdout())?;
/// println!("this is in the file");
/// io::stdout().flush()?;
/// assert_eq!(fs::read_to_string("log")?, "this is in the file\n");
/// # Ok(())
/// # }
/// ```
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

/// What the host did in a successful [`renumber`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fd::{self, Renumbered};
/// use nanowasi::{fs::File, io};
///
/// # fn main() -> io::Result<()> {
/// let file = File::create("log")?;
/// match fd::renumber(file, io::stderr())? {
///     Renumbered::Moved | Renumbered::Copied => {} // depends on the host
///     Renumbered::Already => panic!("the file has another number"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Renumbered {
    /// The descriptor had that number already, and the host was not called.
    Already,
    /// The host moved the descriptor.
    Moved,
    /// The host copied the descriptor, and the original was closed after that.
    Copied,
}

/// How a call to the host failed.
enum Failure {
    /// The host returned an errno, or made a copy with fewer rights. Holds the source.
    Refused(OwnedFd, Errno),
    /// The host moved the target to the number of the source. Holds the target.
    Reversed(OwnedFd),
}

/// Calls the host, and checks which of the two descriptors exist after the call.
fn move_fd(from: OwnedFd, to: BorrowedFd<'_>) -> Result<Renumbered, Failure> {
    let rights = |fd| sys::fd_fdstat_get(fd).map(|stat| stat.fs_rights_base);
    let renumbered = if from.raw() == to.raw() {
        Renumbered::Already
    } else if let Err(errno) = sys::renumber(&from, to) {
        return Err(Failure::Refused(from, errno));
    } else if let Ok(had) = rights(from.as_fd()) {
        return match rights(to) {
            // Dropping `from` closes the original.
            Ok(has) if has.contains(had) => Ok(Renumbered::Copied),
            Ok(_) => Err(Failure::Refused(from, Errno::NOTCAPABLE)),
            Err(_) => Err(Failure::Reversed(from)),
        };
    } else {
        Renumbered::Moved
    };
    // The number is closed, or is that of `to`, which owns it.
    let _ = from.into_raw();
    Ok(renumbered)
}

/// A descriptor that [`renumber`] can replace: a [`&mut OwnedFd`](OwnedFd) or a standard stream.
///
/// This trait is sealed: it can't be implemented outside of this crate.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fd::{self, RenumberTarget};
/// use nanowasi::{fs::File, io, println};
///
/// fn redirect(target: impl RenumberTarget, path: &str) -> io::Result<()> {
///     fd::renumber(File::create(path)?, target)?;
///     Ok(())
/// }
///
/// # fn main() -> io::Result<()> {
/// redirect(io::stdout(), "out")?;
/// redirect(io::stderr(), "log")?;
/// println!("this is in `out`");
/// # Ok(())
/// # }
/// ```
pub trait RenumberTarget: sealed::RenumberTarget {}

mod sealed {
    use super::{BorrowedFd, OwnedFd, io};

    pub trait RenumberTarget {
        /// Borrows the descriptor that has the number now.
        fn as_fd(&self) -> BorrowedFd<'_>;

        /// Writes the buffered bytes of the stream.
        fn flush_pending(&self) -> io::Result<()>;

        /// Takes back the descriptor that the host moved to another number, which `displaced` has.
        /// Returns it if the target can't own a descriptor.
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
        // The old number is no longer owned: the host may give it to another descriptor.
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

/// The error of [`renumber`], with the descriptor that remains.
///
/// `?` in a function that returns an [`io::Result`] keeps the error and closes the descriptor.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fd::{self, RenumberError, Renumbered};
/// use nanowasi::{eprintln, fs::File, io};
///
/// /// Sends standard error to a file.
/// fn log_to(file: File) -> Result<Renumbered, RenumberError> {
///     fd::renumber(file, io::stderr())
/// }
/// # fn main() -> io::Result<()> {
///
/// if let Err(error) = log_to(File::create("log")?) {
///     eprintln!("no log: {}", error);
/// }
/// eprintln!("started");
/// # assert_eq!(nanowasi::fs::read_to_string("log")?, "started\n");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct RenumberError {
    error: Error,
    fd: Option<OwnedFd>,
}

impl RenumberError {
    const fn new(error: Error, fd: Option<OwnedFd>) -> Self {
        Self { error, fd }
    }

    /// Returns the reason.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd, fs::File, io};
    ///
    /// # fn main() -> io::Result<()> {
    /// let file = File::create("log")?;
    /// if let Err(error) = fd::renumber(file, io::stderr()) {
    ///     // wasmer makes a copy without the file's rights.
    ///     assert_eq!(error.error().name(), "NOTCAPABLE");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn error(&self) -> &Error {
        &self.error
    }

    /// Returns the reason and the descriptor that remains.
    ///
    /// That is usually the descriptor that should have been moved. [`renumber`] lists the errors
    /// with another descriptor or none.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd, fs::File, io, io::Write};
    ///
    /// # fn main() -> io::Result<()> {
    /// let file = File::create("log")?;
    /// if let Err(error) = fd::renumber(file, io::stderr()) {
    ///     let (reason, fd) = error.into_parts();
    ///     // The file is still open, and takes the reason.
    ///     if let Some(fd) = fd {
    ///         writeln!(File::from(fd), "{reason}")?;
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
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
