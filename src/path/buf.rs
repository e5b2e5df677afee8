//! [`PathBuf`]: a [`Path`] that can grow.

use core::ops::Deref;

use super::Path;
use crate::ffi::{OsStr, OsString};

/// A [`Path`] that can grow, as `std::path::PathBuf`.
#[derive(Clone, Debug, Default)]
pub struct PathBuf {
    inner: OsString,
}

impl Deref for PathBuf {
    type Target = Path;

    #[inline]
    fn deref(&self) -> &Path {
        Path::from_os_str(&self.inner)
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

impl From<OsString> for PathBuf {
    #[inline]
    fn from(inner: OsString) -> Self {
        Self { inner }
    }
}
