//! [`OpenArgs`]: the arguments of `path_open`, and the rights that each kind of open file needs.
//!
//! Some hosts enforce rights. They refuse a call for which the descriptor has no right. They also
//! refuse to open a file with a right that the preopened directory does not pass on. So each
//! constant has the rights that a file can use, and no others.

use super::{bytes, resolve};
use crate::io::Result;
use crate::path::Path;
use crate::path_resolve::Scratch;
use crate::raw::{Fdflags, Lookupflags, Oflags, Rights};
use crate::sys::{self, BorrowedFd, OwnedFd};

/// The rights of each open file.
const COMMON: Rights = Rights::FD_SEEK
    .union(Rights::FD_TELL)
    .union(Rights::FD_FILESTAT_GET)
    .union(Rights::FD_FILESTAT_SET_TIMES)
    .union(Rights::FD_FDSTAT_SET_FLAGS)
    .union(Rights::FD_SYNC)
    .union(Rights::FD_ADVISE)
    .union(Rights::POLL_FD_READWRITE);

/// The rights of a file that is open for reading.
pub(super) const READ: Rights = COMMON.union(Rights::FD_READ);

/// The rights of a file that is open for writing. `FD_DATASYNC` is one of them and not of
/// [`COMMON`], because some hosts take a request for it as a request to write.
pub(super) const WRITE: Rights = COMMON
    .union(Rights::FD_WRITE)
    .union(Rights::FD_DATASYNC)
    .union(Rights::FD_ALLOCATE)
    .union(Rights::FD_FILESTAT_SET_SIZE);

/// The rights of a directory that is opened with `O_DIRECTORY`: all except those to write to it,
/// which several hosts refuse.
pub(super) const DIRECTORY: Rights = Rights::FD_FDSTAT_SET_FLAGS
    .union(Rights::FD_SYNC)
    .union(Rights::FD_ADVISE)
    .union(Rights::PATH_CREATE_DIRECTORY)
    .union(Rights::PATH_CREATE_FILE)
    .union(Rights::PATH_LINK_SOURCE)
    .union(Rights::PATH_LINK_TARGET)
    .union(Rights::PATH_OPEN)
    .union(Rights::FD_READDIR)
    .union(Rights::PATH_READLINK)
    .union(Rights::PATH_RENAME_SOURCE)
    .union(Rights::PATH_RENAME_TARGET)
    .union(Rights::PATH_FILESTAT_GET)
    .union(Rights::PATH_FILESTAT_SET_SIZE)
    .union(Rights::PATH_FILESTAT_SET_TIMES)
    .union(Rights::FD_FILESTAT_GET)
    .union(Rights::FD_FILESTAT_SET_TIMES)
    .union(Rights::PATH_SYMLINK)
    .union(Rights::PATH_REMOVE_DIRECTORY)
    .union(Rights::PATH_UNLINK_FILE)
    .union(Rights::POLL_FD_READWRITE);

/// The arguments of [`sys::path_open`], except the directory and the path.
#[derive(Clone, Copy)]
pub(super) struct OpenArgs {
    pub(super) lookup: Lookupflags,
    pub(super) open: Oflags,
    pub(super) base: Rights,
    pub(super) inheriting: Rights,
    pub(super) flags: Fdflags,
}

impl OpenArgs {
    const fn new(open: Oflags, base: Rights) -> Self {
        Self {
            lookup: Lookupflags::SYMLINK_FOLLOW,
            open,
            base,
            inheriting: Rights::empty(),
            flags: Fdflags::empty(),
        }
    }

    /// Opens a file for reading.
    pub(super) const READ: Self = Self::new(Oflags::empty(), READ);

    /// Creates a file or removes its content, and opens it for writing.
    pub(super) const CREATE: Self = Self::new(Oflags::CREAT.union(Oflags::TRUNC), WRITE);

    /// Creates a file that must not exist, and opens it for reading and writing.
    pub(super) const CREATE_NEW: Self =
        Self::new(Oflags::CREAT.union(Oflags::EXCL), READ.union(WRITE));

    /// Opens a directory to list it and to read the attributes of its entries.
    pub(super) const LIST: Self = Self::new(
        Oflags::DIRECTORY,
        Rights::FD_READDIR
            .union(Rights::PATH_FILESTAT_GET)
            .union(Rights::FD_FILESTAT_GET),
    );
}

/// Opens a path below an open directory.
#[inline]
pub(super) fn open_at(dir: BorrowedFd<'_>, path: &[u8], args: OpenArgs) -> Result<OwnedFd> {
    Ok(sys::path_open(
        dir,
        args.lookup,
        path,
        args.open,
        args.base,
        args.inheriting,
        args.flags,
    )?)
}

/// Opens a path.
#[inline(always)] // so that arguments that are the same for all files of a program are constants
pub(super) fn open(path: &Path, args: OpenArgs) -> Result<OwnedFd> {
    let OpenArgs {
        lookup,
        open,
        base,
        inheriting,
        flags,
    } = args;
    open_bytes(bytes(path), lookup, open, base, inheriting, flags)
}

fn open_bytes(
    path: &[u8],
    lookup: Lookupflags,
    open: Oflags,
    base: Rights,
    inheriting: Rights,
    flags: Fdflags,
) -> Result<OwnedFd> {
    let mut scratch = Scratch::new();
    let (dir, path) = resolve(path, &mut scratch)?;
    Ok(sys::path_open(
        dir, lookup, path, open, base, inheriting, flags,
    )?)
}
