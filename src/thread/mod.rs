//! The one thread: sleeping, parking and thread-local values.
//!
//! As [`std::thread`] on this target, which has no second thread. [`spawn`] and [`Scope::spawn`]
//! panic. [`Builder::spawn`] returns an error of the kind `Unsupported`, so a program that can do
//! its work without threads should use it.
//!
//! Unlike `std`, a call of [`park`] that would block forever panics.
//!
//! # Examples
//!
//! ```
//! use nanowasi::{io::ErrorKind, thread};
//!
//! fn checksum(bytes: &[u8]) -> u32 {
//!     bytes.iter().map(|&byte| u32::from(byte)).sum()
//! }
//!
//! // In a second thread where there can be one, else in this one.
//! let sum = match thread::Builder::new().spawn(|| checksum(b"text")) {
//!     Ok(worker) => worker.join().unwrap(),
//!     Err(error) if error.kind() == ErrorKind::Unsupported => checksum(b"text"),
//!     Err(error) => panic!("{error}"),
//! };
//! assert_eq!(sum, 453);
//! ```
//!
//! [`std::thread`]: https://doc.rust-lang.org/std/thread/index.html

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
