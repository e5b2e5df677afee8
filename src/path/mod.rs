//! Paths: [`Path`], `PathBuf`, and their [`Component`]s.
//!
//! As [`std::path`] on Unix and WASI: the separator is `/`, and an absolute path begins with `/`.
//! Borrowed paths and their components need no heap.
//!
//! ```
//! use nanowasi::path::Path;
//!
//! let path = Path::new("notes/today.txt");
//! assert_eq!(path.file_stem().unwrap(), "today");
//! assert_eq!(path.with_extension("md"), Path::new("notes/today.md"));
//! ```
//!
//! [`std::path`]: https://doc.rust-lang.org/std/path/index.html

#[cfg(feature = "alloc")]
mod absolute;
mod ancestors;
mod borrowed;
mod compare;
mod component;
mod components;
#[cfg(feature = "alloc")]
mod convert;
mod display;
mod file_name;
mod fs;
#[cfg(all(test, feature = "alloc"))]
mod fuzz_tests;
#[cfg(feature = "alloc")]
mod path_buf;
mod prefix;
#[cfg(all(test, feature = "alloc"))]
mod test_support;
#[cfg(all(test, feature = "alloc"))]
mod tests;

#[cfg(feature = "alloc")]
pub use absolute::absolute;
#[cfg(all(test, feature = "alloc"))]
pub(crate) use absolute::absolute_in;
pub use ancestors::Ancestors;
pub use component::{Component, Prefix, PrefixComponent};
pub use components::{Components, Iter};
pub use display::Display;
#[cfg(feature = "alloc")]
pub use path_buf::PathBuf;
pub use prefix::StripPrefixError;

#[doc(inline)]
pub use crate::sys::util::os_str::Path;

/// The separator of the components of a path: `/`.
pub const MAIN_SEPARATOR: char = '/';

/// The separator of the components of a path, as a string: `/`.
pub const MAIN_SEPARATOR_STR: &str = "/";

/// Returns whether a character separates the components of a path. Only `/` does.
///
/// # Examples
///
/// ```
/// use nanowasi::path;
///
/// assert!(path::is_separator('/'));
/// assert!(!path::is_separator('\\'));
/// ```
#[inline]
#[must_use]
pub fn is_separator(c: char) -> bool {
    c == MAIN_SEPARATOR
}
