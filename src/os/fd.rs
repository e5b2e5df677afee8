//! Owned and borrowed file descriptors, as [`std::os::fd`].
//!
//! These are the items of [`fd`](crate::fd), without those that are not in `std`.
//!
//! [`std::os::fd`]: https://doc.rust-lang.org/std/os/fd/index.html

pub use crate::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
