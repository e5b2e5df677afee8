//! Descriptors: who owns them, their numbers, and the calls on an open one.

mod calls;
mod owned;
mod raw;

#[cfg(feature = "alloc")]
pub(crate) use calls::read_into_spare;
pub(crate) use calls::renumber;
pub use calls::*;
pub(super) use calls::{MOST_IOVECS, NO_FDSTAT, UNSET_FILESTAT, iovecs, prestat_of};
pub use owned::{AsFd, BorrowedFd, OwnedFd, STDERR, STDIN, STDOUT};
pub(crate) use raw::from_raw_fd;
pub use raw::{AsRawFd, FromRawFd, IntoRawFd, RawFd};
