//! Strings of the operating system, [`OsStr`] and `OsString`, and the types of C.
//!
//! As [`std::ffi`].
//!
//! [`std::ffi`]: https://doc.rust-lang.org/std/ffi/index.html

pub mod c_str;
pub mod os_str;

pub use core::ffi::{
    c_char, c_double, c_float, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint,
    c_ulong, c_ulonglong, c_ushort, c_void,
};

#[doc(inline)]
pub use c_str::{CStr, FromBytesUntilNulError, FromBytesWithNulError};
#[cfg(feature = "alloc")]
#[doc(inline)]
pub use c_str::{CString, FromVecWithNulError, IntoStringError, NulError};
#[doc(inline)]
pub use os_str::OsStr;
#[cfg(feature = "alloc")]
#[doc(inline)]
pub use os_str::OsString;
