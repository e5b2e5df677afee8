//! Preopened descriptors: which they are, and their names.
//!
//! The functions with a number instead of a [`BorrowedFd`] are for the search through all numbers,
//! of which some are not open. They only read, so a number that another part of the program owns
//! does no harm.

use super::BorrowedFd;
use crate::raw::{self, Prestat};
use crate::sys::Errno;
use crate::sys::response::{INVALID_RESPONSE, to_result};

/// The tag of no preopen, to detect a host that leaves the record unwritten.
const UNSET_TAG: raw::Preopentype = raw::Preopentype(u8::MAX);

/// Returns the kind of a preopened descriptor, and the length of its name.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `BADF`: the descriptor is not preopened. Node returns `INVAL`, and some hosts return success
///   for the standard streams.
/// - `IO`: the host returned success and left the record unwritten. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::BorrowedFd, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// // SAFETY: 3 is the first preopened directory, and nothing in this program closes it.
/// let dir = unsafe { BorrowedFd::borrow_raw(3) };
/// let len = sys::prestat_dir_name_len(sys::fd_prestat_get(dir)?);
/// assert_eq!(len, Some(1)); // "."
/// # Ok(())
/// # }
/// ```
pub fn fd_prestat_get(fd: BorrowedFd<'_>) -> Result<Prestat, Errno> {
    let prestat = prestat_of(fd.raw())?;
    if prestat.tag == UNSET_TAG {
        return Err(INVALID_RESPONSE);
    }
    Ok(prestat)
}

/// [`fd_prestat_get`] of a number, for a caller that ignores a preopen of an unknown kind: an
/// unwritten record is one.
pub(in crate::sys) fn prestat_of(fd: raw::Fd) -> Result<Prestat, Errno> {
    let mut prestat = Prestat {
        tag: UNSET_TAG,
        u: raw::PrestatU {
            // Longer than any name, for a host that writes the tag alone.
            dir: raw::PrestatDir {
                pr_name_len: usize::MAX,
            },
        },
    };
    // SAFETY: `prestat` is a local variable, and valid for the write. Any number can be passed.
    let returned = unsafe { raw::fd_prestat_get(fd, &raw mut prestat) };
    to_result(returned, prestat)
}

/// Returns the length of a preopened directory's name in bytes, or `None` for another kind of
/// preopen.
///
/// # Examples
///
/// ```
/// use nanowasi::{raw::{Preopentype, Prestat, PrestatDir, PrestatU}, sys};
///
/// let u = PrestatU { dir: PrestatDir { pr_name_len: 4 } };
/// let dir = Prestat { tag: Preopentype::DIR, u };
/// assert_eq!(sys::prestat_dir_name_len(dir), Some(4));
/// let unknown = Prestat { tag: Preopentype(1), u };
/// assert_eq!(sys::prestat_dir_name_len(unknown), None);
/// ```
#[must_use]
pub fn prestat_dir_name_len(prestat: Prestat) -> Option<usize> {
    if prestat.tag != raw::Preopentype::DIR {
        return None;
    }
    // SAFETY: `dir` is the only member of the union, and every bit pattern is a length.
    Some(unsafe { prestat.u.dir.pr_name_len })
}

/// Writes the name of a preopened directory to `path`.
///
/// `path` must have exactly the length that [`fd_prestat_get`] reports: wazero returns an error for
/// a longer one, and wasmer 1 panics. Some hosts count a NUL at the end.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `BADF`: the descriptor is not preopened.
/// - `NAMETOOLONG` or `INVAL`: `path` does not have the length of the name.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::BorrowedFd, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// // SAFETY: 3 is the first preopened directory, and nothing in this program closes it.
/// let dir = unsafe { BorrowedFd::borrow_raw(3) };
/// let len = sys::prestat_dir_name_len(sys::fd_prestat_get(dir)?).unwrap_or(0);
/// let mut name = vec![0; len];
/// sys::fd_prestat_dir_name(dir, &mut name)?;
/// assert_eq!(name, b".");
/// # Ok(())
/// # }
/// ```
pub fn fd_prestat_dir_name(fd: BorrowedFd<'_>, path: &mut [u8]) -> Result<(), Errno> {
    write_dir_name(fd.raw(), path)
}

/// [`fd_prestat_dir_name`] of a number.
pub(in crate::sys) fn write_dir_name(fd: raw::Fd, path: &mut [u8]) -> Result<(), Errno> {
    // SAFETY: `path` is valid for writes of its length, and every number can be passed.
    Errno::check(unsafe { raw::fd_prestat_dir_name(fd, path.as_mut_ptr(), path.len()) })
}
