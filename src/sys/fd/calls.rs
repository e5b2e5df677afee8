//! The calls on an open descriptor: `fd_advise` to `fd_write`.

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;

use crate::raw::{
    self, Advice, Dircookie, Fdflags, Fdstat, Filedelta, Filesize, Filestat, Filetype, Fstflags,
    Prestat, Rights, Timestamp, Whence,
};
use crate::sys::iovec::total_len;
use crate::sys::{
    AsFd, BorrowedFd, Errno, INVALID_RESPONSE, IoSlice, IoSliceMut, OwnedFd, UNSET, UNSET_64,
    checked_count, checked_value, preopen_gaps, retry_eintr, to_result,
};

/// How many iovecs go into one call: hosts refuse more (two of them 1,500), or stop there.
pub(in crate::sys) const MOST_IOVECS: usize = 1024;

/// Says how a part of a file is going to be used.
///
/// # Errors
///
/// What the host answers.
pub fn fd_advise(
    fd: BorrowedFd<'_>,
    offset: Filesize,
    len: Filesize,
    advice: Advice,
) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { raw::fd_advise(fd.raw(), offset, len, advice) })
}

/// Makes a file at least as long as `offset + len`, with its storage reserved.
///
/// # Errors
///
/// What the host answers; many don't offer it.
pub fn fd_allocate(fd: BorrowedFd<'_>, offset: Filesize, len: Filesize) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { raw::fd_allocate(fd.raw(), offset, len) })
}

/// Closes a descriptor, and reports what dropping it would hide.
///
/// # Errors
///
/// What the host answers. The descriptor is given up all the same.
pub fn fd_close(fd: OwnedFd) -> Result<(), Errno> {
    // SAFETY: takes no pointer, and `fd` is not used again.
    Errno::check(unsafe { raw::fd_close(fd.into_raw()) })
}

/// Waits until a file's content is stored.
///
/// Made again while it is interrupted, up to 1,024 times.
///
/// # Errors
///
/// What the host answers.
pub fn fd_datasync(fd: BorrowedFd<'_>) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(retry_eintr(|| unsafe { raw::fd_datasync(fd.raw()) }))
}

/// A record of zeros.
pub(in crate::sys) const NO_FDSTAT: Fdstat = Fdstat {
    fs_filetype: Filetype::UNKNOWN,
    fs_flags: Fdflags::empty(),
    fs_rights_base: Rights::empty(),
    fs_rights_inheriting: Rights::empty(),
};

/// Flags that no descriptor has, for a host that leaves the record unwritten: no access mode of a
/// system has all bits either, which Node reports as they are.
const UNSET_FLAGS: Fdflags = Fdflags::from_bits_retain(u16::MAX);

/// Returns what a descriptor is and may do.
///
/// # Errors
///
/// The host's errno: `BADF` for a closed descriptor. `IO` if the host leaves the record unwritten.
pub fn fd_fdstat_get(fd: BorrowedFd<'_>) -> Result<Fdstat, Errno> {
    let mut stat = Fdstat {
        fs_flags: UNSET_FLAGS,
        ..NO_FDSTAT
    };
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::fd_fdstat_get(fd.raw(), &raw mut stat) };
    checked_value(returned, stat, stat.fs_flags == UNSET_FLAGS)
}

/// Sets a descriptor's flags.
///
/// # Errors
///
/// What the host answers; most refuse it on a standard stream.
pub fn fd_fdstat_set_flags(fd: BorrowedFd<'_>, flags: Fdflags) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { raw::fd_fdstat_set_flags(fd.raw(), flags) })
}

/// Gives rights up, of the descriptor and of those that it opens.
///
/// # Errors
///
/// What the host answers; rights can't be gained.
pub fn fd_fdstat_set_rights(
    fd: BorrowedFd<'_>,
    base: Rights,
    inheriting: Rights,
) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { raw::fd_fdstat_set_rights(fd.raw(), base, inheriting) })
}

/// A record for a call to fill. No file has so many bytes, so a host that leaves the size unwritten
/// is detected.
///
/// All its bytes are equal, because a record of one byte is filled, where another is copied from 64
/// bytes of data.
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

/// Returns an open file's attributes.
///
/// # Errors
///
/// The host's errno: `BADF`, or `NOTCAPABLE` without the right. `IO` if the host leaves the record
/// unwritten.
pub fn fd_filestat_get(fd: BorrowedFd<'_>) -> Result<Filestat, Errno> {
    let mut stat = UNSET_FILESTAT;
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::fd_filestat_get(fd.raw(), &raw mut stat) };
    checked_value(returned, stat, stat.size == UNSET_64)
}

