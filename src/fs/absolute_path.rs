//! Checks each absolute path that the crate returns: it has to lead where the relative path led.
//!
//! A `/` before a relative path is not enough. The host may have preopened a directory `.` and
//! another one `/`, and a preopened directory `data` hides the folder `data` below `.`. Such a file
//! has no absolute path, and a wrong one would read, or write, another file.

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

/// The preopened directories and their files, as far as the names of files need them: the host's,
/// or a test's.
pub(super) trait Files {
    /// Finds the preopened directory that leads to `path`, without the current directory.
    fn lookup<'path>(
        &self,
        absolute: bool,
        path: &'path [u8],
    ) -> Result<Location<'path>, Unresolved>;

    /// Returns the target of a symbolic link, or the errno `INVAL` for a file that is no link.
    fn read_link(&self, location: Location<'_>) -> io::Result<Vec<u8>>;

    /// Returns the device and the serial number of a file. Links are not followed.
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

/// Returns whether two places are known to be the same file. A host may preopen one directory
/// twice, and a serial number of 0 means that it has none.
fn is_same_file(files: &impl Files, one: Location<'_>, other: Location<'_>) -> bool {
    if one.0.raw() == other.0.raw() && one.1 == other.1 {
        return true;
    }
    match (files.id(one), files.id(other)) {
        (Ok(one), Ok(other)) => one == other && one.1 != 0,
        _ => false,
    }
}

/// Fails unless the absolute path `name` leads to `place`, or to the same file.
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

/// Fails if `path`, to which the current directory was added, leads below a preopened directory,
/// but the absolute path `name` does not lead to the same location. Nothing needs to exist there.
fn check_path(files: &impl Files, absolute: bool, path: &[u8], name: &[u8]) -> io::Result<()> {
    let Ok(location) = files.lookup(absolute, path) else {
        return Ok(());
    };
    if let Ok(found) = files.lookup(true, name) {
        let [rest, same] = [location.1, found.1].map(|rest| Path::new(OsStr::from_bytes(rest)));
        if rest == same && is_same_file(files, (location.0, b"."), (found.0, b".")) {
            return Ok(());
        }
    }
    check_file(files, name, location)
}

/// Fails if `path` leads to a directory, but the absolute path `name` leads elsewhere.
pub(crate) fn check_absolute(path: &Path, name: &Path) -> io::Result<()> {
    let (absolute, path) = path_resolve::from_current_dir(bytes(path))?;
    check_path(&Host, absolute, &path, bytes(name))
}

/// Fails if any path that begins at the current directory leads elsewhere with the current
/// directory's text before it.
pub(crate) fn check_current_dir() -> io::Result<()> {
    let (absolute, text) = path_resolve::from_current_dir(b"")?;
    check_below(&Host, absolute, &text)
}

/// As [`check_current_dir`], for a current directory with that text.
fn check_below(files: &impl Files, absolute: bool, text: &[u8]) -> io::Result<()> {
    if absolute {
        return Ok(());
    }
    // Of the paths below a preopened directory, all have two meanings or none has.
    let mut is_unambiguous = is_unambiguous(files, text);
    files.for_each_name(|name| {
        if is_unambiguous && path_resolve::is_below(text, name) {
            is_unambiguous = self::is_unambiguous(files, name);
        }
    });
    if is_unambiguous {
        return Ok(());
    }
    Err(Error::from_static_message(&NO_ABSOLUTE_PATH))
}

/// Returns whether `path` leads below the same directory as a relative and as an absolute path.
fn is_unambiguous(files: &impl Files, path: &[u8]) -> bool {
    match (files.lookup(false, path), files.lookup(true, path)) {
        (Ok((one, _)), Ok((other, _))) => is_same_file(files, (one, b"."), (other, b".")),
        // Neither leads anywhere.
        _ => true,
    }
}

#[cfg(test)]
pub(super) mod model;
#[cfg(test)]
mod tests;
