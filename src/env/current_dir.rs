//! The current directory, which no host has: a text that stands in front of relative paths.

use crate::ffi::OsString;
use crate::fs;
use crate::io::{Error, Message, Result};
use crate::path::{Path, PathBuf};
use crate::path_resolve;
use crate::sys::Errno;

/// Returns the absolute path that relative paths begin with, as [`std::env::current_dir`]: `/`
/// until [`set_current_dir`] sets it.
///
/// Differs from `std` where the host has preopened one directory under a relative name and another
/// one under the absolute form of that name, like `.` and `/`, or `data` and `/data`. Relative
/// paths then use the first directory, and absolute paths the second, so no absolute form exists.
/// That is an error here, where `std` mixes up the two. Relative paths, and `set_current_dir` with
/// one, keep working. One directory under both names is no error, if the host gives directories
/// serial numbers.
///
/// # Errors
///
/// - [`Unsupported`](crate::io::ErrorKind::Unsupported) if the current directory, or a path below
///   it, has no absolute form.
/// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory).
///
/// [`std::env::current_dir`]: https://doc.rust-lang.org/std/env/fn.current_dir.html
pub fn current_dir() -> Result<PathBuf> {
    fs::check_current_dir()?;
    current_dir_unchecked()
}

/// Returns the text of the current directory, without a check of where it leads.
pub(crate) fn current_dir_unchecked() -> Result<PathBuf> {
    let text =
        path_resolve::current_dir().map_err(|_| Error::from_message(Message::OutOfMemory))?;
    Ok(PathBuf::from(OsString::from_bytes(text)))
}

/// Sets what relative paths begin with, as [`std::env::set_current_dir`].
///
/// The program alone knows of it: its path is put in front of each relative path, and the whole is
/// looked up among the preopened directories. So a directory that is renamed is lost, and `..` stays in
/// what [`current_dir`] answers: after `sub` and `..` that is `/sub/..`. All of this is as under `std`.
///
/// A relative path keeps to the preopened directories of its kind: after `sub`, relative paths lead
/// below `.` also where another directory is preopened as `/`.
///
/// A program that never calls this function links none of its code.
///
/// # Errors
///
/// `NOTDIR` for what is no directory, or as [`fs::metadata`].
///
/// ```no_run
/// use nanowasi::{env, fs};
///
/// env::set_current_dir("src")?;
/// assert_eq!(env::current_dir()?.to_str(), Some("/src"));
/// let source = fs::read_to_string("main.rs")?; // src/main.rs
/// # Ok::<(), nanowasi::io::Error>(())
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
