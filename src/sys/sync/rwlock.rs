//! [`RawRwLock`]: a value that many readers or one writer have access to, the lock of `RwLock`.
//!
//! The safety argument: a reference to the value is only made by a [`ReadGuard`] or a
//! [`WriteGuard`], or through `&mut`. The state is the number of read guards, or [`WRITE_LOCKED`]
//! while a write guard exists. It changes between the two by way of 0 alone, or from a writer to a
//! single reader.

use core::mem::ManuallyDrop;
use core::ops::Deref;
use core::ptr::NonNull;

use super::StaticCell;
use super::mutex::{Lock, LockGuard, LockState};

/// The state while a [`WriteGuard`] exists.
const WRITE_LOCKED: u32 = u32::MAX;

impl LockState for u32 {
    const UNLOCKED: Self = 0;
    const LOCKED: Self = WRITE_LOCKED;
}

/// A lock with readers.
pub(crate) type RawRwLock<T> = Lock<u32, T>;

/// The only access to the value of a [`RawRwLock`], until it is dropped.
pub(crate) type WriteGuard<'a, T> = LockGuard<'a, u32, T>;

// SAFETY: a writer has the value as if it had been sent to its thread, and readers share the value.
unsafe impl<T: ?Sized + Send + Sync> Sync for RawRwLock<T> {}

/// A shared access to the value of a [`RawRwLock`], until it is dropped.
pub(crate) struct ReadGuard<'a, T: ?Sized> {
    /// A pointer, and no reference to the lock. So the guard is covariant in `T`, as in `std`. A
    /// pointer is not `Send` either. As in `std`, a lock is released by the thread that took it.
    value: NonNull<T>,
    state: &'a StaticCell<u32>,
}

// SAFETY: a shared guard gives nothing but a shared reference to the value.
unsafe impl<T: ?Sized + Sync> Sync for ReadGuard<'_, T> {}

impl<T: ?Sized> RawRwLock<T> {
    /// Returns a shared access, or `None` if a writer exists.
    #[inline]
    pub(crate) fn try_read(&self) -> Option<ReadGuard<'_, T>> {
        loop {
            let readers = self.state.get();
            // The largest number is reached only if billions of guards were leaked.
            if readers >= WRITE_LOCKED - 1 {
                return None;
            }
            // Natively another thread may have changed the number in between.
            if self.state.compare_exchange(readers, readers + 1) {
                return Some(self.read_guard());
            }
        }
    }

    /// Returns the guard of a reader that has been counted.
    #[inline]
    fn read_guard(&self) -> ReadGuard<'_, T> {
        ReadGuard {
            // SAFETY: the address of a part of `self` is not null.
            value: unsafe { NonNull::new_unchecked(self.value.get()) },
            state: &self.state,
        }
    }

    /// Returns the only access, or `None` if a reader or a writer exists.
    #[inline]
    pub(crate) fn try_write(&self) -> Option<WriteGuard<'_, T>> {
        self.try_lock()
    }

    /// Returns whether a writer exists.
    #[inline]
    pub(crate) fn is_write_locked(&self) -> bool {
        self.state.get() == WRITE_LOCKED
    }
}

impl<'a, T: ?Sized> WriteGuard<'a, T> {
    /// Becomes a reader. No other writer gets access in between.
    #[inline]
    pub(crate) fn downgrade(self) -> ReadGuard<'a, T> {
        let lock = ManuallyDrop::new(self).lock;
        lock.state.set(1);
        lock.read_guard()
    }
}

impl<T: ?Sized> Deref for ReadGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: `self` borrows the lock, so the value exists. No writer exists as long as there
        // is a reader: see the file's header.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> Drop for ReadGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        loop {
            let readers = self.state.get();
            // This reader is one of them, so the number does not wrap.
            if self
                .state
                .compare_exchange(readers, readers.wrapping_sub(1))
            {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::sync::tests::until;

    #[test]
    fn many_read_or_one_writes() {
        let lock = RawRwLock::new(1);
        let (a, b) = (lock.try_read().unwrap(), lock.try_read().unwrap());
        assert!(lock.try_write().is_none() && !lock.is_write_locked());
        assert_eq!((*a, *b), (1, 1));
        drop(a);
        assert!(lock.try_write().is_none());
        drop(b);
        let mut writer = lock.try_write().unwrap();
        *writer += 1;
        assert!(lock.try_read().is_none() && lock.try_write().is_none() && lock.is_write_locked());
        let reader = writer.downgrade();
        assert!(lock.try_write().is_none());
        assert_eq!(*lock.try_read().unwrap() + *reader, 4);
        drop(reader);
        assert!(lock.try_write().is_some());
    }

    /// A number that wraps around would look like a writer.
    #[test]
    fn readers_that_cannot_be_counted_are_rejected() {
        let lock = RawRwLock::new(());
        lock.state.set(WRITE_LOCKED - 2);
        core::mem::forget(lock.try_read().unwrap());
        assert!(lock.try_read().is_none() && !lock.is_write_locked());
    }

    #[test]
    fn natively_threads_exclude_each_other() {
        let lock: &RawRwLock<[u32]> = &RawRwLock::new([0; 2]);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let mut writer = until(|| lock.try_write());
                        writer[0] += 1;
                        writer[1] += 1;
                        drop(writer);
                        let reader = until(|| lock.try_read());
                        assert_eq!(reader[0], reader[1]);
                    }
                });
            }
        });
        assert_eq!(*lock.try_read().unwrap(), [400, 400]);
    }
}
