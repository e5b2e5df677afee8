//! `OsString`: the bytes of an [`OsStr`](super::os_str::OsStr), owned.
//!
//! It stands here for its one `unsafe fn`, which `std` has, and for text that is checked by the small
//! check of this crate. What can be done with it is in `ffi`.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;

use crate::sys::util::utf8;

/// An [`OsStr`](crate::ffi::OsStr) that can grow, as [`std::ffi::OsString`].
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

    /// What [`into_encoded_bytes`](Self::into_encoded_bytes) gave, as an `OsString` again.
    ///
    /// # Safety
    ///
    /// - The bytes are a mixture of UTF-8 and of what `as_encoded_bytes` gave, cut at most beside whole
    ///   characters.
    ///
    /// Here any bytes would do; the condition is `std`'s, for programs that are built with both.
    #[inline]
    #[must_use]
    pub unsafe fn from_encoded_bytes_unchecked(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// The bytes, in an encoding that is UTF-8 where the text is.
    #[inline]
    #[must_use]
    pub fn into_encoded_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The same as a `String`, if it is UTF-8.
    ///
    /// # Errors
    ///
    /// The same again if it is not.
    pub fn into_string(self) -> Result<String, OsString> {
        if utf8::from_utf8_small(&self.bytes).is_none() {
            return Err(self);
        }
        // SAFETY: just checked.
        Ok(unsafe { String::from_utf8_unchecked(self.bytes) })
    }
}
