//! [`OsStrExt`] and `OsStringExt`: strings of the system from and to bytes.
//!
//! As [`std::os::wasi::ffi`].
//!
//! [`std::os::wasi::ffi`]: https://doc.rust-lang.org/std/os/wasi/ffi/index.html

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;

use crate::ffi::OsStr;
#[cfg(feature = "alloc")]
use crate::ffi::OsString;

mod sealed {
    /// Prevents implementations outside of this crate, so that the traits can get more methods.
    pub trait Sealed {}

    impl Sealed for crate::ffi::OsStr {}

    #[cfg(feature = "alloc")]
    impl Sealed for crate::ffi::OsString {}
}

/// Conversions between an [`OsStr`] and bytes, as `std::os::wasi::ffi::OsStrExt`.
///
/// This trait is sealed: it can't be implemented outside of this crate.
///
/// # Examples
///
/// ```
/// use nanowasi::ffi::OsStr;
/// use nanowasi::os::wasi::ffi::OsStrExt;
///
/// let name = OsStr::from_bytes(b"not UTF-8: \xFF");
/// assert_eq!(name.to_str(), None);
/// assert_eq!(name.as_bytes().last(), Some(&0xFF));
/// ```
pub trait OsStrExt: sealed::Sealed {
    /// Converts bytes to an [`OsStr`], without a copy. Any bytes are valid.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    /// use nanowasi::os::wasi::ffi::OsStrExt;
    ///
    /// assert_eq!(OsStr::from_bytes(b"name"), "name");
    /// ```
    fn from_bytes(slice: &[u8]) -> &Self;

    /// Returns the bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    /// use nanowasi::os::wasi::ffi::OsStrExt;
    ///
    /// assert!(OsStr::new("name.txt").as_bytes().ends_with(b".txt"));
    /// ```
    fn as_bytes(&self) -> &[u8];
}

impl OsStrExt for OsStr {
    #[inline]
    fn from_bytes(slice: &[u8]) -> &Self {
        Self::from_bytes(slice)
    }

    #[inline]
    fn as_bytes(&self) -> &[u8] {
        self.as_encoded_bytes()
    }
}

/// Conversions between an [`OsString`] and bytes, as `std::os::wasi::ffi::OsStringExt`.
///
/// This trait is sealed: it can't be implemented outside of this crate.
///
/// # Examples
///
/// ```
/// use nanowasi::ffi::OsString;
/// use nanowasi::os::wasi::ffi::OsStringExt;
///
/// let name = OsString::from_vec(b"not UTF-8: \xFF".to_vec());
/// assert!(name.clone().into_string().is_err());
/// assert_eq!(name.into_vec().last(), Some(&0xFF));
/// ```
#[cfg(feature = "alloc")]
pub trait OsStringExt: sealed::Sealed {
    /// Converts bytes to an [`OsString`], without a copy. Any bytes are valid.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    /// use nanowasi::os::wasi::ffi::OsStringExt;
    ///
    /// assert_eq!(OsString::from_vec(b"name".to_vec()), "name");
    /// ```
    fn from_vec(vec: Vec<u8>) -> Self;

    /// Converts to bytes, without a copy.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    /// use nanowasi::os::wasi::ffi::OsStringExt;
    ///
    /// assert_eq!(OsString::from("name").into_vec(), b"name");
    /// ```
    fn into_vec(self) -> Vec<u8>;
}

#[cfg(feature = "alloc")]
impl OsStringExt for OsString {
    #[inline]
    fn from_vec(vec: Vec<u8>) -> Self {
        Self::from_bytes(vec)
    }

    #[inline]
    fn into_vec(self) -> Vec<u8> {
        self.into_encoded_bytes()
    }
}
