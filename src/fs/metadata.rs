//! [`Metadata`] and [`FileType`]: what is known of a file without opening it.

use core::fmt;

use super::resolve;
use crate::io::Result;
use crate::raw::{Filestat, Filetype, Lookupflags};
use crate::sys;

/// A file's attributes, as `std::fs::Metadata`.
#[derive(Clone, Copy, Debug)]
pub struct Metadata(pub(super) Filestat);

impl Metadata {
    /// The length in bytes.
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
}

/// What kind of file something is, as `std::fs::FileType`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileType(pub(super) Filetype);

impl FileType {
    /// Whether it is a directory.
    #[inline]
    #[must_use]
    pub fn is_dir(&self) -> bool {
        self.0 == Filetype::DIRECTORY
    }

    /// Whether it is a regular file.
    #[inline]
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.0 == Filetype::REGULAR_FILE
    }

    /// Whether it is a symbolic link.
    #[inline]
    #[must_use]
    pub fn is_symlink(&self) -> bool {
        self.0 == Filetype::SYMBOLIC_LINK
    }
}

impl fmt::Debug for FileType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileType")
            .field("is_file", &self.is_file())
            .field("is_dir", &self.is_dir())
            .field("is_symlink", &self.is_symlink())
            .finish_non_exhaustive()
    }
}

/// A file's attributes; of a symbolic link, those of what it leads to. As `std::fs::metadata`.
///
/// # Errors
///
/// What the host answers, or as said in the [module](super) if no preopen leads there.
pub fn metadata<P: AsRef<str>>(path: P) -> Result<Metadata> {
    let (dir, path) = resolve(path.as_ref())?;
    Ok(Metadata(sys::path_filestat_get(
        dir,
        Lookupflags::SYMLINK_FOLLOW,
        path,
    )?))
}

/// A file's attributes, also if it is a symbolic link. As `std::fs::symlink_metadata`.
///
/// # Errors
///
/// As [`metadata`].
pub fn symlink_metadata<P: AsRef<str>>(path: P) -> Result<Metadata> {
    let (dir, path) = resolve(path.as_ref())?;
    Ok(Metadata(sys::path_filestat_get(
        dir,
        Lookupflags::empty(),
        path,
    )?))
}
