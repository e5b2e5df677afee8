//! [`OsString`]: an [`OsStr`] that can grow.

use alloc::vec::Vec;
use core::ops::Deref;

use super::OsStr;

/// An [`OsStr`] that can grow, as `std::ffi::OsString`.
#[derive(Clone, Debug, Default)]
pub struct OsString {
    bytes: Vec<u8>,
}

impl OsString {
    #[inline]
    #[allow(dead_code, reason = "its users come")]
    pub(crate) const fn from_vec(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// The bytes, as `std`'s.
    #[inline]
    #[must_use]
    pub fn into_encoded_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Deref for OsString {
    type Target = OsStr;

    #[inline]
    fn deref(&self) -> &OsStr {
        OsStr::from_bytes(&self.bytes)
    }
}

impl AsRef<OsStr> for OsString {
    #[inline]
    fn as_ref(&self) -> &OsStr {
        self
    }
}
