//! The methods of [`OsStr`], and its conversions from and to `str`.

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
    /// Converts a string to an `OsStr`, without a copy.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// assert_eq!(OsStr::new("name").len(), 4);
    /// ```
    #[inline]
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr {
        s.as_ref()
    }

    /// Converts to a `str`, if the string is UTF-8.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    /// use nanowasi::os::wasi::ffi::OsStrExt;
    ///
    /// assert_eq!(OsStr::new("name").to_str(), Some("name"));
    /// assert_eq!(OsStr::from_bytes(b"\xFF").to_str(), None);
    /// ```
    #[inline]
    #[must_use]
    pub fn to_str(&self) -> Option<&str> {
        sys::util::from_utf8_small(self.as_encoded_bytes())
    }

    /// Returns whether the string is empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// assert!(OsStr::new("").is_empty());
    /// ```
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_encoded_bytes().is_empty()
    }

    /// Returns the length of the string in bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// assert_eq!(OsStr::new("Käse").len(), 5);
    /// ```
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.as_encoded_bytes().len()
    }

    /// Converts the ASCII letters of the string to lower case, in place.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::from("ÄBC");
    /// name.make_ascii_lowercase();
    /// assert_eq!(name, "Äbc");
    /// ```
    #[inline]
    pub fn make_ascii_lowercase(&mut self) {
        self.as_bytes_mut().make_ascii_lowercase();
    }

    /// Converts the ASCII letters of the string to upper case, in place.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::from("äbc");
    /// name.make_ascii_uppercase();
    /// assert_eq!(name, "äBC");
    /// ```
    #[inline]
    pub fn make_ascii_uppercase(&mut self) {
        self.as_bytes_mut().make_ascii_uppercase();
    }

    /// Returns whether all bytes of the string are ASCII.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// assert!(OsStr::new("cheese").is_ascii());
    /// assert!(!OsStr::new("Käse").is_ascii());
    /// ```
    #[inline]
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.as_encoded_bytes().is_ascii()
    }

    /// Compares the string with another one, ignoring the case of ASCII letters.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// assert!(OsStr::new("README").eq_ignore_ascii_case("Readme"));
    /// ```
    #[inline]
    pub fn eq_ignore_ascii_case<S: AsRef<OsStr>>(&self, other: S) -> bool {
        self.as_encoded_bytes()
            .eq_ignore_ascii_case(other.as_ref().as_encoded_bytes())
    }
}

#[cfg(feature = "alloc")]
impl OsStr {
    /// Converts to text, with `U+FFFD` in place of bytes that are not UTF-8.
    ///
    /// The string is copied only if it is not UTF-8.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    /// use nanowasi::os::wasi::ffi::OsStrExt;
    ///
    /// assert_eq!(OsStr::from_bytes(b"a\xFFb").to_string_lossy(), "a\u{FFFD}b");
    /// ```
    #[inline]
    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.as_encoded_bytes())
    }

    /// Copies the string to an [`OsString`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// let mut name = OsStr::new("notes").to_os_string();
    /// name.push(".txt");
    /// assert_eq!(name, "notes.txt");
    /// ```
    #[inline]
    #[must_use]
    pub fn to_os_string(&self) -> OsString {
        OsString::from_bytes(self.as_encoded_bytes().to_vec())
    }

    /// Converts a boxed string to an [`OsString`], without a copy.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// let boxed: Box<OsStr> = OsStr::new("name").into();
    /// assert_eq!(boxed.into_os_string(), "name");
    /// ```
    #[inline]
    #[must_use]
    pub fn into_os_string(self: Box<Self>) -> OsString {
        OsString::from_bytes(self.into_boxed_bytes().into_vec())
    }

    /// Copies the string, with ASCII letters in lower case.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// assert_eq!(OsStr::new("ÄBC").to_ascii_lowercase(), "Äbc");
    /// ```
    #[inline]
    #[must_use]
    pub fn to_ascii_lowercase(&self) -> OsString {
        OsString::from_bytes(self.as_encoded_bytes().to_ascii_lowercase())
    }

    /// Copies the string, with ASCII letters in upper case.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// assert_eq!(OsStr::new("äbc").to_ascii_uppercase(), "äBC");
    /// ```
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

    /// Converts to a `str`, if the string is UTF-8. [`OsStr::to_str`] takes less code.
    #[inline]
    fn try_from(text: &'a OsStr) -> Result<Self, Utf8Error> {
        str::from_utf8(text.as_encoded_bytes())
    }
}
