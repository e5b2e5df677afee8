//! The calls on a path below an open directory: `path_create_directory` to `path_unlink_file`.
//!
//! A path is bytes here: the witx says `string`, and a host answers `ILSEQ`, or something else, to
//! what is not UTF-8.

use super::fd::UNSET_FILESTAT;
use super::{
    BorrowedFd, Errno, INVALID_RESPONSE, OwnedFd, UNSET, UNSET_64, checked_count, checked_value,
    retry_eintr,
};
use crate::raw::{self, Fd, Fdflags, Filestat, Fstflags, Lookupflags, Oflags, Rights, Timestamp};

/// Makes a directory.
///
/// # Errors
///
/// What the host answers.
pub fn path_create_directory(dir: BorrowedFd<'_>, path: &[u8]) -> Result<(), Errno> {
    // SAFETY: the slice is valid for reads of its length.
    Errno::check(unsafe { raw::path_create_directory(dir.raw(), path.as_ptr(), path.len()) })
}

/// Returns a file's attributes.
///
/// # Errors
///
/// The host's errno: typically `NOENT`, `NOTDIR`, `NOTCAPABLE`. `IO` if the host leaves the record
/// unwritten.
pub fn path_filestat_get(
    dir: BorrowedFd<'_>,
    flags: Lookupflags,
    path: &[u8],
) -> Result<Filestat, Errno> {
    let mut stat = UNSET_FILESTAT;
    // SAFETY: the slice is valid for reads of its length, the local for the write.
    let returned = unsafe {
        raw::path_filestat_get(dir.raw(), flags, path.as_ptr(), path.len(), &raw mut stat)
    };
    checked_value(returned, stat, stat.size == UNSET_64)
}

/// Sets those of a file's times that `times` name; nanoseconds since 1970.
///
/// # Errors
///
/// What the host answers.
pub fn path_filestat_set_times(
    dir: BorrowedFd<'_>,
    flags: Lookupflags,
    path: &[u8],
    atim: Timestamp,
    mtim: Timestamp,
    times: Fstflags,
) -> Result<(), Errno> {
    // SAFETY: the slice is valid for reads of its length.
    Errno::check(unsafe {
        raw::path_filestat_set_times(
            dir.raw(),
            flags,
            path.as_ptr(),
            path.len(),
            atim,
            mtim,
            times,
        )
    })
}

/// Makes a hard link.
///
/// # Errors
///
/// What the host answers.
pub fn path_link(
    old_dir: BorrowedFd<'_>,
    old_flags: Lookupflags,
    old_path: &[u8],
    new_dir: BorrowedFd<'_>,
    new_path: &[u8],
) -> Result<(), Errno> {
    // SAFETY: both slices are valid for reads of their lengths.
    Errno::check(unsafe {
        raw::path_link(
            old_dir.raw(),
            old_flags,
            old_path.as_ptr(),
            old_path.len(),
            new_dir.raw(),
            new_path.as_ptr(),
            new_path.len(),
        )
    })
}

/// Opens a file or a directory. `base` are the rights of the new descriptor, `inheriting` those of
/// what is opened through it; some hosts enforce them, others ignore them.
///
/// Made again while it is interrupted, up to 1,024 times.
///
/// # Errors
///
/// What the host answers, or `IO` if it tells no descriptor.
pub fn path_open(
    dir: BorrowedFd<'_>,
    lookup: Lookupflags,
    path: &[u8],
    open: Oflags,
    base: Rights,
    inheriting: Rights,
    flags: Fdflags,
) -> Result<OwnedFd, Errno> {
    let mut opened = Fd::MAX;
    let returned = retry_eintr(|| {
        // What an interrupted call has written is no descriptor.
        opened = Fd::MAX;
        // SAFETY: the slice is valid for reads of its length, the local for the write.
        unsafe {
            raw::path_open(
                dir.raw(),
                lookup,
                path.as_ptr(),
                path.len(),
                open,
                base,
                inheriting,
                flags,
                &raw mut opened,
            )
        }
    });
    owned(returned, opened)
}

/// The descriptor that a call opened, if it told one.
pub(super) fn owned(returned: i32, fd: Fd) -> Result<OwnedFd, Errno> {
    Errno::check(returned)?;
    if fd == Fd::MAX {
        return Err(INVALID_RESPONSE);
    }
    // SAFETY: the host has just opened it for this caller.
    Ok(unsafe { OwnedFd::new(fd) })
}

/// Reads what a symbolic link says, as much as there is room for.
///
/// # Errors
///
/// What the host answers, or `IO` if it counts more bytes than there was room for.
pub fn path_readlink(dir: BorrowedFd<'_>, path: &[u8], buf: &mut [u8]) -> Result<usize, Errno> {
    let mut used = UNSET;
    // SAFETY: the slices are valid for reads and for writes of their lengths, the local for the write.
    let returned = unsafe {
        raw::path_readlink(
            dir.raw(),
            path.as_ptr(),
            path.len(),
            buf.as_mut_ptr(),
            buf.len(),
            &raw mut used,
        )
    };
    checked_count(returned, used, buf.len())
}

/// Removes an empty directory.
///
/// # Errors
///
/// What the host answers.
pub fn path_remove_directory(dir: BorrowedFd<'_>, path: &[u8]) -> Result<(), Errno> {
    // SAFETY: the slice is valid for reads of its length.
    Errno::check(unsafe { raw::path_remove_directory(dir.raw(), path.as_ptr(), path.len()) })
}

/// Gives a file another name, in the same or in another directory.
///
/// # Errors
///
/// What the host answers.
pub fn path_rename(
    old_dir: BorrowedFd<'_>,
    old_path: &[u8],
    new_dir: BorrowedFd<'_>,
    new_path: &[u8],
) -> Result<(), Errno> {
    // SAFETY: both slices are valid for reads of their lengths.
    Errno::check(unsafe {
        raw::path_rename(
            old_dir.raw(),
            old_path.as_ptr(),
            old_path.len(),
            new_dir.raw(),
            new_path.as_ptr(),
            new_path.len(),
        )
    })
}

/// Makes a symbolic link that says `target`.
///
/// # Errors
///
/// What the host answers.
pub fn path_symlink(target: &[u8], dir: BorrowedFd<'_>, path: &[u8]) -> Result<(), Errno> {
    // SAFETY: both slices are valid for reads of their lengths.
    Errno::check(unsafe {
        raw::path_symlink(
            target.as_ptr(),
            target.len(),
            dir.raw(),
            path.as_ptr(),
            path.len(),
        )
    })
}

/// Removes a file that isn't a directory.
///
/// # Errors
///
/// What the host answers.
pub fn path_unlink_file(dir: BorrowedFd<'_>, path: &[u8]) -> Result<(), Errno> {
    // SAFETY: the slice is valid for reads of its length.
    Errno::check(unsafe { raw::path_unlink_file(dir.raw(), path.as_ptr(), path.len()) })
}
