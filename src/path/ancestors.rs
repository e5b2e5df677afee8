//! [`Ancestors`]: an iterator over a path and its parents.

use core::iter::FusedIterator;

use super::Path;

/// An iterator over a path and its parents, returned by [`Path::ancestors`], as
/// `std::path::Ancestors`.
///
/// # Examples
///
/// ```
/// use nanowasi::path::{Ancestors, Path};
///
/// let mut ancestors: Ancestors<'_> = Path::new("a/b").ancestors();
/// assert_eq!(ancestors.nth(1), Some(Path::new("a")));
/// assert_eq!(ancestors.next(), Some(Path::new("")));
/// assert_eq!(ancestors.next(), None);
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Ancestors<'a> {
    next: Option<&'a Path>,
}

impl Path {
    /// Returns an iterator over the path, its [`parent`](Self::parent), the parent of that, and so
    /// on.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// let all: Vec<_> = Path::new("/a/b").ancestors().collect();
    /// assert_eq!(all, [Path::new("/a/b"), Path::new("/a"), Path::new("/")]);
    /// ```
    #[inline]
    pub fn ancestors(&self) -> Ancestors<'_> {
        Ancestors { next: Some(self) }
    }
}

impl<'a> Iterator for Ancestors<'a> {
    type Item = &'a Path;

    #[inline]
    fn next(&mut self) -> Option<&'a Path> {
        let next = self.next?;
        self.next = next.parent();
        Some(next)
    }
}

impl FusedIterator for Ancestors<'_> {}
