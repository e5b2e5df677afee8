//! [`Instant`]: a point in time on the monotonic clock.

use core::fmt;
use core::ops::{Add, AddAssign, Sub, SubAssign};

use super::Duration;
use super::timespec::Timespec;
use crate::raw::Clockid;

/// A point in time on the monotonic clock, for measuring durations, as [`std::time::Instant`].
///
/// The clock never goes back, and its zero has no meaning. If the clock of a host goes back all the
/// same, the duration between two instants is zero.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::time::{Duration, Instant};
///
/// let start = Instant::now();
/// let sum: u64 = (0..1_000).sum();
/// let elapsed = start.elapsed();
/// nanowasi::println!("{} in {} µs", sum, elapsed.as_micros() as u64);
/// # assert!(elapsed < Duration::from_secs(60));
/// ```
///
/// [`std::time::Instant`]: https://doc.rust-lang.org/std/time/struct.Instant.html
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timespec);

impl Instant {
    /// Returns the current time of the monotonic clock.
    ///
    /// A host that refuses its clock ends the program: see the [module](super).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::time::{Duration, Instant};
    ///
    /// let deadline = Instant::now() + Duration::from_secs(60);
    /// let is_expired = Instant::now() >= deadline;
    /// assert!(!is_expired);
    /// ```
    #[inline]
    #[must_use]
    pub fn now() -> Instant {
        Self(Timespec::from_timestamp(super::now(Clockid::MONOTONIC)))
    }

    /// Returns the duration from `earlier` to this instant, or zero if `earlier` is later.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::time::{Duration, Instant};
    ///
    /// let start = Instant::now();
    /// let end = start + Duration::from_millis(20);
    /// assert_eq!(end.duration_since(start), Duration::from_millis(20));
    /// assert_eq!(start.duration_since(end), Duration::ZERO);
    /// ```
    #[inline]
    #[must_use]
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.checked_duration_since(earlier).unwrap_or_default()
    }

    /// Returns the duration from `earlier` to this instant, or `None` if `earlier` is later.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::time::{Duration, Instant};
    ///
    /// let start = Instant::now();
    /// let end = start + Duration::from_millis(20);
    /// assert_eq!(end.checked_duration_since(start), Some(Duration::from_millis(20)));
    /// assert_eq!(start.checked_duration_since(end), None);
    /// ```
    #[inline]
    #[must_use]
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.0.since(earlier.0)
    }

    /// Returns the duration from `earlier` to this instant, or zero if `earlier` is later.
    ///
    /// The same as [`duration_since`](Self::duration_since), as in `std`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::time::{Duration, Instant};
    ///
    /// let start = Instant::now();
    /// let end = start + Duration::from_millis(20);
    /// assert_eq!(start.saturating_duration_since(end), Duration::ZERO);
    /// ```
    #[inline]
    #[must_use]
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.checked_duration_since(earlier).unwrap_or_default()
    }

    /// Returns the duration from this instant to the current time.
    ///
    /// A host that refuses its clock ends the program: see the [module](super).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{thread, time::{Duration, Instant}};
    ///
    /// let start = Instant::now();
    /// thread::sleep(Duration::from_millis(2));
    /// assert!(start.elapsed() >= Duration::from_millis(2));
    /// ```
    #[inline]
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        Self::now().duration_since(*self)
    }

    /// Returns the instant that is `duration` later, or `None` if it is out of range.
    ///
    /// An instant ranges from -2⁶³ to 2⁶³ seconds of the clock.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::time::{Duration, Instant};
    ///
    /// let start = Instant::now();
    /// assert!(start.checked_add(Duration::from_secs(1)).is_some_and(|end| end > start));
    /// assert_eq!(start.checked_add(Duration::MAX), None);
    /// ```
    #[inline]
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_add(duration).map(Self)
    }

    /// Returns the instant that is `duration` earlier, or `None` if it is out of range.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::time::{Duration, Instant};
    ///
    /// let now = Instant::now();
    /// assert!(now.checked_sub(Duration::from_secs(1)).is_some_and(|before| before < now));
    /// assert_eq!(now.checked_sub(Duration::MAX), None);
    /// ```
    #[inline]
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_sub(duration).map(Self)
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    /// # Panics
    ///
    /// - If the sum is out of range. [`checked_add`](Self::checked_add) returns `None` then.
    #[inline]
    #[expect(clippy::expect_used, reason = "the contract of `std`")]
    fn add(self, other: Duration) -> Instant {
        self.checked_add(other)
            .expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for Instant {
    #[inline]
    fn add_assign(&mut self, other: Duration) {
        *self = *self + other;
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;

    /// # Panics
    ///
    /// - If the difference is out of range. [`checked_sub`](Self::checked_sub) returns `None` then.
    #[inline]
    #[expect(clippy::expect_used, reason = "the contract of `std`")]
    fn sub(self, other: Duration) -> Instant {
        self.checked_sub(other)
            .expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for Instant {
    #[inline]
    fn sub_assign(&mut self, other: Duration) {
        *self = *self - other;
    }
}

impl Sub<Instant> for Instant {
    type Output = Duration;

    /// The same as [`duration_since`](Self::duration_since).
    #[inline]
    fn sub(self, other: Instant) -> Duration {
        self.duration_since(other)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("Instant", f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Instant {
        Instant(Timespec::from_timestamp(millis * 1_000_000))
    }

    /// The clock of a virtual machine can go back when the machine is moved. A panic would end a
    /// tool for that.
    #[test]
    fn a_clock_that_goes_back_gives_zero() {
        assert_eq!(at(1).duration_since(at(2)), Duration::ZERO);
        assert_eq!(at(1) - at(2), Duration::ZERO);
        assert_eq!(at(1).saturating_duration_since(at(2)), Duration::ZERO);
        assert_eq!(at(1).checked_duration_since(at(2)), None);
        assert_eq!(at(5) - at(2), Duration::from_millis(3));
    }

    #[test]
    fn adds_and_subtracts() {
        let mut time = at(5);
        time += Duration::from_millis(2);
        assert_eq!(time, at(7));
        time -= Duration::from_millis(4);
        assert_eq!((time, time < at(4)), (at(3), true));
        assert_eq!(
            format!("{:?}", at(1_002)),
            "Instant { tv_sec: 1, tv_nsec: 2000000 }"
        );
    }

    #[test]
    #[should_panic = "overflow when adding duration to instant"]
    fn a_sum_out_of_range_panics() {
        let _ = at(1) + Duration::MAX;
    }

    #[test]
    #[should_panic = "overflow when subtracting duration from instant"]
    fn a_difference_out_of_range_panics() {
        let _ = at(1) - Duration::MAX;
    }
}
