//! Strings of the operating system: [`OsStr`], `OsString`, and [`Display`].
//!
//! As [`std::ffi::os_str`]. A string may hold any bytes, as on Unix. The specification of preview 1
//! requires UTF-8 for names, and a host may refuse other bytes.
//!
//! [`std::ffi::os_str`]: https://doc.rust-lang.org/std/ffi/os_str/index.html

mod borrowed;
mod compare;
#[cfg(feature = "alloc")]
mod convert;
mod display;
#[cfg(feature = "alloc")]
mod owned;
#[cfg(all(test, feature = "alloc"))]
mod tests;

pub(crate) use compare::cross_compare;
pub use display::Display;

#[doc(inline)]
pub use crate::sys::util::os_str::OsStr;
#[cfg(feature = "alloc")]
#[doc(inline)]
pub use crate::sys::util::os_string::OsString;
