//! What a descriptor is and may do, and the attributes of its file.

use super::BorrowedFd;
use crate::raw::{
    self, Fdflags, Fdstat, Filesize, Filestat, Filetype, Fstflags, Rights, Timestamp,
};
use crate::sys::Errno;
use crate::sys::response::{UNSET_64, checked_value};
use crate::sys::retry::retry_eintr;

/// A record of zeros.
pub(in crate::sys) const ZERO_FDSTAT: Fdstat = Fdstat {
    fs_filetype: Filetype::UNKNOWN,
    fs_flags: Fdflags::empty(),
    fs_rights_base: Rights::empty(),
    fs_rights_inheriting: Rights::empty(),
};

/// Flags that no descriptor has, to detect a host that leaves the record unwritten. Node reports
/// the flags of its system, and no access mode of a system has all bits either.
const UNSET_FLAGS: Fdflags = Fdflags::from_bits_retain(u16::MAX);

/// Returns the file type, the flags and the rights of a descriptor.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `BADF`: the descriptor is closed. This happens to a standard stream that the host does not
///   provide.
/// - `IO`: the host returned success and left the record unwritten. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{raw::{Filetype, Rights}, sys::{self, STDIN}};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let stat = sys::fd_fdstat_get(STDIN)?;
/// assert!(stat.fs_rights_base.contains(Rights::FD_READ));
/// assert_ne!(stat.fs_filetype, Filetype::DIRECTORY);
/// # Ok(())
/// # }
/// ```
pub fn fd_fdstat_get(fd: BorrowedFd<'_>) -> Result<Fdstat, Errno> {
    let mut stat = Fdstat {
        fs_flags: UNSET_FLAGS,
        ..ZERO_FDSTAT
    };
    // SAFETY: `stat` is a local variable, and valid for the write.
    let returned = unsafe { raw::fd_fdstat_get(fd.raw(), &raw mut stat) };
    checked_value(returned, stat, stat.fs_flags == UNSET_FLAGS)
}

/// Sets the flags of a descriptor.
///
/// The new flags replace all old ones. Some hosts accept a flag without effect.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `BADF` or `INVAL`: the descriptor is a standard stream, on most hosts.
/// - `NOTSUP` or `NOSYS`: the host can't change flags, or not these.
/// - `NOTCAPABLE`: the right `FD_FDSTAT_SET_FLAGS` is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, io::Write, raw::Fdflags, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let mut file = File::create("log.txt")?;
/// sys::fd_fdstat_set_flags(file.as_fd(), Fdflags::APPEND)?;
/// fs::write("log.txt", "one ")?;
/// file.write_all(b"two")?; // at the end, not at offset 0
/// assert_eq!(fs::read_to_string("log.txt")?, "one two");
/// # Ok(())
/// # }
/// ```
pub fn fd_fdstat_set_flags(fd: BorrowedFd<'_>, flags: Fdflags) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(unsafe { raw::fd_fdstat_set_flags(fd.raw(), flags) })
}

/// Reduces the rights of a descriptor, and of the descriptors that are opened through it.
///
/// Rights can't be added. wasmtime always returns `NOTSUP`.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOTSUP` or `NOSYS`: the host does not enforce rights.
/// - `NOTCAPABLE`: the descriptor does not have one of the rights.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, raw::Rights, sys::{self, Errno}};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let file = File::create("log.txt")?;
/// let result = sys::fd_fdstat_set_rights(file.as_fd(), Rights::FD_WRITE, Rights::empty());
/// assert!(matches!(result, Ok(()) | Err(Errno::NOTSUP)));
/// # Ok(())
/// # }
/// ```
pub fn fd_fdstat_set_rights(
    fd: BorrowedFd<'_>,
    base: Rights,
    inheriting: Rights,
) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(unsafe { raw::fd_fdstat_set_rights(fd.raw(), base, inheriting) })
}

/// A record for a call to fill. No file has so many bytes, so a host that leaves the size unwritten
/// is detected.
///
/// All its bytes are equal, because the compiler fills such a record with one instruction, and
/// copies any other from 64 bytes of data.
pub(in crate::sys) const UNSET_FILESTAT: Filestat = Filestat {
    dev: u64::MAX,
    ino: u64::MAX,
    filetype: Filetype(u8::MAX),
    nlink: u64::MAX,
    size: UNSET_64,
    atim: u64::MAX,
    mtim: u64::MAX,
    ctim: u64::MAX,
};

/// Returns the attributes of an open file.
///
/// Times are in nanoseconds since 1970-01-01 UTC. Some hosts report 0 for attributes that they
/// don't have.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `BADF`: the descriptor is a standard stream that the host does not provide.
/// - `NOTCAPABLE`: the right `FD_FILESTAT_GET` is missing.
/// - `IO`: the host returned success and left the record unwritten. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, io::Write, raw::Filetype, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let mut file = File::create("log.txt")?;
/// file.write_all(b"started\n")?;
/// let stat = sys::fd_filestat_get(file.as_fd())?;
/// assert_eq!((stat.filetype, stat.size), (Filetype::REGULAR_FILE, 8));
/// # Ok(())
/// # }
/// ```
pub fn fd_filestat_get(fd: BorrowedFd<'_>) -> Result<Filestat, Errno> {
    let mut stat = UNSET_FILESTAT;
    // SAFETY: `stat` is a local variable, and valid for the write.
    let returned = unsafe { raw::fd_filestat_get(fd.raw(), &raw mut stat) };
    checked_value(returned, stat, stat.size == UNSET_64)
}

/// Truncates or extends an open file to `size` bytes.
///
/// New bytes are 0. The descriptor's offset does not change. While the host returns `INTR`, the
/// call is made at most 1,024 times, and with the feature `no-wait` once.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `INVAL`: the file is not open for writing, or is not a regular file.
/// - `NOTCAPABLE`: the right `FD_FILESTAT_SET_SIZE` is missing.
/// - `FBIG` or `NOSPC`: `size` is too large for the file system.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # fs::write("log.txt", "started\n")?;
/// let file = File::options().write(true).open("log.txt")?;
/// sys::fd_filestat_set_size(file.as_fd(), 5)?;
/// sys::fd_filestat_set_size(file.as_fd(), 7)?;
/// assert_eq!(fs::read("log.txt")?, b"start\0\0");
/// # Ok(())
/// # }
/// ```
pub fn fd_filestat_set_size(fd: BorrowedFd<'_>, size: Filesize) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(retry_eintr(|| unsafe {
        raw::fd_filestat_set_size(fd.raw(), size)
    }))
}

/// Sets the times of an open file that `flags` names.
///
/// Times are in nanoseconds since 1970-01-01 UTC. A time that `flags` does not name is ignored.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `INVAL`: `flags` names both a time and its `NOW` variant.
/// - `NOTCAPABLE`: the right `FD_FILESTAT_SET_TIMES` is missing.
/// - `NOSYS` or `NOTSUP`: the host can't set times.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, raw::Fstflags, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let file = File::create("log.txt")?;
/// sys::fd_filestat_set_times(file.as_fd(), 0, 1_000_000_000, Fstflags::MTIM)?;
/// assert_eq!(sys::fd_filestat_get(file.as_fd())?.mtim, 1_000_000_000);
/// # Ok(())
/// # }
/// ```
pub fn fd_filestat_set_times(
    fd: BorrowedFd<'_>,
    atim: Timestamp,
    mtim: Timestamp,
    flags: Fstflags,
) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(unsafe { raw::fd_filestat_set_times(fd.raw(), atim, mtim, flags) })
}
