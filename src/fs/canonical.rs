//! [`canonicalize`]: a path without symbolic links, `.` and `..`.
//!
//! No host has a call for it. The path is looked up among the preopened directories once. Each
//! component below the directory is then read as a symbolic link. The target of a link replaces the
//! component, and the error `INVAL` says that the component exists and is no link. The components
//! of the directory's own name are kept as they are, because they need not exist below another one.

use alloc_crate::vec::Vec;

use super::absolute_path::{Files, Host, check_file};
use super::{path_buf, without_nul};
use crate::io::{Error, Result};
use crate::path::{Path, PathBuf};
use crate::path_resolve;
use crate::sys::{BorrowedFd, Errno};

/// No path may be as long as this, in bytes, as in wasi-libc.
const MAX_PATH_LEN: usize = 4096;

/// How many links may be followed, as in wasi-libc.
const MAX_LINKS: u32 = 40;

/// Returns an absolute path without symbolic links, `.` and `..`, as [`std::fs::canonicalize`].
///
/// The path leads to the same file. Three things differ from `std`:
///
/// - Below a preopened directory `src/dist`, `src` need not exist: the name of a preopened
///   directory is kept as it is. `std` fails with `NotFound`.
/// - The text of the [current directory](crate::env::current_dir) is resolved like the rest of the
///   path. `std` keeps the links and `..` in it, and takes components off it for each `..` of the
///   path.
/// - A file without an absolute path is an error. `std` returns the path of another file, or of
///   none.
///
/// As under `std`, an absolute symbolic link is followed by its text where the host tells it,
/// although most hosts refuse to open a file through one. `/..` is `/`, and so is `..` in a current
/// directory `/`.
///
/// # Errors
///
/// - `NOENT` for what does not exist, for the empty path, and if no preopened directory leads
///   there.
/// - The errno of the host, mostly `PERM` or `NOTCAPABLE`, for a `..` that leaves a preopened
///   directory.
/// - `LOOP` after 40 links, `NAMETOOLONG` from 4,096 bytes on.
/// - [`Unsupported`](crate::io::ErrorKind::Unsupported) if no absolute path leads to the file, as
///   described for [`current_dir`](crate::env::current_dir), or where a folder has the same path as
///   a preopened directory.
/// - What the host returns when a link is read.
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

/// Returns the canonical form of `path`, to which the current directory was added. In a path that
/// was absolute before, and so `is_rooted`, `/..` is `/`.
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
    // Each round begins at a preopened directory. An absolute link begins another round.
    'preopen: loop {
        let (dir, below) = files.lookup(absolute, &path)?;
        let name = path_resolve::preopen_name(&path, below);
        let mut canonical = CanonicalPath::default();
        // Two separators are kept, no more and no fewer: POSIX leaves it open what they mean.
        let double = path.starts_with(b"//") && !path.starts_with(b"///");
        canonical.push(if double { b"//" } else { b"/" })?;
        if !name.is_empty() {
            canonical.push(name)?;
        }
        canonical.root_len = canonical.bytes.len();
        let mut rest = concat(below, b"")?;
        // Whether what is known was followed by a separator, and so has to be a directory.
        let mut directory = false;
        // Whether a `..` has left the preopened directory.
        let mut is_outside = false;
        loop {
            let end = rest.iter().position(|byte| *byte == b'/');
            let (component, after) = rest
                .split_at_checked(end.unwrap_or(rest.len()))
                .unwrap_or_default();
            let before = canonical.bytes.len();
            match component {
                b"" if !directory => {
                    check_file(files, &canonical.bytes, (dir, canonical.below()))?;
                    return Ok(canonical.bytes);
                }
                b"." => {}
                // The parent of `/` is `/`. So is, under `std`, that of `.`, but nothing below that
                // parent is found.
                b".." if before == canonical.root_len && name.is_empty() => is_outside = !is_rooted,
                b".." if before == canonical.root_len => return Err(outside_error(files, dir)),
                _ if is_outside => return Err(outside_error(files, dir)),
                // After `..`, what is known is a directory for sure.
                b".." if !directory => canonical.pop(),
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
                    directory = !component.is_empty() && after.starts_with(b"/");
                    match component {
                        b"" => canonical.bytes.truncate(before),
                        b".." => {
                            canonical.bytes.truncate(before);
                            canonical.pop();
                            directory = false;
                        }
                        _ => {}
                    }
                }
            }
            rest = concat(skip_slashes(after), b"")?;
        }
    }
}

/// Returns the error of the host for a path that leaves a preopened directory.
fn outside_error(files: &impl Files, dir: BorrowedFd<'static>) -> Error {
    match files.read_link((dir, b"..")) {
        Err(error) if error.errno() != Some(Errno::INVAL) => error,
        // Some hosts allow it. No name leads there for sure.
        _ => Errno::NOTCAPABLE.into(),
    }
}

/// The canonical path of the components so far.
#[derive(Default)]
struct CanonicalPath {
    /// The name of a preopened directory after one `/` or two, and components below it that are no
    /// links.
    bytes: Vec<u8>,
    /// The length of the part before those components.
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

/// Two texts as one, if it isn't too long.
fn concat(front: &[u8], back: &[u8]) -> Result<Vec<u8>> {
    let len = front.len().saturating_add(back.len());
    if len >= MAX_PATH_LEN {
        return Err(Errno::NAMETOOLONG.into());
    }
    let mut whole = Vec::new();
    whole.try_reserve_exact(len)?;
    whole.extend_from_slice(front);
    whole.extend_from_slice(back);
    Ok(whole)
}

#[cfg(test)]
mod tests;
