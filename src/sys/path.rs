//! Calls on a path relative to an open directory: `path_create_directory` to `path_unlink_file`.
//!
//! A path is bytes, without a NUL at the end. It must be relative, and must not lead above its
//! directory: hosts return `NOTCAPABLE` or `PERM` then. The specification has strings, so hosts
//! return `ILSEQ` or another errno for bytes that are not UTF-8.
//!
//! The functions of [`fs`](crate::fs) find the directory for a path.
//!
//! The safety argument: each pointer is that of a slice or a local, with its length, and each
//! result is checked.

use super::Errno;
use super::fd::{BorrowedFd, OwnedFd, UNSET_FILESTAT};
use super::response::{INVALID_RESPONSE, UNSET, UNSET_64, checked_count, checked_value};
use super::retry::retry_eintr;
use crate::raw::{self, Fd, Fdflags, Filestat, Fstflags, Lookupflags, Oflags, Rights, Timestamp};

/// Creates a directory.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `EXIST`: `path` exists.
/// - `NOENT` or `NOTDIR`: a component before the last is missing, or is not a directory.
/// - `NOTCAPABLE`: `path` leads above `dir`, or the right `PATH_CREATE_DIRECTORY` is missing.
/// - `ROFS`, `PERM` or `ACCES`: `dir` is read-only.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, sys::{self, Errno}};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let dir = File::open(".")?;
/// sys::path_create_directory(dir.as_fd(), b"cache")?;
/// assert!(fs::metadata("cache")?.is_dir());
/// assert_eq!(sys::path_create_directory(dir.as_fd(), b"cache"), Err(Errno::EXIST));
/// # Ok(())
/// # }
/// ```
pub fn path_create_directory(dir: BorrowedFd<'_>, path: &[u8]) -> Result<(), Errno> {
    // SAFETY: `path` is valid for reads of its length.
    Errno::check(unsafe { raw::path_create_directory(dir.raw(), path.as_ptr(), path.len()) })
}

/// Returns the attributes of a file or directory.
///
/// Without `SYMLINK_FOLLOW` in `flags`, a symbolic link at the end of `path` is not followed.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `path` does not exist.
/// - `NOTDIR`: a component before the last is not a directory.
/// - `LOOP`: there are too many symbolic links.
/// - `NOTCAPABLE`: `path` leads above `dir`, or the right `PATH_FILESTAT_GET` is missing.
/// - `IO`: the host returned success and left the record unwritten. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, raw::Lookupflags, sys::{self, Errno}};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # fs::write("log.txt", "started\n")?;
/// let (dir, flags) = (File::open(".")?, Lookupflags::SYMLINK_FOLLOW);
/// assert_eq!(sys::path_filestat_get(dir.as_fd(), flags, b"log.txt")?.size, 8);
/// let missing = sys::path_filestat_get(dir.as_fd(), flags, b"missing.txt");
/// assert!(matches!(missing, Err(Errno::NOENT)));
/// # Ok(())
/// # }
/// ```
pub fn path_filestat_get(
    dir: BorrowedFd<'_>,
    flags: Lookupflags,
    path: &[u8],
) -> Result<Filestat, Errno> {
    let mut stat = UNSET_FILESTAT;
    // SAFETY: `path` is valid for reads of its length, and `stat` is a local.
    let returned = unsafe {
        raw::path_filestat_get(dir.raw(), flags, path.as_ptr(), path.len(), &raw mut stat)
    };
    checked_value(returned, stat, stat.size == UNSET_64)
}

