//! State in `static`s, and the cells that the locks of [`sync`](crate::sync) are made of.
//!
//! # Safety
//!
//! A preview 1 guest has one thread, and `static_cell.rs` refuses to compile with the `atomics`
//! target feature. So on wasm a cell is `Sync` without a lock. Natively, where the crate is
//! compiled for tests alone, each access holds a real lock.
//!
//! Each file states how it keeps two references to the inside of a cell from overlapping.

mod mutex;
mod once_cell;
mod rwlock;
mod spin;
mod static_cell;
mod thread_local;

pub(crate) use mutex::{Guard, RawMutex};
pub(crate) use once_cell::{InitError, OnceCell};
pub(crate) use rwlock::{RawRwLock, ReadGuard, WriteGuard};
pub(crate) use spin::spin_until;
pub(crate) use static_cell::{Flag, StaticCell};
#[cfg(target_family = "wasm")]
#[doc(hidden)]
pub use thread_local::EagerStorage;
pub use thread_local::{LazyStorage, LocalValue};
