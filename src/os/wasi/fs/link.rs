//! [`link()`], [`rename`] and [`symlink`] with paths below open directories.

use super::lookup;
use crate::fs::{self, File, without_nul};
use crate::io::Result;
use crate::path::Path;
use crate::sys::{self, AsFd};

/// Creates a hard link `new_path` below the directory `new_fd` to the file `old_path` below the
/// directory `old_fd`, as `std::os::wasi::fs::link`.
///
/// `old_flags` are bits of [`Lookupflags`](crate::raw::Lookupflags): 1 to follow a symbolic link at
/// `old_path`, which wasmtime refuses, 0 to link the symbolic link itself.
///
/// # Errors
///
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): a path has a NUL byte.
/// - The host's errno, usually:
///   - `NOENT`: `old_path` does not exist.
///   - `EXIST`: `new_path` exists.
///   - `INVAL`: the host does not follow a symbolic link (wasmtime).
///   - `XDEV`: the directories are on different devices.
///   - `NOTCAPABLE`: a path leads out of its directory, or a needed right is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, OpenOptions};
/// use nanowasi::os::wasi::fs::{self as wasi, OpenOptionsExt};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let dir = OpenOptions::new().read(true).directory(true).open(".")?;
/// fs::write("old", "text")?;
/// wasi::link(&dir, 0, "old", &dir, "new")?;
/// assert_eq!(fs::read_to_string("new")?, "text");
/// # Ok(())
/// # }
/// ```
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

/// Moves the file or directory `old_path` below the directory `old_fd` to `new_path` below the
/// directory `new_fd`, as `std::os::wasi::fs::rename`.
///
/// A file at `new_path` is replaced, and so is an empty directory by a directory.
///
/// # Errors
///
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): a path has a NUL byte.
/// - The host's errno, usually:
///   - `NOENT`: `old_path` does not exist.
///   - `ISDIR` or `NOTDIR`: one of the paths is a directory and the other is not.
///   - `NOTEMPTY`: `new_path` is a directory that is not empty.
///   - `XDEV`: the directories are on different devices.
///   - `NOTCAPABLE`: a path leads out of its directory, or a needed right is missing.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, OpenOptions};
/// use nanowasi::os::wasi::fs::{self as wasi, OpenOptionsExt};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::create_dir("done")?;
/// # fs::write("report", "text")?;
/// let mut options = OpenOptions::new();
/// options.read(true).directory(true);
/// let (here, done) = (options.open(".")?, options.open("done")?);
/// wasi::rename(&here, "report", &done, "report")?;
/// assert_eq!(fs::read_to_string("done/report")?, "text");
/// # Ok(())
/// # }
/// ```
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

/// Creates a symbolic link `new_path` below the directory `fd` that contains the text `old_path`,
/// as `std::os::wasi::fs::symlink`.
///
/// `old_path` need not exist. The host resolves it relative to the directory of the link.
///
/// # Errors
///
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): a path has a NUL byte.
/// - The host's errno, usually:
///   - `EXIST`: `new_path` exists.
///   - `PERM` or `NOTCAPABLE`: `old_path` is absolute, which most hosts refuse.
///   - `NOTSUP`: the host has no symbolic links (browsers).
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, OpenOptions};
/// use nanowasi::os::wasi::fs::{self as wasi, OpenOptionsExt};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::create_dir("data")?;
/// let dir = OpenOptions::new().read(true).directory(true).open("data")?;
/// wasi::symlink("file", &dir, "link")?;
/// fs::write("data/file", "text")?;
/// assert_eq!(fs::read_to_string("data/link")?, "text");
/// # Ok(())
/// # }
/// ```
pub fn symlink<P: AsRef<Path>, U: AsRef<Path>>(old_path: P, fd: &File, new_path: U) -> Result<()> {
    let old_path = without_nul(old_path.as_ref())?;
    let new_path = without_nul(new_path.as_ref())?;
    Ok(sys::path_symlink(old_path, fd.as_fd(), new_path)?)
}

/// Creates a symbolic link `new_path` that contains the text `old_path`, as
/// `std::os::wasi::fs::symlink_path`.
///
/// Unlike for [`symlink`], `new_path` is an ordinary path, which leads to a preopened directory.
///
/// # Errors
///
/// - As for [`symlink`].
/// - [`NotFound`](crate::io::ErrorKind::NotFound): no preopened directory contains `new_path`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
/// use nanowasi::os::wasi::fs::symlink_path;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("file", "text")?;
/// symlink_path("file", "link")?;
/// assert_eq!(fs::read_to_string("link")?, "text");
/// # Ok(())
/// # }
/// ```
pub fn symlink_path<P: AsRef<Path>, U: AsRef<Path>>(old_path: P, new_path: U) -> Result<()> {
    fs::symlink(old_path.as_ref(), new_path.as_ref())
}
