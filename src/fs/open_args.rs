//! [`OpenArgs`]: the one way in which all files and directories are opened, and with which rights.

use super::{bytes, resolve};
use crate::io::Result;
use crate::path::Path;
use crate::path_resolve::Scratch;
use crate::raw::{Fdflags, Lookupflags, Oflags, Rights};
use crate::sys::{self, BorrowedFd, OwnedFd};

/// What may be done with every file. Some hosts refuse what was not asked for, and all of them that do
/// refuse what the directory has no right to pass on: so it is what a file can use, and nothing else.
const COMMON: Rights = Rights::FD_SEEK
    .union(Rights::FD_TELL)
    .union(Rights::FD_FILESTAT_GET)
    .union(Rights::FD_FILESTAT_SET_TIMES)
    .union(Rights::FD_FDSTAT_SET_FLAGS)
    .union(Rights::FD_SYNC)
    .union(Rights::FD_ADVISE)
    .union(Rights::POLL_FD_READWRITE);

pub(super) const READ: Rights = COMMON.union(Rights::FD_READ);

/// `FD_DATASYNC` stands here since some hosts take it for the wish to write.
pub(super) const WRITE: Rights = COMMON
    .union(Rights::FD_WRITE)
    .union(Rights::FD_DATASYNC)
    .union(Rights::FD_ALLOCATE)
    .union(Rights::FD_FILESTAT_SET_SIZE);

/// What may be done with a directory: all but writing, which several hosts refuse.
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

/// OpenArgs a host is to open something.
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

    /// To read.
    pub(super) const READ: Self = Self::new(Oflags::empty(), READ);

    /// To write, from nothing.
    pub(super) const CREATE: Self = Self::new(Oflags::CREAT.union(Oflags::TRUNC), WRITE);

    /// To read and write, if there is none yet.
    pub(super) const CREATE_NEW: Self =
        Self::new(Oflags::CREAT.union(Oflags::EXCL), READ.union(WRITE));

    /// To list a directory, and to look at what is in it.
    pub(super) const LIST: Self = Self::new(
        Oflags::DIRECTORY,
        Rights::FD_READDIR
            .union(Rights::PATH_FILESTAT_GET)
            .union(Rights::FD_FILESTAT_GET),
    );
}

/// Opens what is below an open directory.
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

/// Opens what a path leads to.
#[inline(always)] // so that what all of a program's files have in common is a constant below
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
