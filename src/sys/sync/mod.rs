//! State in statics, and the cells that the types of [`sync`](crate::sync) are made of.
//!
//! # Safety
//!
//! A preview 1 guest has one thread, and `static_cell.rs` does not compile with the target feature
//! `atomics`. So on wasm a cell is `Sync` without a lock. Natively, where the crate is compiled for
//! tests alone, each access holds a real lock.
//!
//! Each file states why two references to the inside of its cell don't overlap.

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
pub use thread_local::EagerStorage;
pub use thread_local::{LazyStorage, LocalValue};

#[cfg(test)]
mod tests {
    /// Repeats `attempt` until it succeeds.
    pub(super) fn until<T>(mut attempt: impl FnMut() -> Option<T>) -> T {
        loop {
            match attempt() {
                Some(value) => return value,
                None => std::thread::yield_now(),
            }
        }
    }
}
