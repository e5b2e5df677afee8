//! What can be done with an [`OsStr`].

#[cfg(feature = "alloc")]
use alloc::string::String;
use core::fmt;

use super::OsStr;

impl OsStr {
    /// The same text as an `OsStr`.
    #[inline]
    pub fn new<S: AsRef<Self> + ?Sized>(text: &S) -> &Self {
        text.as_ref()
    }
}

impl AsRef<OsStr> for OsStr {
    #[inline]
    fn as_ref(&self) -> &OsStr {
        self
    }
}

impl AsRef<OsStr> for str {
    #[inline]
    fn as_ref(&self) -> &OsStr {
        OsStr::from_bytes(self.as_bytes())
    }
}

#[cfg(feature = "alloc")]
impl AsRef<OsStr> for String {
    #[inline]
    fn as_ref(&self) -> &OsStr {
        self.as_str().as_ref()
    }
}

impl fmt::Debug for OsStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_encoded_bytes().fmt(f)
    }
}
