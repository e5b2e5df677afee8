//! [`Path::strip_prefix`], [`Path::starts_with`] and [`Path::ends_with`].

use core::error::Error;
use core::fmt;

use super::{Components, Path};

impl Path {
    /// Returns the rest of the path after `base`.
    ///
    /// # Errors
    ///
    /// - [`StripPrefixError`]: the path does not begin with the components of `base`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("/a/b/c").strip_prefix("/a"), Ok(Path::new("b/c")));
    /// assert!(Path::new("/ab").strip_prefix("/a").is_err());
    /// ```
    #[inline]
    pub fn strip_prefix<P>(&self, base: P) -> Result<&Path, StripPrefixError>
    where
        P: AsRef<Path>,
    {
        match rest_after(self, base.as_ref()) {
            Some(rest) => Ok(rest.as_path()),
            None => Err(StripPrefixError(())),
        }
    }

    /// Returns whether the path begins with the components of `base`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert!(Path::new("/etc/passwd").starts_with("/etc"));
    /// assert!(!Path::new("/etc/passwd").starts_with("/e"));
    /// ```
    #[inline]
    #[must_use]
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool {
        rest_after(self, base.as_ref()).is_some()
    }

    /// Returns whether the path ends with the components of `child`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert!(Path::new("/etc/passwd").ends_with("passwd"));
    /// assert!(!Path::new("/etc/passwd").ends_with("wd"));
    /// ```
    #[inline]
    #[must_use]
    pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool {
        ends_with(self, child.as_ref())
    }
}

/// Returns the components of `path` after those of `base`, if `path` begins with all of them.
fn rest_after<'path>(path: &'path Path, base: &Path) -> Option<Components<'path>> {
    let mut rest = path.components();
    let mut base = base.components();
    while let Some(component) = base.next_bytes() {
        if rest.next_bytes() != Some(component) {
            return None;
        }
    }
    Some(rest)
}

fn ends_with(path: &Path, child: &Path) -> bool {
    let mut rest = path.components();
    let mut child = child.components();
    while let Some(component) = child.next_back_bytes() {
        if rest.next_back_bytes() != Some(component) {
            return false;
        }
    }
    true
}

/// The error of [`Path::strip_prefix`], as [`std::path::StripPrefixError`].
///
/// # Examples
///
/// ```
/// use nanowasi::path::{Path, StripPrefixError};
///
/// let error: StripPrefixError = Path::new("a").strip_prefix("b").unwrap_err();
/// assert_eq!(error.to_string(), "prefix not found");
/// ```
///
/// [`std::path::StripPrefixError`]: https://doc.rust-lang.org/std/path/struct.StripPrefixError.html
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripPrefixError(());

impl fmt::Display for StripPrefixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("prefix not found")
    }
}

impl Error for StripPrefixError {}
