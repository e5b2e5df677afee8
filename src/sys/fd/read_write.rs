//! Reading and writing.
//!
//! The safety argument: an iovec describes a slice that is borrowed for the call. In `read_to`,
//! which is `unsafe`, it describes memory for which the caller is responsible. A count is checked
//! against that length before a caller sees it.

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;

use super::BorrowedFd;
use crate::raw::{self, Filesize};
use crate::sys::Errno;
use crate::sys::iovec::{IoSlice, IoSliceMut, to_iovecs};
use crate::sys::response::{UNSET, checked_count};

/// Reads into several slices, one after the other, and returns how many bytes were read.
///
/// - The call blocks until the host has data, except on a descriptor with the flag `NONBLOCK`.
/// - `Ok(0)` means the end of the file, or that all slices are empty.
/// - Empty slices are left out, and at most 1,024 slices go into one call. Some hosts take an empty
///   slice for the end of the file, and some refuse more.
/// - The count may be smaller than the slices. wasmtime fills only the first slice that is not
///   empty.
/// - `INTR` and `AGAIN` are returned, and not retried.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `AGAIN`: nothing can be read now, and the descriptor does not block.
/// - `INTR`: the call was interrupted before data came.
/// - `ISDIR` or `BADF`: the descriptor is a directory, or is not open for reading.
/// - `NOTCAPABLE`: the right `FD_READ` is missing.
/// - `IO`: the host returned a count above the length of the slices. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{io::IoSliceMut, sys::{self, STDIN}};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let (mut word, mut rest) = ([0; 5], [0; 64]);
/// let mut bufs = [IoSliceMut::new(&mut word), IoSliceMut::new(&mut rest)];
/// let count = sys::fd_read(STDIN, &mut bufs)?;
/// assert!(count >= 5); // 5 on wasmtime
/// assert_eq!(&word, b"first");
/// # Ok(())
/// # }
/// ```
pub fn fd_read(fd: BorrowedFd<'_>, bufs: &mut [IoSliceMut<'_>]) -> Result<usize, Errno> {
    let (bufs, len) = to_iovecs(bufs);
    if len == 0 {
        return Ok(0);
    }
    let mut read = UNSET;
    // SAFETY: `IoSliceMut` has the layout of `Iovec` and borrows its bytes uniquely. `read` is a
    // local.
    let returned =
        unsafe { raw::fd_read(fd.raw(), bufs.as_ptr().cast(), bufs.len(), &raw mut read) };
    checked_count(returned, read, len)
}

