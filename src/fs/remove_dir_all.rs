//! [`remove_dir_all`]: removes a directory and everything in it, without following symbolic links.
//!
//! The directories from the first to the current one are open, each in a [`Frame`] of a stack. So
//! the depth is limited by the host's descriptors and not by the stack of the guest.

use alloc_crate::vec::Vec;

use super::dir_buffer::{DirBuffer, EntryList};
use super::open_args::{OpenArgs, open_at};
use super::{bytes, entries, resolve};
use crate::io::{Error, Result};
use crate::path::Path;
use crate::path_resolve::Scratch;
use crate::raw::{Filetype, Lookupflags, Oflags, Rights};
use crate::sys::{self, AsFd, BorrowedFd, Errno, OwnedFd};

/// Opens a directory to list it and to remove its entries. Fails for a symbolic link.
const EMPTY_DIR: OpenArgs = {
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

/// Removes a directory and everything in it, as [`std::fs::remove_dir_all`].
///
/// - If `path` is a symbolic link, only the link is removed.
/// - Each directory is opened below its parent. So a directory that another program replaces by a
///   symbolic link meanwhile does not lead elsewhere.
/// - An entry that another program removes meanwhile is no error.
///
/// # Memory
///
/// All entries of a directory are read before the first one is removed. So the names in each
/// directory from the first to the current one are in memory, with ten bytes for each. One buffer
/// of at most 256 KiB is used for all of them.
///
/// # Errors
///
/// The first error ends the function. Entries that were removed before stay removed.
///
/// - `NOENT`: `path` does not exist, or no preopened directory leads to it.
/// - `NOTDIR`: `path` is a file.
/// - `NOTCAPABLE` or `PERM`: `path` leaves the preopened directory, or a right is missing.
/// - `MFILE` or `NFILE`: too many directories are open, one for each level.
/// - Each other errno of the host.
///
/// Errors of this crate, which come before any entry of the directory is removed:
///
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): `path` has a NUL byte.
/// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory): there is no memory for the names.
/// - `IO`: the listing of a directory is impossible: see [`ReadDir`](super::ReadDir).
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::create_dir_all("out/2026/11")?;
/// fs::write("out/2026/report.txt", "all is well\n")?;
/// fs::remove_dir_all("out")?;
/// assert!(!fs::exists("out")?);
/// # Ok(())
/// # }
/// ```
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
    /// All entries of the directory. They are read before the first is removed, because hosts
    /// differ in what they list of a directory that changes.
    entries: EntryList,
}

impl Frame {
    /// Opens a directory and reads its entries.
    fn open(dir: BorrowedFd<'_>, name: &[u8], buffer: &mut DirBuffer) -> Result<Self> {
        let dir = open_at(dir, name, EMPTY_DIR)?;
        let mut entries = EntryList::new();
        buffer.restart();
        buffer.read(dir.as_fd(), &mut entries, usize::MAX)?;
        Ok(Self { dir, entries })
    }

    /// Removes the current entry, or opens the entry and returns its frame if it is a directory.
    fn remove(&self, buffer: &mut DirBuffer) -> Result<Option<Self>> {
        let (_, file_type, name) = self.entries.current();
        let dir = self.dir.as_fd();
        if matches!(file_type.0, Filetype::DIRECTORY | Filetype::UNKNOWN) {
            match Self::open(dir, name, buffer) {
                Err(error) if is_not_a_directory(&error) => {}
                frame => return frame.map(Some),
            }
        }
        sys::path_unlink_file(dir, name)?;
        Ok(None)
    }
}

/// Removes a directory and everything below it. `name` is below `top`, and is no symbolic link.
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
            // Another program has removed the entry.
            Err(error) if error.errno() == Some(Errno::NOENT) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Returns whether an error means that a file or a symbolic link was opened as a directory. FreeBSD
/// returns `MLINK` for a link.
fn is_not_a_directory(error: &Error) -> bool {
    matches!(
        error.errno(),
        Some(Errno::NOTDIR | Errno::LOOP | Errno::MLINK)
    )
}