/// Cuts a file, or fills it up with zeros, to `size` bytes.
///
/// Made again while it is interrupted, up to 1,024 times.
///
/// # Errors
///
/// What the host answers.
pub fn fd_filestat_set_size(fd: BorrowedFd<'_>, size: Filesize) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(retry_eintr(|| unsafe {
        raw::fd_filestat_set_size(fd.raw(), size)
    }))
}

/// Sets those of a file's times that `flags` name; nanoseconds since 1970.
///
/// # Errors
///
/// What the host answers.
pub fn fd_filestat_set_times(
    fd: BorrowedFd<'_>,
    atim: Timestamp,
    mtim: Timestamp,
    flags: Fstflags,
) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { raw::fd_filestat_set_times(fd.raw(), atim, mtim, flags) })
}

/// The iovecs of the first slices that aren't empty, how many, and their total length: hosts differ in
/// what they make of an empty iovec, from a false end of file to a trap. A short count is no error,
/// so what is left out here goes into the next call.
macro_rules! iovecs {
    ($bufs:ident, $iovec:ty) => {{
        let skip = $bufs.iter().take_while(|buf| buf.is_empty()).count();
        let bufs = $bufs.get(skip..).unwrap_or_default();
        let full = bufs.iter().take_while(|buf| !buf.is_empty()).count();
        let bufs = bufs.get(..full.min(MOST_IOVECS)).unwrap_or_default();
        let total = total_len(bufs.iter().map(|buf| &**buf));
        (bufs.as_ptr().cast::<$iovec>(), bufs.len(), total)
    }};
}
pub(in crate::sys) use iovecs;

/// Reads from a place in a file, without moving its offset.
///
/// # Errors
///
/// What the host answers, or `IO` if it counts more bytes than there was room for.
pub fn fd_pread(
    fd: BorrowedFd<'_>,
    bufs: &mut [IoSliceMut<'_>],
    offset: Filesize,
) -> Result<usize, Errno> {
    let (iovs, len, total) = iovecs!(bufs, raw::Iovec);
    if total == 0 {
        return Ok(0);
    }
    let mut read = UNSET;
    // SAFETY: `IoSliceMut` has the layout of `Iovec` and borrows its bytes uniquely.
    let returned = unsafe { raw::fd_pread(fd.raw(), iovs, len, offset, &raw mut read) };
    checked_count(returned, read, total)
}

/// The tag of no preopen, for a host that leaves the record unwritten.
const UNSET_TAG: raw::Preopentype = raw::Preopentype(u8::MAX);

/// Returns whether a descriptor is preopened, and how long its name is.
///
/// # Errors
///
/// The host's errno: `BADF` after the last descriptor. `IO` if the host leaves the record
/// unwritten.
pub fn fd_prestat_get(fd: BorrowedFd<'_>) -> Result<Prestat, Errno> {
    let prestat = prestat_of(fd)?;
    if prestat.tag == UNSET_TAG {
        return Err(INVALID_RESPONSE);
    }
    Ok(prestat)
}

/// [`fd_prestat_get`] for a caller that ignores a preopen of another kind: an unwritten record is
/// one.
pub(in crate::sys) fn prestat_of(fd: BorrowedFd<'_>) -> Result<Prestat, Errno> {
    let mut prestat = Prestat {
        tag: UNSET_TAG,
        u: raw::PrestatU {
            // Longer than any, for a host that writes the tag alone.
            dir: raw::PrestatDir {
                pr_name_len: usize::MAX,
            },
        },
    };
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::fd_prestat_get(fd.raw(), &raw mut prestat) };
    to_result(returned, prestat)
}

/// How long a preopened directory's name is, in bytes; nothing for a preopen of another kind.
#[must_use]
pub fn prestat_dir_name_len(prestat: Prestat) -> Option<usize> {
    if prestat.tag != raw::Preopentype::DIR {
        return None;
    }
    // SAFETY: the tag says that it is a directory, and every bit pattern is a length.
    Some(unsafe { prestat.u.dir.pr_name_len })
}

