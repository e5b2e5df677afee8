//! Formatting of a [`Path`].

use core::fmt;

use super::Path;
use crate::ffi::os_str;
use crate::io::print::{PlainDisplay, PrintStream};

/// Formats a [`Path`] with `{}`, returned by [`Path::display`], as [`std::path::Display`].
///
/// Bytes that are not UTF-8 are printed as `U+FFFD`.
///
/// # Examples
///
/// ```
/// use nanowasi::path::Path;
///
/// assert_eq!(format!("{:>6}", Path::new("a/b").display()), "   a/b");
/// ```
///
/// [`std::path::Display`]: https://doc.rust-lang.org/std/path/struct.Display.html
pub struct Display<'a> {
    text: os_str::Display<'a>,
}

impl Path {
    /// Returns a value that formats the path with `{}`, with `U+FFFD` for bytes that are not UTF-8.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(format!("{}", Path::new("/tmp/a.txt").display()), "/tmp/a.txt");
    /// ```
    #[inline]
    #[must_use]
    pub fn display(&self) -> Display<'_> {
        Display {
            text: self.as_os_str().display(),
        }
    }
}

impl fmt::Display for Display<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl PlainDisplay for Display<'_> {
    #[inline]
    fn print<S: PrintStream>(&self) {
        self.text.print::<S>();
    }
}

impl fmt::Debug for Display<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl fmt::Debug for Path {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_os_str().fmt(f)
    }
}
