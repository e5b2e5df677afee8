//! What threads share: locks, values that are made once, channels, and counted references.
//!
//! As [`std::sync`], for the one thread that there is. A lock is a byte and a look at it, and a
//! program that uses one links neither an allocator nor `core::fmt`.
//!
//! What would wait for ever, since nobody else is there to end it, panics: to lock a [`Mutex`] that
//! is locked, to wait on a [`Condvar`] or for a second thread at a [`Barrier`], to receive from an empty
//! channel that has senders. `std` on this target panics there as well, or hangs. A lock is never
//! [poisoned](PoisonError), since a panic ends the program.
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
//! Natively, threads do exist: a lock that another one holds is waited for, up to ten seconds.
//!
//! [`std::sync`]: https://doc.rust-lang.org/std/sync/index.html

#![allow(clippy::must_use_candidate, reason = "as `std` has it")]

mod barrier;
mod condvar;
pub(crate) mod deadlock;
mod guard;
mod lazy_lock;
#[cfg(feature = "alloc")]
pub mod mpsc;
mod mutex;
mod once;
mod once_lock;
mod poison;
mod rwlock;

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
