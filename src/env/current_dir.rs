//! [`current_dir`] and [`set_current_dir`].
//!
//! Preview 1 has no current directory. The program keeps the text of one, and path resolution
//! prepends it to relative paths.

use crate::ffi::OsString;
use crate::fs;
use crate::io::{Error, Message, Result};
use crate::path::{Path, PathBuf};
use crate::path_resolve;
use crate::sys::Errno;

/// Returns the absolute path of the current directory, as [`std::env::current_dir`].
///
/// The path is `/` until [`set_current_dir`] changes it.
///
/// Unlike `std`, this function fails if two preopened directories differ only in the leading `/` of
/// their names: `.` and `/`, or `data` and `/data`. Relative paths then lead to the first directory
/// and absolute paths to the second, so the current directory has no absolute path. `std` confuses
/// the two. Relative paths keep working, also with [`set_current_dir`]. One directory under both
/// names is no error, if the host gives directories inode numbers.
///
/// # Errors
///
/// - [`Unsupported`](crate::io::ErrorKind::Unsupported): the current directory, or a path below it,
///   has no absolute path.
/// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory): there is no memory for the path.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// assert_eq!(env::current_dir()?.to_str(), Some("/"));
/// # Ok(())
/// # }
/// ```
///
/// [`std::env::current_dir`]: https://doc.rust-lang.org/std/env/fn.current_dir.html
pub fn current_dir() -> Result<PathBuf> {
    fs::check_current_dir()?;
    current_dir_unchecked()
}

/// Returns the text of the current directory, without a check that the text leads there.
pub(crate) fn current_dir_unchecked() -> Result<PathBuf> {
    let text =
        path_resolve::current_dir().map_err(|_| Error::from_message(Message::OutOfMemory))?;
    Ok(PathBuf::from(OsString::from_bytes(text)))
}

/// Sets the current directory, to which relative paths are relative, as
/// [`std::env::set_current_dir`].
///
/// The host is not involved. The program keeps the text of `path` and prepends it to each relative
/// path, then resolves the result among the preopened directories. So, as under `std`:
///
/// - If the directory is renamed, the current directory no longer exists.
/// - `..` is not resolved: after `sub` and `..`, [`current_dir`] returns `/sub/..`.
///
/// A relative path keeps to preopened directories with relative names. After
/// `set_current_dir("sub")`, relative paths lead below `.` even if another directory is preopened
/// as `/`.
///
/// A program that never calls this function links none of its code.
///
/// # Errors
///
/// - `NOTDIR`: `path` is not a directory.
/// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory): there is no memory for the path.
/// - The errors of [`fs::metadata`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{env, fs};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::create_dir("src")?;
/// # fs::write("src/main.rs", "fn main() {}")?;
/// env::set_current_dir("src")?;
/// assert_eq!(env::current_dir()?.to_str(), Some("/src"));
/// assert_eq!(fs::read_to_string("main.rs")?, "fn main() {}"); // src/main.rs
///
/// env::set_current_dir("..")?;
/// assert_eq!(env::current_dir()?.to_str(), Some("/src/.."));
/// # Ok(())
/// # }
/// ```
///
/// [`std::env::set_current_dir`]: https://doc.rust-lang.org/std/env/fn.set_current_dir.html
#[inline]
pub fn set_current_dir<P: AsRef<Path>>(path: P) -> Result<()> {
    fn set(path: &Path) -> Result<()> {
        if !fs::metadata(path)?.is_dir() {
            return Err(Errno::NOTDIR.into());
        }
        Ok(path_resolve::set_current_dir(
            path.as_os_str().as_encoded_bytes(),
        )?)
    }
    set(path.as_ref())
}