/// A preopened directory's name; `path` has to be exactly as long as [`fd_prestat_get`] told, for one
/// host refuses a longer one and another dies of it.
///
/// # Errors
///
/// What the host answers.
pub fn fd_prestat_dir_name(fd: BorrowedFd<'_>, path: &mut [u8]) -> Result<(), Errno> {
    // SAFETY: the slice is valid for writes of its length.
    Errno::check(unsafe { raw::fd_prestat_dir_name(fd.raw(), path.as_mut_ptr(), path.len()) })
}

/// Writes to a place in a file, without moving its offset.
///
/// # Errors
///
/// What the host answers, or `IO` if it counts more bytes than it was given.
pub fn fd_pwrite(
    fd: BorrowedFd<'_>,
    bufs: &[IoSlice<'_>],
    offset: Filesize,
) -> Result<usize, Errno> {
    let (iovs, len, total) = iovecs!(bufs, raw::Ciovec);
    if total == 0 {
        return Ok(0);
    }
    let mut written = UNSET;
    // SAFETY: `IoSlice` has the layout of `Ciovec` and borrows its bytes.
    let returned = unsafe { raw::fd_pwrite(fd.raw(), iovs, len, offset, &raw mut written) };
    checked_count(returned, written, total)
}

/// Reads into one slice: the case that needs no array.
///
/// # Errors
///
/// What the host answers, or `IO` if it counts more bytes than there was room for.
pub fn read(fd: BorrowedFd<'_>, buf: &mut [u8]) -> Result<usize, Errno> {
    // SAFETY: the slice is borrowed uniquely.
    unsafe { read_to(fd, buf.as_mut_ptr(), buf.len()) }
}

/// Reads to memory that need not have been written to.
///
/// # Safety
///
/// - `len` bytes at `buf` are valid for writes.
unsafe fn read_to(fd: BorrowedFd<'_>, buf: *mut u8, len: usize) -> Result<usize, Errno> {
    // wasmtime answers INTR to a read of nothing from standard input, every time.
    if len == 0 {
        return Ok(0);
    }
    let iov = raw::Iovec { buf, buf_len: len };
    let mut read = UNSET;
    // SAFETY: the iovec describes memory that is valid for writes, by the contract.
    let returned = unsafe { raw::fd_read(fd.raw(), &raw const iov, 1, &raw mut read) };
    checked_count(returned, read, len)
}

/// Reads from a descriptor into the room that there is, and answers how much that was.
///
/// # Errors
///
/// As [`read`].
#[cfg(feature = "alloc")]
pub(crate) fn read_into_spare(fd: BorrowedFd<'_>, buf: &mut Vec<u8>) -> Result<usize, Errno> {
    let len = buf.len();
    // SAFETY: there is room behind the vector's bytes, and the count is no larger than it. Bytes that a
    // host claims to have written and hasn't are what the memory held before: behind the call, the
    // compiler can't tell the two apart.
    unsafe {
        let count = read_to(fd, buf.as_mut_ptr().add(len), buf.capacity() - len)?;
        buf.set_len(len + count);
        Ok(count)
    }
}

/// Reads no bytes, and so only asks whether there could be any.
///
/// # Errors
///
/// What the host answers: of standard input, wasmtime says `INTR`.
pub fn read_empty(fd: BorrowedFd<'_>) -> Result<(), Errno> {
    // Node, Bun and wasmer look at where an empty slice lies, so it is to lie somewhere.
    let mut nowhere = [0; 1];
    let iov = raw::Iovec {
        buf: nowhere.as_mut_ptr(),
        buf_len: 0,
    };
    let mut read = 0;
    // SAFETY: the iovec describes no byte.
    let returned = unsafe { raw::fd_read(fd.raw(), &raw const iov, 1, &raw mut read) };
    Errno::check(returned)
}

/// Reads into several slices; 0 is the end of the file, or that there was no room.
///
/// # Errors
///
/// What the host answers, or `IO` if it counts more bytes than there was room for.
pub fn fd_read(fd: BorrowedFd<'_>, bufs: &mut [IoSliceMut<'_>]) -> Result<usize, Errno> {
    let (iovs, len, total) = iovecs!(bufs, raw::Iovec);
    if total == 0 {
        return Ok(0);
    }
    let mut read = UNSET;
    // SAFETY: `IoSliceMut` has the layout of `Iovec` and borrows its bytes uniquely.
    let returned = unsafe { raw::fd_read(fd.raw(), iovs, len, &raw mut read) };
    checked_count(returned, read, total)
}

