//! Checks each absolute path that this crate returns: it must lead to the same file as the relative
//! path.
//!
//! A `/` before a relative path is not enough, and the wrong path would read or write another file:
//!
//! | preopened | file | the path with a `/` leads to |
//! | --- | --- | --- |
//! | `.` and `/` | `x` below `.` | `x` below `/` |
//! | `.` and `/data` | `data/x` below `.` | `x` below `/data` |
//!
//! Such a file has no absolute path. The functions return [`NO_ABSOLUTE_PATH`] for it.

use alloc_crate::vec::Vec;

use super::bytes;
use crate::ffi::OsStr;
use crate::io::{self, Error, ErrorKind};
use crate::path::Path;
use crate::path_resolve::{self, Location, Unresolved};
use crate::raw::Lookupflags;
use crate::sys::error_repr::SimpleMessage;
use crate::sys::{self, Errno};

static NO_ABSOLUTE_PATH: SimpleMessage = SimpleMessage::new(
    ErrorKind::Unsupported,
    Errno::NOTSUP,
    "no absolute path leads there: preopen each directory under a name of its own (`.` and `/` are one name)",
);

/// The preopened directories and their files: those of the host, or those of a test.
pub(super) trait Files {
    /// Returns the preopened directory that leads to `path`, and the rest of the path. The current
    /// directory is not used.
    fn lookup<'path>(
        &self,
        absolute: bool,
        path: &'path [u8],
    ) -> Result<Location<'path>, Unresolved>;

    /// Returns the target of a symbolic link, or the errno `INVAL` for a file that is no link.
    fn read_link(&self, location: Location<'_>) -> io::Result<Vec<u8>>;

    /// Returns the device and the inode number of a file. Does not follow links.
    fn id(&self, location: Location<'_>) -> Result<(u64, u64), Errno>;

    /// Calls `f` with the name of each preopened directory.
    fn for_each_name(&self, f: impl FnMut(&[u8]));
}

/// The host's files.
pub(super) struct Host;

impl Files for Host {
    fn lookup<'path>(
        &self,
        absolute: bool,
        path: &'path [u8],
    ) -> Result<Location<'path>, Unresolved> {
        path_resolve::lookup(absolute, path)
    }

    fn read_link(&self, (dir, path): Location<'_>) -> io::Result<Vec<u8>> {
        super::read_link_at(dir, path)
    }

    fn id(&self, (dir, path): Location<'_>) -> Result<(u64, u64), Errno> {
        let stat = sys::path_filestat_get(dir, Lookupflags::empty(), path)?;
        Ok((stat.dev, stat.ino))
    }

    fn for_each_name(&self, f: impl FnMut(&[u8])) {
        path_resolve::for_each_name(f);
    }
}

/// Returns whether two locations are certainly the same file.
///
/// A host can preopen one directory twice, so the inode numbers are compared. An inode number of 0
/// means that the host has none.
fn is_same_file(files: &impl Files, one: Location<'_>, other: Location<'_>) -> bool {
    if one.0.raw() == other.0.raw() && one.1 == other.1 {
        return true;
    }
    match (files.id(one), files.id(other)) {
        (Ok(one), Ok(other)) => one == other && one.1 != 0,
        _ => false,
    }
}

/// Checks that the absolute path `name` leads to the file at `location`.
pub(super) fn check_file(
    files: &impl Files,
    name: &[u8],
    location: Location<'_>,
) -> io::Result<()> {
    match files.lookup(true, name) {
        Ok(found) if is_same_file(files, location, found) => Ok(()),
        _ => Err(Error::from_static_message(&NO_ABSOLUTE_PATH)),
    }
}

/// Checks that the absolute path `name` leads to the same location as `path`, which begins with the
/// current directory. The file need not exist. Succeeds if no preopened directory leads to `path`.
fn check_path(files: &impl Files, absolute: bool, path: &[u8], name: &[u8]) -> io::Result<()> {
    let Ok(location) = files.lookup(absolute, path) else {
        return Ok(());
    };
    if let Ok(found) = files.lookup(true, name) {
        let [rest, found_rest] =
            [location.1, found.1].map(|rest| Path::new(OsStr::from_bytes(rest)));
        if rest == found_rest && is_same_file(files, (location.0, b"."), (found.0, b".")) {
            return Ok(());
        }
    }
    check_file(files, name, location)
}

/// Checks that the absolute path `name` leads to the same location as `path`. Succeeds if no
/// preopened directory leads to `path`.
pub(crate) fn check_absolute(path: &Path, name: &Path) -> io::Result<()> {
    let (absolute, path) = path_resolve::from_current_dir(bytes(path))?;
    check_path(&Host, absolute, &path, bytes(name))
}

/// Checks that each relative path leads to the same location as the absolute path that begins with
/// the current directory.
pub(crate) fn check_current_dir() -> io::Result<()> {
    let (absolute, dir) = path_resolve::from_current_dir(b"")?;
    check_below(&Host, absolute, &dir)
}

/// As [`check_current_dir`], for the current directory `dir`.
fn check_below(files: &impl Files, absolute: bool, dir: &[u8]) -> io::Result<()> {
    if absolute {
        return Ok(());
    }
    // Either all paths below a preopened directory are ambiguous or none is. So one check for the
    // current directory and for each preopened directory below is enough.
    let mut is_unambiguous = is_unambiguous(files, dir);
    files.for_each_name(|name| {
        if is_unambiguous && path_resolve::is_below(dir, name) {
            is_unambiguous = self::is_unambiguous(files, name);
        }
    });
    if is_unambiguous {
        return Ok(());
    }
    Err(Error::from_static_message(&NO_ABSOLUTE_PATH))
}

/// Returns whether `path` leads through the same directory as a relative and as an absolute path.
fn is_unambiguous(files: &impl Files, path: &[u8]) -> bool {
    match (files.lookup(false, path), files.lookup(true, path)) {
        (Ok((one, _)), Ok((other, _))) => is_same_file(files, (one, b"."), (other, b".")),
        // The same names match in both cases, so both are unresolved.
        _ => true,
    }
}

#[cfg(test)]
pub(super) mod model;
#[cfg(test)]
mod tests;
