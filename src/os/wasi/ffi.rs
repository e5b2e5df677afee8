//! The strings of the system as bytes: [`OsStrExt`] and `OsStringExt`.
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
    /// Keeps the traits from being implemented elsewhere, so that they can grow.
    pub trait Sealed {}

    impl Sealed for crate::ffi::OsStr {}

    #[cfg(feature = "alloc")]
    impl Sealed for crate::ffi::OsString {}
}

/// An [`OsStr`] from bytes and as bytes.
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
    /// The bytes as an [`OsStr`].
    fn from_bytes(slice: &[u8]) -> &Self;

    /// The bytes.
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

/// An [`OsString`] from bytes and into bytes.
#[cfg(feature = "alloc")]
pub trait OsStringExt: sealed::Sealed {
    /// The bytes as an [`OsString`].
    fn from_vec(vec: Vec<u8>) -> Self;

    /// The bytes.
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
