//! [`absolute`]: makes a path absolute, without access to its files.

use super::{Path, PathBuf};
use crate::env;
use crate::fs;
use crate::io::{Error, ErrorKind, Result};
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

static EMPTY_PATH: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "cannot make an empty path absolute",
);

/// Makes a path absolute, as [`std::path::absolute`].
///
/// The current directory is prepended to a relative path. Repeated separators and `.` are removed;
/// `..` and symbolic links remain. The path need not exist.
///
/// Unlike `std`, which may return the path of another file, the result leads to the same file as
/// `path`, or neither leads anywhere. To ensure that, this function requests the names of the
/// preopened directories from the host, and the attributes of two directories with the same name.
///
/// # Errors
///
/// - [`InvalidInput`](ErrorKind::InvalidInput): the path is empty.
/// - [`Unsupported`](ErrorKind::Unsupported): no absolute path leads to the file, as described for
///   [`current_dir`](env::current_dir).
/// - [`OutOfMemory`](ErrorKind::OutOfMemory): there is no memory for the path.
///
/// # Examples
///
/// ```
/// use nanowasi::path::{self, Path};
///
/// let path = path::absolute("/foo//test/.././bar.rs")?;
/// assert_eq!(path, Path::new("/foo/test/../bar.rs"));
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// [`std::path::absolute`]: https://doc.rust-lang.org/std/path/fn.absolute.html
pub fn absolute<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    fn absolute(path: &Path) -> Result<PathBuf> {
        let absolute = absolute_in(env::current_dir_unchecked, path)?;
        fs::check_absolute(path, &absolute)?;
        Ok(absolute)
    }
    absolute(path.as_ref())
}

/// Makes a path absolute in the given current directory, without a check that it leads to the same
/// file.
pub(crate) fn absolute_in(
    current_dir: impl FnOnce() -> Result<PathBuf>,
    path: &Path,
) -> Result<PathBuf> {
    let text = path.as_os_str().as_encoded_bytes();
    // POSIX: two leading separators may have a meaning of their own, three or more mean one.
    let mut absolute = match text {
        [] => return Err(Error::from_static_message(&EMPTY_PATH)),
        [b'/', b'/', b'/', ..] => PathBuf::from("/"),
        [b'/', b'/', ..] => PathBuf::from("//"),
        [b'/', ..] => PathBuf::from("/"),
        _ => current_dir()?,
    };
    for component in path {
        if component != "/" && component != "." {
            absolute.push(component);
        }
    }
    if text.ends_with(b"/") {
        absolute.push("");
    }
    Ok(absolute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_absolute_as_in_std() {
        let current_dir = || {
            Ok(PathBuf::from(
                std::env::current_dir().unwrap().to_str().unwrap(),
            ))
        };
        for path in [
            "/",
            "//",
            "///",
            "//a//b",
            "///a",
            "/a/../b/./c/",
            "/.",
            "a",
            "./a",
            "././a/",
            "..",
            "../a/.",
            ".",
            "./",
            "a//",
        ] {
            let std = std::path::absolute(path).unwrap();
            let ours = absolute_in(current_dir, Path::new(path)).unwrap();
            assert_eq!(ours.to_str(), std.to_str(), "{path}");
        }
    }

    #[test]
    fn an_empty_path_stays_an_error() {
        let error = absolute("").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert_eq!(error.to_string(), "cannot make an empty path absolute");
    }
}
