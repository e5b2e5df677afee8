//! Strings of the system and of C: [`OsStr`], [`OsString`], and what `core` and `alloc` have.
//!
//! As [`std::ffi`].
//!
//! [`std::ffi`]: https://doc.rust-lang.org/std/ffi/index.html

mod os_str;
#[cfg(feature = "alloc")]
mod os_string;

#[cfg(feature = "alloc")]
pub use os_string::OsString;

pub use crate::sys::OsStr;