/// Reads from `offset` in a file into several slices, and leaves the descriptor's offset unchanged.
///
/// As for [`fd_read`] otherwise.
///
/// # Errors
///
/// As for [`fd_read`], and:
///
/// - `SPIPE`: the descriptor is a pipe or a terminal.
/// - `NOTCAPABLE`: the right `FD_SEEK` is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, io::IoSliceMut, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # fs::write("log.txt", "one two")?;
/// let file = File::open("log.txt")?;
/// let mut buf = [0; 8];
/// let count = sys::fd_pread(file.as_fd(), &mut [IoSliceMut::new(&mut buf)], 4)?;
/// assert_eq!(&buf[..count], b"two");
/// assert_eq!(sys::fd_tell(file.as_fd())?, 0);
/// # Ok(())
/// # }
/// ```
pub fn fd_pread(
    fd: BorrowedFd<'_>,
    bufs: &mut [IoSliceMut<'_>],
    offset: Filesize,
) -> Result<usize, Errno> {
    let (bufs, len) = to_iovecs(bufs);
    if len == 0 {
        return Ok(0);
    }
    let mut read = UNSET;
    // SAFETY: `IoSliceMut` has the layout of `Iovec` and borrows its bytes uniquely. `read` is a
    // local.
    let returned = unsafe {
        raw::fd_pread(
            fd.raw(),
            bufs.as_ptr().cast(),
            bufs.len(),
            offset,
            &raw mut read,
        )
    };
    checked_count(returned, read, len)
}

/// Reads into one slice: [`fd_read`] without an array of slices.
///
/// # Errors
///
/// As for [`fd_read`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sys::{self, STDIN};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let mut buf = [0; 64];
/// let count = sys::read(STDIN, &mut buf)?;
/// assert!(buf[..count].starts_with(b"first"));
/// # Ok(())
/// # }
/// ```
pub fn read(fd: BorrowedFd<'_>, buf: &mut [u8]) -> Result<usize, Errno> {
    // SAFETY: the slice is borrowed uniquely, so it is valid for writes of its length.
    unsafe { read_to(fd, buf.as_mut_ptr(), buf.len()) }
}

/// Reads to memory that need not be initialized.
///
/// Of the memory, as many bytes as the returned count are initialized afterwards.
///
/// # Safety
///
/// - `buf` is valid for writes of `len` bytes.
unsafe fn read_to(fd: BorrowedFd<'_>, buf: *mut u8, len: usize) -> Result<usize, Errno> {
    // wasmtime returns INTR each time for a read of 0 bytes from standard input.
    if len == 0 {
        return Ok(0);
    }
    let iov = raw::Iovec { buf, buf_len: len };
    let mut read = UNSET;
    // SAFETY: the iovec describes memory that is valid for writes, by the contract. `iov` and
    // `read` are locals.
    let returned = unsafe { raw::fd_read(fd.raw(), &raw const iov, 1, &raw mut read) };
    checked_count(returned, read, len)
}

/// Reads into the spare capacity of `buf`, appends the bytes, and returns how many they are.
///
/// # Errors
///
/// As for [`fd_read`].
#[cfg(feature = "alloc")]
pub(crate) fn read_into_spare(fd: BorrowedFd<'_>, buf: &mut Vec<u8>) -> Result<usize, Errno> {
    let len = buf.len();
    // SAFETY: the spare capacity is valid for writes, and `read_to` returns no more than its
    // length.
    //
    // The first `count` bytes of it are initialized. The import is handed all of the spare capacity
    // to write to, and is not compiled with this program: it counts as a write of the bytes that
    // the linear memory holds after the call. Each of these bytes has a value, whether the host has
    // written it or not. If a host counts bytes that it has not written, the program sees old bytes
    // of its own heap. Natively each call fails.
    unsafe {
        let count = read_to(fd, buf.as_mut_ptr().add(len), buf.capacity() - len)?;
        buf.set_len(len + count);
        Ok(count)
    }
}

/// Reads 0 bytes, to find out whether a read would be an error.
///
/// The host is called, unlike by [`read`] with an empty slice.
///
/// # Errors
///
/// As for [`fd_read`], and:
///
/// - `INTR`: the descriptor is standard input on wasmtime. This happens each time.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # fs::write("log.txt", "started\n")?;
/// let file = File::open("log.txt")?;
/// assert_eq!(sys::read_empty(file.as_fd()), Ok(()));
/// # Ok(())
/// # }
/// ```
pub fn read_empty(fd: BorrowedFd<'_>) -> Result<(), Errno> {
    // Node, Bun and wasmer check the pointer of an empty slice, which may be dangling. So the slice
    // lies in a local.
    let mut unused = [0; 1];
    let iov = raw::Iovec {
        buf: unused.as_mut_ptr(),
        buf_len: 0,
    };
    let mut read = 0;
    // SAFETY: the iovec describes no byte. `iov` and `read` are locals.
    let returned = unsafe { raw::fd_read(fd.raw(), &raw const iov, 1, &raw mut read) };
    Errno::check(returned)
}

/// Writes several slices, one after the other, and returns how many bytes were written.
///
/// - The call blocks until the host takes data, except on a descriptor with the flag `NONBLOCK`.
/// - `Ok(0)` means that all slices are empty, or that the host takes nothing.
/// - Empty slices are left out, and at most 1,024 slices go into one call. Some hosts check the
///   pointer of an empty slice and fail, and some refuse more.
/// - The count may be smaller than the slices. wasmtime writes only the first slice that is not
///   empty. [`write_all`](crate::sys::write_all) continues until all bytes are written.
/// - `INTR` and `AGAIN` are returned, and not retried.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `AGAIN`: nothing can be written now, and the descriptor does not block.
/// - `INTR`: the call was interrupted before data was written.
/// - `PIPE`: the reader of a pipe or a socket is closed.
/// - `NOSPC`, `DQUOT` or `FBIG`: the data does not fit.
/// - `BADF`: the descriptor is not open for writing.
/// - `NOTCAPABLE`: the right `FD_WRITE` is missing.
/// - `IO`: the host returned a count above the length of the slices. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{io::IoSlice, sys::{self, STDOUT}};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let bufs = [IoSlice::new(b"one"), IoSlice::new(b" two\n")];
/// let count = sys::fd_write(STDOUT, &bufs)?;
/// assert!((1..=8).contains(&count)); // 3 on wasmtime
/// # Ok(())
/// # }
/// ```
pub fn fd_write(fd: BorrowedFd<'_>, bufs: &[IoSlice<'_>]) -> Result<usize, Errno> {
    let (bufs, len) = to_iovecs(bufs);
    if len == 0 {
        return Ok(0);
    }
    let mut written = UNSET;
    // SAFETY: `IoSlice` has the layout of `Ciovec` and borrows its bytes. `written` is a local.
    let returned =
        unsafe { raw::fd_write(fd.raw(), bufs.as_ptr().cast(), bufs.len(), &raw mut written) };
    checked_count(returned, written, len)
}

