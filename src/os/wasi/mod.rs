//! What WASI has beyond other systems.
//!
//! As [`std::os::wasi`].
//!
//! [`std::os::wasi`]: https://doc.rust-lang.org/std/os/wasi/index.html

pub mod ffi;
pub mod fs;
