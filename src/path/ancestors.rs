//! [`Ancestors`]: a path, its parent, the parent's parent, and so on.

use core::iter::FusedIterator;

use super::Path;

/// A path and all that it lies in, from [`Path::ancestors`], as `std::path::Ancestors`.
#[derive(Clone, Copy, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Ancestors<'a> {
    next: Option<&'a Path>,
}

impl Path {
    /// The path itself, its [`parent`](Self::parent), the parent's, and so on.
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
