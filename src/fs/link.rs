//! Removes, renames and links names of files: [`remove_file`], [`rename`], [`hard_link`],
//! [`soft_link`] and [`read_link`].

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;

use super::{bytes, resolve};
#[cfg(feature = "alloc")]
use crate::ffi::OsString;
use crate::io::Result;
use crate::path::Path;
#[cfg(feature = "alloc")]
use crate::path::PathBuf;
use crate::path_resolve::Scratch;
use crate::raw::Lookupflags;
use crate::sys;
#[cfg(feature = "alloc")]
use crate::sys::{BorrowedFd, Errno};

/// Removes a file or a symbolic link, as [`std::fs::remove_file`]. Does not follow the link.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `path` does not exist, or no preopened directory leads to it.
/// - `ISDIR` or `PERM`: `path` is a directory.
/// - `NOTCAPABLE` or `PERM`: `path` leaves the preopened directory, or a right is missing.
/// - `BUSY` or `TXTBSY`: the file is in use, on some systems.
///
/// Error of this crate:
///
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): `path` has a NUL byte.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs, io::ErrorKind};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("job.lock", "")?;
/// fs::remove_file("job.lock")?;
/// assert_eq!(fs::remove_file("job.lock").unwrap_err().kind(), ErrorKind::NotFound);
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::remove_file`]: https://doc.rust-lang.org/std/fs/fn.remove_file.html
#[inline]
pub fn remove_file<P: AsRef<Path>>(path: P) -> Result<()> {
    fn remove(path: &[u8]) -> Result<()> {
        let mut scratch = Scratch::new();
        let (dir, path) = resolve(path, &mut scratch)?;
        Ok(sys::path_unlink_file(dir, path)?)
    }
    remove(bytes(path.as_ref()))
}

/// Renames a file or a directory, as [`std::fs::rename`]. Replaces a file that has the new name.
///
/// Does not follow symbolic links. A reader of `to` sees the old file or the new one, on most file
/// systems: so a file that is written under another name first is never read half.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `from` or the parent of `to` does not exist, or no preopened directory leads to it.
/// - `XDEV`: `from` and `to` are on different file systems.
/// - `ISDIR` or `NOTDIR`: one of `from` and `to` is a directory, and the other is not.
/// - `NOTEMPTY` or `EXIST`: `to` is a directory that has entries.
/// - `NOTCAPABLE` or `PERM`: a path leaves the preopened directory, or a right is missing.
///
/// Error of this crate:
///
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): a path has a NUL byte.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::write("settings.ini", "color = blue\n")?;
/// fs::write("settings.new", "color = red\n")?;
/// fs::rename("settings.new", "settings.ini")?;
/// assert_eq!(fs::read("settings.ini")?, b"color = red\n");
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::rename`]: https://doc.rust-lang.org/std/fs/fn.rename.html
#[inline]
pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<()> {
    fn rename(from: &[u8], to: &[u8]) -> Result<()> {
        let (mut from_scratch, mut to_scratch) = (Scratch::new(), Scratch::new());
        let (from_dir, from) = resolve(from, &mut from_scratch)?;
        let (to_dir, to) = resolve(to, &mut to_scratch)?;
        Ok(sys::path_rename(from_dir, from, to_dir, to)?)
    }
    rename(bytes(from.as_ref()), bytes(to.as_ref()))
}

