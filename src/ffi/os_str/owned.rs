//! The methods of [`OsString`] that an [`OsStr`] does not have.

use alloc_crate::borrow::Cow;
use alloc_crate::boxed::Box;
use alloc_crate::collections::TryReserveError;
use alloc_crate::string::String;
use alloc_crate::vec::Vec;
use core::borrow::Borrow;
use core::convert::Infallible;
use core::fmt;
use core::ops::{Deref, DerefMut, Index, IndexMut, RangeFull};
use core::str::FromStr;

use super::{OsStr, OsString};

impl OsString {
    /// Creates an empty string, without an allocation.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// assert!(OsString::new().is_empty());
    /// ```
    #[inline]
    #[must_use]
    pub const fn new() -> OsString {
        Self::from_bytes(Vec::new())
    }

    /// Creates an empty string with a capacity of at least `capacity` bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::with_capacity(9);
    /// name.push("notes.txt"); // does not allocate
    /// assert!(name.capacity() >= 9);
    /// ```
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> OsString {
        Self::from_bytes(Vec::with_capacity(capacity))
    }

    /// Returns the string as an [`OsStr`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::{OsStr, OsString};
    ///
    /// let name = OsString::from("name");
    /// assert_eq!(name.as_os_str(), OsStr::new("name"));
    /// ```
    #[inline]
    #[must_use]
    pub fn as_os_str(&self) -> &OsStr {
        self
    }

    /// Appends a string.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::from("notes");
    /// name.push(".txt");
    /// assert_eq!(name, "notes.txt");
    /// ```
    #[inline]
    pub fn push<T: AsRef<OsStr>>(&mut self, s: T) {
        self.as_bytes_mut()
            .extend_from_slice(s.as_ref().as_encoded_bytes());
    }

    /// Makes the string empty. The capacity is unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::from("name");
    /// name.clear();
    /// assert!(name.is_empty() && name.capacity() >= 4);
    /// ```
    #[inline]
    pub fn clear(&mut self) {
        self.as_bytes_mut().clear();
    }

    /// Returns how many bytes the string can hold without an allocation.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// assert_eq!(OsString::new().capacity(), 0);
    /// ```
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.as_bytes().capacity()
    }

    /// Reserves capacity for at least `additional` more bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::from("name");
    /// name.reserve(100);
    /// assert!(name.capacity() >= 104);
    /// ```
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        self.as_bytes_mut().reserve(additional);
    }

    /// Reserves capacity for at least `additional` more bytes, or returns an error.
    ///
    /// # Errors
    ///
    /// - [`TryReserveError`]: there is no memory, or the capacity exceeds `isize::MAX` bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::from("name");
    /// assert!(name.try_reserve(100).is_ok());
    /// assert!(name.try_reserve(usize::MAX).is_err());
    /// ```
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.as_bytes_mut().try_reserve(additional)
    }

    /// Reserves capacity for `additional` more bytes, without spare capacity for later growth.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::from("notes");
    /// name.reserve_exact(4);
    /// name.push(".txt"); // does not allocate
    /// assert!(name.capacity() >= 9);
    /// ```
    #[inline]
    pub fn reserve_exact(&mut self, additional: usize) {
        self.as_bytes_mut().reserve_exact(additional);
    }

    /// Reserves capacity for `additional` more bytes, without spare capacity, or returns an error.
    ///
    /// # Errors
    ///
    /// As for [`try_reserve`](Self::try_reserve).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::from("notes");
    /// assert!(name.try_reserve_exact(4).is_ok());
    /// assert!(name.try_reserve_exact(usize::MAX).is_err());
    /// ```
    #[inline]
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.as_bytes_mut().try_reserve_exact(additional)
    }

    /// Releases the spare capacity.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::with_capacity(100);
    /// name.push("name");
    /// name.shrink_to_fit();
    /// assert!(name.capacity() < 100);
    /// ```
    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.as_bytes_mut().shrink_to_fit();
    }

    /// Releases spare capacity, down to the larger of `min_capacity` and the length, in bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsString;
    ///
    /// let mut name = OsString::with_capacity(100);
    /// name.shrink_to(10);
    /// assert!((10..100).contains(&name.capacity()));
    /// ```
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        self.as_bytes_mut().shrink_to(min_capacity);
    }

    /// Converts to a boxed string. Spare capacity is released.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::{OsStr, OsString};
    ///
    /// let name: Box<OsStr> = OsString::from("name").into_boxed_os_str();
    /// assert_eq!(*name, *OsStr::new("name"));
    /// ```
    #[inline]
    #[must_use]
    pub fn into_boxed_os_str(self) -> Box<OsStr> {
        OsStr::from_boxed_bytes(self.into_encoded_bytes().into_boxed_slice())
    }

    /// Converts to a reference to the string, whose memory is never freed.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::{OsStr, OsString};
    ///
    /// let name: &'static OsStr = OsString::from("name").leak();
    /// assert_eq!(name, "name");
    /// ```
    #[inline]
    #[allow(
        clippy::must_use_candidate,
        reason = "as in `std`: called for its effect"
    )]
    pub fn leak<'a>(self) -> &'a mut OsStr {
        OsStr::from_bytes_mut(self.into_encoded_bytes().leak())
    }
}

