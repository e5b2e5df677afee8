//! [`remove_dir_all`]: a directory with all that is in it, and nothing that a link in it leads to.

use alloc_crate::vec::Vec;

use super::open_options::{How, open_at};
use super::read_dir::Buffered;
use super::{bytes, entries, resolve};
use crate::io::{Error, Result};
use crate::path::Path;
use crate::preopen::Room;
use crate::raw::{Filetype, Lookupflags, Oflags, Rights};
use crate::sys::{self, AsFd, BorrowedFd, Errno, OwnedFd};

/// To list a directory and to empty it; a symbolic link to one is refused.
const EMPTY: How = {
    let rights = Rights::FD_READDIR
        .union(Rights::PATH_OPEN)
        .union(Rights::PATH_UNLINK_FILE)
        .union(Rights::PATH_REMOVE_DIRECTORY)
        .union(Rights::PATH_FILESTAT_GET)
        .union(Rights::FD_FILESTAT_GET);
    How {
        lookup: Lookupflags::empty(),
        open: Oflags::DIRECTORY,
        base: rights,
        inheriting: rights,
        ..How::LIST
    }
};

/// Removes a directory with all that is in it, as [`std::fs::remove_dir_all`]. Of a symbolic link, the link is
/// removed and nothing else.
///
/// Each directory is opened below the one that it is in, so that one that is exchanged for a link meanwhile leads
/// nowhere else. What somebody else removes meanwhile is no error.
///
/// # Errors
///
/// The first that the host answers; what was removed before stays removed. A directory is open for
/// each level, of which hosts have a limit.
///
/// [`std::fs::remove_dir_all`]: https://doc.rust-lang.org/std/fs/fn.remove_dir_all.html
#[inline]
pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> Result<()> {
    fn remove(path: &[u8]) -> Result<()> {
        let mut room = Room::new();
        let (dir, path) = resolve(path, &mut room)?;
        if entries::metadata(dir, path)?.is_symlink() {
            return Ok(sys::path_unlink_file(dir, path)?);
        }
        remove_all(dir, path)
    }
    remove(bytes(path.as_ref()))
}

/// A directory that is being emptied.
struct Level {
    dir: OwnedFd,
    /// Each entry's type in a byte, its name, and a zero. All of them are read before the first is
    /// removed: what a host lists of a directory that changes is anybody's guess.
    names: Vec<u8>,
    /// Where in it the entry begins that is being removed, and where the next one.
    now: usize,
    next: usize,
}

impl Level {
    /// Opens a directory, and reads what is in it.
    fn open(dir: BorrowedFd<'_>, name: &[u8], buffered: &mut Buffered) -> Result<Self> {
        let dir = open_at(dir, name, EMPTY)?;
        let mut names = Vec::new();
        buffered.restart();
        while let Some(found) = buffered.next(dir.as_fd())? {
            let name = buffered.name(&found);
            names.try_reserve(name.len().saturating_add(2))?;
            names.push(found.file_type.0.0);
            names.extend_from_slice(name);
            names.push(0);
        }
        Ok(Self {
            dir,
            names,
            now: 0,
            next: 0,
        })
    }

    /// The entry that is being removed.
    fn now(&self) -> (Filetype, &[u8]) {
        match self.names.get(self.now..self.next) {
            Some([file_type, name @ .., 0]) => (Filetype(*file_type), name),
            _ => (Filetype::UNKNOWN, b""),
        }
    }

    /// Goes on to the next entry, if there is one.
    fn go_on(&mut self) -> bool {
        self.now = self.next;
        // A name has no zero in it; a type may be one.
        let names = self.names.get(self.now + 1..).unwrap_or_default();
        match names.iter().position(|byte| *byte == 0) {
            Some(len) => {
                self.next = self.now + len + 2;
                true
            }
            None => false,
        }
    }

    /// Removes the entry that is to be removed now, or opens it if it is a directory.
    fn remove(&self, buffered: &mut Buffered) -> Result<Option<Self>> {
        let (file_type, name) = self.now();
        let dir = self.dir.as_fd();
        if matches!(file_type, Filetype::DIRECTORY | Filetype::UNKNOWN) {
            match Self::open(dir, name, buffered) {
                Err(error) if is_no_directory(&error) => {}
                level => return level.map(Some),
            }
        }
        sys::path_unlink_file(dir, name)?;
        Ok(None)
    }
}

/// Removes a directory and all below it; `name` is below `top`, and is no symbolic link.
fn remove_all(top: BorrowedFd<'_>, name: &[u8]) -> Result<()> {
    let mut buffered = Buffered::new();
    let mut levels = Vec::new();
    let mut opened = Some(Level::open(top, name, &mut buffered)?);
    loop {
        if let Some(level) = opened.take() {
            levels.try_reserve(1)?;
            levels.push(level);
        }
        let Some(level) = levels.last_mut() else {
            return Ok(());
        };
        let result = if level.go_on() {
            level.remove(&mut buffered)
        } else {
            levels.pop();
            let (dir, name) = match levels.last() {
                Some(parent) => (parent.dir.as_fd(), parent.now().1),
                None => (top, name),
            };
            sys::path_remove_directory(dir, name)
                .map(|()| None)
                .map_err(Error::from)
        };
        match result {
            Ok(level) => opened = level,
            // Somebody was faster.
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