/// Reads directory entries from `cookie` on: [`raw::Dirent`]s, each with its name behind it.
///
/// Fewer bytes than there is room for mean the end, on most hosts; the last entry may be cut.
///
/// # Errors
///
/// What the host answers, or `IO` if it counts more bytes than there was room for.
pub fn fd_readdir(fd: BorrowedFd<'_>, buf: &mut [u8], cookie: Dircookie) -> Result<usize, Errno> {
    let mut used = UNSET;
    // SAFETY: the slice is valid for writes of its length.
    let returned =
        unsafe { raw::fd_readdir(fd.raw(), buf.as_mut_ptr(), buf.len(), cookie, &raw mut used) };
    checked_count(returned, used, buf.len())
}

/// Moves `fd` onto the number of `to`, and closes what was there.
///
/// Not every host does as it says: [`fd::renumber`](crate::fd::renumber) looks what has become of both.
///
/// # Errors
///
/// What the host answers; both descriptors are as they were then.
pub fn fd_renumber(fd: OwnedFd, to: &mut OwnedFd) -> Result<(), (OwnedFd, Errno)> {
    match renumber(&fd, to.as_fd()) {
        Ok(()) => {
            let _ = fd.into_raw();
            Ok(())
        }
        Err(errno) => Err((fd, errno)),
    }
}

/// Moves `fd` onto the number of `to`. They are not to be the same, which Bun and browser_wasi_shim would close.
pub(crate) fn renumber(fd: &OwnedFd, to: BorrowedFd<'_>) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { raw::fd_renumber(fd.raw(), to.raw()) })?;
    preopen_gaps::moved(fd.raw(), to.raw());
    Ok(())
}

/// Moves a file's offset and answers where it is then.
///
/// # Errors
///
/// What the host answers, or `IO` if it doesn't tell where that is.
pub fn fd_seek(fd: BorrowedFd<'_>, offset: Filedelta, whence: Whence) -> Result<Filesize, Errno> {
    // 0 would be the front of the file, which is written over there.
    let mut at = UNSET_64;
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::fd_seek(fd.raw(), offset, whence, &raw mut at) };
    checked_value(returned, at, at == UNSET_64)
}

/// Waits until a file's content and attributes are stored.
///
/// Made again while it is interrupted, up to 1,024 times.
///
/// # Errors
///
/// What the host answers.
pub fn fd_sync(fd: BorrowedFd<'_>) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(retry_eintr(|| unsafe { raw::fd_sync(fd.raw()) }))
}

/// A file's offset.
///
/// # Errors
///
/// What the host answers, or `IO` if it tells none.
pub fn fd_tell(fd: BorrowedFd<'_>) -> Result<Filesize, Errno> {
    let mut at = UNSET_64;
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::fd_tell(fd.raw(), &raw mut at) };
    checked_value(returned, at, at == UNSET_64)
}

/// Writes from one slice: the case that needs no array. Of an empty one, the host still says whether it
/// could be written.
///
/// # Errors
///
/// What the host answers, or `IO` if it counts more bytes than it was given.
pub fn write(fd: BorrowedFd<'_>, buf: &[u8]) -> Result<usize, Errno> {
    // Node, Bun and wasmer look at where an empty slice lies, which may be nowhere.
    let bytes = if buf.is_empty() { b"." } else { buf };
    let iov = raw::Ciovec {
        buf: bytes.as_ptr(),
        buf_len: buf.len(),
    };
    let mut written = UNSET;
    // SAFETY: the iovec describes a slice that is borrowed throughout, or the front of a constant.
    let returned = unsafe { raw::fd_write(fd.raw(), &raw const iov, 1, &raw mut written) };
    checked_count(returned, written, buf.len())
}

/// Writes from several slices, as many bytes as the host takes in one call: wasmtime takes those of
/// the first slice only. [`write_all`](crate::sys::write_all) goes on until all are written.
///
/// # Errors
///
/// What the host answers, or `IO` if it counts more bytes than it was given.
pub fn fd_write(fd: BorrowedFd<'_>, bufs: &[IoSlice<'_>]) -> Result<usize, Errno> {
    let (iovs, len, total) = iovecs!(bufs, raw::Ciovec);
    if total == 0 {
        return Ok(0);
    }
    let mut written = UNSET;
    // SAFETY: `IoSlice` has the layout of `Ciovec` and borrows its bytes.
    let returned = unsafe { raw::fd_write(fd.raw(), iovs, len, &raw mut written) };
    checked_count(returned, written, total)
}
