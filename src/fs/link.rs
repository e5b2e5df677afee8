//! What is done to a name and not to what it leads to: removing, renaming and linking it.

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

/// Removes a file or a symbolic link, as [`std::fs::remove_file`].
///
/// # Errors
///
/// What the host answers: most say `ISDIR` or `PERM` of a directory.
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

/// Gives a file or a directory another name, as [`std::fs::rename`]. A file that has that name is replaced.
///
/// # Errors
///
/// What the host answers: between two preopened directories, `XDEV` if they are on two file systems.
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

/// Gives a file one more name, as [`std::fs::hard_link`]. A symbolic link is not followed.
///
/// # Errors
///
/// What the host answers.
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

/// Makes a symbolic link that says `original`, as [`std::fs::soft_link`].
///
/// # Errors
///
/// What the host answers: most refuse one that is absolute.
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

/// Makes a symbolic link that says `original`.
pub(crate) fn symlink(original: &Path, link: &Path) -> Result<()> {
    let mut scratch = Scratch::new();
    let original = super::without_nul(original)?;
    let (dir, link) = resolve(bytes(link), &mut scratch)?;
    Ok(sys::path_symlink(original, dir, link)?)
}

/// Returns the target of a symbolic link as it is stored, as [`std::fs::read_link`]. A relative
/// target begins at the directory that holds the link.
///
/// # Errors
///
/// What the host answers: `INVAL` for what is none.
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

/// Bytes as a path.
#[cfg(feature = "alloc")]
pub(crate) fn path_buf(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(OsString::from_bytes(bytes))
}

/// What a symbolic link says that is below an open directory.
///
/// A host cuts off what there is no room for, so only what leaves some is whole.
#[cfg(feature = "alloc")]
pub(crate) fn read_link_at(dir: BorrowedFd<'_>, path: &[u8]) -> Result<Vec<u8>> {
    /// The room for the first try, in bytes, and the most that is tried.
    const FIRST: usize = 256;
    const MOST: usize = 1 << 20;

    let mut text = Vec::new();
    let mut room = FIRST;
    loop {
        text.try_reserve_exact(room - text.len())?;
        text.resize(room, 0);
        let used = sys::path_readlink(dir, path, &mut text)?;
        if used < room {
            text.truncate(used);
            text.shrink_to_fit();
            return Ok(text);
        }
        if room >= MOST {
            return Err(Errno::NAMETOOLONG.into());
        }
        room *= 2;
    }
}
