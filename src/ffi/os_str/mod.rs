//! Strings of the system: [`OsStr`], `OsString`, and [`Display`].
//!
//! As [`std::ffi::os_str`]. They are any bytes, as on unix; the specification of preview 1 has names
//! in UTF-8, and a host may refuse others.
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
