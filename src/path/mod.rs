//! Paths: [`Path`] and [`PathBuf`].
//!
//! As [`std::path`], with `/` between the components.
//!
//! [`std::path`]: https://doc.rust-lang.org/std/path/index.html

mod borrowed;
#[cfg(feature = "alloc")]
mod buf;

#[cfg(feature = "alloc")]
pub use buf::PathBuf;

pub use crate::sys::Path;
