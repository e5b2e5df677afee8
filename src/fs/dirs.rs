//! Making and removing directories: [`create_dir`], [`create_dir_all`], [`DirBuilder`], [`remove_dir`].

use core::fmt;

use super::permissions::Mode;
use super::{bytes, metadata, resolve};
use crate::io::{ErrorKind, Result};
use crate::path::Path;
use crate::path_resolve::Scratch;
use crate::raw::Lookupflags;
use crate::sys;

/// Makes a directory, as [`std::fs::create_dir`].
///
/// # Errors
///
/// What the host answers: `EXIST` if there is something of that name, `NOENT` if its parent is
/// missing, `PERM` or `NOTCAPABLE` if it leaves the preopened directory; or as said in the
/// [module](super) if no preopen leads there.
///
/// [`std::fs::create_dir`]: https://doc.rust-lang.org/std/fs/fn.create_dir.html
#[inline]
pub fn create_dir<P: AsRef<Path>>(path: P) -> Result<()> {
    create(bytes(path.as_ref()))
}

fn create(path: &[u8]) -> Result<()> {
    let mut scratch = Scratch::new();
    let (dir, path) = resolve(path, &mut scratch)?;
    Ok(sys::path_create_directory(dir, path)?)
}

/// Makes a directory and those of its parents that are missing, as [`std::fs::create_dir_all`].
///
/// # Errors
///
/// As [`create_dir`]; what was made before the error stays. It is none if the directory exists, or if the path is
/// empty or the root.
///
/// [`std::fs::create_dir_all`]: https://doc.rust-lang.org/std/fs/fn.create_dir_all.html
#[inline]
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> Result<()> {
    create_all(bytes(path.as_ref()))
}

fn create_all(path: &[u8]) -> Result<()> {
    fn all(path: &[u8]) -> Result<()> {
        let mut made = create(path);
        if matches!(&made, Err(error) if error.kind() == ErrorKind::NotFound)
            && let Some(parent) = parent(path)
        {
            all(parent)?;
            made = create(path);
        }
        // Whatever was answered, a directory is there: hosts differ in what they say of one.
        if made.is_err()
            && metadata::of(path, Lookupflags::SYMLINK_FOLLOW).is_ok_and(|found| found.is_dir())
        {
            return Ok(());
        }
        made
    }
    if path.iter().all(|byte| *byte == b'/') {
        return Ok(());
    }
    all(path)
}

/// What stands before the last component of a path, if anything does.
fn parent(mut path: &[u8]) -> Option<&[u8]> {
    while let [rest @ .., b'/'] = path {
        path = rest;
    }
    while let [rest @ .., byte] = path
        && *byte != b'/'
    {
        path = rest;
    }
    while let [rest @ .., b'/'] = path {
        path = rest;
    }
    (!path.is_empty()).then_some(path)
}

/// Removes an empty directory, as [`std::fs::remove_dir`].
///
/// # Errors
///
/// What the host answers: `NOTDIR` for what is none, `NOTEMPTY` if there is something in it.
///
/// [`std::fs::remove_dir`]: https://doc.rust-lang.org/std/fs/fn.remove_dir.html
#[inline]
pub fn remove_dir<P: AsRef<Path>>(path: P) -> Result<()> {
    fn remove(path: &[u8]) -> Result<()> {
        let mut scratch = Scratch::new();
        let (dir, path) = resolve(path, &mut scratch)?;
        Ok(sys::path_remove_directory(dir, path)?)
    }
    remove(bytes(path.as_ref()))
}

/// How a directory is to be made, as [`std::fs::DirBuilder`].
///
/// ```no_run
/// use nanowasi::fs::DirBuilder;
///
/// DirBuilder::new().recursive(true).create("out/2026/11")?;
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// [`std::fs::DirBuilder`]: https://doc.rust-lang.org/std/fs/struct.DirBuilder.html
pub struct DirBuilder {
    recursive: bool,
}

impl DirBuilder {
    /// Makes one directory at first, whose parent has to be there.
    #[allow(clippy::new_without_default, reason = "`std`'s has none")]
    #[inline]
    #[must_use]
    pub const fn new() -> DirBuilder {
        Self { recursive: false }
    }

    /// Whether to make parents that are missing, and to be content with a directory that is there.
    #[inline]
    pub const fn recursive(&mut self, recursive: bool) -> &mut Self {
        self.recursive = recursive;
        self
    }

    /// Makes a directory.
    ///
    /// # Errors
    ///
    /// As [`create_dir`] or [`create_dir_all`].
    #[inline]
    pub fn create<P: AsRef<Path>>(&self, path: P) -> Result<()> {
        let path = bytes(path.as_ref());
        if self.recursive {
            create_all(path)
        } else {
            create(path)
        }
    }
}

impl fmt::Debug for DirBuilder {
    /// As `std` prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Inner;

        impl fmt::Debug for Inner {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("DirBuilder")
                    .field("mode", &Mode(0o777))
                    .finish()
            }
        }

        f.debug_struct("DirBuilder")
            .field("inner", &Inner)
            .field("recursive", &self.recursive)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parent_is_what_stands_before_the_last_component() {
        let parent = |path: &'static str| {
            parent(path.as_bytes()).map(|bytes| std::str::from_utf8(bytes).unwrap())
        };
        assert_eq!(parent("a/b/c"), Some("a/b"));
        assert_eq!(parent("a//b//"), Some("a"));
        assert_eq!(parent("/a/b"), Some("/a"));
        assert_eq!(parent("ä/ö"), Some("ä"));
        for path in ["", "a", "a/", "/", "//", "/a", "/a/"] {
            assert_eq!(parent(path), None, "{path}");
        }
    }

    /// `std` asks no host for these, so they succeed without a preopened directory.
    #[test]
    fn nothing_and_the_root_are_there() {
        for path in ["", "/", "//"] {
            assert!(create_dir_all(path).is_ok(), "{path}");
            assert!(DirBuilder::new().recursive(true).create(path).is_ok());
        }
        assert!(create_dir_all("x").is_err());
    }

    #[test]
    fn prints_as_std_does() {
        assert_eq!(
            format!("{:?}", DirBuilder::new()),
            "DirBuilder { inner: DirBuilder { mode: 0o000777 }, recursive: false }"
        );
    }
}
