//! What can be done with an [`OsStr`].

#[cfg(feature = "alloc")]
use alloc_crate::{
    borrow::{Cow, ToOwned},
    boxed::Box,
    string::String,
};
use core::str::{self, Utf8Error};

use super::OsStr;
#[cfg(feature = "alloc")]
use super::OsString;
use crate::sys;

impl OsStr {
    /// The same text as an `OsStr`.
    #[inline]
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr {
        s.as_ref()
    }

    /// The same as a `str`, if it is UTF-8.
    #[inline]
    #[must_use]
    pub fn to_str(&self) -> Option<&str> {
        sys::util::from_utf8_small(self.as_encoded_bytes())
    }

    /// Whether it is empty.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_encoded_bytes().is_empty()
    }

    /// The length in bytes.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.as_encoded_bytes().len()
    }

    /// Makes its ASCII letters small.
    #[inline]
    pub fn make_ascii_lowercase(&mut self) {
        self.as_bytes_mut().make_ascii_lowercase();
    }

    /// Makes its ASCII letters capital.
    #[inline]
    pub fn make_ascii_uppercase(&mut self) {
        self.as_bytes_mut().make_ascii_uppercase();
    }

    /// Whether all of it is ASCII.
    #[inline]
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.as_encoded_bytes().is_ascii()
    }

    /// Whether it is the same but for the case of ASCII letters.
    #[inline]
    pub fn eq_ignore_ascii_case<S: AsRef<OsStr>>(&self, other: S) -> bool {
        self.as_encoded_bytes()
            .eq_ignore_ascii_case(other.as_ref().as_encoded_bytes())
    }
}

#[cfg(feature = "alloc")]
impl OsStr {
    /// The same as text, with `U+FFFD` for what isn't UTF-8; copied only then.
    #[inline]
    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.as_encoded_bytes())
    }

    /// A copy.
    #[inline]
    #[must_use]
    pub fn to_os_string(&self) -> OsString {
        OsString::from_bytes(self.as_encoded_bytes().to_vec())
    }

    /// The same as an [`OsString`], without a copy.
    #[inline]
    #[must_use]
    pub fn into_os_string(self: Box<Self>) -> OsString {
        OsString::from_bytes(self.into_boxed_bytes().into_vec())
    }

    /// A copy with small ASCII letters.
    #[inline]
    #[must_use]
    pub fn to_ascii_lowercase(&self) -> OsString {
        OsString::from_bytes(self.as_encoded_bytes().to_ascii_lowercase())
    }

    /// A copy with capital ASCII letters.
    #[inline]
    #[must_use]
    pub fn to_ascii_uppercase(&self) -> OsString {
        OsString::from_bytes(self.as_encoded_bytes().to_ascii_uppercase())
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

#[cfg(feature = "alloc")]
impl ToOwned for OsStr {
    type Owned = OsString;

    #[inline]
    fn to_owned(&self) -> OsString {
        self.to_os_string()
    }

    #[inline]
    fn clone_into(&self, target: &mut OsString) {
        self.as_encoded_bytes().clone_into(target.as_bytes_mut());
    }
}

impl Default for &OsStr {
    #[inline]
    fn default() -> Self {
        OsStr::from_bytes(b"")
    }
}

impl<'a> TryFrom<&'a OsStr> for &'a str {
    type Error = Utf8Error;

    /// The same as a `str`, if it is UTF-8; [`OsStr::to_str`] is smaller.
    #[inline]
    fn try_from(text: &'a OsStr) -> Result<Self, Utf8Error> {
        str::from_utf8(text.as_encoded_bytes())
    }
}
