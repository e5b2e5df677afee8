//! [`OsString`]: the owned bytes of an [`OsStr`](super::os_str::OsStr).
//!
//! The type is defined here for its one `unsafe fn`, which `std` has, and for the small check of
//! UTF-8. Its other methods are in `ffi`.
//!
//! The safety argument: every sequence of bytes is valid, and bytes become a `String` after a check
//! alone.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;

use crate::sys::util::utf8;

/// An [`OsStr`](crate::ffi::OsStr) that can grow, as [`std::ffi::OsString`].
///
/// # Examples
///
/// ```
/// use nanowasi::ffi::OsString;
///
/// let mut name = OsString::from("notes");
/// name.push(".txt");
/// assert_eq!(name, "notes.txt");
/// assert_eq!(name.into_string().unwrap(), "notes.txt");
/// ```
///
/// [`std::ffi::OsString`]: https://doc.rust-lang.org/std/ffi/struct.OsString.html
pub struct OsString {
    bytes: Vec<u8>,
}

impl OsString {
    #[inline]
    pub(crate) const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    #[inline]
    pub(crate) const fn as_bytes_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    #[inline]
    pub(crate) const fn as_bytes(&self) -> &Vec<u8> {
        &self.bytes
    }

    /// Converts bytes that [`into_encoded_bytes`](Self::into_encoded_bytes) returned, or parts of
    /// them.
    ///
    /// Unlike `std`, any bytes are valid. The condition is for programs that are built with `std`,
    /// too.
    ///
    /// # Safety
    ///
    /// - The bytes are UTF-8, or came from `into_encoded_bytes` or `as_encoded_bytes`, or are a
    ///   mixture of both. They were cut beside whole characters only.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut bytes = OsString::from("notes").into_encoded_bytes();
    /// bytes.extend_from_slice(b".txt");
    /// // SAFETY: the bytes are UTF-8.
    /// let name = unsafe { OsString::from_encoded_bytes_unchecked(bytes) };
    /// assert_eq!(name, "notes.txt");
    /// ```
    #[inline]
    #[must_use]
    pub unsafe fn from_encoded_bytes_unchecked(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// Returns the bytes. They are UTF-8 if the text is.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// assert_eq!(OsString::from("ä").into_encoded_bytes(), b"\xC3\xA4");
    /// ```
    #[inline]
    #[must_use]
    pub fn into_encoded_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Converts to a `String` if the bytes are UTF-8.
    ///
    /// # Errors
    ///
    /// - The unchanged `OsString`: the bytes are not UTF-8.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::{ffi::OsString, os::wasi::ffi::OsStringExt};
    ///
    /// assert_eq!(OsString::from("notes").into_string(), Ok("notes".to_string()));
    /// let invalid = OsString::from_vec(vec![0xFF]);
    /// assert_eq!(invalid.clone().into_string(), Err(invalid));
    /// ```
    pub fn into_string(self) -> Result<String, OsString> {
        if utf8::from_utf8_small(&self.bytes).is_none() {
            return Err(self);
        }
        // SAFETY: `from_utf8_small` has just checked the bytes.
        Ok(unsafe { String::from_utf8_unchecked(self.bytes) })
    }
}