/// Sets the times of a file or directory that `times` names.
///
/// Times are in nanoseconds since 1970-01-01 UTC. A time that `times` does not name is ignored.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `path` does not exist.
/// - `INVAL`: `times` names both a time and its `NOW` variant.
/// - `NOTCAPABLE`: `path` leads above `dir`, or the right `PATH_FILESTAT_SET_TIMES` is missing.
/// - `NOSYS` or `NOTSUP`: the host can't set times, or not those of a link.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, raw::{Fstflags, Lookupflags}, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let file = File::create("stamp")?;
/// let (dir, flags) = (File::open(".")?, Lookupflags::SYMLINK_FOLLOW);
/// let (second, times) = (1_000_000_000, Fstflags::MTIM);
/// sys::path_filestat_set_times(dir.as_fd(), flags, b"stamp", 0, second, times)?;
/// assert_eq!(sys::fd_filestat_get(file.as_fd())?.mtim, second);
/// # Ok(())
/// # }
/// ```
pub fn path_filestat_set_times(
    dir: BorrowedFd<'_>,
    flags: Lookupflags,
    path: &[u8],
    atim: Timestamp,
    mtim: Timestamp,
    times: Fstflags,
) -> Result<(), Errno> {
    // SAFETY: `path` is valid for reads of its length.
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

/// Creates a hard link to a file.
///
/// wasmtime rejects `SYMLINK_FOLLOW` in `old_flags`.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `old_path` does not exist.
/// - `EXIST`: `new_path` exists.
/// - `PERM`: `old_path` is a directory.
/// - `XDEV`: the two directories are on different file systems.
/// - `INVAL`: `old_flags` has `SYMLINK_FOLLOW`, on wasmtime.
/// - `NOTCAPABLE`: a path leads above its directory, or a right is missing: `PATH_LINK_SOURCE` of
///   `old_dir`, or `PATH_LINK_TARGET` of `new_dir`.
/// - `NOSYS` or `NOTSUP`: the host has no hard links.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, raw::Lookupflags, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # fs::write("first", "text")?;
/// let (dir, flags) = (File::open(".")?, Lookupflags::empty());
/// sys::path_link(dir.as_fd(), flags, b"first", dir.as_fd(), b"second")?;
/// assert_eq!(fs::read("second")?, b"text");
/// # Ok(())
/// # }
/// ```
pub fn path_link(
    old_dir: BorrowedFd<'_>,
    old_flags: Lookupflags,
    old_path: &[u8],
    new_dir: BorrowedFd<'_>,
    new_path: &[u8],
) -> Result<(), Errno> {
    // SAFETY: both paths are valid for reads of their lengths.
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

/// Opens a file or directory, and returns its descriptor.
///
/// - `base` are the rights of the new descriptor. A call that needs another right fails.
/// - `inheriting` are the rights that descriptors opened through the new one can have.
/// - wasmtime and wasmi trap if a flag or a right has no name.
/// - Some hosts enforce rights, and others ignore them.
/// - While the host returns `INTR`, the call is made at most 1,024 times, and with the feature
///   `no-wait` once.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `path` does not exist, and `open` does not have `CREAT`.
/// - `EXIST`: `path` exists, and `open` has `CREAT` and `EXCL`.
/// - `NOTDIR`: a component before the last is not a directory, or `open` has `DIRECTORY` and `path`
///   is a file.
/// - `ISDIR`: `path` is a directory, and `base` has a right to write.
/// - `LOOP`: there are too many symbolic links, or `path` is one that `lookup` does not follow.
/// - `NOTCAPABLE`: `path` leads above `dir`, or `dir` does not have one of the rights.
/// - `MFILE` or `NFILE`: too many descriptors are open.
/// - `IO`: the host returned success and no descriptor. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}};
/// use nanowasi::raw::{Fdflags, Lookupflags, Oflags, Rights};
/// use nanowasi::sys;
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let dir = File::open(".")?;
/// let fd = sys::path_open(
///     dir.as_fd(),
///     Lookupflags::SYMLINK_FOLLOW,
///     b"log.txt",
///     Oflags::CREAT | Oflags::EXCL,
///     Rights::FD_WRITE,
///     Rights::empty(),
///     Fdflags::empty(),
/// )?;
/// sys::write_all(fd.as_fd(), b"started\n")?;
/// assert_eq!(fs::read("log.txt")?, b"started\n");
/// # Ok(())
/// # }
/// ```
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
        // An interrupted call opens nothing, whatever it has written.
        opened = Fd::MAX;
        // SAFETY: `path` is valid for reads of its length, and `opened` is a local.
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
    checked_fd(returned, opened)
}

/// Returns the descriptor that a call opened. `Fd::MAX` is its initial value, so it means that the
/// host wrote none.
pub(super) fn checked_fd(returned: i32, fd: Fd) -> Result<OwnedFd, Errno> {
    Errno::check(returned)?;
    if fd == Fd::MAX {
        return Err(INVALID_RESPONSE);
    }
    // SAFETY: the host has opened the descriptor for this caller, so nothing else owns it, and it
    // is not preopened.
    Ok(unsafe { OwnedFd::new(fd) })
}

/// Reads the target of a symbolic link into `buf`, and returns how many bytes were written.
///
/// A target that does not fit is truncated, or an error on some hosts. A count of `buf.len()` may
/// mean either a truncated target or one that just fits.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `path` does not exist.
/// - `INVAL`: `path` is not a symbolic link.
/// - `RANGE`: the target does not fit, on some hosts.
/// - `NOTCAPABLE`: `path` leads above `dir`, or the right `PATH_READLINK` is missing.
/// - `IO`: the host returned a count above `buf.len()`. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let dir = File::open(".")?;
/// sys::path_symlink(b"log.txt", dir.as_fd(), b"latest")?;
/// let mut target = [0; 256];
/// let count = sys::path_readlink(dir.as_fd(), b"latest", &mut target)?;
/// assert_eq!(&target[..count], b"log.txt");
/// # Ok(())
/// # }
/// ```
pub fn path_readlink(dir: BorrowedFd<'_>, path: &[u8], buf: &mut [u8]) -> Result<usize, Errno> {
    let mut used = UNSET;
    // SAFETY: `path` is valid for reads and `buf` for writes of its length, and `used` is a local.
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
/// Returns the host's errno, usually:
///
/// - `NOENT`: `path` does not exist.
/// - `NOTDIR`: `path` is a file.
/// - `NOTEMPTY` or `EXIST`: the directory is not empty.
/// - `NOTCAPABLE`: `path` leads above `dir`, or the right `PATH_REMOVE_DIRECTORY` is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, sys::{self, Errno}};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let dir = File::open(".")?;
/// fs::create_dir_all("cache/old")?;
/// assert_eq!(sys::path_remove_directory(dir.as_fd(), b"cache"), Err(Errno::NOTEMPTY));
/// sys::path_remove_directory(dir.as_fd(), b"cache/old")?;
/// sys::path_remove_directory(dir.as_fd(), b"cache")?;
/// # Ok(())
/// # }
/// ```
pub fn path_remove_directory(dir: BorrowedFd<'_>, path: &[u8]) -> Result<(), Errno> {
    // SAFETY: `path` is valid for reads of its length.
    Errno::check(unsafe { raw::path_remove_directory(dir.raw(), path.as_ptr(), path.len()) })
}

/// Renames a file or directory, also to another directory. A file at the new path is replaced.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `old_path` does not exist.
/// - `ISDIR`, `NOTDIR` or `NOTEMPTY`: `new_path` is a directory, and `old_path` is a file, or the
///   reverse, or the directory is not empty.
/// - `XDEV`: the two directories are on different file systems.
/// - `NOTCAPABLE`: a path leads above its directory, or a right is missing: `PATH_RENAME_SOURCE` of
///   `old_dir`, or `PATH_RENAME_TARGET` of `new_dir`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # fs::write("new.txt", "text")?;
/// let dir = File::open(".")?;
/// sys::path_rename(dir.as_fd(), b"new.txt", dir.as_fd(), b"log.txt")?;
/// assert_eq!(fs::read("log.txt")?, b"text");
/// # Ok(())
/// # }
/// ```
pub fn path_rename(
    old_dir: BorrowedFd<'_>,
    old_path: &[u8],
    new_dir: BorrowedFd<'_>,
    new_path: &[u8],
) -> Result<(), Errno> {
    // SAFETY: both paths are valid for reads of their lengths.
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

/// Creates a symbolic link at `path` whose target is `target`.
///
/// `target` need not exist. Hosts reject an absolute target.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `EXIST`: `path` exists.
/// - `NOENT`: a component of `path` before the last is missing.
/// - `NOTCAPABLE` or `PERM`: `target` is absolute, `path` leads above `dir`, or the right
///   `PATH_SYMLINK` is missing.
/// - `NOSYS` or `NOTSUP`: the host has no symbolic links.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # fs::write("log.txt", "text")?;
/// let dir = File::open(".")?;
/// sys::path_symlink(b"log.txt", dir.as_fd(), b"latest")?;
/// assert_eq!(fs::read("latest")?, b"text");
/// # Ok(())
/// # }
/// ```
pub fn path_symlink(target: &[u8], dir: BorrowedFd<'_>, path: &[u8]) -> Result<(), Errno> {
    // SAFETY: both `target` and `path` are valid for reads of their lengths.
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

/// Removes a file, or a symbolic link.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `path` does not exist.
/// - `ISDIR` or `PERM`: `path` is a directory.
/// - `NOTCAPABLE`: `path` leads above `dir`, or the right `PATH_UNLINK_FILE` is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, sys::{self, Errno}};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # fs::write("log.txt", "text")?;
/// let dir = File::open(".")?;
/// sys::path_unlink_file(dir.as_fd(), b"log.txt")?;
/// assert_eq!(sys::path_unlink_file(dir.as_fd(), b"log.txt"), Err(Errno::NOENT));
/// # Ok(())
/// # }
/// ```
pub fn path_unlink_file(dir: BorrowedFd<'_>, path: &[u8]) -> Result<(), Errno> {
    // SAFETY: `path` is valid for reads of its length.
    Errno::check(unsafe { raw::path_unlink_file(dir.raw(), path.as_ptr(), path.len()) })
}
