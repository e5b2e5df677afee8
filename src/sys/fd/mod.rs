//! Descriptors: their owners, their numbers, and the calls on an open descriptor.
//!
//! A function has the name of its import. `read`, `write` and `read_empty` are the cases of
//! `fd_read` and `fd_write` with one slice, which need no array of slices.
//!
//! # Safety
//!
//! - A descriptor comes in as a [`BorrowedFd`] or an [`OwnedFd`]. So no call reads from, or closes,
//!   a descriptor that another part of the program owns.
//! - A pointer comes from a slice or a local that is borrowed for the call, with its length.
//! - The host's results are checked by `response.rs` before a caller sees them.

mod attributes;
mod close;
mod file;
mod owned;
mod prestat;
mod raw;
mod read_write;

pub(super) use attributes::{UNSET_FILESTAT, ZERO_FDSTAT};
pub use attributes::{
    fd_fdstat_get, fd_fdstat_set_flags, fd_fdstat_set_rights, fd_filestat_get,
    fd_filestat_set_size, fd_filestat_set_times,
};
pub(crate) use close::renumber;
pub use close::{fd_close, fd_renumber};
pub use file::{fd_advise, fd_allocate, fd_datasync, fd_readdir, fd_seek, fd_sync, fd_tell};
pub use owned::{AsFd, BorrowedFd, OwnedFd, STDERR, STDIN, STDOUT};
pub use prestat::{fd_prestat_dir_name, fd_prestat_get, prestat_dir_name_len};
pub(super) use prestat::{prestat_of, write_dir_name};
pub(crate) use raw::from_raw_fd;
pub use raw::{AsRawFd, FromRawFd, IntoRawFd, RawFd};
#[cfg(feature = "alloc")]
pub(crate) use read_write::read_into_spare;
pub use read_write::{fd_pread, fd_pwrite, fd_read, fd_write, read, read_empty, write};
