//! Layer 1: a typed function for each of the 46 imports, and the only callers of
//! [`raw`](crate::raw).
//!
//! A function has the name of its import. It takes slices and owned or borrowed descriptors, and
//! returns a `Result` with the host's [`Errno`]. Use this module where `std`'s API is not enough:
//! rights, advice, cookies of directories, several descriptors in one poll.
//!
//! ```no_run
//! use nanowasi::{fd::AsFd, fs::File};
//! use nanowasi::raw::{Fdflags, Lookupflags, Oflags, Rights};
//! use nanowasi::sys::{self, Errno};
//! # fn main() -> nanowasi::io::Result<()> {
//!
//! // Creates a lock file, unless it exists.
//! let dir = File::open(".")?;
//! let create = || {
//!     let (flags, open) = (Lookupflags::empty(), Oflags::CREAT | Oflags::EXCL);
//!     let (rights, none) = (Rights::FD_WRITE, Rights::empty());
//!     sys::path_open(dir.as_fd(), flags, b"lock", open, rights, none, Fdflags::empty())
//! };
//! let lock = create()?;
//! assert_eq!(create().err(), Some(Errno::EXIST));
//! # drop(lock);
//! # Ok(())
//! # }
//! ```
//!
//! # Errors of all functions
//!
//! - A host can return any errno, also a number without a name. The lists of errors have the common
//!   ones.
//! - Each function can return `BADF` if the host does not know the descriptor, and `NOSYS` or
//!   `NOTSUP` if the host lacks the function. Natively each call returns `NOSYS`.
//! - `IO` of this crate means that the host returned an impossible result.
//! - A flag or a number without a name goes to the host unchanged. wasmtime and wasmi trap on it.
//!
//! # Safety
//!
//! The layers above are safe code. So this layer keeps the rules of [`raw`](crate::raw), whatever
//! its arguments are:
//!
//! - *Pointers.* Each pointer that goes to the host comes from a slice or a local that is borrowed
//!   for the call, with the right length.
//! - *Results.* A count is compared with the length of the buffer before it is used. A result has
//!   an initial value before the call. No integer becomes an `enum`.
//! - *Descriptors.* A descriptor comes in as a [`BorrowedFd`] or an [`OwnedFd`]. So no call reads
//!   from, or closes, a descriptor that another part of the program owns.
//!
//! The rest of the crate's `unsafe` code, except start-up, is below this module as well, because
//! the lint `unsafe_code` is allowed here: `stdio` has the standard streams' buffers, `sync` state
//! in statics, `util` strings and vectors.

#![allow(
    unsafe_code,
    reason = "makes the imports safe to call, and has the unsafe code of the layers above"
)]

pub(crate) mod args;
pub(crate) mod c_library;
mod clock;
#[cfg(feature = "alloc")]
pub(crate) mod current_dir;
mod errno;
pub(crate) mod error_repr;
mod fd;
mod iovec;
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "natively, no memory is taken")
)]
pub(crate) mod memory;
#[cfg(all(
    target_family = "wasm",
    feature = "panic-trap",
    feature = "panic-location"
))]
pub(crate) mod panic_message;
mod path;
mod poll;
mod preopen_gaps;
mod preopens;
mod process;
mod response;
mod retry;
mod sock;
pub(crate) mod stdio;
pub(crate) mod sync;
pub(crate) mod util;

pub use args::{args_get, args_sizes_get, environ_get, environ_sizes_get};
pub use clock::{clock_res_get, clock_time_get};
pub use errno::Errno;
pub(crate) use errno::nth_line;
#[cfg(feature = "alloc")]
pub(crate) use fd::read_into_spare;
pub use fd::{
    AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd, STDERR, STDIN, STDOUT,
    fd_advise, fd_allocate, fd_close, fd_datasync, fd_fdstat_get, fd_fdstat_set_flags,
    fd_fdstat_set_rights, fd_filestat_get, fd_filestat_set_size, fd_filestat_set_times, fd_pread,
    fd_prestat_dir_name, fd_prestat_get, fd_pwrite, fd_read, fd_readdir, fd_renumber, fd_seek,
    fd_sync, fd_tell, fd_write, prestat_dir_name_len, read, read_empty, write,
};
pub(crate) use fd::{from_raw_fd, renumber};
pub(crate) use iovec::total_len;
pub use iovec::{IoSlice, IoSliceMut};
pub use path::{
    path_create_directory, path_filestat_get, path_filestat_set_times, path_link, path_open,
    path_readlink, path_remove_directory, path_rename, path_symlink, path_unlink_file,
};
pub(crate) use poll::ArrayPlusOne;
pub use poll::{Subscription, UNSET_EVENT, poll_oneoff};
pub(crate) use preopens::for_each_preopen;
#[cfg(all(test, feature = "alloc"))]
pub(crate) use preopens::{FIRST_FD, HEADER_LEN, MAX_ERRORS, Preopens};
#[cfg(all(nanowasi_crt, not(feature = "panic-trap")))]
pub(crate) use process::exit_as_failed;
pub use process::{proc_exit, proc_raise, random_get, sched_yield, trap};
pub(crate) use response::INVALID_RESPONSE;
pub(crate) use retry::{MAX_SPURIOUS_WAKEUPS, Retry};
pub use sock::{sock_accept, sock_recv, sock_send, sock_shutdown};
pub use stdio::write_all;
#[cfg(target_family = "wasm")]
#[doc(hidden)]
pub use sync::EagerStorage;
#[doc(hidden)]
pub use sync::{LazyStorage, LocalValue};
