//! [`PoisonError`] and [`TryLockError`]: the errors of locking.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::marker::PhantomData;

/// The error of a lock whose owner panicked, as [`std::sync::PoisonError`]. It can't exist.
///
/// Unlike `std`, no lock is ever poisoned. A panic ends the program, so no code runs afterwards
/// that could find the lock. The type has no values, so that `lock().unwrap()` compiles to `lock()`
/// alone.
///
/// Natively a panic may unwind: the lock is unlocked then, and is not poisoned either.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::{Mutex, PoisonError};
///
/// let mutex = Mutex::new(1);
/// // As written for `std`; here the closure is never called, and is not in the program.
/// let value = mutex.lock().unwrap_or_else(PoisonError::into_inner);
/// assert_eq!(*value, 1);
/// ```
///
/// [`std::sync::PoisonError`]: https://doc.rust-lang.org/std/sync/struct.PoisonError.html
pub struct PoisonError<T> {
    never: Infallible,
    data: PhantomData<T>,
}

/// The result of locking, as [`std::sync::LockResult`]. It is always `Ok`: see [`PoisonError`].
///
/// [`std::sync::LockResult`]: https://doc.rust-lang.org/std/sync/type.LockResult.html
pub type LockResult<T> = Result<T, PoisonError<T>>;

/// The result of locking without waiting, as [`std::sync::TryLockResult`].
///
/// [`std::sync::TryLockResult`]: https://doc.rust-lang.org/std/sync/type.TryLockResult.html
pub type TryLockResult<Guard> = Result<Guard, TryLockError<Guard>>;

/// The error of locking without waiting, as [`std::sync::TryLockError`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::{Mutex, TryLockError};
///
/// let mutex = Mutex::new(1);
/// let guard = mutex.lock().unwrap();
/// match mutex.try_lock() {
///     Err(TryLockError::WouldBlock) => {} // `guard` still has the lock
///     Ok(_) | Err(TryLockError::Poisoned(_)) => unreachable!(),
/// }
/// ```
///
/// [`std::sync::TryLockError`]: https://doc.rust-lang.org/std/sync/enum.TryLockError.html
pub enum TryLockError<T> {
    /// The owner of the lock panicked. It can't exist: see [`PoisonError`].
    Poisoned(PoisonError<T>),
    /// The lock is locked.
    WouldBlock,
}

impl<T> PoisonError<T> {
    /// Panics instead of creating an error.
    ///
    /// # Panics
    ///
    /// Always. `std` does so too where a panic ends the program.
    ///
    /// # Examples
    ///
    /// ```should_panic
    /// nanowasi::sync::PoisonError::new(1); // panics
    /// ```
    #[allow(clippy::panic, reason = "the contract of `std`")]
    #[track_caller]
    pub fn new(_data: T) -> PoisonError<T> {
        panic!("PoisonError created where a panic ends the program")
    }

    /// Consumes the error and returns the guard of the poisoned lock.
    ///
    /// Never called, because no error exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Mutex;
    ///
    /// let mutex = Mutex::new(1);
    /// let guard = mutex.lock().unwrap_or_else(|error| error.into_inner());
    /// assert_eq!(*guard, 1);
    /// ```
    #[inline]
    pub fn into_inner(self) -> T {
        match self.never {}
    }

    /// Returns a reference to the guard of the poisoned lock.
    ///
    /// Never called, because no error exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Mutex;
    ///
    /// let mutex = Mutex::new(1);
    /// match mutex.lock() {
    ///     Ok(guard) => assert_eq!(*guard, 1),
    ///     Err(error) => assert_eq!(**error.get_ref(), 1), // never
    /// }
    /// ```
    #[inline]
    pub fn get_ref(&self) -> &T {
        match self.never {}
    }

    /// Returns a mutable reference to the guard of the poisoned lock.
    ///
    /// Never called, because no error exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Mutex;
    ///
    /// let mutex = Mutex::new(1);
    /// match mutex.lock() {
    ///     Ok(mut guard) => *guard += 1,
    ///     Err(mut error) => **error.get_mut() += 1, // never
    /// }
    /// assert_eq!(*mutex.lock().unwrap(), 2);
    /// ```
    #[inline]
    pub fn get_mut(&mut self) -> &mut T {
        match self.never {}
    }
}

impl<T> fmt::Debug for PoisonError<T> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.never {}
    }
}

impl<T> fmt::Display for PoisonError<T> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.never {}
    }
}

impl<T> Error for PoisonError<T> {}

impl<T> From<PoisonError<T>> for TryLockError<T> {
    #[inline]
    fn from(err: PoisonError<T>) -> TryLockError<T> {
        match err.never {}
    }
}

impl<T> fmt::Debug for TryLockError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Poisoned(error) => match error.never {},
            // `std` prints it in quotes.
            Self::WouldBlock => fmt::Debug::fmt("WouldBlock", f),
        }
    }
}

impl<T> fmt::Display for TryLockError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Poisoned(error) => match error.never {},
            Self::WouldBlock => f.pad("try_lock failed because the operation would block"),
        }
    }
}

impl<T> Error for TryLockError<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uninhabited_error_takes_no_space() {
        assert_eq!(size_of::<LockResult<&u8>>(), size_of::<&u8>());
        assert_eq!(size_of::<TryLockResult<&u8>>(), size_of::<&u8>());
    }

    #[test]
    fn formats_like_std() {
        let ours = TryLockError::<u8>::WouldBlock;
        let theirs = std::sync::TryLockError::<u8>::WouldBlock;
        assert_eq!(format!("{ours} {ours:?}"), format!("{theirs} {theirs:?}"));
    }
}
