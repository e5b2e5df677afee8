//! Links and other names, from one open directory to another.

use super::lookup;
use crate::fs::{self, File, without_nul};
use crate::io::Result;
use crate::path::Path;
use crate::sys::{self, AsFd};

/// Gives a file one more name, from one open directory to another. As `std::os::wasi::fs::link`.
///
/// `old_flags` are the bits of [`Lookupflags`](crate::raw::Lookupflags).
///
/// # Errors
///
/// What the host answers.
pub fn link<P: AsRef<Path>, U: AsRef<Path>>(
    old_fd: &File,
    old_flags: u32,
    old_path: P,
    new_fd: &File,
    new_path: U,
) -> Result<()> {
    let old_path = without_nul(old_path.as_ref())?;
    let new_path = without_nul(new_path.as_ref())?;
    let flags = lookup(old_flags);
    Ok(sys::path_link(
        old_fd.as_fd(),
        flags,
        old_path,
        new_fd.as_fd(),
        new_path,
    )?)
}

/// Gives a file or a directory another name, from one open directory to another. As
/// `std::os::wasi::fs::rename`.
///
/// # Errors
///
/// What the host answers.
pub fn rename<P: AsRef<Path>, U: AsRef<Path>>(
    old_fd: &File,
    old_path: P,
    new_fd: &File,
    new_path: U,
) -> Result<()> {
    let old_path = without_nul(old_path.as_ref())?;
    let new_path = without_nul(new_path.as_ref())?;
    Ok(sys::path_rename(
        old_fd.as_fd(),
        old_path,
        new_fd.as_fd(),
        new_path,
    )?)
}

/// Makes a symbolic link that says `old_path`, in an open directory. As `std::os::wasi::fs::symlink`.
///
/// # Errors
///
/// What the host answers: most refuse one that is absolute.
pub fn symlink<P: AsRef<Path>, U: AsRef<Path>>(old_path: P, fd: &File, new_path: U) -> Result<()> {
    let old_path = without_nul(old_path.as_ref())?;
    let new_path = without_nul(new_path.as_ref())?;
    Ok(sys::path_symlink(old_path, fd.as_fd(), new_path)?)
}

/// Makes a symbolic link that says `old_path`. As `std::os::wasi::fs::symlink_path`.
///
/// # Errors
///
/// What the host answers: most refuse one that is absolute.
pub fn symlink_path<P: AsRef<Path>, U: AsRef<Path>>(old_path: P, new_path: U) -> Result<()> {
    fs::symlink(old_path.as_ref(), new_path.as_ref())
}
