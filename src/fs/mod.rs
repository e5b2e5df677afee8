//! Files and directories, below the directories that the host has preopened.
//!
//! As [`std::fs`]. A guest has no root and no current directory, only the directories that its host has
//! opened for it beforehand, each under a name. A path leads to the one whose name has the most
//! components in common with it, or to the last of several; `data` leads to `data/x` and not to
//! `database`, and an absolute path needs an absolute name: `.` and `/` are not the same. `..` is left to
//! the host, which refuses to leave the directory.
//!
//! A path that no preopened directory leads to is a [`NotFound`](ErrorKind::NotFound) error whose
//! `{:?}`, and so `main`'s error, names those that there are.
//!
//! [`std::fs`]: https://doc.rust-lang.org/std/fs/index.html

mod entries;
mod file;
mod listing;
mod metadata;
#[cfg(feature = "alloc")]
mod read_dir;

pub use entries::{Entries, Entry};
pub use file::File;
pub use metadata::{FileType, Metadata, metadata, symlink_metadata};
#[cfg(feature = "alloc")]
pub use read_dir::{DirEntry, ReadDir, read_dir};

use crate::io::{ErrorKind, Result};
use crate::preopen;
use crate::sys::{self, BorrowedFd};

/// The preopened directory that leads to `path`, and the path from there.
fn resolve(path: &str) -> Result<(BorrowedFd<'static>, &[u8])> {
    Ok(preopen::resolve(path)?)
}

/// Makes a directory, as `std::fs::create_dir`.
///
/// # Errors
///
/// What the host answers: `EXIST` if there is something of that name, `NOENT` if its parent is
/// missing, `PERM` or `NOTCAPABLE` if it leaves the preopened directory.
pub fn create_dir<P: AsRef<str>>(path: P) -> Result<()> {
    let (dir, path) = resolve(path.as_ref())?;
    Ok(sys::path_create_directory(dir, path)?)
}

/// Makes a directory and those of its parents that are missing, as `std::fs::create_dir_all`.
///
/// # Errors
///
/// As [`create_dir`]; what was made before the error stays. It is none if the directory exists, or if the path is
/// empty.
pub fn create_dir_all<P: AsRef<str>>(path: P) -> Result<()> {
    fn all(path: &str) -> Result<()> {
        let mut made = create_dir(path);
        if matches!(&made, Err(error) if error.kind() == ErrorKind::NotFound)
            && let Some(parent) = parent(path)
        {
            all(parent)?;
            made = create_dir(path);
        }
        // Whatever was answered, a directory is there: hosts differ in what they say of one.
        if made.is_err() && metadata(path).is_ok_and(|found| found.is_dir()) {
            return Ok(());
        }
        made
    }
    let path = path.as_ref();
    if path.is_empty() {
        return Ok(());
    }
    all(path)
}

/// What stands before the last component of a path, if anything does.
fn parent(path: &str) -> Option<&str> {
    let mut bytes = path.as_bytes();
    while let [rest @ .., b'/'] = bytes {
        bytes = rest;
    }
    while let [rest @ .., byte] = bytes
        && *byte != b'/'
    {
        bytes = rest;
    }
    while let [rest @ .., b'/'] = bytes {
        bytes = rest;
    }
    if bytes.is_empty() {
        return None;
    }
    path.get(..bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parent_is_what_stands_before_the_last_component() {
        assert_eq!(parent("a/b/c"), Some("a/b"));
        assert_eq!(parent("a//b//"), Some("a"));
        assert_eq!(parent("/a/b"), Some("/a"));
        assert_eq!(parent("ä/ö"), Some("ä"));
        for path in ["", "a", "a/", "/", "//", "/a", "/a/"] {
            assert_eq!(parent(path), None, "{path}");
        }
    }
}
