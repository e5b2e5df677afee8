//! Creates and removes directories: [`create_dir`], [`create_dir_all`], [`DirBuilder`],
//! [`remove_dir`].

use core::fmt;

use super::permissions::Mode;
use super::{bytes, metadata, resolve};
use crate::io::{ErrorKind, Result};
use crate::path::Path;
use crate::path_resolve::Scratch;
use crate::raw::Lookupflags;
use crate::sys;

/// Creates a directory, as [`std::fs::create_dir`]. Its parent must exist.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `EXIST`: `path` exists.
/// - `NOENT`: the parent of `path` does not exist, or no preopened directory leads to `path`.
/// - `NOTDIR`: the parent of `path` is not a directory.
/// - `NOTCAPABLE` or `PERM`: `path` leaves the preopened directory, or a right is missing.
///
/// Error of this crate:
///
/// - [`InvalidInput`](ErrorKind::InvalidInput): `path` has a NUL byte.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs, io::ErrorKind};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::create_dir("out")?;
/// assert_eq!(fs::create_dir("out").unwrap_err().kind(), ErrorKind::AlreadyExists);
/// assert_eq!(fs::create_dir("a/b").unwrap_err().kind(), ErrorKind::NotFound);
/// # Ok(())
/// # }
/// ```
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

/// Creates a directory and its missing parents, as [`std::fs::create_dir_all`].
///
/// A directory that exists already is no error. The empty path and `/` are no errors either.
///
/// # Errors
///
/// As [`create_dir`]. Directories that were created before the error stay.
///
/// - `EXIST` or `NOTDIR`: `path` or one of its parents is a file.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::create_dir_all("out/2026/11")?;
/// fs::create_dir_all("out/2026")?; // Exists already.
/// assert!(fs::metadata("out/2026/11")?.is_dir());
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::create_dir_all`]: https://doc.rust-lang.org/std/fs/fn.create_dir_all.html
#[inline]
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> Result<()> {
    create_all(bytes(path.as_ref()))
}

fn create_all(path: &[u8]) -> Result<()> {
    fn all(path: &[u8]) -> Result<()> {
        let mut result = create(path);
        if matches!(&result, Err(error) if error.kind() == ErrorKind::NotFound)
            && let Some(parent) = parent(path)
        {
            all(parent)?;
            result = create(path);
        }
        // Hosts differ in the error for a directory that exists, so any error is followed by a
        // check.
        if result.is_err()
            && metadata::stat(path, Lookupflags::SYMLINK_FOLLOW).is_ok_and(|found| found.is_dir())
        {
            return Ok(());
        }
        result
    }
    if path.iter().all(|byte| *byte == b'/') {
        return Ok(());
    }
    all(path)
}

/// Returns the path before the last component, or `None` if it is empty.
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
/// Returns the host's errno, usually:
///
/// - `NOTEMPTY`: the directory has entries. [`remove_dir_all`](super::remove_dir_all) removes them.
/// - `NOTDIR`: `path` is not a directory.
/// - `NOENT`: `path` does not exist, or no preopened directory leads to it.
/// - `NOTCAPABLE` or `PERM`: `path` leaves the preopened directory, or a right is missing.
///
/// Error of this crate:
///
/// - [`InvalidInput`](ErrorKind::InvalidInput): `path` has a NUL byte.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::create_dir_all("out/2026")?;
/// assert!(fs::remove_dir("out").is_err()); // Not empty.
/// fs::remove_dir("out/2026")?;
/// fs::remove_dir("out")?;
/// # Ok(())
/// # }
/// ```
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

/// A builder that creates directories, with or without their parents, as [`std::fs::DirBuilder`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, DirBuilder};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// DirBuilder::new().recursive(true).create("out/2026/11")?;
/// assert!(fs::metadata("out/2026/11")?.is_dir());
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::DirBuilder`]: https://doc.rust-lang.org/std/fs/struct.DirBuilder.html
pub struct DirBuilder {
    recursive: bool,
}

impl DirBuilder {
    /// Returns a builder that creates one directory, whose parent must exist.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, DirBuilder};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// DirBuilder::new().create("out")?;
    /// assert!(fs::metadata("out")?.is_dir());
    /// # Ok(())
    /// # }
    /// ```
    #[allow(clippy::new_without_default, reason = "`std`'s has none")]
    #[inline]
    #[must_use]
    pub const fn new() -> DirBuilder {
        Self { recursive: false }
    }

    /// Sets whether missing parents are created, and a directory that exists is accepted.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, DirBuilder};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut builder = DirBuilder::new();
    /// builder.recursive(true);
    /// builder.create("out/2026")?;
    /// builder.create("out")?; // Exists already.
    /// assert!(fs::metadata("out/2026")?.is_dir());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn recursive(&mut self, recursive: bool) -> &mut Self {
        self.recursive = recursive;
        self
    }

    /// Creates a directory.
    ///
    /// # Errors
    ///
    /// As [`create_dir_all`] if the builder is [`recursive`](Self::recursive), and as
    /// [`create_dir`] if it is not.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::DirBuilder;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let builder = DirBuilder::new();
    /// for name in ["bin", "lib"] {
    ///     builder.create(name)?;
    /// }
    /// assert!(builder.create("lib").is_err());
    /// # Ok(())
    /// # }
    /// ```
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
    /// Prints the same text as `std`.
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
    fn the_parent_is_the_path_before_the_last_component() {
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

    /// `std` calls no host for these paths, so they succeed without a preopened directory.
    #[test]
    fn the_empty_path_and_the_root_exist() {
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
