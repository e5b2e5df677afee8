//! [`PoisonError`] and [`TryLockError`]: why a lock was not to be had.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::marker::PhantomData;

/// A lock whose holder panicked, as [`std::sync::PoisonError`]: there is none, ever.
///
/// A panic ends the program, so nobody finds a lock that is left behind. The type says so: it has no
/// values, and `lock().unwrap()` costs nothing.
///
/// [`std::sync::PoisonError`]: https://doc.rust-lang.org/std/sync/struct.PoisonError.html
pub struct PoisonError<T> {
    never: Infallible,
    data: PhantomData<T>,
}

/// The result of locking, as [`std::sync::LockResult`]: always `Ok`, see [`PoisonError`].
///
/// [`std::sync::LockResult`]: https://doc.rust-lang.org/std/sync/type.LockResult.html
pub type LockResult<T> = Result<T, PoisonError<T>>;

/// The result of locking without waiting, as [`std::sync::TryLockResult`].
///
/// [`std::sync::TryLockResult`]: https://doc.rust-lang.org/std/sync/type.TryLockResult.html
pub type TryLockResult<Guard> = Result<Guard, TryLockError<Guard>>;

/// Why a lock was not to be had at once, as [`std::sync::TryLockError`].
///
/// [`std::sync::TryLockError`]: https://doc.rust-lang.org/std/sync/enum.TryLockError.html
pub enum TryLockError<T> {
    /// Its holder panicked: never, see [`PoisonError`].
    Poisoned(PoisonError<T>),
    /// Somebody holds it.
    WouldBlock,
}

impl<T> PoisonError<T> {
    /// Would make the error.
    ///
    /// # Panics
    ///
    /// Always, as `std` does where a panic ends the program.
    #[allow(clippy::panic, reason = "the contract of `std`")]
    #[track_caller]
    pub fn new(_data: T) -> PoisonError<T> {
        panic!("PoisonError created where a panic ends the program")
    }

    /// What is behind the lock.
    #[inline]
    pub fn into_inner(self) -> T {
        match self.never {}
    }

    /// What is behind the lock.
    #[inline]
    pub fn get_ref(&self) -> &T {
        match self.never {}
    }

    /// What is behind the lock.
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
            // In quotes, as `std` prints it.
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
