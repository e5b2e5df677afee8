//! [`RwLock`]: many readers or one writer, for one thread.

use core::fmt;

use super::guard::{debug_lock, impl_guard, impl_lock};
use super::{LockResult, TryLockError, TryLockResult};
use crate::panic::literal::panic_literal;
use crate::sys::sync::{RawRwLock, ReadGuard, WriteGuard, spin_until};

/// A lock that gives access to its value to many readers or one writer, as [`std::sync::RwLock`].
///
/// It takes four bytes besides the value. It needs no allocator, and is never
/// [poisoned](super::PoisonError).
///
/// Locking panics where it would have to wait, because there is no other thread that could unlock
/// it. Use [`try_read`](Self::try_read) and [`try_write`](Self::try_write) where that can happen.
/// Natively, where threads exist, [`read`](Self::read) and [`write`](Self::write) wait up to ten
/// seconds first.
///
/// # Examples
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

/// Shared access to the value of a locked [`RwLock`], as [`std::sync::RwLockReadGuard`].
///
/// Dropping the last read guard unlocks the lock for a writer.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::{RwLock, RwLockReadGuard};
///
/// fn longest<'a>(words: &'a RwLockReadGuard<'_, Vec<&str>>) -> Option<&'a str> {
///     words.iter().copied().max_by_key(|word| word.len())
/// }
///
/// let words = RwLock::new(vec!["a", "word"]);
/// assert_eq!(longest(&words.read().unwrap()), Some("word"));
/// ```
///
/// [`std::sync::RwLockReadGuard`]: https://doc.rust-lang.org/std/sync/struct.RwLockReadGuard.html
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'rwlock, T: ?Sized + 'rwlock> {
    inner: ReadGuard<'rwlock, T>,
}

/// Exclusive access to the value of a locked [`RwLock`], as [`std::sync::RwLockWriteGuard`].
///
/// Dropping the guard unlocks the lock.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::{RwLock, RwLockWriteGuard};
///
/// fn reset(mut count: RwLockWriteGuard<'_, u32>) {
///     *count = 0;
/// }
///
/// let count = RwLock::new(3);
/// reset(count.write().unwrap()); // unlocks when the guard is dropped
/// assert_eq!(*count.read().unwrap(), 0);
/// ```
///
/// [`std::sync::RwLockWriteGuard`]: https://doc.rust-lang.org/std/sync/struct.RwLockWriteGuard.html
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'rwlock, T: ?Sized + 'rwlock> {
    inner: WriteGuard<'rwlock, T>,
}

impl<T> RwLock<T> {
    /// Creates an unlocked lock.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::RwLock;
    ///
    /// static VERBOSE: RwLock<bool> = RwLock::new(false);
    ///
    /// *VERBOSE.write().unwrap() = true;
    /// assert!(*VERBOSE.read().unwrap());
    /// ```
    #[inline]
    pub const fn new(t: T) -> RwLock<T> {
        Self {
            inner: RawRwLock::new(t),
        }
    }

    /// Consumes the lock and returns the value.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::RwLock;
    ///
    /// let total = RwLock::new(5);
    /// *total.write().unwrap() += 1;
    /// assert_eq!(total.into_inner().unwrap(), 6);
    /// ```
    #[inline]
    pub fn into_inner(self) -> LockResult<T> {
        Ok(self.inner.into_inner())
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Locks for reading until the returned guard is dropped. Other readers may have guards too.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Panics
    ///
    /// If a writer has the lock, because no other thread could unlock it. In a native build, if a
    /// writer still has it after ten seconds.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::RwLock;
    ///
    /// let words = RwLock::new(vec!["one", "two"]);
    /// let first = words.read().unwrap();
    /// let second = words.read().unwrap(); // readers do not exclude each other
    /// assert_eq!(first.len(), second.len());
    /// ```
    ///
    /// A read lock while the write guard exists is a bug, and panics instead of waiting for ever:
    ///
    /// ```no_run,should_panic
    /// # // guest: status 101
    /// use nanowasi::sync::RwLock;
    ///
    /// let words = RwLock::new(vec!["one", "two"]);
    /// let writer = words.write().unwrap();
    /// let reader = words.read(); // panics
    /// ```
    #[inline]
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        match spin_until(|| self.inner.try_read()) {
            Some(inner) => Ok(RwLockReadGuard { inner }),
            None => panic_literal!("rwlock locked for writing"),
        }
    }