impl Clone for OsString {
    #[inline]
    fn clone(&self) -> Self {
        Self::from_bytes(self.as_bytes().clone())
    }

    #[inline]
    fn clone_from(&mut self, source: &Self) {
        self.as_bytes_mut().clone_from(source.as_bytes());
    }
}

impl Default for OsString {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for OsString {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Write for OsString {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        Ok(())
    }
}

impl Deref for OsString {
    type Target = OsStr;

    #[inline]
    fn deref(&self) -> &OsStr {
        OsStr::from_bytes(self.as_bytes())
    }
}

impl DerefMut for OsString {
    #[inline]
    fn deref_mut(&mut self) -> &mut OsStr {
        OsStr::from_bytes_mut(self.as_bytes_mut())
    }
}

impl Index<RangeFull> for OsString {
    type Output = OsStr;

    #[inline]
    fn index(&self, _: RangeFull) -> &OsStr {
        self
    }
}

impl IndexMut<RangeFull> for OsString {
    #[inline]
    fn index_mut(&mut self, _: RangeFull) -> &mut OsStr {
        self
    }
}

impl AsRef<OsStr> for OsString {
    #[inline]
    fn as_ref(&self) -> &OsStr {
        self
    }
}

impl Borrow<OsStr> for OsString {
    #[inline]
    fn borrow(&self) -> &OsStr {
        self
    }
}

impl FromStr for OsString {
    type Err = Infallible;

    #[inline]
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

/// Implements `Extend` and `FromIterator` for items of one type, which are appended.
macro_rules! collect {
    ($([$($lifetime:lifetime)?] $item:ty, $first:expr;)+) => {
        $(
            impl$(<$lifetime>)? Extend<$item> for OsString {
                #[inline]
                fn extend<T: IntoIterator<Item = $item>>(&mut self, texts: T) {
                    for text in texts {
                        self.push(text);
                    }
                }
            }

            impl$(<$lifetime>)? FromIterator<$item> for OsString {
                /// Concatenates the strings. If the first string is owned, its memory is reused.
                #[inline]
                fn from_iter<T: IntoIterator<Item = $item>>(texts: T) -> Self {
                    let mut texts = texts.into_iter();
                    let mut all = texts.next().map_or_else(Self::new, $first);
                    all.extend(texts);
                    all
                }
            }
        )+
    };
}

collect! {
    [] OsString, |first| first;
    ['a] &'a OsStr, OsStr::to_os_string;
    ['a] Cow<'a, OsStr>, Cow::into_owned;
}

impl From<String> for OsString {
    #[inline]
    fn from(text: String) -> Self {
        Self::from_bytes(text.into_bytes())
    }
}

impl<T: ?Sized + AsRef<OsStr>> From<&T> for OsString {
    #[inline]
    fn from(text: &T) -> Self {
        text.as_ref().to_os_string()
    }
}
