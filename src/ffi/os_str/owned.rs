//! What can be done with an [`OsString`] beyond what an [`OsStr`] can.

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
    /// Nothing, without an allocation.
    #[inline]
    #[must_use]
    pub const fn new() -> OsString {
        Self::from_bytes(Vec::new())
    }

    /// Nothing, with room for at least that many bytes.
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> OsString {
        Self::from_bytes(Vec::with_capacity(capacity))
    }

    /// The same as an [`OsStr`].
    #[inline]
    #[must_use]
    pub fn as_os_str(&self) -> &OsStr {
        self
    }

    /// Puts more behind it.
    #[inline]
    pub fn push<T: AsRef<OsStr>>(&mut self, s: T) {
        self.as_bytes_mut()
            .extend_from_slice(s.as_ref().as_encoded_bytes());
    }

    /// Makes it empty, and keeps its room.
    #[inline]
    pub fn clear(&mut self) {
        self.as_bytes_mut().clear();
    }

    /// How many bytes it has room for.
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.as_bytes().capacity()
    }

    /// Makes room for at least that many bytes more.
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        self.as_bytes_mut().reserve(additional);
    }

    /// Makes room for at least that many bytes more, if there is any.
    ///
    /// # Errors
    ///
    /// If there is no memory, or no number for the capacity.
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.as_bytes_mut().try_reserve(additional)
    }

    /// Makes room for that many bytes more, and not for others to come.
    #[inline]
    pub fn reserve_exact(&mut self, additional: usize) {
        self.as_bytes_mut().reserve_exact(additional);
    }

    /// Makes room for that many bytes more, and not for others to come, if there is any.
    ///
    /// # Errors
    ///
    /// As [`try_reserve`](Self::try_reserve).
    #[inline]
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.as_bytes_mut().try_reserve_exact(additional)
    }

    /// Gives back the room that it doesn't need.
    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.as_bytes_mut().shrink_to_fit();
    }

    /// Gives back the room beyond its length and `min_capacity`.
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        self.as_bytes_mut().shrink_to(min_capacity);
    }

    /// The same in a box, without spare room.
    #[inline]
    #[must_use]
    pub fn into_boxed_os_str(self) -> Box<OsStr> {
        OsStr::from_boxed_bytes(self.into_encoded_bytes().into_boxed_slice())
    }

    /// The same for the rest of the program: it is never freed.
    #[inline]
    #[must_use]
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

/// Implements what puts strings of one kind behind each other.
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
                /// The first one's memory is taken over if it is owned.
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
