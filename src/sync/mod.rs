//! Locks, one-time initialization, channels and reference counts.
//!
//! As [`std::sync`], for a program of one thread. On wasm a lock is a field that is tested and set,
//! without an atomic instruction. A program that uses a lock links neither an allocator nor
//! `core::fmt` because of it.
//!
//! # What can't work on one thread
//!
//! Where `std` would wait for another thread, this module panics, because the wait would never end:
//!
//! - locking a [`Mutex`] or a [`RwLock`] while a guard excludes it;
//! - [`Condvar::wait`], and [`Barrier::wait`] for more than one thread;
//! - [`Once::wait`] and [`OnceLock::wait`] before the call or the value;
//! - [`mpsc::Receiver::recv`] on an empty channel that has senders, and [`mpsc::SyncSender::send`]
//!   on a full one.
//!
//! On this target `std` panics, aborts or hangs in these cases.
//!
//! Unlike in `std`, a lock is never [poisoned](PoisonError), because a panic ends the program.
//!
//! Natively, where tests run in several threads, [`Mutex`], [`RwLock`], [`Once`], [`OnceLock`] and
//! [`LazyLock`] retry for ten seconds before they panic.
//!
//! # Examples
//!
//! ```
//! use nanowasi::sync::{Mutex, OnceLock};
//!
//! static COUNT: Mutex<u32> = Mutex::new(0);
//! static NAME: OnceLock<&str> = OnceLock::new();
//!
//! *COUNT.lock().unwrap() += 1;
//! assert_eq!(*COUNT.lock().unwrap(), 1);
//! assert_eq!(*NAME.get_or_init(|| "tool"), "tool");
//! ```
//!
//! [`std::sync`]: https://doc.rust-lang.org/std/sync/index.html

#![allow(clippy::must_use_candidate, reason = "as `std` has it")]

mod barrier;
mod condvar;
mod guard;
mod lazy_lock;
#[cfg(feature = "alloc")]
pub mod mpsc;
mod mutex;
mod once;
mod once_lock;
mod poison;
mod rwlock;

#[cfg(nanowasi_std)]
pub use alloc_crate::sync::UniqueArc;
#[cfg(feature = "alloc")]
#[doc(no_inline)]
pub use alloc_crate::sync::{Arc, Weak};
#[doc(no_inline)]
pub use core::sync::atomic;

pub use barrier::{Barrier, BarrierWaitResult};
pub use condvar::{Condvar, WaitTimeoutResult};
pub use lazy_lock::LazyLock;
pub use mutex::{Mutex, MutexGuard};
#[allow(deprecated, reason = "a program may use `ONCE_INIT`")]
pub use once::ONCE_INIT;
pub use once::{Once, OnceState};
pub use once_lock::OnceLock;
pub use poison::{LockResult, PoisonError, TryLockError, TryLockResult};
pub use rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};
