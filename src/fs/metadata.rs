//! [`Metadata`]: the attributes of a file, which can be read without opening it.

use core::fmt;

use super::{FileType, Permissions, bytes, resolve};
use crate::io::{ErrorKind, Result};
use crate::path::Path;
use crate::path_resolve::Scratch;
use crate::raw::{Filestat, Lookupflags};
use crate::sys;
use crate::time::SystemTime;

/// The attributes of a file, as [`std::fs::Metadata`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::write("notes.txt", "buy milk\n")?;
/// let metadata = fs::metadata("notes.txt")?;
/// assert!(metadata.is_file());
/// assert_eq!(metadata.len(), 9);
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::Metadata`]: https://doc.rust-lang.org/std/fs/struct.Metadata.html
#[derive(Clone)]
pub struct Metadata(pub(crate) Filestat);

impl Metadata {
    /// Returns the length in bytes. The length of a symbolic link is the length of its target path.
    ///
    /// The length of a directory or a device depends on the host.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("cache.bin", [0; 2_000])?;
    /// if fs::metadata("cache.bin")?.len() > 1_000 {
    ///     fs::remove_file("cache.bin")?;
    /// }
    /// # assert!(!fs::exists("cache.bin")?);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "the surface of `std`")]
    pub const fn len(&self) -> u64 {
        self.0.size
    }

    /// Returns the type of the file.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// assert!(fs::metadata(".")?.file_type().is_dir());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn file_type(&self) -> FileType {
        FileType(self.0.filetype)
    }

    /// Returns whether the file is a directory.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::create_dir("out")?;
    /// assert!(fs::metadata("out")?.is_dir());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn is_dir(&self) -> bool {
        self.file_type().is_dir()
    }

    /// Returns whether the file is a regular file: not a directory, a link, a device or a socket.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("notes.txt", "")?;
    /// assert!(fs::metadata("notes.txt")?.is_file());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.file_type().is_file()
    }

    /// Returns whether the file is a symbolic link. Never true for attributes from [`metadata`],
    /// which follows links: use [`symlink_metadata`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, os::wasi::fs::symlink_path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("notes.txt", "")?;
    /// symlink_path("notes.txt", "link")?;
    /// assert!(fs::symlink_metadata("link")?.is_symlink());
    /// assert!(!fs::metadata("link")?.is_symlink());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn is_symlink(&self) -> bool {
        self.file_type().is_symlink()
    }

    /// Returns the permissions of the file. Preview 1 has none, so they deny everything, as under
    /// `std` on this target: see [`Permissions`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("notes.txt", "")?;
    /// assert!(fs::metadata("notes.txt")?.permissions().readonly());
    /// fs::write("notes.txt", "can be written all the same")?;
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn permissions(&self) -> Permissions {
        Permissions::of(self.file_type())
    }

    /// Returns the time of the last write.
    ///
    /// # Errors
    ///
    /// None.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("page.md", "")?;
    /// # fs::write("page.html", "")?;
    /// let source = fs::metadata("page.md")?.modified()?;
    /// let target = fs::metadata("page.html")?.modified()?;
    /// let is_outdated = source > target;
    /// # assert!(!is_outdated);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn modified(&self) -> Result<SystemTime> {
        Ok(SystemTime::from_timestamp(self.0.mtim))
    }

    /// Returns the time of the last read. Many file systems update it rarely or never.
    ///
    /// # Errors
    ///
    /// None.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::time::{Duration, SystemTime};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("cache.bin", "")?;
    /// let unused = SystemTime::now().duration_since(fs::metadata("cache.bin")?.accessed()?);
    /// if unused.is_ok_and(|time| time > Duration::from_secs(7 * 24 * 60 * 60)) {
    ///     fs::remove_file("cache.bin")?;
    /// }
    /// # assert!(fs::exists("cache.bin")?);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn accessed(&self) -> Result<SystemTime> {
        Ok(SystemTime::from_timestamp(self.0.atim))
    }

    /// Returns the time of the last change of the attributes, as `std` does on this target. Preview
    /// 1 has no time of creation.
    ///
    /// # Errors
    ///
    /// None.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, time::SystemTime};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("notes.txt", "")?;
    /// let changed = fs::metadata("notes.txt")?.created()?;
    /// assert!(changed > SystemTime::UNIX_EPOCH);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn created(&self) -> Result<SystemTime> {
        Ok(SystemTime::from_timestamp(self.0.ctim))
    }
}

impl fmt::Debug for Metadata {
    /// Prints the same text as `std`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let times = [self.0.mtim, self.0.atim, self.0.ctim].map(SystemTime::from_timestamp);
        let [modified, accessed, created] = times;
        f.debug_struct("Metadata")
            .field("file_type", &self.file_type())
            .field("permissions", &self.permissions())
            .field("len", &self.len())
            .field("modified", &modified)
            .field("accessed", &accessed)
            .field("created", &created)
            .finish_non_exhaustive()
    }
}

/// Returns the attributes of a file, as [`std::fs::metadata`]. Follows symbolic links.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOENT`: `path` does not exist, or no preopened directory leads to it.
/// - `NOTDIR`: a component of `path` before the last one is not a directory.
/// - `NOTCAPABLE` or `PERM`: `path` leaves the preopened directory, or a right is missing.
///
/// Errors of this crate:
///
/// - [`InvalidInput`](ErrorKind::InvalidInput): `path` has a NUL byte.
/// - `IO`: the host returned no attributes.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs, io::ErrorKind};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::write("notes.txt", "buy milk\n")?;
/// assert_eq!(fs::metadata("notes.txt")?.len(), 9);
/// assert_eq!(fs::metadata("nothing").unwrap_err().kind(), ErrorKind::NotFound);
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::metadata`]: https://doc.rust-lang.org/std/fs/fn.metadata.html
#[inline]
pub fn metadata<P: AsRef<Path>>(path: P) -> Result<Metadata> {
    stat(bytes(path.as_ref()), Lookupflags::SYMLINK_FOLLOW)
}

/// Returns the attributes of a file, as `std::fs::symlink_metadata`. Does not follow a symbolic
/// link in the last component of the path.
///
/// # Errors
///
/// As [`metadata`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs, os::wasi::fs::symlink_path};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// symlink_path("nowhere", "link")?;
/// assert_eq!(fs::symlink_metadata("link")?.len(), "nowhere".len() as u64);
/// assert!(fs::metadata("link").is_err()); // Follows the link.
/// # Ok(())
/// # }
/// ```
#[inline]
pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> Result<Metadata> {
    stat(bytes(path.as_ref()), Lookupflags::empty())
}

/// Returns the attributes of the file at `path`.
pub(super) fn stat(path: &[u8], lookup: Lookupflags) -> Result<Metadata> {
    let mut scratch = Scratch::new();
    let (dir, path) = resolve(path, &mut scratch)?;
    Ok(Metadata(sys::path_filestat_get(dir, lookup, path)?))
}

/// Returns whether a path leads to a file or a directory, as `std::fs::exists`.
///
/// Follows symbolic links: returns `false` for a link whose target does not exist.
///
/// # Errors
///
/// As [`metadata`], except `NOENT`, which is `Ok(false)`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// if !fs::exists("settings.ini")? {
///     fs::write("settings.ini", "color = blue\n")?;
/// }
/// assert!(fs::exists("settings.ini")?);
/// # Ok(())
/// # }
/// ```
#[inline]
pub fn exists<P: AsRef<Path>>(path: P) -> Result<bool> {
    fn exists(path: &Path) -> Result<bool> {
        match stat(bytes(path), Lookupflags::SYMLINK_FOLLOW) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
    exists(path.as_ref())
}
