//! [`PathBuf`]: an owned path.

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

/// An owned path, which can be modified, as [`std::path::PathBuf`].
///
/// # Examples
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
    /// Creates an empty path, without an allocation.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let mut path = PathBuf::new();
    /// path.push("a");
    /// assert_eq!(path, Path::new("a"));
    /// ```
    #[inline]
    #[must_use]
    pub const fn new() -> PathBuf {
        Self {
            inner: OsString::new(),
        }
    }

    /// Creates an empty path with a capacity of at least `capacity` bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// let mut path = PathBuf::with_capacity(3);
    /// path.push("a");
    /// path.push("b"); // does not allocate
    /// assert!(path.capacity() >= 3);
    /// ```
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> PathBuf {
        Self {
            inner: OsString::with_capacity(capacity),
        }
    }

    /// Returns the path as a [`Path`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// assert_eq!(PathBuf::from("a").as_path(), Path::new("a"));
    /// ```
    #[inline]
    #[must_use]
    pub fn as_path(&self) -> &Path {
        self
    }

    /// Converts to a reference to the path, whose memory is never freed.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let path: &'static Path = PathBuf::from("a").leak();
    /// assert_eq!(path, Path::new("a"));
    /// ```
    #[inline]
    #[allow(
        clippy::must_use_candidate,
        reason = "as in `std`: called for its effect"
    )]
    pub fn leak<'a>(self) -> &'a mut Path {
        Path::from_os_str_mut(self.inner.leak())
    }

    /// Appends `path`, with a `/` between the two unless this path is empty or ends with `/`.
    ///
    /// An absolute `path` replaces this path.
    ///
    /// # Examples
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

    /// Truncates the path to its [`parent`](Path::parent). Returns `false` if the path has no
    /// parent.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let mut path = PathBuf::from("/a");
    /// assert!(path.pop());
    /// assert_eq!(path, Path::new("/"));
    /// assert!(!path.pop());
    /// ```
    pub fn pop(&mut self) -> bool {
        match self.parent().map(|parent| parent.as_os_str().len()) {
            Some(len) => {
                self.inner.as_bytes_mut().truncate(len);
                true
            }
            None => false,
        }
    }

    /// Replaces the file name, or appends `file_name` if the path has none.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let mut path = PathBuf::from("a/b.txt");
    /// path.set_file_name("c.md");
    /// assert_eq!(path, Path::new("a/c.md"));
    ///
    /// let mut path = PathBuf::from("a/..");
    /// path.set_file_name("b");
    /// assert_eq!(path, Path::new("a/../b"));
    /// ```
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

    /// Replaces the extension of the file name. Returns `false` if the path has no file name.
    ///
    /// An empty `extension` removes the extension.
    ///
    /// # Panics
    ///
    /// - If `extension` contains `/`.
    ///
    /// # Examples
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

    /// Appends an extension to the file name. Returns `false` if the path has no file name.
    ///
    /// An empty `extension` changes nothing.
    ///
    /// # Panics
    ///
    /// - If `extension` contains `/`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let mut path = PathBuf::from("a.tar");
    /// assert!(path.add_extension("gz"));
    /// assert_eq!(path, Path::new("a.tar.gz"));
    /// assert!(!PathBuf::from("..").add_extension("gz"));
    /// ```
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

    /// Truncates the file name to `len` bytes, and removes separators and `.` after the name.
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

    /// Returns the path as a mutable [`OsString`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let mut path = PathBuf::from("a/b");
    /// path.as_mut_os_string().push(".bak");
    /// assert_eq!(path, Path::new("a/b.bak"));
    /// ```
    #[inline]
    #[must_use]
    pub fn as_mut_os_string(&mut self) -> &mut OsString {
        &mut self.inner
    }

    /// Converts to an [`OsString`], without a copy.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// assert_eq!(PathBuf::from("a/b").into_os_string(), "a/b");
    /// ```
    #[inline]
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_os_string(self) -> OsString {
        self.inner
    }

    /// Converts to a boxed path. Spare capacity is released.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let path: Box<Path> = PathBuf::from("a/b").into_boxed_path();
    /// assert_eq!(*path, *Path::new("a/b"));
    /// ```
    #[inline]
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_boxed_path(self) -> Box<Path> {
        Path::from_boxed_os_str(self.inner.into_boxed_os_str())
    }

    /// Returns how many bytes the path can hold without an allocation.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// assert_eq!(PathBuf::new().capacity(), 0);
    /// ```
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.inner.capacity()
    }

    /// Makes the path empty. The capacity is unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Path, PathBuf};
    ///
    /// let mut path = PathBuf::from("a/b");
    /// path.clear();
    /// assert_eq!(path, Path::new(""));
    /// ```
    #[inline]
    pub fn clear(&mut self) {
        self.inner.clear();
    }

    /// Reserves capacity for at least `additional` more bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// let mut path = PathBuf::from("a");
    /// path.reserve(100);
    /// assert!(path.capacity() >= 101);
    /// ```
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        self.inner.reserve(additional);
    }

    /// Reserves capacity for at least `additional` more bytes, or returns an error.
    ///
    /// # Errors
    ///
    /// - [`TryReserveError`]: there is no memory, or the capacity exceeds `isize::MAX` bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// let mut path = PathBuf::from("a");
    /// assert!(path.try_reserve(100).is_ok());
    /// assert!(path.try_reserve(usize::MAX).is_err());
    /// ```
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.inner.try_reserve(additional)
    }

    /// Reserves capacity for `additional` more bytes, without spare capacity for later growth.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// let mut path = PathBuf::from("a");
    /// path.reserve_exact(2);
    /// path.push("b"); // does not allocate
    /// assert!(path.capacity() >= 3);
    /// ```
    #[inline]
    pub fn reserve_exact(&mut self, additional: usize) {
        self.inner.reserve_exact(additional);
    }

    /// Reserves capacity for `additional` more bytes, without spare capacity, or returns an error.
    ///
    /// # Errors
    ///
    /// As for [`try_reserve`](Self::try_reserve).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// let mut path = PathBuf::from("a");
    /// assert!(path.try_reserve_exact(2).is_ok());
    /// assert!(path.try_reserve_exact(usize::MAX).is_err());
    /// ```
    #[inline]
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.inner.try_reserve_exact(additional)
    }

    /// Releases the spare capacity.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// let mut path = PathBuf::with_capacity(100);
    /// path.push("a");
    /// path.shrink_to_fit();
    /// assert!(path.capacity() < 100);
    /// ```
    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.inner.shrink_to_fit();
    }

    /// Releases spare capacity, down to the larger of `min_capacity` and the length, in bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// let mut path = PathBuf::with_capacity(100);
    /// path.shrink_to(10);
    /// assert!((10..100).contains(&path.capacity()));
    /// ```
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        self.inner.shrink_to(min_capacity);
    }
}

/// Panics if an extension contains a separator.
fn assert_no_separator(extension: &OsStr) {
    #[expect(clippy::panic, reason = "`std` panics, with this message")]
    if contains(extension.as_encoded_bytes(), b'/') {
        // Not escaped: `{:?}` would make a program 7 KB larger for this message.
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
    /// Pushes each path in turn.
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
