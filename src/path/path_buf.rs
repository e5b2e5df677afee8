//! [`PathBuf`]: a [`Path`] that can grow.

use alloc_crate::boxed::Box;
use alloc_crate::collections::TryReserveError;
use alloc_crate::string::String;
use core::borrow::Borrow;
use core::convert::Infallible;
use core::fmt;
use core::ops::{Deref, DerefMut};
use core::str::FromStr;

use super::{MAIN_SEPARATOR_STR, Path};
use crate::ffi::{OsStr, OsString};
use crate::sys::util::bytes::contains;

/// A [`Path`] that can grow, as [`std::path::PathBuf`].
///
/// ```
/// use nanowasi::path::{Path, PathBuf};
///
/// let mut path = PathBuf::from("notes");
/// path.push("today");
/// path.set_extension("md");
/// assert_eq!(path, Path::new("notes/today.md"));
/// ```
///
/// [`std::path::PathBuf`]: https://doc.rust-lang.org/std/path/struct.PathBuf.html
pub struct PathBuf {
    inner: OsString,
}

impl PathBuf {
    /// Nothing, without an allocation.
    #[inline]
    #[must_use]
    pub const fn new() -> PathBuf {
        Self {
            inner: OsString::new(),
        }
    }

    /// Nothing, with room for at least that many bytes.
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> PathBuf {
        Self {
            inner: OsString::with_capacity(capacity),
        }
    }

    /// The same as a [`Path`].
    #[inline]
    #[must_use]
    pub fn as_path(&self) -> &Path {
        self
    }

    /// The same for the rest of the program: it is never freed.
    #[inline]
    #[must_use]
    pub fn leak<'a>(self) -> &'a mut Path {
        Path::from_os_str_mut(self.inner.leak())
    }

    /// Puts `path` behind it, with a `/` between them if there is none; an absolute one takes its place.
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let mut path = PathBuf::from("/tmp");
    /// path.push("file.bk");
    /// assert_eq!(path, Path::new("/tmp/file.bk"));
    /// path.push("/etc");
    /// assert_eq!(path, Path::new("/etc"));
    /// ```
    #[inline]
    pub fn push<P: AsRef<Path>>(&mut self, path: P) {
        fn push(text: &mut OsString, path: &Path) {
            if path.is_absolute() {
                text.clear();
            } else if !matches!(text.as_encoded_bytes(), [] | [.., b'/']) {
                text.push(MAIN_SEPARATOR_STR);
            }
            text.push(path);
        }
        push(&mut self.inner, path.as_ref());
    }

    /// Cuts it down to its [`parent`](Path::parent), and says whether it has one.
    pub fn pop(&mut self) -> bool {
        match self.parent().map(|parent| parent.as_os_str().len()) {
            Some(len) => {
                self.inner.as_bytes_mut().truncate(len);
                true
            }
            None => false,
        }
    }

    /// Gives it another name, or one if it has none.
    #[inline]
    pub fn set_file_name<S: AsRef<OsStr>>(&mut self, file_name: S) {
        fn set(path: &mut PathBuf, file_name: &OsStr) {
            if path.file_name().is_some() {
                path.pop();
            }
            path.push(file_name);
        }
        set(self, file_name.as_ref());
    }

    /// Gives its name another extension, or none if that is empty, and says whether it has a name.
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let mut path = PathBuf::from("/feel/the");
    /// path.set_extension("force");
    /// assert_eq!(path, Path::new("/feel/the.force"));
    /// path.set_extension("");
    /// assert_eq!(path, Path::new("/feel/the"));
    /// ```
    ///
    /// # Panics
    ///
    /// If there is a `/` in the extension.
    #[inline]
    pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {
        fn set(path: &mut PathBuf, extension: &OsStr) -> bool {
            assert_no_separator(extension);
            let Some(stem) = path.file_stem().map(OsStr::len) else {
                return false;
            };
            path.truncate_file_name(stem);
            path.push_extension(extension);
            true
        }
        set(self, extension.as_ref())
    }

    /// Gives its name one more extension, unless that is empty, and says whether it has a name.
    ///
    /// # Panics
    ///
    /// If there is a `/` in the extension.
    #[inline]
    pub fn add_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {
        fn add(path: &mut PathBuf, extension: &OsStr) -> bool {
            assert_no_separator(extension);
            let Some(name) = path.file_name().map(OsStr::len) else {
                return false;
            };
            if !extension.is_empty() {
                path.truncate_file_name(name);
                path.push_extension(extension);
            }
            true
        }
        add(self, extension.as_ref())
    }

