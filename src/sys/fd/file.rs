//! Calls on an open file or directory: its storage, its offset, and its entries.

use super::BorrowedFd;
use crate::raw::{self, Advice, Dircookie, Filedelta, Filesize, Whence};
use crate::sys::Errno;
use crate::sys::response::{UNSET, UNSET_64, checked_count, checked_value};
use crate::sys::retry::retry_eintr;

/// Announces how the program is going to access `len` bytes from `offset`.
///
/// The host may prefetch or drop cached data. The content does not change.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOSYS` or `NOTSUP`: the host does not take advice.
/// - `INVAL`: the advice has no name, or `offset + len` is too large.
/// - `NOTCAPABLE`: the right `FD_ADVISE` is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, raw::Advice, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # File::create("input.txt")?;
/// let file = File::open("input.txt")?;
/// // Advice is not needed for a correct result, so an error is ignored.
/// let _ = sys::fd_advise(file.as_fd(), 0, 65_536, Advice::SEQUENTIAL);
/// # Ok(())
/// # }
/// ```
pub fn fd_advise(
    fd: BorrowedFd<'_>,
    offset: Filesize,
    len: Filesize,
    advice: Advice,
) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(unsafe { raw::fd_advise(fd.raw(), offset, len, advice) })
}

/// Reserves storage for `len` bytes from `offset`, and extends the file to `offset + len`.
///
/// A file that is longer stays as long. wasmtime always returns `NOTSUP`.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOSYS` or `NOTSUP`: the host can't reserve storage.
/// - `NOSPC`: the device is full.
/// - `INVAL`: `len` is 0.
/// - `NOTCAPABLE`: the right `FD_ALLOCATE` is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, sys::{self, Errno}};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let file = File::create("table")?;
/// match sys::fd_allocate(file.as_fd(), 0, 4096) {
///     Err(Errno::NOSYS | Errno::NOTSUP) => file.set_len(4096)?, // extended, but not reserved
///     result => result?,
/// }
/// assert_eq!(file.metadata()?.len(), 4096);
/// # Ok(())
/// # }
/// ```
pub fn fd_allocate(fd: BorrowedFd<'_>, offset: Filesize, len: Filesize) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(unsafe { raw::fd_allocate(fd.raw(), offset, len) })
}

/// Blocks until the content of a file is stored.
///
/// While the host returns `INTR`, the call is made at most 1,024 times, and with the feature
/// `no-wait` once.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `INVAL`: the descriptor can't be synchronized. It is a pipe or a terminal.
/// - `IO`, `NOSPC` or `DQUOT`: data could not be stored.
/// - `NOTCAPABLE`: the right `FD_DATASYNC` is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, io::Write, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let mut file = File::create("log.txt")?;
/// file.write_all(b"started\n")?;
/// sys::fd_datasync(file.as_fd())?;
/// assert_eq!(file.metadata()?.len(), 8);
/// # Ok(())
/// # }
/// ```
pub fn fd_datasync(fd: BorrowedFd<'_>) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(retry_eintr(|| unsafe { raw::fd_datasync(fd.raw()) }))
}

/// Blocks until the content and the attributes of a file are stored.
///
/// While the host returns `INTR`, the call is made at most 1,024 times, and with the feature
/// `no-wait` once.
///
/// # Errors
///
/// As for [`fd_datasync`], with the right `FD_SYNC`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, io::Write, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let mut file = File::create("log.txt")?;
/// file.write_all(b"started\n")?;
/// sys::fd_sync(file.as_fd())?;
/// assert_eq!(file.metadata()?.len(), 8);
/// # Ok(())
/// # }
/// ```
pub fn fd_sync(fd: BorrowedFd<'_>) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(retry_eintr(|| unsafe { raw::fd_sync(fd.raw()) }))
}

/// Moves the offset of a descriptor, and returns the new offset from the start of the file.
///
/// The offset may be after the end of the file. A write there fills the bytes in between with 0.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `INVAL`: the new offset would be negative, or `whence` has no name.
/// - `SPIPE`: the descriptor is a pipe or a terminal.
/// - `NOTCAPABLE`: the right `FD_SEEK` is missing.
/// - `IO`: the host returned success and no offset. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, raw::Whence, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # fs::write("log.txt", "one two")?;
/// let file = File::open("log.txt")?;
/// assert_eq!(sys::fd_seek(file.as_fd(), -3, Whence::END)?, 4);
/// assert_eq!(sys::fd_seek(file.as_fd(), 1, Whence::CUR)?, 5);
/// # Ok(())
/// # }
/// ```
pub fn fd_seek(fd: BorrowedFd<'_>, offset: Filedelta, whence: Whence) -> Result<Filesize, Errno> {
    // With 0 as the initial value, an unwritten offset would look like the start of the file.
    let mut new_offset = UNSET_64;
    // SAFETY: `new_offset` is a local variable, and valid for the write.
    let returned = unsafe { raw::fd_seek(fd.raw(), offset, whence, &raw mut new_offset) };
    checked_value(returned, new_offset, new_offset == UNSET_64)
}

/// Returns the offset of a descriptor from the start of the file.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `SPIPE`: the descriptor is a pipe or a terminal.
/// - `NOTCAPABLE`: the right `FD_TELL` is missing.
/// - `IO`: the host returned success and no offset. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, io::Write, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let mut file = File::create("log.txt")?;
/// file.write_all(b"started\n")?;
/// assert_eq!(sys::fd_tell(file.as_fd())?, 8);
/// # Ok(())
/// # }
/// ```
pub fn fd_tell(fd: BorrowedFd<'_>) -> Result<Filesize, Errno> {
    let mut offset = UNSET_64;
    // SAFETY: `offset` is a local variable, and valid for the write.
    let returned = unsafe { raw::fd_tell(fd.raw(), &raw mut offset) };
    checked_value(returned, offset, offset == UNSET_64)
}

/// Reads entries of a directory into `buf`, from `cookie` on, and returns how many bytes were
/// written.
///
/// Each entry is a [`raw::Dirent`], in the byte order of wasm, and then its name. Cookie 0 is the
/// start. The `d_next` of an entry is the cookie of the next entry.
///
/// - The last entry may be cut off where `buf` ends. Repeat the call from the entry before.
/// - Less than `buf.len()` bytes mean the end of the directory, on most hosts. Deno and Bun leave
///   out an entry that does not fit.
/// - `Ok(0)` means the end on every host, if `buf` has space for an entry.
///
/// [`fs::read_dir`](crate::fs::read_dir) and [`fs::Entries`](crate::fs::Entries) do all of this.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOTDIR` or `BADF`: the descriptor is not a directory.
/// - `INVAL`: `buf` has less than 24 bytes, on wazero.
/// - `NOTCAPABLE`: the right `FD_READDIR` is missing.
/// - `IO`: the host returned a count above `buf.len()`. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # File::create("log.txt")?;
/// let dir = File::open(".")?;
/// let mut buf = [0; 512];
/// let used = sys::fd_readdir(dir.as_fd(), &mut buf, 0)?;
/// let entries = &buf[..used];
/// assert!(entries.windows(7).any(|bytes| bytes == b"log.txt"));
/// # Ok(())
/// # }
/// ```
pub fn fd_readdir(fd: BorrowedFd<'_>, buf: &mut [u8], cookie: Dircookie) -> Result<usize, Errno> {
    let mut used = UNSET;
    // SAFETY: `buf` is valid for writes of its length, and `used` is a local.
    let returned =
        unsafe { raw::fd_readdir(fd.raw(), buf.as_mut_ptr(), buf.len(), cookie, &raw mut used) };
    checked_count(returned, used, buf.len())
}
