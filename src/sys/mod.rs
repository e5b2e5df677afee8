//! Layer 1: a typed call for each of the 46 functions, and the only callers of [`raw`](crate::raw).
//!
//! Slices go in, a `Result` comes out, and descriptors have owners. A function has the name of the
//! import that it makes; beside them stand the few things that only `unsafe` can give the layers
//! above: the streams' buffers, state in `static`s, and the program's arguments.
//!
//! # Safety
//!
//! The layers above are safe code, so this layer has to keep the promises of [`raw`](crate::raw)
//! whatever it is given:
//!
//! - *Pointers.* Each pointer that goes to the host comes from a slice or a local that outlives the
//!   call, with the length that belongs to it.
//! - *Answers.* A count or a size that comes back is compared with what was asked for before it is
//!   used, out-values have a value before the call, and no integer is turned into an `enum`.
//! - *Numbers.* A flag or a constant without a name reaches the host as it is: it answers an error, or
//!   traps, as wasmtime does; memory is as safe as before.
//! - *Descriptors.* They come in as [`BorrowedFd`] or [`OwnedFd`], so that nobody reads from, or
//!   closes, what belongs to somebody else.

#![allow(
    unsafe_code,
    reason = "the fence around the imports: this layer is what makes them safe to call"
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
    allow(dead_code, reason = "natively, memory is not taken")
)]
pub(crate) mod memory;
mod path;
mod poll;
mod preopen_gaps;
pub(crate) mod preopens;
mod process;
mod response;
pub(crate) mod retry;
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
pub use fd::*;
pub(crate) use fd::{from_raw_fd, renumber};
pub(crate) use iovec::total_len;
pub use iovec::{IoSlice, IoSliceMut};
pub use path::*;
pub(crate) use poll::ArrayPlusOne;
pub use poll::{Subscription, UNSET_EVENT, poll_oneoff};
use preopen_gaps::gaps_end;
pub use process::{proc_exit, proc_raise, random_get, sched_yield, trap};
pub(crate) use response::INVALID_RESPONSE;
use response::{UNSET, UNSET_64, checked_count, checked_value, to_result};
pub(crate) use retry::Retry;
use retry::retry_eintr;
pub use sock::{sock_accept, sock_recv, sock_send, sock_shutdown};
pub use stdio::output::write_all;
#[cfg(target_family = "wasm")]
#[doc(hidden)]
pub use sync::EagerStorage;
pub use sync::{LazyStorage, LocalValue};
