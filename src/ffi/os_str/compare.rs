//! Comparison of [`OsStr`] and `OsString` with each other and with text, byte by byte.

#[cfg(feature = "alloc")]
use alloc_crate::borrow::Cow;
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

use super::OsStr;
#[cfg(feature = "alloc")]
use super::OsString;

/// Implements `PartialEq` and `PartialOrd` between two types that convert to `&$common` by `AsRef`,
/// in both directions.
#[cfg_attr(
    not(feature = "alloc"),
    allow(unused_macros, reason = "for the owning types")
)]
macro_rules! cross_compare {
    ($common:ty: $($left:ty, $right:ty;)+) => {
        $(
            $crate::ffi::os_str::cross_compare!(@ $common, $left, $right);
            $crate::ffi::os_str::cross_compare!(@ $common, $right, $left);
        )+
    };
    (@ $common:ty, $left:ty, $right:ty) => {
        impl PartialEq<$right> for $left {
            #[inline]
            fn eq(&self, other: &$right) -> bool {
                <$common as PartialEq>::eq(self.as_ref(), other.as_ref())
            }
        }

        impl PartialOrd<$right> for $left {
            #[inline]
            fn partial_cmp(&self, other: &$right) -> Option<core::cmp::Ordering> {
                <$common as PartialOrd>::partial_cmp(self.as_ref(), other.as_ref())
            }
        }
    };
}
pub(crate) use cross_compare;

#[cfg(feature = "alloc")]
cross_compare! {
    OsStr:
    OsString, OsStr;
    OsString, &OsStr;
    Cow<'_, OsStr>, OsStr;
    Cow<'_, OsStr>, &OsStr;
    Cow<'_, OsStr>, OsString;
}

/// Implements `PartialEq` between text and a type that derefs to [`OsStr`], in both directions.
macro_rules! equals_text {
    ($($type:ty, $text:ty;)+) => {
        $(
            impl PartialEq<$text> for $type {
                #[inline]
                fn eq(&self, other: &$text) -> bool {
                    self.as_encoded_bytes() == other.as_bytes()
                }
            }

            impl PartialEq<$type> for $text {
                #[inline]
                fn eq(&self, other: &$type) -> bool {
                    self.as_bytes() == other.as_encoded_bytes()
                }
            }
        )+
    };
}

equals_text! { OsStr, str; }
#[cfg(feature = "alloc")]
equals_text! { OsString, str; OsString, &str; }

impl PartialEq for OsStr {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.as_encoded_bytes() == other.as_encoded_bytes()
    }
}

impl Eq for OsStr {}

impl PartialOrd for OsStr {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialOrd<str> for OsStr {
    #[inline]
    fn partial_cmp(&self, other: &str) -> Option<Ordering> {
        Some(self.cmp(Self::new(other)))
    }
}

impl Ord for OsStr {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_encoded_bytes().cmp(other.as_encoded_bytes())
    }
}

impl Hash for OsStr {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_encoded_bytes().hash(state);
    }
}

#[cfg(feature = "alloc")]
impl PartialEq for OsString {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(feature = "alloc")]
impl Eq for OsString {}

#[cfg(feature = "alloc")]
impl PartialOrd for OsString {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(feature = "alloc")]
impl PartialOrd<str> for OsString {
    #[inline]
    fn partial_cmp(&self, other: &str) -> Option<Ordering> {
        (**self).partial_cmp(other)
    }
}

#[cfg(feature = "alloc")]
impl Ord for OsString {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

#[cfg(feature = "alloc")]
impl Hash for OsString {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}
