//! Items for this operating system: file descriptors, C's types, and extensions for WASI.
//!
//! As [`std::os`] on this target.
//!
//! [`std::os`]: https://doc.rust-lang.org/std/os/index.html

pub mod fd;
pub mod raw;
pub mod wasi;
