//! [`Mutex`]: a value that is lent to one at a time.

use core::fmt;
use core::ops::{Deref, DerefMut};

use super::{LockResult, TryLockError, TryLockResult};
use crate::sync::deadlock::deadlock;
use crate::sys::sync::{Exclusive, Held, patiently};

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
    inner: Exclusive<T>,
}

/// The access to the value of a [`Mutex`], which it unlocks when it is dropped, as
/// [`std::sync::MutexGuard`].
///
/// [`std::sync::MutexGuard`]: https://doc.rust-lang.org/std/sync/struct.MutexGuard.html
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    held: Held<'a, T>,
}

impl<T> Mutex<T> {
    /// A mutex that nobody holds.
    #[inline]
    pub const fn new(t: T) -> Mutex<T> {
        Self {
            inner: Exclusive::new(t),
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
        match patiently(|| self.inner.hold()) {
            Some(held) => Ok(MutexGuard { held }),
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
        match self.inner.hold() {
            Some(held) => Ok(MutexGuard { held }),
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

impl<T> From<T> for Mutex<T> {
    #[inline]
    fn from(t: T) -> Self {
        Self::new(t)
    }
}

impl<T: Default> Default for Mutex<T> {
    #[inline]
    fn default() -> Mutex<T> {
        Self::new(T::default())
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = f.debug_struct("Mutex");
        match self.inner.hold() {
            Some(held) => text.field("data", &&*held),
            None => text.field("data", &"<locked>"),
        };
        text.field("poisoned", &false).finish_non_exhaustive()
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.held
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.held
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_as_std_does() {
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
    fn a_guard_unlocks_when_it_goes() {
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
    fn a_second_lock_panics() {
        let mutex = Mutex::new(());
        let _guard = mutex.lock();
        let _second = mutex.lock();
    }

    /// A mutex in a static has to compile, whatever it holds; and a guard stays on its thread.
    #[test]
    fn it_crosses_threads_as_std_s_does() {
        fn shares<T: Sync + Send>(_: &T) {}
        shares(&Mutex::new(core::cell::Cell::new(1)));
        shares(&&*Mutex::new(1).lock().unwrap());
    }
}
