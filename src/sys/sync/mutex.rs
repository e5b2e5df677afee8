//! [`Lock`]: a value that one guard at a time gives access to. [`RawMutex`] is the lock of `Mutex`.
//!
//! `rwlock.rs` has the same lock with readers besides. The two differ in the type of the state: a
//! flag, or the number of readers.
//!
//! The safety argument: a reference to the value is only made by a [`LockGuard`], or through
//! `&mut`. There is one guard at a time. Only the call that changes the state from `UNLOCKED` to
//! `LOCKED` makes one, and only the guard's end changes it back. A leaked guard keeps the value
//! locked for ever.

use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::panic::{RefUnwindSafe, UnwindSafe};

use super::StaticCell;

/// The state of a lock.
pub(crate) trait LockState: Copy + Eq {
    /// No guard exists.
    const UNLOCKED: Self;
    /// A [`LockGuard`] exists.
    const LOCKED: Self;
}

impl LockState for bool {
    const UNLOCKED: Self = false;
    const LOCKED: Self = true;
}

/// A value that one [`LockGuard`] at a time gives access to.
pub(crate) struct Lock<S, T: ?Sized> {
    pub(super) state: StaticCell<S>,
    pub(super) value: UnsafeCell<T>,
}

/// A lock without readers.
pub(crate) type RawMutex<T> = Lock<bool, T>;

/// The access to the value of a [`RawMutex`].
pub(crate) type Guard<'a, T> = LockGuard<'a, bool, T>;

// SAFETY: one thread at a time has a guard, as if the value had been sent to it. Without readers,
// no two threads share the value.
unsafe impl<T: ?Sized + Send> Sync for RawMutex<T> {}

impl<S, T: ?Sized> UnwindSafe for Lock<S, T> {}
impl<S, T: ?Sized> RefUnwindSafe for Lock<S, T> {}

/// The only access to the value of a [`Lock`], until it is dropped.
pub(crate) struct LockGuard<'a, S: LockState, T: ?Sized> {
    pub(super) lock: &'a Lock<S, T>,
    /// As in `std`, a lock is released by the thread that took it.
    not_send: PhantomData<*const ()>,
}

// SAFETY: a shared guard gives nothing but a shared reference to the value.
unsafe impl<S: LockState, T: ?Sized + Sync> Sync for LockGuard<'_, S, T> {}

impl<S: LockState, T> Lock<S, T> {
    #[inline]
    pub(crate) const fn new(value: T) -> Self {
        Self {
            state: StaticCell::new(S::UNLOCKED),
            value: UnsafeCell::new(value),
        }
    }

    #[inline]
    pub(crate) fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<S: LockState, T: ?Sized> Lock<S, T> {
    /// Returns the access to the value, or `None` if another guard exists.
    #[inline]
    pub(crate) fn try_lock(&self) -> Option<LockGuard<'_, S, T>> {
        // The guard is made after the check: dropped, it would unlock.
        self.state
            .compare_exchange(S::UNLOCKED, S::LOCKED)
            .then(|| LockGuard {
                lock: self,
                not_send: PhantomData,
            })
    }

    #[inline]
    pub(crate) const fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }
}

impl<S: LockState, T: ?Sized> Deref for LockGuard<'_, S, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: this is the only guard: see the file's header. It is borrowed as long as the
        // reference.
        unsafe { &*self.lock.value.get() }
    }
}

impl<S: LockState, T: ?Sized> DerefMut for LockGuard<'_, S, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this is the only guard: see the file's header. It is borrowed uniquely as long as
        // the reference.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<S: LockState, T: ?Sized> Drop for LockGuard<'_, S, T> {
    #[inline]
    fn drop(&mut self) {
        self.lock.state.set(S::UNLOCKED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::sync::tests::until;

    /// A guard that was made before the check was dropped when the check failed. So the attempt to
    /// lock unlocked, and the next one got a second reference.
    #[test]
    fn one_guard_exists_at_a_time() {
        let lock = RawMutex::new(1);
        let mut guard = lock.try_lock().unwrap();
        for _ in 0..3 {
            assert!(lock.try_lock().is_none());
        }
        *guard += 1;
        drop(guard);
        assert_eq!(*lock.try_lock().unwrap(), 2);
        assert_eq!(lock.into_inner(), 2);
    }

    #[test]
    fn a_leaked_guard_locks_for_ever() {
        let mut lock = RawMutex::new([0; 4]);
        core::mem::forget(lock.try_lock());
        assert!(lock.try_lock().is_none());
        lock.get_mut()[0] = 1;
        assert_eq!(lock.into_inner(), [1, 0, 0, 0]);
    }

    #[test]
    fn natively_threads_exclude_each_other() {
        let lock: &RawMutex<[u32]> = &RawMutex::new([0; 2]);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let mut guard = until(|| lock.try_lock());
                        guard[0] += 1;
                        guard[1] += 1;
                        assert_eq!(guard[0], guard[1]);
                    }
                });
            }
        });
        assert_eq!(*lock.try_lock().unwrap(), [400, 400]);
    }
}
