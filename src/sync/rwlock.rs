//! [`RwLock`]: a value that is lent to many readers or to one writer.

use core::fmt;

use super::guard::{debug_lock, impl_guard, impl_lock};
use super::{LockResult, TryLockError, TryLockResult};
use crate::sync::deadlock::deadlock;
use crate::sys::sync::{RawRwLock, ReadGuard, WriteGuard, spin_until};

/// A value behind a lock that many readers or one writer have, as [`std::sync::RwLock`]: four bytes
/// more than the value.
///
/// ```
/// use nanowasi::sync::RwLock;
///
/// let lock = RwLock::new(5);
/// {
///     let (one, other) = (lock.read().unwrap(), lock.read().unwrap());
///     assert_eq!(*one + *other, 10);
/// }
/// *lock.write().unwrap() += 1;
/// assert_eq!(*lock.read().unwrap(), 6);
/// ```
///
/// [`std::sync::RwLock`]: https://doc.rust-lang.org/std/sync/struct.RwLock.html
pub struct RwLock<T: ?Sized> {
    inner: RawRwLock<T>,
}

/// An access to the value of a [`RwLock`] beside others, which it gives back when it is dropped, as
/// [`std::sync::RwLockReadGuard`].
///
/// [`std::sync::RwLockReadGuard`]: https://doc.rust-lang.org/std/sync/struct.RwLockReadGuard.html
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'rwlock, T: ?Sized + 'rwlock> {
    inner: ReadGuard<'rwlock, T>,
}

/// The one access to the value of a [`RwLock`], which it gives back when it is dropped, as
/// [`std::sync::RwLockWriteGuard`].
///
/// [`std::sync::RwLockWriteGuard`]: https://doc.rust-lang.org/std/sync/struct.RwLockWriteGuard.html
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'rwlock, T: ?Sized + 'rwlock> {
    inner: WriteGuard<'rwlock, T>,
}

impl<T> RwLock<T> {
    /// A lock that nobody holds.
    #[inline]
    pub const fn new(t: T) -> RwLock<T> {
        Self {
            inner: RawRwLock::new(t),
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

impl<T: ?Sized> RwLock<T> {
    /// Lends the value to read.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    ///
    /// # Panics
    ///
    /// If it is lent to a writer: on one thread it would stay so.
    #[inline]
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        match spin_until(|| self.inner.try_read()) {
            Some(inner) => Ok(RwLockReadGuard { inner }),
            None => deadlock!("rwlock locked for writing"),
        }
    }

    /// Lends the value to read, if no writer has it.
    ///
    /// # Errors
    ///
    /// [`WouldBlock`](TryLockError::WouldBlock) if one has.
    #[inline]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        match self.inner.try_read() {
            Some(inner) => Ok(RwLockReadGuard { inner }),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Lends the value to write.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    ///
    /// # Panics
    ///
    /// If it is lent already: on one thread it would stay so.
    #[inline]
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        match spin_until(|| self.inner.try_write()) {
            Some(inner) => Ok(RwLockWriteGuard { inner }),
            None if self.inner.is_write_locked() => deadlock!("rwlock locked for writing"),
            None => deadlock!("rwlock locked for reading"),
        }
    }

    /// Lends the value to write, if nobody has it.
    ///
    /// # Errors
    ///
    /// [`WouldBlock`](TryLockError::WouldBlock) if somebody has.
    #[inline]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        match self.inner.try_write() {
            Some(inner) => Ok(RwLockWriteGuard { inner }),
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

impl<'rwlock, T: ?Sized> RwLockWriteGuard<'rwlock, T> {
    /// Goes on as a reader; no other writer comes in between.
    #[inline]
    pub fn downgrade(s: Self) -> RwLockReadGuard<'rwlock, T> {
        RwLockReadGuard {
            inner: s.inner.downgrade(),
        }
    }
}

impl_lock!(RwLock);
impl_guard!(RwLockReadGuard);
impl_guard!(mut RwLockWriteGuard);

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inner.try_read() {
            Some(inner) => debug_lock(f, "RwLock", &&*inner),
            None => debug_lock(f, "RwLock", &format_args!("<locked>")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_like_std() {
        let (ours, theirs) = (RwLock::new(1), std::sync::RwLock::new(1));
        assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
        let guards = (ours.read().unwrap(), theirs.read().unwrap());
        assert_eq!(format!("{ours:#?}"), format!("{theirs:#?}"));
        assert_eq!(
            format!("{0:?} {0}", guards.0),
            format!("{0:?} {0}", guards.1)
        );
        drop(guards);
        let guards = (ours.write().unwrap(), theirs.write().unwrap());
        assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
        assert_eq!(
            format!("{0:?} {0}", guards.0),
            format!("{0:?} {0}", guards.1)
        );
    }

    #[test]
    fn downgrade_turns_writer_into_reader() {
        let lock = RwLock::new(1);
        let mut guard = lock.write().unwrap();
        *guard += 1;
        assert!(lock.try_read().is_err());
        let guard = RwLockWriteGuard::downgrade(guard);
        assert_eq!(*lock.try_read().unwrap() + *guard, 4);
        assert!(lock.try_write().is_err());
    }

    #[test]
    #[should_panic = "rwlock locked for writing"]
    fn read_while_writing_panics() {
        let lock = RwLock::new(1);
        let _guard = lock.write();
        let _second = lock.read();
    }

    #[test]
    #[should_panic = "rwlock locked for reading"]
    fn write_while_reading_panics() {
        let lock = RwLock::new(1);
        let _guard = lock.read();
        let _second = lock.write();
    }
}
