//! [`Components`]: a path taken apart from either end.
//!
//! Everything that looks into a path goes through here. The iterator is a piece of the path and a
//! flag. The text of a component says what it is: only the root is `/`, and only components with a
//! meaning of their own are `.` and `..`; so the functions of this crate compare texts, and make
//! [`Component`]s only for those who ask.

use core::fmt;
use core::iter::FusedIterator;

use super::{Component, Path};
use crate::ffi::OsStr;

/// The components of a path, from [`Path::components`], as [`std::path::Components`].
///
/// Doubled separators, one at the end, and each `.` but one at the front are left out.
///
/// [`std::path::Components`]: https://doc.rust-lang.org/std/path/struct.Components.html
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Components<'a> {
    /// What has not been taken yet.
    path: &'a [u8],
    /// Whether nothing was taken from the front: only there, `/` is the root and `.` a component.
    at_start: bool,
}

impl Path {
    /// The components: the root, names, `..`, and `.` at the front.
    pub fn components(&self) -> Components<'_> {
        Components {
            path: self.as_os_str().as_encoded_bytes(),
            at_start: true,
        }
    }

    /// The texts of the components.
    #[inline]
    pub fn iter(&self) -> Iter<'_> {
        Iter {
            components: self.components(),
        }
    }
}

impl<'a> Components<'a> {
    /// The root at the front, or a `.` that is a component there.
    fn leading(&self) -> &'a [u8] {
        let leading = self.at_start && matches!(self.path, [b'/', ..] | [b'.'] | [b'.', b'/', ..]);
        self.path.get(..usize::from(leading)).unwrap_or_default()
    }

    /// The next one's text.
    pub(super) fn next_bytes(&mut self) -> Option<&'a [u8]> {
        let mut len = self.leading().len();
        self.at_start = false;
        if len == 0 {
            self.path = trim_start(self.path);
            len = self.path.iter().take_while(|byte| **byte != b'/').count();
        }
        let (component, rest) = self.path.split_at_checked(len)?;
        self.path = rest;
        (len != 0).then_some(component)
    }

    /// The last one's text.
    pub(super) fn next_back_bytes(&mut self) -> Option<&'a [u8]> {
        let path = trim_end(self.path);
        if path.is_empty() {
            let leading = self.leading();
            self.path = path;
            return (!leading.is_empty()).then_some(leading);
        }
        let (rest, component) = split_file_name(path);
        self.path = rest;
        Some(component)
    }

    /// How many bytes have not been taken.
    #[cfg(feature = "alloc")]
    pub(super) const fn remaining_len(&self) -> usize {
        self.path.len()
    }

    /// What is left, without what is left out at its ends.
    #[must_use]
    pub fn as_path(&self) -> &'a Path {
        let mut path = trim_end(self.path);
        if !self.at_start {
            path = trim_start(path);
        } else if path.is_empty() {
            path = self.leading();
        }
        Path::from_os_str(OsStr::from_bytes(path))
    }
}

/// Leaves out the separators, and the components that only say "here", at the front of a path.
fn trim_start(mut path: &[u8]) -> &[u8] {
    loop {
        path = match path {
            [b'/', rest @ ..] => rest,
            [b'.', rest @ ..] if matches!(rest, [] | [b'/', ..]) => rest,
            _ => return path,
        };
    }
}

/// Leaves out the separators, and the components that only say "here", at the end of a path.
pub(super) fn trim_end(mut path: &[u8]) -> &[u8] {
    loop {
        path = match path {
            [rest @ .., b'/'] => rest,
            [rest @ .., b'.'] if matches!(rest, [] | [.., b'/']) => rest,
            _ => return path,
        };
    }
}

/// A path apart behind its last separator.
pub(super) fn split_file_name(path: &[u8]) -> (&[u8], &[u8]) {
    let mut rest = path;
    while let [front @ .., byte] = rest
        && *byte != b'/'
    {
        rest = front;
    }
    path.split_at_checked(rest.len()).unwrap_or_default()
}

impl<'a> Iterator for Components<'a> {
    type Item = Component<'a>;

    #[inline]
    fn next(&mut self) -> Option<Component<'a>> {
        self.next_bytes().map(Component::of)
    }
}

impl<'a> DoubleEndedIterator for Components<'a> {
    #[inline]
    fn next_back(&mut self) -> Option<Component<'a>> {
        self.next_back_bytes().map(Component::of)
    }
}

impl FusedIterator for Components<'_> {}

/// The texts of a path's components, from [`Path::iter`], as [`std::path::Iter`].
///
/// [`std::path::Iter`]: https://doc.rust-lang.org/std/path/struct.Iter.html
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a> {
    components: Components<'a>,
}

impl<'a> Iter<'a> {
    /// As [`Components::as_path`].
    #[inline]
    #[must_use]
    pub fn as_path(&self) -> &'a Path {
        self.components.as_path()
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a OsStr;

    #[inline]
    fn next(&mut self) -> Option<&'a OsStr> {
        self.components.next_bytes().map(OsStr::from_bytes)
    }
}

impl<'a> DoubleEndedIterator for Iter<'a> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a OsStr> {
        self.components.next_back_bytes().map(OsStr::from_bytes)
    }
}

impl FusedIterator for Iter<'_> {}

/// Implements for an iterator what it has of the path that is left.
macro_rules! as_path {
    ($($type:ident, $items:ident;)+) => {
        $(
            impl AsRef<Path> for $type<'_> {
                #[inline]
                fn as_ref(&self) -> &Path {
                    self.as_path()
                }
            }

            impl AsRef<OsStr> for $type<'_> {
                #[inline]
                fn as_ref(&self) -> &OsStr {
                    self.as_path().as_os_str()
                }
            }

            impl fmt::Debug for $type<'_> {
                /// Lists the items of what is left.
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    let items = fmt::from_fn(|f| {
                        f.debug_list().entries(self.as_path().$items()).finish()
                    });
                    f.debug_tuple(stringify!($type)).field(&items).finish()
                }
            }
        )+
    };
}

as_path! {
    Components, components;
    Iter, iter;
}

impl<'a> IntoIterator for &'a Path {
    type Item = &'a OsStr;
    type IntoIter = Iter<'a>;

    #[inline]
    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

#[cfg(feature = "alloc")]
impl<'a> IntoIterator for &'a super::PathBuf {
    type Item = &'a OsStr;
    type IntoIter = Iter<'a>;

    #[inline]
    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}
