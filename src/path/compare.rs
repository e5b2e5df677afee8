//! Comparison and hashing of paths, component by component: `a//b/.` equals `a/b`.

#[cfg(feature = "alloc")]
use alloc_crate::{borrow::Cow, string::String};
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

#[cfg(feature = "alloc")]
use super::PathBuf;
use super::{Components, Path};
use crate::ffi::OsStr;
#[cfg(feature = "alloc")]
use crate::ffi::OsString;
use crate::ffi::os_str::cross_compare;

cross_compare! {
    Path:
    Path, OsStr;
    Path, &OsStr;
    &Path, OsStr;
}

#[cfg(feature = "alloc")]
cross_compare! {
    Path:
    PathBuf, Path;
    PathBuf, &Path;
    Cow<'_, Path>, Path;
    Cow<'_, Path>, &Path;
    Cow<'_, Path>, PathBuf;
    PathBuf, OsStr;
    PathBuf, &OsStr;
    PathBuf, Cow<'_, OsStr>;
    PathBuf, OsString;
    Path, Cow<'_, OsStr>;
    Path, OsString;
    &Path, Cow<'_, OsStr>;
    &Path, OsString;
    Cow<'_, Path>, OsStr;
    Cow<'_, Path>, &OsStr;
    Cow<'_, Path>, OsString;
}

/// Implements `PartialEq` between a path and text, in both directions.
macro_rules! equals_text {
    ($($path:ty, $text:ty;)+) => {
        $(
            impl PartialEq<$text> for $path {
                #[inline]
                fn eq(&self, other: &$text) -> bool {
                    <Path as PartialEq>::eq(self, Path::new(other))
                }
            }

            impl PartialEq<$path> for $text {
                #[inline]
                fn eq(&self, other: &$path) -> bool {
                    <Path as PartialEq>::eq(Path::new(self), other)
                }
            }
        )+
    };
}

equals_text! { Path, str; }
#[cfg(feature = "alloc")]
equals_text! { Path, String; PathBuf, str; PathBuf, String; }

impl<'a> PartialEq for Components<'a> {
    fn eq(&self, other: &Components<'a>) -> bool {
        let (mut left, mut right) = (self.clone(), other.clone());
        // From the end, because paths that are compared often have the same first components.
        loop {
            match (left.next_back_bytes(), right.next_back_bytes()) {
                (None, None) => return true,
                (left, right) if left != right => return false,
                _ => {}
            }
        }
    }
}

impl Eq for Components<'_> {}

impl<'a> PartialOrd for Components<'a> {
    #[inline]
    fn partial_cmp(&self, other: &Components<'a>) -> Option<Ordering> {
        Some(Ord::cmp(self, other))
    }
}

impl Ord for Components<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = (self.clone(), other.clone());
        loop {
            let (left, right) = (left.next_bytes(), right.next_bytes());
            let order = left.map(rank).cmp(&right.map(rank)).then(left.cmp(&right));
            if order.is_ne() || left.is_none() {
                return order;
            }
        }
    }
}

/// Returns the order of a component among other kinds, as [`Component`](super::Component) has it.
fn rank(text: &[u8]) -> u8 {
    match text {
        b"/" => 0,
        b"." => 1,
        b".." => 2,
        _ => 3,
    }
}

impl PartialEq for Path {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.components() == other.components()
    }
}

impl Eq for Path {}

impl PartialOrd for Path {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(Ord::cmp(self, other))
    }
}

impl Ord for Path {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        Ord::cmp(&self.components(), &other.components())
    }
}

impl Hash for Path {
    /// Equal paths have equal hashes. The hasher gets the same bytes as from `std`: each component
    /// except the root, and a number that distinguishes `a/b` from `ab`.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut lengths = 0_usize;
        let mut components = self.components();
        while let Some(text) = components.next_bytes() {
            if text != b"/" {
                state.write(text);
                lengths = lengths.wrapping_add(text.len()).rotate_right(2);
            }
        }
        state.write_usize(lengths);
    }
}

#[cfg(feature = "alloc")]
impl PartialEq for PathBuf {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(feature = "alloc")]
impl Eq for PathBuf {}

#[cfg(feature = "alloc")]
impl PartialOrd for PathBuf {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(Ord::cmp(self, other))
    }
}

#[cfg(feature = "alloc")]
impl Ord for PathBuf {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

#[cfg(feature = "alloc")]
impl Hash for PathBuf {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}
