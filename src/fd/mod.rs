//! Descriptors: who owns one, who borrows it, and how it gets another number.
//!
//! As [`std::os::fd`], which is here under [`os::fd`](crate::os::fd) as well, and [`renumber`].
//!
//! ```no_run
//! use nanowasi::fd::{AsFd, AsRawFd, OwnedFd};
//! use nanowasi::{fs::File, io, println};
//!
//! # fn main() -> io::Result<()> {
//! let file = File::open("notes")?;
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

pub use renumber::{RenumberError, RenumberTarget, Renumbered, renumber};

pub use crate::sys::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
