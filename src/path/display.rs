//! How a [`Path`] is printed.

use core::fmt;

use super::Path;
use crate::ffi::os_str;
use crate::io::print::{PlainDisplay, PrintStream};

/// Prints a [`Path`] with `{}`, as [`std::path::Display`]: what isn't UTF-8 as `U+FFFD`.
///
/// [`std::path::Display`]: https://doc.rust-lang.org/std/path/struct.Display.html
pub struct Display<'a> {
    text: os_str::Display<'a>,
}

impl Path {
    /// Something that prints it with `{}`; what isn't UTF-8 as `U+FFFD`.
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
