//! Threads: there is one. It can [`sleep`], and have values of its own: [`thread_local!`].
//!
//! As [`std::thread`] on this target: [`spawn`] panics, and [`Builder::spawn`] answers an error of the kind
//! `Unsupported`. What would wait for another thread for ever panics.
//!
//! [`std::thread`]: https://doc.rust-lang.org/std/thread/index.html
//! [`thread_local!`]: crate::thread_local!

#![allow(clippy::must_use_candidate, reason = "as `std` has it")]

#[cfg(feature = "alloc")]
mod builder;
mod current;
mod handle;
mod local;
mod park;
mod scope;
mod sleep;

#[cfg(feature = "alloc")]
pub use builder::Builder;
pub use current::{Thread, ThreadId, available_parallelism, current, panicking, yield_now};
#[cfg(feature = "alloc")]
pub use handle::Result;
pub use handle::{JoinHandle, spawn};
pub use local::{AccessError, LocalKey};
#[allow(deprecated, reason = "a program may use it")]
pub use park::park_timeout_ms;
pub use park::{park, park_timeout};
pub use scope::{Scope, ScopedJoinHandle, scope};
pub use sleep::sleep;
#[allow(deprecated, reason = "a program may use it")]
pub use sleep::sleep_ms;
