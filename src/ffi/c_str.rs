//! Strings that end with a NUL byte: `CStr` from `core`, and `CString` from `alloc`.
//!
//! As [`std::ffi::c_str`].
//!
//! [`std::ffi::c_str`]: https://doc.rust-lang.org/std/ffi/c_str/index.html

pub use core::ffi::c_str::{CStr, FromBytesUntilNulError, FromBytesWithNulError};

#[cfg(feature = "alloc")]
pub use alloc_crate::ffi::c_str::{CString, FromVecWithNulError, IntoStringError, NulError};
