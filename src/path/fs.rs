//! The methods of [`Path`] that call the host. Each forwards to a function of [`fs`](crate::fs).

use super::Path;
#[cfg(feature = "alloc")]
use super::PathBuf;
#[cfg(feature = "alloc")]
use crate::fs::ReadDir;
use crate::fs::{self, Metadata};
use crate::io::Result;

impl Path {
    /// Returns the attributes of the file that the path leads to, following symbolic links.
    ///
    /// # Errors
    ///
    /// As for [`fs::metadata`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, path::Path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("file", "text")?;
    /// assert_eq!(Path::new("file").metadata()?.len(), 4);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn metadata(&self) -> Result<Metadata> {
        fs::metadata(self)
    }

    /// Returns the attributes of the file at the path, without following a symbolic link.
    ///
    /// # Errors
    ///
    /// As for [`fs::symlink_metadata`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::path::Path;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::os::wasi::fs::symlink_path("missing", "link")?;
    /// assert!(Path::new("link").symlink_metadata()?.is_symlink());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn symlink_metadata(&self) -> Result<Metadata> {
        fs::symlink_metadata(self)
    }

    /// Returns whether the path leads to a file, following symbolic links.
    ///
    /// Also `false` if the host returns an error. [`try_exists`](Self::try_exists) returns the
    /// error.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, path::Path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("file", "text")?;
    /// assert!(Path::new("file").exists());
    /// assert!(!Path::new("missing").exists());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn exists(&self) -> bool {
        self.metadata().is_ok()
    }

    /// Returns whether the path leads to a file, following symbolic links, or an error if that is
    /// unknown.
    ///
    /// # Errors
    ///
    /// As for [`fs::exists`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, path::Path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("file", "text")?;
    /// assert!(Path::new("file").try_exists()?);
    /// assert!(!Path::new("missing").try_exists()?);
    /// assert!(Path::new("file/x").try_exists().is_err()); // `NOTDIR`
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn try_exists(&self) -> Result<bool> {
        fs::exists(self)
    }

    /// Returns whether the path leads to a regular file, following symbolic links.
    ///
    /// Also `false` if the host returns an error.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, path::Path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("file", "text")?;
    /// assert!(Path::new("file").is_file());
    /// assert!(!Path::new(".").is_file());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.metadata().is_ok_and(|found| found.is_file())
    }

    /// Returns whether the path leads to a directory, following symbolic links.
    ///
    /// Also `false` if the host returns an error.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::path::Path;
    ///
    /// assert!(Path::new(".").is_dir());
    /// assert!(!Path::new("missing").is_dir());
    /// ```
    #[must_use]
    pub fn is_dir(&self) -> bool {
        self.metadata().is_ok_and(|found| found.is_dir())
    }

    /// Returns whether the file at the path is a symbolic link, which may lead nowhere.
    ///
    /// Also `false` if the host returns an error.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::path::Path;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::os::wasi::fs::symlink_path("missing", "link")?;
    /// let link = Path::new("link");
    /// assert!(link.is_symlink() && !link.exists());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_symlink(&self) -> bool {
        self.symlink_metadata()
            .is_ok_and(|found| found.is_symlink())
    }
}

#[cfg(feature = "alloc")]
impl Path {
    /// Returns the absolute path without `.`, `..` and symbolic links.
    ///
    /// # Errors
    ///
    /// As for [`fs::canonicalize`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, path::Path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::create_dir("a")?;
    /// fs::write("file", "text")?;
    /// assert_eq!(Path::new("a/../file").canonicalize()?, Path::new("/file"));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn canonicalize(&self) -> Result<PathBuf> {
        fs::canonicalize(self)
    }

    /// Returns the text of the symbolic link at the path.
    ///
    /// # Errors
    ///
    /// As for [`fs::read_link`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::path::Path;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::os::wasi::fs::symlink_path("file", "link")?;
    /// assert_eq!(Path::new("link").read_link()?, Path::new("file"));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn read_link(&self) -> Result<PathBuf> {
        fs::read_link(self)
    }

    /// Returns an iterator over the entries of the directory.
    ///
    /// # Errors
    ///
    /// As for [`fs::read_dir`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, path::Path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("file", "text")?;
    /// for entry in Path::new(".").read_dir()? {
    ///     assert_eq!(entry?.file_name(), "file");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn read_dir(&self) -> Result<ReadDir> {
        fs::read_dir(self)
    }
}
