//! [`canonicalize`]: a path without symbolic links, `.` and `..`.
//!
//! Preview 1 has no call for it, so each component is read as a symbolic link:
//!
//! ```text
//! CanonicalPath   rest         read_link
//! /data           link/../f    link   ──► sub       the target replaces the component
//! /data           sub/../f     sub    ──► INVAL     `sub` exists, and is no link
//! /data/sub       ../f         sub/.. ──► INVAL     `sub` is a directory, which `..` removes
//! /data           f            f      ──► INVAL     `f` exists, and is no link
//! /data/f
//! ```
//!
//! The path is resolved to a preopened directory first, here `data`. The components of the
//! directory's name are kept as they are, because they need not exist below another directory.

use alloc_crate::vec::Vec;

use super::absolute_path::{Files, Host, check_file};
use super::{path_buf, without_nul};
use crate::io::{Error, Result};
use crate::path::{Path, PathBuf};
use crate::path_resolve;
use crate::sys::{BorrowedFd, Errno};

/// The length in bytes from which a path is too long, as in wasi-libc.
const MAX_PATH_LEN: usize = 4096;

/// The number of links at which following ends with an error, as in wasi-libc.
const MAX_LINKS: u32 = 40;

/// Returns an absolute path without symbolic links, `.` and `..` that leads to the same file, as
/// [`std::fs::canonicalize`].
///
/// The file must exist. `/..` is `/`, and so is `..` in a current directory `/`. Follows an
/// absolute symbolic link if the host returns its target, although most hosts refuse to open a file
/// through such a link. All of this is as under `std`.
///
/// Unlike `std`:
///
/// - The name of a preopened directory is kept as it is. Below a preopened directory `src/dist`,
///   `src` need not exist. `std` fails with `NotFound`.
/// - The [current directory](crate::env::current_dir) is resolved like the rest of the path. `std`
///   keeps links and `..` in it, and removes a component of it for each `..` of the path.
/// - A file without an absolute path is an error. `std` returns the path of another file, or a path
///   that does not exist.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `path` does not exist, or no preopened directory leads to it.
/// - `NOTDIR`: a component of `path` before the last one is not a directory.
/// - `PERM` or `NOTCAPABLE`: a `..` leaves the preopened directory, or a right is missing.
///
/// Errors of this crate:
///
/// - `NOENT`: `path` is empty.
/// - `LOOP`: `path` leads through 40 links or more.
/// - `NAMETOOLONG`: a path has 4,096 bytes or more while links are followed.
/// - [`Unsupported`](crate::io::ErrorKind::Unsupported): no absolute path leads to the file. Either
///   a preopened directory has the same path as a directory that `path` leads through, or the
///   reason is the one of [`current_dir`](crate::env::current_dir).
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): `path` has a NUL byte.
/// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory).
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs, os::wasi::fs::symlink_path, path::Path};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::create_dir("docs")?;
/// fs::write("docs/notes.txt", "")?;
/// symlink_path("docs", "link")?;
/// assert_eq!(fs::canonicalize("./link/../docs/notes.txt")?, Path::new("/docs/notes.txt"));
/// assert!(fs::canonicalize("nothing").is_err());
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::canonicalize`]: https://doc.rust-lang.org/std/fs/fn.canonicalize.html
#[inline]
pub fn canonicalize<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    fn canonicalize(path: &Path) -> Result<PathBuf> {
        let path = without_nul(path)?;
        if path.is_empty() {
            return Err(Errno::NOENT.into());
        }
        let is_rooted = path.starts_with(b"/");
        let (absolute, path) = path_resolve::from_current_dir(path)?;
        Ok(path_buf(canonical_path(&Host, absolute, path, is_rooted)?))
    }
    canonicalize(path.as_ref())
}

/// Returns the canonical form of `path`, which begins with the current directory if it was
/// relative.
///
/// `absolute` says which preopened directory wins a tie. `is_rooted` says that `/..` is `/`: the
/// path was absolute before the current directory was added.
pub(super) fn canonical_path(
    files: &impl Files,
    mut absolute: bool,
    mut path: Vec<u8>,
    mut is_rooted: bool,
) -> Result<Vec<u8>> {
    if path.len() >= MAX_PATH_LEN {
        return Err(Errno::NAMETOOLONG.into());
    }
    let mut links = 0;
    // Each round starts at a preopened directory. An absolute link starts another round.
    'preopen: loop {
        let (dir, below) = files.lookup(absolute, &path)?;
        let name = path_resolve::preopen_name(&path, below);
        let mut canonical = CanonicalPath::default();
        // Exactly two separators at the start are kept: POSIX leaves their meaning to the system.
        let is_double = path.starts_with(b"//") && !path.starts_with(b"///");
        canonical.push(if is_double { b"//" } else { b"/" })?;
        if !name.is_empty() {
            canonical.push(name)?;
        }
        canonical.root_len = canonical.bytes.len();
        let mut rest = concat(below, b"")?;
        // Whether a separator follows the last component, which must be a directory then.
        let mut must_be_dir = false;
        // Whether a `..` has left the preopened directory.
        let mut is_outside = false;
        loop {
            let end = rest.iter().position(|byte| *byte == b'/');
            let (component, after) = rest
                .split_at_checked(end.unwrap_or(rest.len()))
                .unwrap_or_default();
            let before = canonical.bytes.len();
            match component {
                b"" if !must_be_dir => {
                    check_file(files, &canonical.bytes, (dir, canonical.below()))?;
                    return Ok(canonical.bytes);
                }
                b"." => {}
                // The parent of `/` is `/`. Under `std`, the parent of `.` is `/`, too, but no path
                // below that parent is found.
                b".." if before == canonical.root_len && name.is_empty() => is_outside = !is_rooted,
                b".." if before == canonical.root_len => return Err(outside_error(files, dir)),
                _ if is_outside => return Err(outside_error(files, dir)),
                // The path so far is a directory: the last component was a `..`.
                b".." if !must_be_dir => canonical.pop(),
                _ => {
                    canonical.push(component)?;
                    match files.read_link((dir, canonical.below())) {
                        Ok(target) => {
                            links += 1;
                            if links == MAX_LINKS {
                                return Err(Errno::LOOP.into());
                            }
                            let followed = concat(&target, after)?;
                            match target.as_slice() {
                                [] => return Err(Errno::NOENT.into()),
                                [b'/', ..] => {
                                    (absolute, is_rooted, path) = (true, true, followed);
                                    continue 'preopen;
                                }
                                _ => {}
                            }
                            canonical.bytes.truncate(before);
                            rest = followed;
                            continue;
                        }
                        Err(error) if error.errno() == Some(Errno::INVAL) => {}
                        Err(error) => return Err(error),
                    }
                    must_be_dir = !component.is_empty() && after.starts_with(b"/");
                    match component {
                        b"" => canonical.bytes.truncate(before),
                        b".." => {
                            canonical.bytes.truncate(before);
                            canonical.pop();
                            must_be_dir = false;
                        }
                        _ => {}
                    }
                }
            }
            rest = concat(skip_slashes(after), b"")?;
        }
    }
}

/// Returns the host's error for a path that leaves a preopened directory.
fn outside_error(files: &impl Files, dir: BorrowedFd<'static>) -> Error {
    match files.read_link((dir, b"..")) {
        Err(error) if error.errno() != Some(Errno::INVAL) => error,
        // Some hosts allow such a path, but no absolute path leads to its file.
        _ => Errno::NOTCAPABLE.into(),
    }
}

/// The canonical path of the components that have been read.
#[derive(Default)]
struct CanonicalPath {
    /// One or two separators, the name of a preopened directory, and components below the directory
    /// that are no links.
    bytes: Vec<u8>,
    /// The length of the part before the components below the directory.
    root_len: usize,
}

impl CanonicalPath {
    /// Returns the components below the preopened directory.
    fn below(&self) -> &[u8] {
        match self.bytes.get(self.root_len..) {
            None | Some([]) => b".",
            Some([b'/', below @ ..] | below) => below,
        }
    }

    /// Adds a component, or only a separator for an empty one.
    fn push(&mut self, component: &[u8]) -> Result<()> {
        if self.bytes.len().saturating_add(component.len()) >= MAX_PATH_LEN {
            return Err(Errno::NAMETOOLONG.into());
        }
        self.bytes.try_reserve(component.len() + 1)?;
        if !self.bytes.is_empty() && !self.bytes.ends_with(b"/") {
            self.bytes.push(b'/');
        }
        self.bytes.extend_from_slice(component);
        Ok(())
    }

    /// Removes the last component below the preopened directory.
    fn pop(&mut self) {
        let slash = self.bytes.iter().rposition(|byte| *byte == b'/');
        self.bytes.truncate(slash.unwrap_or(0).max(self.root_len));
    }
}

fn skip_slashes(mut path: &[u8]) -> &[u8] {
    while let [b'/', rest @ ..] = path {
        path = rest;
    }
    path
}

/// Joins two parts of a path, unless the result is too long.
fn concat(front: &[u8], back: &[u8]) -> Result<Vec<u8>> {
    let len = front.len().saturating_add(back.len());
    if len >= MAX_PATH_LEN {
        return Err(Errno::NAMETOOLONG.into());
    }
    let mut joined = Vec::new();
    joined.try_reserve_exact(len)?;
    joined.extend_from_slice(front);
    joined.extend_from_slice(back);
    Ok(joined)
}

#[cfg(test)]
mod tests;
