//! What can be done with a [`Path`], but for its components and its name.

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
    /// The same text as a `Path`.
    #[inline]
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path {
        Self::from_os_str(s.as_ref())
    }

    /// The same as a `str`, if it is UTF-8.
    #[inline]
    #[must_use]
    pub fn to_str(&self) -> Option<&str> {
        self.as_os_str().to_str()
    }

    /// Whether it begins with `/`.
    #[inline]
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        self.has_root()
    }

    /// Whether it doesn't begin with `/`.
    #[inline]
    #[must_use]
    pub fn is_relative(&self) -> bool {
        !self.is_absolute()
    }

    /// Whether it begins with `/`.
    #[inline]
    #[must_use]
    pub fn has_root(&self) -> bool {
        self.as_os_str().as_encoded_bytes().starts_with(b"/")
    }

    /// The path without its last component; none if there is none, or only the root.
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
    /// The same as text, with `U+FFFD` for what isn't UTF-8; copied only then.
    #[inline]
    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        self.as_os_str().to_string_lossy()
    }

    /// A copy.
    #[inline]
    #[must_use]
    pub fn to_path_buf(&self) -> PathBuf {
        PathBuf::from(self.as_os_str().to_os_string())
    }

    /// The same as a [`PathBuf`], without a copy.
    #[inline]
    #[must_use]
    pub fn into_path_buf(self: Box<Self>) -> PathBuf {
        PathBuf::from(self.into_boxed_os_str().into_os_string())
    }

    /// A path with `path` behind this one, as [`PathBuf::push`] puts it there.
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

    /// A path with another name, as [`PathBuf::set_file_name`] gives it.
    #[inline]
    #[must_use]
    pub fn with_file_name<S: AsRef<OsStr>>(&self, file_name: S) -> PathBuf {
        let mut path = self.to_path_buf();
        path.set_file_name(file_name);
        path
    }

    /// A path with another extension, as [`PathBuf::set_extension`] gives it.
    ///
    /// # Panics
    ///
    /// If there is a `/` in the extension.
    #[inline]
    #[must_use]
    pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {
        fn with(path: &Path, extension: &OsStr) -> PathBuf {
            // Without the old one, so that nothing is copied in vain. (Of `..x` that leaves `..`, which
            // has no name to be extended: so it is in `std`.)
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

    /// A path with one more extension, as [`PathBuf::add_extension`] gives it.
    ///
    /// # Panics
    ///
    /// If there is a `/` in the extension.
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

/// Implements `AsRef<Path>` for what is an `OsStr`.
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