/// Adds a name to a file, as [`std::fs::hard_link`]. Does not follow symbolic links.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `EXIST`: `link` exists.
/// - `NOENT`: `original` does not exist, or no preopened directory leads to a path.
/// - `PERM`: `original` is a directory.
/// - `XDEV`: `original` and `link` are on different file systems.
/// - `NOSYS` or `NOTSUP`: the host or its file system has no hard links.
/// - `NOTCAPABLE` or `PERM`: a path leaves the preopened directory, or a right is missing.
///
/// Error of this crate:
///
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): a path has a NUL byte.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("one", "buy milk\n")?;
/// fs::hard_link("one", "other")?;
/// fs::remove_file("one")?; // The content stays until its last name is removed.
/// assert_eq!(fs::read("other")?, b"buy milk\n");
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::hard_link`]: https://doc.rust-lang.org/std/fs/fn.hard_link.html
#[inline]
pub fn hard_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()> {
    fn hard_link(original: &[u8], link: &[u8]) -> Result<()> {
        let (mut original_scratch, mut link_scratch) = (Scratch::new(), Scratch::new());
        let (original_dir, original) = resolve(original, &mut original_scratch)?;
        let (link_dir, link) = resolve(link, &mut link_scratch)?;
        let follow = Lookupflags::empty();
        Ok(sys::path_link(
            original_dir,
            follow,
            original,
            link_dir,
            link,
        )?)
    }
    hard_link(bytes(original.as_ref()), bytes(link.as_ref()))
}

/// Creates a symbolic link whose target is the path `original`, as [`std::fs::soft_link`].
///
/// # Errors
///
/// As [`os::wasi::fs::symlink_path`](crate::os::wasi::fs::symlink_path).
///
/// # Examples
///
/// ```no_run
/// # #![allow(deprecated)]
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("notes.txt", "buy milk\n")?;
/// fs::soft_link("notes.txt", "link")?;
/// assert_eq!(fs::read("link")?, b"buy milk\n");
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::soft_link`]: https://doc.rust-lang.org/std/fs/fn.soft_link.html
#[deprecated(
    since = "0.1.0",
    note = "as `std`'s, whose successor here is `os::wasi::fs::symlink_path`"
)]
#[inline]
pub fn soft_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()> {
    symlink(original.as_ref(), link.as_ref())
}

/// Creates a symbolic link whose target is the path `original`.
pub(crate) fn symlink(original: &Path, link: &Path) -> Result<()> {
    let mut scratch = Scratch::new();
    let original = super::without_nul(original)?;
    let (dir, link) = resolve(bytes(link), &mut scratch)?;
    Ok(sys::path_symlink(original, dir, link)?)
}

/// Returns the target of a symbolic link, as it is stored, as [`std::fs::read_link`].
///
/// A relative target begins at the directory that holds the link, and not at the current directory.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `INVAL`: `path` is not a symbolic link.
/// - `NOENT`: `path` does not exist, or no preopened directory leads to it.
/// - `NOTCAPABLE` or `PERM`: `path` or the target leaves the preopened directory, or a right is
///   missing.
///
/// Errors of this crate:
///
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): `path` has a NUL byte.
/// - `NAMETOOLONG`: the target has 1 MiB or more.
/// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory): there is no memory for the target.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs, os::wasi::fs::symlink_path, path::Path, sys::Errno};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::create_dir("docs")?;
/// # fs::write("docs/notes.txt", "")?;
/// symlink_path("notes.txt", "docs/link")?;
/// assert_eq!(fs::read_link("docs/link")?, Path::new("notes.txt"));
/// let error = fs::read_link("docs/notes.txt").unwrap_err();
/// assert_eq!(error.errno(), Some(Errno::INVAL));
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::read_link`]: https://doc.rust-lang.org/std/fs/fn.read_link.html
#[cfg(feature = "alloc")]
#[inline]
pub fn read_link<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    fn read_link(path: &[u8]) -> Result<PathBuf> {
        let mut scratch = Scratch::new();
        let (dir, path) = resolve(path, &mut scratch)?;
        read_link_at(dir, path).map(path_buf)
    }
    read_link(bytes(path.as_ref()))
}

/// Returns a path with these bytes.
#[cfg(feature = "alloc")]
pub(crate) fn path_buf(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(OsString::from_bytes(bytes))
}

/// Returns the target of a symbolic link below an open directory.
///
/// A host cuts off a target that is longer than the buffer, and does not report it. So a target
/// that fills the buffer is read again with a larger one.
#[cfg(feature = "alloc")]
pub(crate) fn read_link_at(dir: BorrowedFd<'_>, path: &[u8]) -> Result<Vec<u8>> {
    /// The length of the first buffer, in bytes.
    const FIRST_LEN: usize = 256;
    /// The length of the largest buffer, in bytes.
    const MAX_LEN: usize = 1 << 20;

    let mut target = Vec::new();
    let mut len = FIRST_LEN;
    loop {
        target.try_reserve_exact(len - target.len())?;
        target.resize(len, 0);
        let used = sys::path_readlink(dir, path, &mut target)?;
        if used < len {
            target.truncate(used);
            target.shrink_to_fit();
            return Ok(target);
        }
        if len >= MAX_LEN {
            return Err(Errno::NAMETOOLONG.into());
        }
        len *= 2;
    }
}
