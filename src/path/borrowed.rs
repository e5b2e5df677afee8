//! The methods of [`Path`] for conversion, joining and parents.

#[cfg(feature = "alloc")]
use alloc_crate::{
    borrow::{Cow, ToOwned},
    boxed::Box,
    string::String,
};

use super::Path;
#[cfg(feature = "alloc")]
use super::PathBuf;
use crate::ffi::OsStr;
#[cfg(feature = "alloc")]
use crate::ffi::OsString;

impl Path {
    /// Converts a string to a `Path`, without a copy.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a/b").to_str(), Some("a/b"));
    /// ```
    #[inline]
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path {
        Self::from_os_str(s.as_ref())
    }

    /// Converts to a `str`, if the path is UTF-8.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    /// use nanowasi::os::wasi::ffi::OsStrExt;
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a/b").to_str(), Some("a/b"));
    /// assert_eq!(Path::new(OsStr::from_bytes(b"\xFF")).to_str(), None);
    /// ```
    #[inline]
    #[must_use]
    pub fn to_str(&self) -> Option<&str> {
        self.as_os_str().to_str()
    }

    /// Returns whether the path begins with `/`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert!(Path::new("/a").is_absolute());
    /// ```
    #[inline]
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        self.has_root()
    }

    /// Returns whether the path does not begin with `/`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert!(Path::new("a").is_relative());
    /// assert!(Path::new("").is_relative());
    /// ```
    #[inline]
    #[must_use]
    pub fn is_relative(&self) -> bool {
        !self.is_absolute()
    }

    /// Returns whether the path begins with `/`. On this target, [`is_absolute`](Self::is_absolute)
    /// is the same.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert!(Path::new("/").has_root());
    /// ```
    #[inline]
    #[must_use]
    pub fn has_root(&self) -> bool {
        self.as_os_str().as_encoded_bytes().starts_with(b"/")
    }

    /// Returns the path without its last component, or `None` for the root and the empty path.
    ///
    /// The parent of a single name is the empty path.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("/a/b/").parent(), Some(Path::new("/a")));
    /// assert_eq!(Path::new("a").parent(), Some(Path::new("")));
    /// assert_eq!(Path::new("/").parent(), None);
    /// ```
    #[must_use]
    pub fn parent(&self) -> Option<&Path> {
        let mut components = self.components();
        match components.next_back_bytes()? {
            b"/" => None,
            _ => Some(components.as_path()),
        }
    }
}

#[cfg(feature = "alloc")]
impl Path {
    /// Converts to text, with `U+FFFD` in place of bytes that are not UTF-8.
    ///
    /// The path is copied only if it is not UTF-8.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a/b").to_string_lossy(), "a/b");
    /// ```
    #[inline]
    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        self.as_os_str().to_string_lossy()
    }

    /// Copies the path to a [`PathBuf`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let mut path: PathBuf = Path::new("a").to_path_buf();
    /// path.push("b");
    /// assert_eq!(path, Path::new("a/b"));
    /// ```
    #[inline]
    #[must_use]
    pub fn to_path_buf(&self) -> PathBuf {
        PathBuf::from(self.as_os_str().to_os_string())
    }

    /// Converts a boxed path to a [`PathBuf`], without a copy.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let boxed: Box<Path> = Path::new("a/b").into();
    /// assert_eq!(boxed.into_path_buf(), PathBuf::from("a/b"));
    /// ```
    #[inline]
    #[must_use]
    pub fn into_path_buf(self: Box<Self>) -> PathBuf {
        PathBuf::from(self.into_boxed_os_str().into_os_string())
    }

    /// Returns a copy with `path` appended as by [`PathBuf::push`].
    ///
    /// An absolute `path` replaces this path.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a").join("b"), Path::new("a/b"));
    /// assert_eq!(Path::new("a").join("/b"), Path::new("/b"));
    /// ```
    #[inline]
    #[must_use]
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf {
        fn join(base: &Path, path: &Path) -> PathBuf {
            let mut joined = base.to_path_buf();
            joined.push(path);
            joined
        }
        join(self, path.as_ref())
    }

    /// Returns a copy whose file name is replaced as by [`PathBuf::set_file_name`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a/b.txt").with_file_name("c.md"), Path::new("a/c.md"));
    /// ```
    #[inline]
    #[must_use]
    pub fn with_file_name<S: AsRef<OsStr>>(&self, file_name: S) -> PathBuf {
        let mut path = self.to_path_buf();
        path.set_file_name(file_name);
        path
    }

    /// Returns a copy whose extension is replaced as by [`PathBuf::set_extension`].
    ///
    /// # Panics
    ///
    /// - If `extension` contains `/`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a.tar.gz").with_extension("xz"), Path::new("a.tar.xz"));
    /// assert_eq!(Path::new("a.txt").with_extension(""), Path::new("a"));
    /// ```
    #[inline]
    #[must_use]
    pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {
        fn with(path: &Path, extension: &OsStr) -> PathBuf {
            // The old extension is not copied, because it would be cut off again. Without its
            // extension, `..x` is `..`, which has no file name, so it gets no extension: as in
            // `std`.
            let bytes = path.as_os_str().as_encoded_bytes();
            let kept = bytes.len() - path.extension().map_or(0, OsStr::len);
            let mut path = PathBuf::with_capacity(kept + extension.len() + 1);
            path.as_mut_os_string()
                .push(OsStr::from_bytes(bytes.get(..kept).unwrap_or_default()));
            path.set_extension(extension);
            path
        }
        with(self, extension.as_ref())
    }

    /// Returns a copy with an extension appended as by [`PathBuf::add_extension`].
    ///
    /// # Panics
    ///
    /// - If `extension` contains `/`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a.tar").with_added_extension("gz"), Path::new("a.tar.gz"));
    /// ```
    #[inline]
    #[must_use]
    pub fn with_added_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {
        let mut path = self.to_path_buf();
        path.add_extension(extension);
        path
    }
}

#[cfg(feature = "alloc")]
impl ToOwned for Path {
    type Owned = PathBuf;

    #[inline]
    fn to_owned(&self) -> PathBuf {
        self.to_path_buf()
    }

    #[inline]
    fn clone_into(&self, target: &mut PathBuf) {
        self.as_os_str().clone_into(target.as_mut_os_string());
    }
}

impl AsRef<OsStr> for Path {
    #[inline]
    fn as_ref(&self) -> &OsStr {
        self.as_os_str()
    }
}

impl AsRef<Path> for Path {
    #[inline]
    fn as_ref(&self) -> &Path {
        self
    }
}

/// Implements `AsRef<Path>` for types that convert to an [`OsStr`].
macro_rules! as_path {
    ($($(#[$cfg:meta])* $type:ty),+ $(,)?) => {
        $(
            $(#[$cfg])*
            impl AsRef<Path> for $type {
                #[inline]
                fn as_ref(&self) -> &Path {
                    Path::new(self)
                }
            }
        )+
    };
}

as_path! {
    str,
    OsStr,
    #[cfg(feature = "alloc")]
    String,
    #[cfg(feature = "alloc")]
    OsString,
    #[cfg(feature = "alloc")]
    Cow<'_, OsStr>,
}
