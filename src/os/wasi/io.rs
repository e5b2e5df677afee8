//! Owned and borrowed file descriptors, as [`std::os::wasi::io`].
//!
//! [`std::os::wasi::io`]: https://doc.rust-lang.org/std/os/wasi/io/index.html

pub use crate::os::fd::*;
