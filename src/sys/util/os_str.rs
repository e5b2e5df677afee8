//! The two strings of `std` that are bytes with another name: `OsStr`, and `Path` around it.
//!
//! They stand here, and not where they are public, because a reference to one is made from a
//! reference to bytes, which takes `unsafe`. What can be done with them is in `ffi` and `path`.
//!
//! The safety argument: both are `repr(transparent)` over bytes, of which every value is valid, so a
//! pointer to one is a pointer to the other, with the same length and the same layout behind it.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, rc::Rc, sync::Arc};
use core::ptr;

/// A string of the system, as [`std::ffi::OsStr`]: bytes, which a host wants to be UTF-8.
///
/// ```
/// use nanowasi::ffi::OsStr;
///
/// let name = OsStr::new("notes.txt");
/// assert_eq!(name.len(), 9);
/// assert_eq!(name.to_str(), Some("notes.txt"));
/// assert!(name.eq_ignore_ascii_case("NOTES.TXT"));
/// ```
///
/// [`std::ffi::OsStr`]: https://doc.rust-lang.org/std/ffi/struct.OsStr.html
#[repr(transparent)]
pub struct OsStr {
    bytes: [u8],
}

/// A path, as [`std::path::Path`], with `/` between its components.
///
/// A path is text. Nothing here asks the host, but for the methods that say so.
///
/// ```
/// use nanowasi::path::Path;
///
/// let path = Path::new("src/./lib.rs");
/// assert_eq!(path.parent(), Some(Path::new("src")));
/// assert_eq!(path.extension().unwrap(), "rs");
/// assert_eq!(path, Path::new("src/lib.rs")); // compared by components
/// assert!(!path.starts_with("sr"));
/// ```
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
        unsafe { &*(ptr::from_ref(bytes) as *const Self) }
    }

    #[inline]
    pub(crate) const fn as_bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// What [`as_encoded_bytes`](Self::as_encoded_bytes) gave, or parts of it, as an `OsStr` again.
    ///
    /// # Safety
    ///
    /// - The bytes are a mixture of UTF-8 and of what `as_encoded_bytes` gave, cut at most beside whole
    ///   characters.
    ///
    /// Here any bytes would do; the condition is `std`'s, for programs that are built with both.
    #[inline]
    #[must_use]
    pub unsafe fn from_encoded_bytes_unchecked(bytes: &[u8]) -> &Self {
        Self::from_bytes(bytes)
    }

    /// The bytes, in an encoding that is UTF-8 where the text is.
    #[inline]
    #[must_use]
    pub fn as_encoded_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(feature = "alloc")]
impl OsStr {
    #[inline]
    pub(crate) const fn from_bytes_mut(bytes: &mut [u8]) -> &mut Self {
        // SAFETY: see the file's header.
        unsafe { &mut *(ptr::from_mut(bytes) as *mut Self) }
    }

    #[inline]
    pub(crate) fn from_boxed_bytes(bytes: Box<[u8]>) -> Box<Self> {
        // SAFETY: see the file's header.
        unsafe { Box::from_raw(Box::into_raw(bytes) as *mut Self) }
    }

    #[inline]
    pub(crate) fn into_boxed_bytes(self: Box<Self>) -> Box<[u8]> {
        // SAFETY: see the file's header.
        unsafe { Box::from_raw(Box::into_raw(self) as *mut [u8]) }
    }

    #[inline]
    pub(crate) fn from_rc_bytes(bytes: Rc<[u8]>) -> Rc<Self> {
        // SAFETY: see the file's header.
        unsafe { Rc::from_raw(Rc::into_raw(bytes) as *const Self) }
    }

    #[inline]
    pub(crate) fn from_arc_bytes(bytes: Arc<[u8]>) -> Arc<Self> {
        // SAFETY: see the file's header.
        unsafe { Arc::from_raw(Arc::into_raw(bytes) as *const Self) }
    }
}

impl Path {
    #[inline]
    pub(crate) const fn from_os_str(text: &OsStr) -> &Self {
        // SAFETY: see the file's header.
        unsafe { &*(ptr::from_ref(text) as *const Self) }
    }

    /// The same as an [`OsStr`].
    #[inline]
    #[must_use]
    pub fn as_os_str(&self) -> &OsStr {
        &self.inner
    }

    /// The same as an [`OsStr`] that can be written to.
    #[inline]
    #[must_use]
    pub fn as_mut_os_str(&mut self) -> &mut OsStr {
        &mut self.inner
    }
}

#[cfg(feature = "alloc")]
impl Path {
    #[inline]
    pub(crate) const fn from_os_str_mut(text: &mut OsStr) -> &mut Self {
        // SAFETY: see the file's header.
        unsafe { &mut *(ptr::from_mut(text) as *mut Self) }
    }

    #[inline]
    pub(crate) fn from_boxed_os_str(text: Box<OsStr>) -> Box<Self> {
        // SAFETY: see the file's header.
        unsafe { Box::from_raw(Box::into_raw(text) as *mut Self) }
    }

    #[inline]
    pub(crate) fn into_boxed_os_str(self: Box<Self>) -> Box<OsStr> {
        // SAFETY: see the file's header.
        unsafe { Box::from_raw(Box::into_raw(self) as *mut OsStr) }
    }

    #[inline]
    pub(crate) fn from_rc_os_str(text: Rc<OsStr>) -> Rc<Self> {
        // SAFETY: see the file's header.
        unsafe { Rc::from_raw(Rc::into_raw(text) as *const Self) }
    }

    #[inline]
    pub(crate) fn from_arc_os_str(text: Arc<OsStr>) -> Arc<Self> {
        // SAFETY: see the file's header.
        unsafe { Arc::from_raw(Arc::into_raw(text) as *const Self) }
    }
}
