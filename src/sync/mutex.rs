//! [`Mutex`]: a value that is lent to one at a time.

use core::fmt;

use super::guard::{debug_lock, impl_guard, impl_lock};
use super::{LockResult, TryLockError, TryLockResult};
use crate::sync::deadlock::deadlock;
use crate::sys::sync::{Guard, RawMutex, spin_until};

/// A value behind a lock, as [`std::sync::Mutex`]: one byte more than the value.
///
/// ```
/// use nanowasi::sync::Mutex;
///
/// static LINES: Mutex<u32> = Mutex::new(0);
///
/// *LINES.lock().unwrap() += 1;
/// assert_eq!(*LINES.lock().unwrap(), 1);
/// ```
///
/// [`std::sync::Mutex`]: https://doc.rust-lang.org/std/sync/struct.Mutex.html
pub struct Mutex<T: ?Sized> {
    inner: RawMutex<T>,
}

/// The access to the value of a [`Mutex`], which it unlocks when it is dropped, as
/// [`std::sync::MutexGuard`].
///
/// [`std::sync::MutexGuard`]: https://doc.rust-lang.org/std/sync/struct.MutexGuard.html
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    inner: Guard<'a, T>,
}

impl<T> Mutex<T> {
    /// A mutex that nobody holds.
    #[inline]
    pub const fn new(t: T) -> Mutex<T> {
        Self {
            inner: RawMutex::new(t),
        }
    }

    /// The value.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    #[inline]
    pub fn into_inner(self) -> LockResult<T> {
        Ok(self.inner.into_inner())
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Locks, and lends the value.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    ///
    /// # Panics
    ///
    /// If it is locked: on one thread it would stay so.
    #[inline]
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        match spin_until(|| self.inner.try_lock()) {
            Some(inner) => Ok(MutexGuard { inner }),
            None => deadlock!("cannot recursively acquire mutex"),
        }
    }

    /// Locks, if it isn't locked.
    ///
    /// # Errors
    ///
    /// [`WouldBlock`](TryLockError::WouldBlock) if it is locked.
    #[inline]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        match self.inner.try_lock() {
            Some(inner) => Ok(MutexGuard { inner }),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Never: see [`PoisonError`](super::PoisonError).
    #[inline]
    pub fn is_poisoned(&self) -> bool {
        false
    }

    /// Does nothing: see [`PoisonError`](super::PoisonError).
    #[inline]
    pub fn clear_poison(&self) {}

    /// The value, which nobody else can have now.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    #[inline]
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        Ok(self.inner.get_mut())
    }
}

impl_lock!(Mutex);
impl_guard!(mut MutexGuard);

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inner.try_lock() {
            Some(inner) => debug_lock(f, "Mutex", &&*inner),
            None => debug_lock(f, "Mutex", &"<locked>"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_like_std() {
        let ours = Mutex::new("text");
        let theirs = std::sync::Mutex::new("text");
        assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
        assert_eq!(format!("{ours:#?}"), format!("{theirs:#?}"));
        let (our_guard, their_guard) = (ours.lock().unwrap(), theirs.lock().unwrap());
        assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
        assert_eq!(
            format!("{our_guard:?} {our_guard:>6}"),
            format!("{their_guard:?} {their_guard:>6}")
        );
    }

    #[test]
    fn guard_unlocks_on_drop() {
        let mut mutex = Mutex::from([1, 2]);
        let mut guard = mutex.lock().unwrap();
        guard[0] = 5;
        assert!(matches!(mutex.try_lock(), Err(TryLockError::WouldBlock)));
        drop(guard);
        assert_eq!(mutex.try_lock().unwrap()[0], 5);
        mutex.get_mut().unwrap()[1] = 6;
        assert_eq!(mutex.into_inner().unwrap(), [5, 6]);
    }

    #[test]
    #[should_panic = "cannot recursively acquire mutex"]
    fn second_lock_panics() {
        let mutex = Mutex::new(());
        let _guard = mutex.lock();
        let _second = mutex.lock();
    }

    /// A mutex in a static has to compile, whatever it holds; and a guard stays on its thread.
    #[test]
    fn send_and_sync_as_in_std() {
        fn shares<T: Sync + Send>(_: &T) {}
        shares(&Mutex::new(core::cell::Cell::new(1)));
        shares(&&*Mutex::new(1).lock().unwrap());
    }
}
