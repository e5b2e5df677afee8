//! Closing a descriptor, and moving it to another number.

use super::{AsFd, BorrowedFd, OwnedFd};
use crate::raw;
use crate::sys::{Errno, preopen_gaps};

/// Closes a descriptor, and reports the error that dropping it would hide.
///
/// The descriptor is closed, or lost, even if the call fails. So it can't be closed again.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `IO`, `NOSPC` or `DQUOT`: data could not be stored that an earlier write had passed on.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::OwnedFd, fs::File, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let file = File::create("log.txt")?;
/// sys::fd_close(OwnedFd::from(file))?;
/// # Ok(())
/// # }
/// ```
pub fn fd_close(fd: OwnedFd) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer. `into_raw` has given up ownership, so nothing else closes
    // or uses the number.
    Errno::check(unsafe { raw::fd_close(fd.into_raw()) })
}

/// Moves `fd` to the number of `to`, and closes what `to` was.
///
/// Hosts differ: some copy `fd`, and some move `to`. [`fd::renumber`](crate::fd::renumber) checks
/// what has become of both.
///
/// # Errors
///
/// Returns `fd` and the host's errno. Both descriptors are unchanged then. Usually:
///
/// - `NOSYS` or `NOTSUP`: the host can't move descriptors.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::OwnedFd, fs::{self, File}, io::Write, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let new = OwnedFd::from(File::create("new.txt")?);
/// let mut log = OwnedFd::from(File::create("old.txt")?);
/// sys::fd_renumber(new, &mut log).map_err(|(_, errno)| errno)?;
/// File::from(log).write_all(b"moved")?;
/// assert_eq!(fs::read("new.txt")?, b"moved");
/// # Ok(())
/// # }
/// ```
pub fn fd_renumber(fd: OwnedFd, to: &mut OwnedFd) -> Result<(), (OwnedFd, Errno)> {
    match renumber(&fd, to.as_fd()) {
        Ok(()) => {
            let _ = fd.into_raw();
            Ok(())
        }
        Err(errno) => Err((fd, errno)),
    }
}

/// Moves `fd` to the number of `to`. The caller gives up `fd` if that succeeds.
///
/// The numbers must differ: Bun and browser_wasi_shim close a descriptor that is moved to itself.
pub(crate) fn renumber(fd: &OwnedFd, to: BorrowedFd<'_>) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer. `fd` and `to` are open, and the owner of `to` owns the
    // moved descriptor afterwards.
    Errno::check(unsafe { raw::fd_renumber(fd.raw(), to.raw()) })?;
    preopen_gaps::moved(fd.raw(), to.raw());
    Ok(())
}
