//! The two strings of `std` that are bytes with another name: `OsStr`, and `Path` around it.
//!
//! They stand here, and not where they are public, because a reference to one is made from a
//! reference to bytes, which takes `unsafe`. What can be done with them is in `ffi` and `path`.
//!
//! The safety argument: both are `repr(transparent)` over bytes, of which every value is valid, so a
//! pointer to one is a pointer to the other, with the same length.

/// A string of the system, as [`std::ffi::OsStr`]: bytes, which a host wants to be UTF-8.
///
/// [`std::ffi::OsStr`]: https://doc.rust-lang.org/std/ffi/struct.OsStr.html
#[repr(transparent)]
pub struct OsStr {
    bytes: [u8],
}

/// A path, as [`std::path::Path`].
///
/// [`std::path::Path`]: https://doc.rust-lang.org/std/path/struct.Path.html
#[repr(transparent)]
pub struct Path {
    inner: OsStr,
}

impl OsStr {
    #[inline]
    pub(crate) const fn from_bytes(bytes: &[u8]) -> &Self {
        // SAFETY: see the file's header.
        unsafe { &*(core::ptr::from_ref(bytes) as *const Self) }
    }

    /// The bytes, as `std`'s.
    #[inline]
    #[must_use]
    pub const fn as_encoded_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Path {
    #[inline]
    pub(crate) const fn from_os_str(text: &OsStr) -> &Self {
        // SAFETY: see the file's header.
        unsafe { &*(core::ptr::from_ref(text) as *const Self) }
    }

    /// The same as an [`OsStr`].
    #[inline]
    #[must_use]
    pub const fn as_os_str(&self) -> &OsStr {
        &self.inner
    }
}