    /// Locks for reading if no writer has the lock. Never waits.
    ///
    /// # Errors
    ///
    /// - [`WouldBlock`](TryLockError::WouldBlock): a writer has the lock.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::RwLock;
    ///
    /// let lock = RwLock::new(1);
    /// let writer = lock.write().unwrap();
    /// assert!(lock.try_read().is_err());
    /// drop(writer);
    /// assert_eq!(*lock.try_read().unwrap(), 1);
    /// ```
    #[inline]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        match self.inner.try_read() {
            Some(inner) => Ok(RwLockReadGuard { inner }),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Locks for writing until the returned guard is dropped.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Panics
    ///
    /// If a reader or a writer has the lock, because no other thread could unlock it. In a native
    /// build, if one still has it after ten seconds.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::RwLock;
    ///
    /// let words = RwLock::new(vec!["one"]);
    /// words.write().unwrap().push("two"); // unlocked at the end of the statement
    /// assert_eq!(words.read().unwrap().len(), 2);
    /// ```
    ///
    /// A write lock while a read guard exists is a bug, and panics instead of waiting for ever:
    ///
    /// ```no_run,should_panic
    /// # // guest: status 101
    /// use nanowasi::sync::RwLock;
    ///
    /// let words = RwLock::new(vec!["one"]);
    /// let reader = words.read().unwrap();
    /// let writer = words.write(); // panics
    /// ```
    #[inline]
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        match spin_until(|| self.inner.try_write()) {
            Some(inner) => Ok(RwLockWriteGuard { inner }),
            None if self.inner.is_write_locked() => panic_literal!("rwlock locked for writing"),
            None => panic_literal!("rwlock locked for reading"),
        }
    }

    /// Locks for writing if neither a reader nor a writer has the lock. Never waits.
    ///
    /// # Errors
    ///
    /// - [`WouldBlock`](TryLockError::WouldBlock): a reader or a writer has the lock.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::RwLock;
    ///
    /// let lock = RwLock::new(1);
    /// let reader = lock.read().unwrap();
    /// assert!(lock.try_write().is_err());
    /// drop(reader);
    /// *lock.try_write().unwrap() += 1;
    /// ```
    #[inline]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        match self.inner.try_write() {
            Some(inner) => Ok(RwLockWriteGuard { inner }),
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
    /// assert!(!nanowasi::sync::RwLock::new(1).is_poisoned());
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
    /// let lock = nanowasi::sync::RwLock::new(1);
    /// lock.clear_poison();
    /// assert_eq!(*lock.read().unwrap(), 1);
    /// ```
    #[inline]
    pub fn clear_poison(&self) {}

    /// Returns a mutable reference to the value.
    ///
    /// Locks nothing: the exclusive borrow of the lock guarantees that no guard is in use.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::RwLock;
    ///
    /// let mut limit = RwLock::new(10);
    /// *limit.get_mut().unwrap() = 20;
    /// assert_eq!(*limit.read().unwrap(), 20);
    /// ```
    #[inline]
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        Ok(self.inner.get_mut())
    }
}

impl<'rwlock, T: ?Sized> RwLockWriteGuard<'rwlock, T> {
    /// Turns the write guard into a read guard. No writer can lock in between.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::{RwLock, RwLockWriteGuard};
    ///
    /// let lock = RwLock::new(1);
    /// let mut writer = lock.write().unwrap();
    /// *writer += 1;
    /// let reader = RwLockWriteGuard::downgrade(writer);
    /// assert_eq!(*reader + *lock.read().unwrap(), 4);
    /// ```
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
