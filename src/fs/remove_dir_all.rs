//! [`remove_dir_all`]: a directory with all that is in it, and nothing that a link in it leads to.

use alloc_crate::vec::Vec;

use super::dir_buffer::{DirBuffer, EntryList};
use super::open_args::{OpenArgs, open_at};
use super::{bytes, entries, resolve};
use crate::io::{Error, Result};
use crate::path::Path;
use crate::path_resolve::Scratch;
use crate::raw::{Filetype, Lookupflags, Oflags, Rights};
use crate::sys::{self, AsFd, BorrowedFd, Errno, OwnedFd};

/// To list a directory and to empty it; a symbolic link to one is refused.
const EMPTY: OpenArgs = {
    let rights = Rights::FD_READDIR
        .union(Rights::PATH_OPEN)
        .union(Rights::PATH_UNLINK_FILE)
        .union(Rights::PATH_REMOVE_DIRECTORY)
        .union(Rights::PATH_FILESTAT_GET)
        .union(Rights::FD_FILESTAT_GET);
    OpenArgs {
        lookup: Lookupflags::empty(),
        open: Oflags::DIRECTORY,
        base: rights,
        inheriting: rights,
        ..OpenArgs::LIST
    }
};

/// Removes a directory with all that is in it, as [`std::fs::remove_dir_all`]. Of a symbolic link, the link is
/// removed and nothing else.
///
/// Each directory is opened below the one that it is in, so that one that is exchanged for a link meanwhile leads
/// nowhere else. What somebody else removes meanwhile is no error.
///
/// # Memory
///
/// All entries of a directory are read before the first is removed. So the names in each directory
/// from the first to the current one are in memory, with ten bytes for each; and one buffer of at
/// most 256 KiB.
///
/// # Errors
///
/// - The first error of the host. What was removed before stays removed. A directory is open for
///   each level, and hosts have a limit.
/// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory) without memory for the names, before any of
///   them is removed.
/// - `IO` for a listing that can't be true, before any of its entries is removed.
///
/// [`std::fs::remove_dir_all`]: https://doc.rust-lang.org/std/fs/fn.remove_dir_all.html
#[inline]
pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> Result<()> {
    fn remove(path: &[u8]) -> Result<()> {
        let mut scratch = Scratch::new();
        let (dir, path) = resolve(path, &mut scratch)?;
        if entries::metadata(dir, path)?.is_symlink() {
            return Ok(sys::path_unlink_file(dir, path)?);
        }
        remove_all(dir, path)
    }
    remove(bytes(path.as_ref()))
}

/// A directory that is being emptied.
struct Frame {
    dir: OwnedFd,
    /// All entries are read before the first is removed: hosts differ in what they list of a
    /// directory that changes.
    entries: EntryList,
}

impl Frame {
    /// Opens a directory, and reads its entries.
    fn open(dir: BorrowedFd<'_>, name: &[u8], buffer: &mut DirBuffer) -> Result<Self> {
        let dir = open_at(dir, name, EMPTY)?;
        let mut entries = EntryList::new();
        buffer.restart();
        buffer.read(dir.as_fd(), &mut entries, usize::MAX)?;
        Ok(Self { dir, entries })
    }

    /// Removes the current entry, or opens it if it is a directory.
    fn remove(&self, buffer: &mut DirBuffer) -> Result<Option<Self>> {
        let (_, file_type, name) = self.entries.current();
        let dir = self.dir.as_fd();
        if matches!(file_type.0, Filetype::DIRECTORY | Filetype::UNKNOWN) {
            match Self::open(dir, name, buffer) {
                Err(error) if is_no_directory(&error) => {}
                frame => return frame.map(Some),
            }
        }
        sys::path_unlink_file(dir, name)?;
        Ok(None)
    }
}

/// Removes a directory and all below it; `name` is below `top`, and is no symbolic link.
fn remove_all(top: BorrowedFd<'_>, name: &[u8]) -> Result<()> {
    let mut buffer = DirBuffer::new();
    let mut frames = Vec::new();
    let mut opened = Some(Frame::open(top, name, &mut buffer)?);
    loop {
        if let Some(frame) = opened.take() {
            frames.try_reserve(1)?;
            frames.push(frame);
        }
        let Some(frame) = frames.last_mut() else {
            return Ok(());
        };
        let result = if frame.entries.advance() {
            frame.remove(&mut buffer)
        } else {
            frames.pop();
            let (dir, name) = match frames.last() {
                Some(parent) => (parent.dir.as_fd(), parent.entries.current().2),
                None => (top, name),
            };
            sys::path_remove_directory(dir, name)
                .map(|()| None)
                .map_err(Error::from)
        };
        match result {
            Ok(frame) => opened = frame,
            // Another program removed the entry first.
            Err(error) if error.errno() == Some(Errno::NOENT) => {}
            Err(error) => return Err(error),
        }
    }
}

/// What hosts answer to opening a file or a symbolic link as a directory; FreeBSD's say `MLINK` of a link.
fn is_no_directory(error: &Error) -> bool {
    matches!(
        error.errno(),
        Some(Errno::NOTDIR | Errno::LOOP | Errno::MLINK)
    )
}
