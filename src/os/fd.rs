//! Descriptors and their owners, as [`std::os::fd`]: the same as [`fd`](crate::fd), without WASI's own.
//!
//! [`std::os::fd`]: https://doc.rust-lang.org/std/os/fd/index.html

pub use crate::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
