//! [`Metadata`]: what is known of a file without opening it.

use core::fmt;

use super::{FileType, Permissions, bytes, resolve};
use crate::io::{ErrorKind, Result};
use crate::path::Path;
use crate::path_resolve::Scratch;
use crate::raw::{Filestat, Lookupflags};
use crate::sys;
use crate::time::SystemTime;

/// A file's attributes, as [`std::fs::Metadata`].
///
/// [`std::fs::Metadata`]: https://doc.rust-lang.org/std/fs/struct.Metadata.html
#[derive(Clone)]
pub struct Metadata(pub(crate) Filestat);

impl Metadata {
    /// The length in bytes; of a symbolic link, that of the path in it.
    #[inline]
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "the surface of `std`")]
    pub const fn len(&self) -> u64 {
        self.0.size
    }

    /// What kind of file it is.
    #[inline]
    #[must_use]
    pub const fn file_type(&self) -> FileType {
        FileType(self.0.filetype)
    }

    /// Whether it is a directory.
    #[inline]
    #[must_use]
    pub fn is_dir(&self) -> bool {
        self.file_type().is_dir()
    }

    /// Whether it is a regular file.
    #[inline]
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.file_type().is_file()
    }

    /// Whether it is a symbolic link: only from [`symlink_metadata`].
    #[inline]
    #[must_use]
    pub fn is_symlink(&self) -> bool {
        self.file_type().is_symlink()
    }

    /// Who may do what with it: nobody anything, since WASI doesn't tell.
    #[inline]
    #[must_use]
    pub const fn permissions(&self) -> Permissions {
        Permissions::of(self.file_type())
    }

    /// When its content was last written.
    ///
    /// # Errors
    ///
    /// None.
    #[inline]
    pub const fn modified(&self) -> Result<SystemTime> {
        Ok(SystemTime::from_timestamp(self.0.mtim))
    }

    /// When its content was last read, as far as the host keeps that.
    ///
    /// # Errors
    ///
    /// None.
    #[inline]
    pub const fn accessed(&self) -> Result<SystemTime> {
        Ok(SystemTime::from_timestamp(self.0.atim))
    }

    /// When its attributes last changed: WASI doesn't tell when it was created, and `std` takes this there.
    ///
    /// # Errors
    ///
    /// None.
    #[inline]
    pub const fn created(&self) -> Result<SystemTime> {
        Ok(SystemTime::from_timestamp(self.0.ctim))
    }
}

impl fmt::Debug for Metadata {
    /// As `std` prints it.
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

/// A file's attributes; of a symbolic link, those of what it leads to. As [`std::fs::metadata`].
///
/// # Errors
///
/// What the host answers, or as said in the [module](super) if no preopen leads there.
///
/// ```no_run
/// let bytes = nanowasi::fs::metadata("notes.txt")?.len();
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// [`std::fs::metadata`]: https://doc.rust-lang.org/std/fs/fn.metadata.html
#[inline]
pub fn metadata<P: AsRef<Path>>(path: P) -> Result<Metadata> {
    of(bytes(path.as_ref()), Lookupflags::SYMLINK_FOLLOW)
}

/// A file's attributes, also if it is a symbolic link. As `std::fs::symlink_metadata`.
///
/// # Errors
///
/// As [`metadata`].
#[inline]
pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> Result<Metadata> {
    of(bytes(path.as_ref()), Lookupflags::empty())
}

/// The attributes of what a path leads to.
pub(super) fn of(path: &[u8], lookup: Lookupflags) -> Result<Metadata> {
    let mut scratch = Scratch::new();
    let (dir, path) = resolve(path, &mut scratch)?;
    Ok(Metadata(sys::path_filestat_get(dir, lookup, path)?))
}

/// Whether a path leads to anything, as `std::fs::exists`. A symbolic link that leads nowhere doesn't.
///
/// # Errors
///
/// As [`metadata`], but for [`NotFound`](ErrorKind::NotFound).
#[inline]
pub fn exists<P: AsRef<Path>>(path: P) -> Result<bool> {
    fn exists(path: &Path) -> Result<bool> {
        match of(bytes(path), Lookupflags::SYMLINK_FOLLOW) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
    exists(path.as_ref())
}
