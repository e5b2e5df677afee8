//! [`Instant`]: a point on the monotonic clock.

use core::fmt;
use core::ops::{Add, AddAssign, Sub, SubAssign};

use super::Duration;
use super::timespec::Timespec;
use crate::raw::Clockid;

/// A point on the clock that never goes back, to measure with, as [`std::time::Instant`].
///
/// Should a host's clock go back all the same, what lies between two instants is zero, never a panic.
///
/// ```no_run
/// use nanowasi::time::Instant;
///
/// let start = Instant::now();
/// let took = start.elapsed();
/// nanowasi::println!("{} ms", took.as_millis() as u64);
/// ```
///
/// [`std::time::Instant`]: https://doc.rust-lang.org/std/time/struct.Instant.html
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timespec);

impl Instant {
    /// The present moment.
    ///
    /// A host that has no monotonic clock ends the program: see the [module](super).
    #[inline]
    #[must_use]
    pub fn now() -> Instant {
        Self(Timespec::from_timestamp(super::now(Clockid::MONOTONIC)))
    }

    /// How much later this is than `earlier`; zero if it isn't.
    #[inline]
    #[must_use]
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.checked_duration_since(earlier).unwrap_or_default()
    }

    /// How much later this is than `earlier`; `None` if it is earlier.
    #[inline]
    #[must_use]
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.0.since(earlier.0)
    }

    /// How much later this is than `earlier`; zero if it isn't.
    #[inline]
    #[must_use]
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.checked_duration_since(earlier).unwrap_or_default()
    }

    /// How much time has passed since.
    ///
    /// A host that has no monotonic clock ends the program: see the [module](super).
    #[inline]
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        Self::now().duration_since(*self)
    }

    /// The moment that is `duration` later, if an `Instant` can name it.
    #[inline]
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_add(duration).map(Self)
    }

    /// The moment that is `duration` earlier, if an `Instant` can name it.
    #[inline]
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_sub(duration).map(Self)
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    /// # Panics
    ///
    /// If an `Instant` can't name that moment: [`checked_add`](Self::checked_add) doesn't.
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
    /// If an `Instant` can't name that moment: [`checked_sub`](Self::checked_sub) doesn't.
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

    /// [`duration_since`](Self::duration_since).
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

    /// Virtual machines that move to another machine have clocks that do: a tool is not to die of it.
    #[test]
    fn a_clock_that_runs_back_gives_zero() {
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
