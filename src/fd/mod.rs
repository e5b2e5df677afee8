//! Owned and borrowed file descriptors, and [`renumber`].
//!
//! The types and traits are those of [`std::os::fd`], which [`os::fd`](crate::os::fd) has as well.
//! `renumber` is not in `std`.
//!
//! ```no_run
//! use nanowasi::fd::{AsFd, AsRawFd, OwnedFd};
//! use nanowasi::{fs::File, io, println};
//!
//! # fn main() -> io::Result<()> {
//! let file = File::create("notes")?;
//! println!("{} is open", file.as_fd().as_raw_fd());
//! let owner = OwnedFd::from(file);
//! let file = File::from(owner);
//! # Ok(())
//! # }
//! ```
//!
//! [`std::os::fd`]: https://doc.rust-lang.org/std/os/fd/index.html

mod raw_fd;
mod renumber;
mod try_clone;

pub(crate) use raw_fd::{as_raw_fd, into_raw_fd};
pub use renumber::{RenumberError, RenumberTarget, Renumbered, renumber};

pub use crate::sys::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
