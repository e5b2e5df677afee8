//! [`Condvar`]: waiting for another thread, of which there is none.

use core::fmt;
use core::time::Duration;

use super::{LockResult, MutexGuard};
use crate::panic::literal::panic_literal;
use crate::thread;

/// A condition variable, as [`std::sync::Condvar`].
///
/// There is no other thread that could notify this one. Waiting with a timeout sleeps for the whole
/// time, and waiting without one panics. Where the condition is fulfilled already, nothing waits: a
/// program that checks it first works as with `std`.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::{Condvar, Mutex};
///
/// let (queue, changed) = (Mutex::new(vec![1, 2]), Condvar::new());
/// // Waits while the queue is empty, which it is not.
/// let mut guard = changed
///     .wait_while(queue.lock().unwrap(), |queue| queue.is_empty())
///     .unwrap();
/// assert_eq!(guard.pop(), Some(2));
/// ```
///
/// [`std::sync::Condvar`]: https://doc.rust-lang.org/std/sync/struct.Condvar.html
pub struct Condvar(());

/// Whether a wait has timed out, as [`std::sync::WaitTimeoutResult`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sync::{Condvar, Mutex, WaitTimeoutResult};
/// use nanowasi::time::Duration;
///
/// let mutex = Mutex::new(());
/// let (_guard, result): (_, WaitTimeoutResult) = Condvar::new()
///     .wait_timeout(mutex.lock().unwrap(), Duration::from_millis(1))
///     .unwrap();
/// assert!(result.timed_out());
/// ```
///
/// [`std::sync::WaitTimeoutResult`]: https://doc.rust-lang.org/std/sync/struct.WaitTimeoutResult.html
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// Returns whether the wait has timed out.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::{Condvar, Mutex};
    /// use nanowasi::time::Duration;
    ///
    /// let (ready, changed) = (Mutex::new(true), Condvar::new());
    /// let (_guard, result) = changed
    ///     .wait_timeout_while(ready.lock().unwrap(), Duration::from_secs(1), |ready| !*ready)
    ///     .unwrap();
    /// assert!(!result.timed_out()); // it was ready, so nothing waited
    /// ```
    #[inline]
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    /// Creates a condition variable.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::{Condvar, Mutex};
    ///
    /// static QUEUE: (Mutex<Vec<u32>>, Condvar) = (Mutex::new(Vec::new()), Condvar::new());
    ///
    /// QUEUE.0.lock().unwrap().push(1);
    /// QUEUE.1.notify_one();
    /// assert_eq!(*QUEUE.0.lock().unwrap(), [1]);
    /// ```
    #[inline]
    #[must_use]
    pub const fn new() -> Condvar {
        Self(())
    }

    /// Panics instead of waiting for a notification.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Panics
    ///
    /// Always, because no other thread could notify this one.
    ///
    /// # Examples
    ///
    /// ```should_panic
    /// use nanowasi::sync::{Condvar, Mutex};
    ///
    /// let mutex = Mutex::new(1);
    /// let guard = Condvar::new().wait(mutex.lock().unwrap()); // panics
    /// ```
    #[track_caller]
    pub fn wait<'a, T>(&self, _guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        panic_literal!("waiting for a notification that no other thread can send")
    }

    /// Returns immediately if `condition` returns `false`. Otherwise panics instead of waiting.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Panics
    ///
    /// If `condition` returns `true`, because no other thread could change that.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::{Condvar, Mutex};
    ///
    /// let (pending, changed) = (Mutex::new(0), Condvar::new());
    /// let guard = changed.wait_while(pending.lock().unwrap(), |pending| *pending > 0);
    /// assert_eq!(*guard.unwrap(), 0);
    /// ```
    ///
    /// While the condition is `true`, it panics instead of waiting for ever:
    ///
    /// ```should_panic
    /// use nanowasi::sync::{Condvar, Mutex};
    ///
    /// let (pending, changed) = (Mutex::new(3), Condvar::new());
    /// let guard = changed.wait_while(pending.lock().unwrap(), |pending| *pending > 0); // panics
    /// ```
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

    /// Sleeps for `ms` milliseconds. Returns the guard and `false`: the wait has timed out.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # #![allow(deprecated)]
    /// use nanowasi::sync::{Condvar, Mutex};
    ///
    /// let mutex = Mutex::new(1);
    /// let (guard, notified) = Condvar::new()
    ///     .wait_timeout_ms(mutex.lock().unwrap(), 1)
    ///     .unwrap();
    /// assert_eq!((*guard, notified), (1, false));
    /// ```
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

    /// Sleeps for `dur`, because no other thread could end the wait. The result is that it has
    /// timed out.
    ///
    /// The mutex stays locked meanwhile. Unlike `std` on this target, it does not panic.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::sync::{Condvar, Mutex};
    /// use nanowasi::time::{Duration, Instant};
    ///
    /// let (mutex, start) = (Mutex::new(1), Instant::now());
    /// let (guard, result) = Condvar::new()
    ///     .wait_timeout(mutex.lock().unwrap(), Duration::from_millis(5))
    ///     .unwrap();
    /// assert!(result.timed_out() && start.elapsed() >= Duration::from_millis(5));
    /// ```
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        dur: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        thread::sleep(dur);
        Ok((guard, WaitTimeoutResult(true)))
    }

    /// Returns immediately if `condition` returns `false`. Otherwise sleeps for `dur`.
    ///
    /// The wait has timed out if `condition` still returns `true` after the sleep. The mutex stays
    /// locked meanwhile. Unlike `std` on this target, it does not panic.
    ///
    /// # Errors
    ///
    /// Never: a lock is not [poisoned](super::PoisonError).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::sync::{Condvar, Mutex};
    /// use nanowasi::time::Duration;
    ///
    /// let (pending, changed) = (Mutex::new(3), Condvar::new());
    /// let (guard, result) = changed
    ///     .wait_timeout_while(pending.lock().unwrap(), Duration::from_millis(1), |n| *n > 0)
    ///     .unwrap();
    /// assert!(result.timed_out());
    /// assert_eq!(*guard, 3);
    /// ```
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

    /// Does nothing: no thread is waiting.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::{Condvar, Mutex};
    ///
    /// let (ready, changed) = (Mutex::new(false), Condvar::new());
    /// *ready.lock().unwrap() = true;
    /// changed.notify_one();
    /// let guard = changed.wait_while(ready.lock().unwrap(), |ready| !*ready);
    /// assert!(*guard.unwrap()); // nothing waited
    /// ```
    #[inline]
    pub fn notify_one(&self) {}

    /// Does nothing: no thread is waiting.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::{Condvar, Mutex};
    ///
    /// let (ready, changed) = (Mutex::new(false), Condvar::new());
    /// *ready.lock().unwrap() = true;
    /// changed.notify_all();
    /// let guard = changed.wait_while(ready.lock().unwrap(), |ready| !*ready);
    /// assert!(*guard.unwrap()); // nothing waited
    /// ```
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
        // The condition changes while the thread sleeps.
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
    #[should_panic = "waiting for a notification that no other thread can send"]
    fn wait_without_timeout_panics() {
        let mutex = Mutex::new(());
        let _ = Condvar::new().wait(mutex.lock().unwrap());
    }
}
