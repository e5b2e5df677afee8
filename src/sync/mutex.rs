//! [`Mutex`]: mutual exclusion, for one thread.

use core::fmt;

use super::guard::{debug_lock, impl_guard, impl_lock};
use super::{LockResult, TryLockError, TryLockResult};
use crate::panic::literal::panic_literal;
use crate::sys::sync::{Guard, RawMutex, spin_until};

/// A lock that gives access to its value to one guard at a time, as [`std::sync::Mutex`].
///
/// It takes one byte besides the value. It needs no allocator, and is never
/// [poisoned](super::PoisonError).
///
/// Locking a mutex that is locked already panics, because there is no other thread that could
/// unlock it. Use [`try_lock`](Self::try_lock) where that can happen. Natively, where threads
/// exist, [`lock`](Self::lock) waits up to ten seconds first.
///
/// # Examples
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

/// Access to the value of a locked [`Mutex`], as [`std::sync::MutexGuard`].
///
/// Dropping the guard unlocks the mutex. A leaked guard leaves it locked for the rest of the
/// program.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::{Mutex, MutexGuard};
///
/// fn add_line(mut lines: MutexGuard<'_, Vec<String>>) {
///     lines.push("line".to_owned());
/// }
///
/// let lines = Mutex::new(Vec::new());
/// add_line(lines.lock().unwrap()); // unlocks when the guard is dropped
/// assert_eq!(lines.lock().unwrap().len(), 1);
/// ```
///
/// [`std::sync::MutexGuard`]: https://doc.rust-lang.org/std/sync/struct.MutexGuard.html
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    inner: Guard<'a, T>,
}

impl<T> Mutex<T> {
    /// Creates an unlocked mutex.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Mutex;
    ///
    /// static WARNINGS: Mutex<Vec<String>> = Mutex::new(Vec::new());
    ///
    /// WARNINGS.lock().unwrap().push("no input".to_owned());
    /// assert_eq!(WARNINGS.lock().unwrap().len(), 1);
    /// ```
    #[inline]
    pub const fn new(t: T) -> Mutex<T> {
        Self {
            inner: RawMutex::new(t),
        }
    }

    /// Consumes the mutex and returns the value.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Mutex;
    ///
    /// let total = Mutex::new(5);
    /// *total.lock().unwrap() += 1;
    /// assert_eq!(total.into_inner().unwrap(), 6);
    /// ```
    #[inline]
    pub fn into_inner(self) -> LockResult<T> {
        Ok(self.inner.into_inner())
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Locks the mutex until the returned guard is dropped.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Panics
    ///
    /// If the mutex is locked, because no other thread could unlock it. In a native build, if it is
    /// still locked after ten seconds.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Mutex;
    ///
    /// let words = Mutex::new(vec!["one"]);
    /// {
    ///     let mut guard = words.lock().unwrap();
    ///     guard.push("two");
    /// } // unlocked here
    /// assert_eq!(words.lock().unwrap().len(), 2);
    /// ```
    ///
    /// A second lock while a guard exists is a bug, and panics instead of waiting for ever:
    ///
    /// ```no_run,should_panic
    /// # // guest: status 101
    /// use nanowasi::sync::Mutex;
    ///
    /// let words = Mutex::new(vec!["one"]);
    /// let guard = words.lock().unwrap();
    /// let second = words.lock(); // panics
    /// ```
    #[inline]
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        match spin_until(|| self.inner.try_lock()) {
            Some(inner) => Ok(MutexGuard { inner }),
            None => panic_literal!("cannot recursively acquire mutex"),
        }
    }

    /// Locks the mutex if it is unlocked. Never waits.
    ///
    /// # Errors
    ///
    /// - [`WouldBlock`](TryLockError::WouldBlock): the mutex is locked.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::{Mutex, TryLockError};
    ///
    /// let mutex = Mutex::new(1);
    /// let guard = mutex.try_lock().unwrap();
    /// assert!(matches!(mutex.try_lock(), Err(TryLockError::WouldBlock)));
    /// drop(guard);
    /// assert!(mutex.try_lock().is_ok());
    /// ```
    #[inline]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        match self.inner.try_lock() {
            Some(inner) => Ok(MutexGuard { inner }),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Returns `false`.
    ///
    /// Unlike `std`, a lock is never poisoned: see [`PoisonError`](super::PoisonError).
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(!nanowasi::sync::Mutex::new(1).is_poisoned());
    /// ```
    #[inline]
    pub fn is_poisoned(&self) -> bool {
        false
    }

    /// Does nothing.
    ///
    /// Unlike `std`, a lock is never poisoned: see [`PoisonError`](super::PoisonError).
    ///
    /// # Examples
    ///
    /// ```
    /// let mutex = nanowasi::sync::Mutex::new(1);
    /// mutex.clear_poison();
    /// assert_eq!(*mutex.lock().unwrap(), 1);
    /// ```
    #[inline]
    pub fn clear_poison(&self) {}

    /// Returns a mutable reference to the value.
    ///
    /// Locks nothing: the exclusive borrow of the mutex guarantees that no guard is in use.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Mutex;
    ///
    /// let mut limit = Mutex::new(10);
    /// *limit.get_mut().unwrap() = 20;
    /// assert_eq!(*limit.lock().unwrap(), 20);
    /// ```
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

    /// With a bound `T: Sync`, a static mutex of a `Cell` would not compile, as it does with `std`.
    #[test]
    fn send_and_sync_as_in_std() {
        fn shares<T: Sync + Send>(_: &T) {}
        shares(&Mutex::new(core::cell::Cell::new(1)));
        shares(&&*Mutex::new(1).lock().unwrap());
    }
}
