//! [`OsStr`], and [`Path`], which wraps it: bytes of another type.
//!
//! The types are defined here because to convert a reference to bytes needs `unsafe`. Their methods
//! are in `ffi` and `path`.
//!
//! The safety argument: both are `repr(transparent)` over `[u8]`, and every sequence of bytes is
//! valid. So a pointer to one is a pointer to the other, with the same length and layout. A `Box`,
//! an `Rc` and an `Arc` of one may own memory that was allocated for the other.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, rc::Rc, sync::Arc};
use core::ptr;

/// A string of the system, as [`std::ffi::OsStr`]: any bytes. Hosts require UTF-8.
///
/// # Examples
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
/// A path is text. Only the methods that say so call the host.
///
/// # Examples
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
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { &*(ptr::from_ref(bytes) as *const Self) }
    }

    #[inline]
    pub(crate) const fn as_bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// Converts bytes that [`as_encoded_bytes`](Self::as_encoded_bytes) returned, or parts of them.
    ///
    /// Unlike `std`, any bytes are valid. The condition is for programs that are built with `std`,
    /// too.
    ///
    /// # Safety
    ///
    /// - The bytes are UTF-8, or came from `as_encoded_bytes`, or are a mixture of both. They were
    ///   cut beside whole characters only.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// let bytes = OsStr::new("notes.txt").as_encoded_bytes();
    /// let stem = bytes.strip_suffix(b".txt").unwrap();
    /// // SAFETY: the bytes are those of an `OsStr`, cut beside a whole character.
    /// let stem = unsafe { OsStr::from_encoded_bytes_unchecked(stem) };
    /// assert_eq!(stem, "notes");
    /// ```
    #[inline]
    #[must_use]
    pub unsafe fn from_encoded_bytes_unchecked(bytes: &[u8]) -> &Self {
        Self::from_bytes(bytes)
    }

    /// Returns the bytes. They are UTF-8 if the text is.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    ///
    /// assert_eq!(OsStr::new("ä").as_encoded_bytes(), b"\xC3\xA4");
    /// ```
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
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { &mut *(ptr::from_mut(bytes) as *mut Self) }
    }

    #[inline]
    pub(crate) fn from_boxed_bytes(bytes: Box<[u8]>) -> Box<Self> {
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { Box::from_raw(Box::into_raw(bytes) as *mut Self) }
    }

    #[inline]
    pub(crate) fn into_boxed_bytes(self: Box<Self>) -> Box<[u8]> {
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { Box::from_raw(Box::into_raw(self) as *mut [u8]) }
    }

    #[inline]
    pub(crate) fn from_rc_bytes(bytes: Rc<[u8]>) -> Rc<Self> {
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { Rc::from_raw(Rc::into_raw(bytes) as *const Self) }
    }

    #[inline]
    pub(crate) fn from_arc_bytes(bytes: Arc<[u8]>) -> Arc<Self> {
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { Arc::from_raw(Arc::into_raw(bytes) as *const Self) }
    }
}

impl Path {
    #[inline]
    pub(crate) const fn from_os_str(text: &OsStr) -> &Self {
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { &*(ptr::from_ref(text) as *const Self) }
    }

    /// Returns the path as an [`OsStr`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("src/./lib.rs").as_os_str(), "src/./lib.rs");
    /// ```
    #[inline]
    #[must_use]
    pub fn as_os_str(&self) -> &OsStr {
        &self.inner
    }

    /// Returns the path as an [`OsStr`] for changes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::PathBuf;
    ///
    /// let mut path = PathBuf::from("Src/Lib.rs");
    /// path.as_mut_os_str().make_ascii_lowercase();
    /// assert_eq!(path.to_str(), Some("src/lib.rs"));
    /// ```
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
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { &mut *(ptr::from_mut(text) as *mut Self) }
    }

    #[inline]
    pub(crate) fn from_boxed_os_str(text: Box<OsStr>) -> Box<Self> {
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { Box::from_raw(Box::into_raw(text) as *mut Self) }
    }

    #[inline]
    pub(crate) fn into_boxed_os_str(self: Box<Self>) -> Box<OsStr> {
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { Box::from_raw(Box::into_raw(self) as *mut OsStr) }
    }

    #[inline]
    pub(crate) fn from_rc_os_str(text: Rc<OsStr>) -> Rc<Self> {
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { Rc::from_raw(Rc::into_raw(text) as *const Self) }
    }

    #[inline]
    pub(crate) fn from_arc_os_str(text: Arc<OsStr>) -> Arc<Self> {
        // SAFETY: both types have the same layout and validity: see the file's header.
        unsafe { Arc::from_raw(Arc::into_raw(text) as *const Self) }
    }
}
