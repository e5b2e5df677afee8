//! [`Condvar`]: where threads would wait for each other.

use core::fmt;
use core::time::Duration;

use super::{LockResult, MutexGuard};
use crate::sync::deadlock::deadlock;
use crate::thread;

/// A place to wait at until something has changed, as [`std::sync::Condvar`].
///
/// Nobody else is there to change anything, so to wait with a limit is to sleep, and to wait without
/// one panics.
///
/// [`std::sync::Condvar`]: https://doc.rust-lang.org/std/sync/struct.Condvar.html
pub struct Condvar(());

/// Whether a wait has ended for want of time, as [`std::sync::WaitTimeoutResult`].
///
/// [`std::sync::WaitTimeoutResult`]: https://doc.rust-lang.org/std/sync/struct.WaitTimeoutResult.html
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// Whether it has.
    #[inline]
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    /// A place where nobody waits.
    #[inline]
    #[must_use]
    pub const fn new() -> Condvar {
        Self(())
    }

    /// Would wait for somebody else.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    ///
    /// # Panics
    ///
    /// Always: there is one thread.
    #[track_caller]
    pub fn wait<'a, T>(&self, _guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        deadlock!("condvar wait not supported")
    }

    /// Goes on if the condition is not met, and would wait for somebody else if it is.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    ///
    /// # Panics
    ///
    /// If it would wait: there is one thread.
    #[track_caller]
    pub fn wait_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        if condition(&mut *guard) {
            return self.wait(guard);
        }
        Ok(guard)
    }

    /// [`wait_timeout`](Self::wait_timeout), in milliseconds; whether there was time left: no.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    #[deprecated(
        since = "1.6.0",
        note = "replaced by `std::sync::Condvar::wait_timeout`"
    )]
    pub fn wait_timeout_ms<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        ms: u32,
    ) -> LockResult<(MutexGuard<'a, T>, bool)> {
        thread::sleep(Duration::from_millis(ms.into()));
        Ok((guard, false))
    }

    /// Sleeps for that time, since nobody can end it earlier.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        dur: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        thread::sleep(dur);
        Ok((guard, WaitTimeoutResult(true)))
    }

    /// Goes on if the condition is not met; if it is, sleeps for that time and looks again.
    ///
    /// # Errors
    ///
    /// None: see [`PoisonError`](super::PoisonError).
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        dur: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        if !condition(&mut *guard) {
            return Ok((guard, WaitTimeoutResult(false)));
        }
        thread::sleep(dur);
        let timed_out = condition(&mut *guard);
        Ok((guard, WaitTimeoutResult(timed_out)))
    }

    /// Wakes one that waits: there is none.
    #[inline]
    pub fn notify_one(&self) {}

    /// Wakes all that wait: there are none.
    #[inline]
    pub fn notify_all(&self) {}
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}

impl Default for Condvar {
    #[inline]
    fn default() -> Condvar {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::Mutex;

    #[test]
    fn false_condition_returns_immediately() {
        let (mutex, condvar) = (Mutex::new(1), Condvar::new());
        let guard = condvar.wait_while(mutex.lock().unwrap(), |value| *value == 2);
        let (guard, result) = condvar
            .wait_timeout_while(guard.unwrap(), Duration::MAX, |value| *value == 2)
            .unwrap();
        assert_eq!((*guard, result.timed_out()), (1, false));
        condvar.notify_one();
        condvar.notify_all();
    }

    #[test]
    fn wait_timeout_times_out() {
        let (mutex, condvar) = (Mutex::new(1), Condvar::default());
        let limit = Duration::from_nanos(1);
        let (guard, result) = condvar.wait_timeout(mutex.lock().unwrap(), limit).unwrap();
        assert!(result.timed_out());
        let (guard, result) = condvar
            .wait_timeout_while(guard, limit, |value| *value == 1)
            .unwrap();
        assert!(result.timed_out());
        // A condition that changes by itself.
        let (guard, result) = condvar
            .wait_timeout_while(guard, limit, |value| {
                *value += 1;
                *value == 2
            })
            .unwrap();
        assert!(!result.timed_out());
        #[allow(deprecated)]
        let (_, in_time) = condvar.wait_timeout_ms(guard, 1).unwrap();
        assert!(!in_time);
    }

    #[test]
    #[should_panic = "condvar wait not supported"]
    fn wait_without_timeout_panics() {
        let mutex = Mutex::new(());
        let _ = Condvar::new().wait(mutex.lock().unwrap());
    }
}