    /// Cuts its name down to that many bytes, and what stands behind the name away.
    fn truncate_file_name(&mut self, len: usize) {
        let mut components = self.components();
        components.next_back_bytes();
        let start = components.remaining_len();
        self.inner.as_bytes_mut().truncate(start + len);
    }

    fn push_extension(&mut self, extension: &OsStr) {
        if !extension.is_empty() {
            self.inner.reserve_exact(extension.len() + 1);
            self.inner.push(".");
            self.inner.push(extension);
        }
    }

    /// The same as an [`OsString`] that can be written to.
    #[inline]
    #[must_use]
    pub fn as_mut_os_string(&mut self) -> &mut OsString {
        &mut self.inner
    }

    /// The same as an [`OsString`].
    #[inline]
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_os_string(self) -> OsString {
        self.inner
    }

    /// The same in a box, without spare room.
    #[inline]
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_boxed_path(self) -> Box<Path> {
        Path::from_boxed_os_str(self.inner.into_boxed_os_str())
    }

    /// How many bytes it has room for.
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.inner.capacity()
    }

    /// Makes it empty, and keeps its room.
    #[inline]
    pub fn clear(&mut self) {
        self.inner.clear();
    }

    /// Makes room for at least that many bytes more.
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        self.inner.reserve(additional);
    }

    /// Makes room for at least that many bytes more, if there is any.
    ///
    /// # Errors
    ///
    /// If there is no memory, or no number for the capacity.
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.inner.try_reserve(additional)
    }

    /// Makes room for that many bytes more, and not for others to come.
    #[inline]
    pub fn reserve_exact(&mut self, additional: usize) {
        self.inner.reserve_exact(additional);
    }

    /// Makes room for that many bytes more, and not for others to come, if there is any.
    ///
    /// # Errors
    ///
    /// As [`try_reserve`](Self::try_reserve).
    #[inline]
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.inner.try_reserve_exact(additional)
    }

    /// Gives back the room that it doesn't need.
    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.inner.shrink_to_fit();
    }

    /// Gives back the room beyond its length and `min_capacity`.
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        self.inner.shrink_to(min_capacity);
    }
}

/// Panics if an extension would be more than a part of a name.
fn assert_no_separator(extension: &OsStr) {
    #[expect(clippy::panic, reason = "`std` does, in these words")]
    if contains(extension.as_encoded_bytes(), b'/') {
        // As it is, without escapes: with `{:?}`, a program would be 7 KB larger for this one message.
        let text = extension.to_str().unwrap_or("\u{FFFD}");
        panic!("extension cannot contain path separators: \"{text}\"");
    }
}

impl Clone for PathBuf {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
        }
    }

    #[inline]
    fn clone_from(&mut self, source: &Self) {
        self.inner.clone_from(&source.inner);
    }
}

impl Default for PathBuf {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for PathBuf {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl Deref for PathBuf {
    type Target = Path;

    #[inline]
    fn deref(&self) -> &Path {
        Path::from_os_str(&self.inner)
    }
}

impl DerefMut for PathBuf {
    #[inline]
    fn deref_mut(&mut self) -> &mut Path {
        Path::from_os_str_mut(&mut self.inner)
    }
}

impl AsRef<Path> for PathBuf {
    #[inline]
    fn as_ref(&self) -> &Path {
        self
    }
}

impl AsRef<OsStr> for PathBuf {
    #[inline]
    fn as_ref(&self) -> &OsStr {
        &self.inner
    }
}

impl Borrow<Path> for PathBuf {
    #[inline]
    fn borrow(&self) -> &Path {
        self
    }
}

impl FromStr for PathBuf {
    type Err = Infallible;

    #[inline]
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl<P: AsRef<Path>> Extend<P> for PathBuf {
    /// Pushes one path after the other.
    fn extend<I: IntoIterator<Item = P>>(&mut self, paths: I) {
        for path in paths {
            self.push(path);
        }
    }
}

impl<P: AsRef<Path>> FromIterator<P> for PathBuf {
    fn from_iter<I: IntoIterator<Item = P>>(paths: I) -> Self {
        let mut all = Self::new();
        all.extend(paths);
        all
    }
}

impl From<OsString> for PathBuf {
    #[inline]
    fn from(inner: OsString) -> Self {
        Self { inner }
    }
}

impl From<String> for PathBuf {
    #[inline]
    fn from(text: String) -> Self {
        Self::from(OsString::from(text))
    }
}

impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf {
    #[inline]
    fn from(text: &T) -> Self {
        Self::from(text.as_ref().to_os_string())
    }
}

impl From<PathBuf> for OsString {
    #[inline]
    fn from(path: PathBuf) -> Self {
        path.inner
    }
}