/// Writes several slices at `offset` in a file, and leaves the descriptor's offset unchanged.
///
/// Bytes between the end of the file and `offset` become 0. As for [`fd_write`] otherwise.
///
/// # Errors
///
/// As for [`fd_write`], and:
///
/// - `SPIPE`: the descriptor is a pipe or a terminal.
/// - `NOTCAPABLE`: the right `FD_SEEK` is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::{self, File}, io::IoSlice, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let file = File::create("log.txt")?;
/// sys::fd_pwrite(file.as_fd(), &[IoSlice::new(b"two")], 4)?;
/// assert_eq!(fs::read("log.txt")?, b"\0\0\0\0two");
/// # Ok(())
/// # }
/// ```
pub fn fd_pwrite(
    fd: BorrowedFd<'_>,
    bufs: &[IoSlice<'_>],
    offset: Filesize,
) -> Result<usize, Errno> {
    let (bufs, len) = to_iovecs(bufs);
    if len == 0 {
        return Ok(0);
    }
    let mut written = UNSET;
    // SAFETY: `IoSlice` has the layout of `Ciovec` and borrows its bytes. `written` is a local.
    let returned = unsafe {
        raw::fd_pwrite(
            fd.raw(),
            bufs.as_ptr().cast(),
            bufs.len(),
            offset,
            &raw mut written,
        )
    };
    checked_count(returned, written, len)
}

/// Writes from one slice: [`fd_write`] without an array of slices.
///
/// The host is called for an empty slice as well, and reports whether a write would be an error.
///
/// # Errors
///
/// As for [`fd_write`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sys::{self, STDOUT};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let text = b"started\n";
/// let count = sys::write(STDOUT, text)?;
/// assert!(count <= text.len());
/// # Ok(())
/// # }
/// ```
pub fn write(fd: BorrowedFd<'_>, buf: &[u8]) -> Result<usize, Errno> {
    // Node, Bun and wasmer check the pointer of an empty slice, which may be dangling.
    let bytes = if buf.is_empty() { b"." } else { buf };
    let iov = raw::Ciovec {
        buf: bytes.as_ptr(),
        buf_len: buf.len(),
    };
    let mut written = UNSET;
    // SAFETY: the iovec describes a slice that is borrowed for the call, or 0 bytes of a constant.
    // `iov` and `written` are locals.
    let returned = unsafe { raw::fd_write(fd.raw(), &raw const iov, 1, &raw mut written) };
    checked_count(returned, written, buf.len())
}
