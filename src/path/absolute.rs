//! [`absolute`]: a path from the root, without a look at the filesystem.

use super::{Path, PathBuf};
use crate::env;
use crate::io::{Error, ErrorKind, Result};
use crate::sys::{Errno, Text};

static EMPTY: Text = Text::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "cannot make an empty path absolute",
);

/// Makes a path absolute, as [`std::path::absolute`]: with the current directory before it if it is
/// relative, and without doubled separators and `.`.
///
/// The host is not asked: `..` and symbolic links stay, and nothing needs to exist.
///
/// ```
/// use nanowasi::path::{self, Path};
///
/// let path = path::absolute("/foo//test/.././bar.rs")?;
/// assert_eq!(path, Path::new("/foo/test/../bar.rs"));
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// # Errors
///
/// If the path is empty, or if there is no current directory.
///
/// [`std::path::absolute`]: https://doc.rust-lang.org/std/path/fn.absolute.html
pub fn absolute<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    absolute_in(env::current_dir, path.as_ref())
}

fn absolute_in(current_dir: fn() -> Result<PathBuf>, path: &Path) -> Result<PathBuf> {
    let text = path.as_os_str().as_encoded_bytes();
    // Two separators at the front may mean something to a system, three are one.
    let mut made = match text {
        [] => return Err(Error::text(&EMPTY)),
        [b'/', b'/', b'/', ..] => PathBuf::from("/"),
        [b'/', b'/', ..] => PathBuf::from("//"),
        [b'/', ..] => PathBuf::from("/"),
        _ => current_dir()?,
    };
    for part in path {
        if part != "/" && part != "." {
            made.push(part);
        }
    }
    if text.ends_with(b"/") {
        made.push("");
    }
    Ok(made)
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
