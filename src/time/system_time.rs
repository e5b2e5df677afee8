//! [`SystemTime`]: a point on the clock that shows the time of day.

use core::error::Error;
use core::fmt;
use core::ops::{Add, AddAssign, Sub, SubAssign};

use super::Duration;
use super::timespec::Timespec;
use crate::raw::{Clockid, Timestamp};

/// A time of day, as [`std::time::SystemTime`]: what files carry, and what can be told to others.
///
/// The clock can be set, forwards or back, so that a later look can show an earlier time. To measure, take
/// [`Instant`](super::Instant).
///
/// ```no_run
/// use nanowasi::time::SystemTime;
///
/// if let Ok(since) = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
///     nanowasi::println!("{} seconds since 1970", since.as_secs());
/// }
/// ```
///
/// [`std::time::SystemTime`]: https://doc.rust-lang.org/std/time/struct.SystemTime.html
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemTime(Timespec);

/// The start of 1970 in UTC, as [`SystemTime::UNIX_EPOCH`].
pub const UNIX_EPOCH: SystemTime = SystemTime(Timespec::ZERO);

impl SystemTime {
    /// The start of 1970 in UTC, from which hosts count.
    pub const UNIX_EPOCH: SystemTime = UNIX_EPOCH;

    /// The present time.
    ///
    /// A host that has no such clock ends the program: see the [module](super).
    #[inline]
    #[must_use]
    pub fn now() -> SystemTime {
        Self::from_timestamp(super::now(Clockid::REALTIME))
    }

    /// The time that a host means, in nanoseconds since 1970.
    #[inline]
    pub(crate) const fn from_timestamp(nanos: Timestamp) -> Self {
        Self(Timespec::from_timestamp(nanos))
    }

    /// The same for a host, if it can be told: nothing before 1970, and nothing after 2554.
    #[inline]
    #[allow(dead_code, reason = "for times that are set on files")]
    pub(crate) const fn timestamp(self) -> Option<Timestamp> {
        self.0.timestamp()
    }

    /// How much later this is than `earlier`.
    ///
    /// # Errors
    ///
    /// If it is earlier; the error knows [by how much](SystemTimeError::duration).
    #[inline]
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> {
        match self.0.since(earlier.0) {
            Some(duration) => Ok(duration),
            None => Err(SystemTimeError(earlier.0.since(self.0).unwrap_or_default())),
        }
    }

    /// How much time has passed since, by the clock of the day.
    ///
    /// A host that has no such clock ends the program: see the [module](super).
    ///
    /// # Errors
    ///
    /// If the time lies ahead, say since the clock was set back; the error knows
    /// [by how much](SystemTimeError::duration).
    #[inline]
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {
        Self::now().duration_since(*self)
    }

    /// The time that is `duration` later, if a `SystemTime` can name it.
    #[inline]
    pub fn checked_add(&self, duration: Duration) -> Option<SystemTime> {
        self.0.checked_add(duration).map(Self)
    }

    /// The time that is `duration` earlier, if a `SystemTime` can name it.
    #[inline]
    pub fn checked_sub(&self, duration: Duration) -> Option<SystemTime> {
        self.0.checked_sub(duration).map(Self)
    }
}

impl Add<Duration> for SystemTime {
    type Output = SystemTime;

    /// # Panics
    ///
    /// If a `SystemTime` can't name that time: [`checked_add`](Self::checked_add) doesn't.
    #[inline]
    #[expect(clippy::expect_used, reason = "the contract of `std`")]
    fn add(self, dur: Duration) -> SystemTime {
        self.checked_add(dur)
            .expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for SystemTime {
    #[inline]
    fn add_assign(&mut self, other: Duration) {
        *self = *self + other;
    }
}

impl Sub<Duration> for SystemTime {
    type Output = SystemTime;

    /// # Panics
    ///
    /// If a `SystemTime` can't name that time: [`checked_sub`](Self::checked_sub) doesn't.
    #[inline]
    #[expect(clippy::expect_used, reason = "the contract of `std`")]
    fn sub(self, dur: Duration) -> SystemTime {
        self.checked_sub(dur)
            .expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for SystemTime {
    #[inline]
    fn sub_assign(&mut self, other: Duration) {
        *self = *self - other;
    }
}

impl fmt::Debug for SystemTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("SystemTime", f)
    }
}

/// A time was later than it was taken to be, as [`std::time::SystemTimeError`].
///
/// [`std::time::SystemTimeError`]: https://doc.rust-lang.org/std/time/struct.SystemTimeError.html
#[derive(Clone, Debug)]
pub struct SystemTimeError(Duration);

impl SystemTimeError {
    /// By how much.
    #[inline]
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.0
    }
}

impl Error for SystemTimeError {}

impl fmt::Display for SystemTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("second time provided was later than self")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_tells_by_how_much() {
        let early = SystemTime::from_timestamp(1_500_000_000);
        let late = SystemTime::UNIX_EPOCH + Duration::from_secs(4);
        assert_eq!(
            late.duration_since(early).unwrap(),
            Duration::from_millis(2500)
        );
        let error = early.duration_since(late).unwrap_err();
        assert_eq!(error.duration(), Duration::from_millis(2500));
        assert_eq!(
            format!("{error} {error:?}"),
            "second time provided was later than self SystemTimeError(2.5s)"
        );
    }

    /// A file's time can lie before 1970 in `std`'s arithmetic, though no host can be told so.
    #[test]
    fn times_before_1970_can_be_named() {
        let mut time = UNIX_EPOCH;
        time -= Duration::from_nanos(1);
        assert!(time < UNIX_EPOCH);
        assert_eq!(time.timestamp(), None);
        assert_eq!(
            format!("{time:?}"),
            "SystemTime { tv_sec: -1, tv_nsec: 999999999 }"
        );
        time += Duration::from_nanos(3);
        assert_eq!(time.timestamp(), Some(2));
    }

    #[test]
    #[should_panic = "overflow when adding duration to instant"]
    fn a_sum_out_of_range_panics() {
        let _ = UNIX_EPOCH + Duration::MAX;
    }
}
