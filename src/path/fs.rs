//! What a [`Path`] asks the host: each method is a function of [`fs`](crate::fs).

use super::Path;
#[cfg(feature = "alloc")]
use super::PathBuf;
#[cfg(feature = "alloc")]
use crate::fs::ReadDir;
use crate::fs::{self, Metadata};
use crate::io::Result;

impl Path {
    /// As [`fs::metadata`].
    ///
    /// # Errors
    ///
    /// As there.
    #[inline]
    pub fn metadata(&self) -> Result<Metadata> {
        fs::metadata(self)
    }

    /// As [`fs::symlink_metadata`].
    ///
    /// # Errors
    ///
    /// As there.
    #[inline]
    pub fn symlink_metadata(&self) -> Result<Metadata> {
        fs::symlink_metadata(self)
    }

    /// Whether it leads to something. False also if the host doesn't tell: [`try_exists`](Self::try_exists)
    /// knows the difference.
    #[inline]
    #[must_use]
    pub fn exists(&self) -> bool {
        self.metadata().is_ok()
    }

    /// As [`fs::exists`].
    ///
    /// # Errors
    ///
    /// As there.
    #[inline]
    pub fn try_exists(&self) -> Result<bool> {
        fs::exists(self)
    }

    /// Whether it leads to a regular file. False also if the host doesn't tell.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.metadata().is_ok_and(|found| found.is_file())
    }

    /// Whether it leads to a directory. False also if the host doesn't tell.
    #[must_use]
    pub fn is_dir(&self) -> bool {
        self.metadata().is_ok_and(|found| found.is_dir())
    }

    /// Whether it is a symbolic link, wherever that leads. False also if the host doesn't tell.
    #[must_use]
    pub fn is_symlink(&self) -> bool {
        self.symlink_metadata()
            .is_ok_and(|found| found.is_symlink())
    }
}

#[cfg(feature = "alloc")]
impl Path {
    /// As [`fs::canonicalize`].
    ///
    /// # Errors
    ///
    /// As there.
    #[inline]
    pub fn canonicalize(&self) -> Result<PathBuf> {
        fs::canonicalize(self)
    }

    /// As [`fs::read_link`].
    ///
    /// # Errors
    ///
    /// As there.
    #[inline]
    pub fn read_link(&self) -> Result<PathBuf> {
        fs::read_link(self)
    }

    /// As [`fs::read_dir`].
    ///
    /// # Errors
    ///
    /// As there.
    #[inline]
    pub fn read_dir(&self) -> Result<ReadDir> {
        fs::read_dir(self)
    }
}
