//! What a path begins and ends with.

use core::error::Error;
use core::fmt;

use super::{Components, Path};

impl Path {
    /// The path from `base` on.
    ///
    /// # Errors
    ///
    /// If it doesn't begin with the components of `base`.
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

    /// Whether it begins with the components of `base`: `/etc/passwd` with `/etc`, not with `/e`.
    #[inline]
    #[must_use]
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool {
        rest_after(self, base.as_ref()).is_some()
    }

    /// Whether it ends with the components of `child`: `/etc/passwd` with `passwd`, not with `wd`.
    #[inline]
    #[must_use]
    pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool {
        ends_with(self, child.as_ref())
    }
}

/// What is left of `path` behind the components of `base`, if it begins with them all.
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

/// A path that doesn't begin with another, from [`Path::strip_prefix`], as
/// [`std::path::StripPrefixError`].
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
