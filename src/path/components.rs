//! [`Components`]: an iterator over the components of a path, from both ends.
//!
//! All functions that split a path use this iterator. It holds the rest of the path and a flag.
//! The bytes of a component determine its kind: only the root is `/`, and `.` and `..` are never
//! names. So the functions of this crate compare bytes, and a [`Component`] is made only for the
//! caller of the iterator.

use core::fmt;
use core::iter::FusedIterator;

use super::{Component, Path};
use crate::ffi::OsStr;

/// An iterator over the components of a path, returned by [`Path::components`], as
/// [`std::path::Components`].
///
/// Repeated separators, a separator at the end, and each `.` except one at the start are omitted.
///
/// # Examples
///
/// ```
/// use nanowasi::path::{Components, Path};
///
/// let mut components: Components<'_> = Path::new("./a//./b/").components();
/// assert_eq!(components.clone().count(), 3); // `.`, `a` and `b`
/// components.next_back();
/// assert_eq!(components.as_path(), Path::new("./a"));
/// ```
///
/// [`std::path::Components`]: https://doc.rust-lang.org/std/path/struct.Components.html
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Components<'a> {
    /// The rest of the path.
    path: &'a [u8],
    /// Whether the rest begins at the start of the path. Only there, `/` is the root and `.` is a
    /// component.
    at_start: bool,
}

impl Path {
    /// Returns an iterator over the components: the root, names, `..`, and `.` at the start.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Component, Path};
    ///
    /// let mut components = Path::new("/a/../b").components();
    /// assert_eq!(components.next(), Some(Component::RootDir));
    /// assert_eq!(components.next(), Some(Component::Normal("a".as_ref())));
    /// assert_eq!(components.next(), Some(Component::ParentDir));
    /// assert_eq!(components.next_back(), Some(Component::Normal("b".as_ref())));
    /// assert_eq!(components.next(), None);
    /// ```
    pub fn components(&self) -> Components<'_> {
        Components {
            path: self.as_os_str().as_encoded_bytes(),
            at_start: true,
        }
    }

    /// Returns an iterator over the texts of the components.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// let texts: Vec<_> = Path::new("/a/b").iter().collect();
    /// assert_eq!(texts, ["/", "a", "b"]);
    /// ```
    #[inline]
    pub fn iter(&self) -> Iter<'_> {
        Iter {
            components: self.components(),
        }
    }
}

impl<'a> Components<'a> {
    /// Returns the root or the `.` that the path starts with, or nothing.
    fn leading(&self) -> &'a [u8] {
        let leading = self.at_start && matches!(self.path, [b'/', ..] | [b'.'] | [b'.', b'/', ..]);
        self.path.get(..usize::from(leading)).unwrap_or_default()
    }

    /// Removes the first component and returns its bytes.
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

    /// Removes the last component and returns its bytes.
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

    /// Returns the length of the rest in bytes.
    #[cfg(feature = "alloc")]
    pub(super) const fn remaining_len(&self) -> usize {
        self.path.len()
    }

    /// Returns the rest of the path, without separators and `.` at its ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// let mut components = Path::new("/a/./b/").components();
    /// components.next();
    /// assert_eq!(components.as_path(), Path::new("a/./b"));
    /// ```
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

/// Removes separators and `.` at the start of a path.
fn trim_start(mut path: &[u8]) -> &[u8] {
    loop {
        path = match path {
            [b'/', rest @ ..] => rest,
            [b'.', rest @ ..] if matches!(rest, [] | [b'/', ..]) => rest,
            _ => return path,
        };
    }
}

/// Removes separators and `.` at the end of a path.
pub(super) fn trim_end(mut path: &[u8]) -> &[u8] {
    loop {
        path = match path {
            [rest @ .., b'/'] => rest,
            [rest @ .., b'.'] if matches!(rest, [] | [.., b'/']) => rest,
            _ => return path,
        };
    }
}

/// Splits a path after its last separator.
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
        self.next_bytes().map(Component::from_bytes)
    }
}

impl<'a> DoubleEndedIterator for Components<'a> {
    #[inline]
    fn next_back(&mut self) -> Option<Component<'a>> {
        self.next_back_bytes().map(Component::from_bytes)
    }
}

impl FusedIterator for Components<'_> {}

/// An iterator over the texts of a path's components, returned by [`Path::iter`], as
/// [`std::path::Iter`].
///
/// # Examples
///
/// ```
/// use nanowasi::path::{Iter, Path};
///
/// let mut texts: Iter<'_> = Path::new("a/b").iter();
/// assert_eq!(texts.next_back().unwrap(), "b");
/// ```
///
/// [`std::path::Iter`]: https://doc.rust-lang.org/std/path/struct.Iter.html
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a> {
    components: Components<'a>,
}

impl<'a> Iter<'a> {
    /// Returns the rest of the path, as [`Components::as_path`].
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// let mut texts = Path::new("a/b/c").iter();
    /// texts.next();
    /// assert_eq!(texts.as_path(), Path::new("b/c"));
    /// ```
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

/// Implements the traits of an iterator that expose the rest of its path.
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
                /// Formats the remaining items as a list.
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
