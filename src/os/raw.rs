//! The types of C, as [`std::os::raw`]. [`core::ffi`] has the same types.
//!
//! [`std::os::raw`]: https://doc.rust-lang.org/std/os/raw/index.html

pub use core::ffi::{
    c_char, c_double, c_float, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint,
    c_ulong, c_ulonglong, c_ushort, c_void,
};
