//! [`SystemTime`]: a point in time on the realtime clock.

use core::error::Error;
use core::fmt;
use core::ops::{Add, AddAssign, Sub, SubAssign};

use super::Duration;
use super::timespec::Timespec;
use crate::raw::{Clockid, Timestamp};

/// A point in time on the realtime clock, as [`std::time::SystemTime`]. Files have such times.
///
/// The clock can be set forward and back, so a time that is read later can be earlier. Use
/// [`Instant`](super::Instant) to measure durations.
///
/// Values range from 2⁶³ seconds before 1970 to 2⁶³ seconds after, in nanoseconds. Hosts represent
/// the years 1970 to 2554 only.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::time::SystemTime;
///
/// let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
/// let (hour, minute) = (since_1970.as_secs() / 3_600 % 24, since_1970.as_secs() / 60 % 60);
/// nanowasi::println!("{}:{} UTC", hour, minute);
/// ```
///
/// [`std::time::SystemTime`]: https://doc.rust-lang.org/std/time/struct.SystemTime.html
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemTime(Timespec);

/// The start of 1970 in UTC: the same as [`SystemTime::UNIX_EPOCH`].
pub const UNIX_EPOCH: SystemTime = SystemTime(Timespec::ZERO);

impl SystemTime {
    /// The start of 1970 in UTC, which is the zero of the realtime clock.
    pub const UNIX_EPOCH: SystemTime = UNIX_EPOCH;

    /// Returns the current time of the realtime clock.
    ///
    /// A host that refuses its clock ends the program: see the [module](super).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::time::SystemTime;
    ///
    /// assert!(SystemTime::now() > SystemTime::UNIX_EPOCH);
    /// ```
    #[inline]
    #[must_use]
    pub fn now() -> SystemTime {
        Self::from_timestamp(super::now(Clockid::REALTIME))
    }

    /// Returns the time that is `nanos` nanoseconds after the start of 1970.
    #[inline]
    pub(crate) const fn from_timestamp(nanos: Timestamp) -> Self {
        Self(Timespec::from_timestamp(nanos))
    }

    /// Returns the nanoseconds since 1970, or `None` before 1970 and after 2554.
    #[inline]
    pub(crate) const fn timestamp(self) -> Option<Timestamp> {
        self.0.timestamp()
    }

    /// Returns the duration from `earlier` to this time.
    ///
    /// # Errors
    ///
    /// - [`SystemTimeError`]: `earlier` is later. The error has the
    ///   [duration](SystemTimeError::duration) between the two.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::time::{Duration, SystemTime};
    ///
    /// let start = SystemTime::UNIX_EPOCH;
    /// let end = start + Duration::from_secs(3);
    /// assert_eq!(end.duration_since(start).unwrap(), Duration::from_secs(3));
    /// assert!(start.duration_since(end).is_err());
    /// ```
    #[inline]
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> {
        match self.0.since(earlier.0) {
            Some(duration) => Ok(duration),
            None => Err(SystemTimeError(earlier.0.since(self.0).unwrap_or_default())),
        }
    }

    /// Returns the duration from this time to the current time.
    ///
    /// A host that refuses its clock ends the program: see the [module](super).
    ///
    /// # Errors
    ///
    /// - [`SystemTimeError`]: this time is in the future, for example because the clock was set
    ///   back. The error has the [duration](SystemTimeError::duration) until this time.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, time::Duration};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("cache.bin", "")?;
    /// let age = fs::metadata("cache.bin")?.modified()?.elapsed().unwrap_or_default();
    /// let is_fresh = age < Duration::from_secs(60 * 60);
    /// # assert!(is_fresh);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {
        Self::now().duration_since(*self)
    }

    /// Returns the time that is `duration` later, or `None` if it is out of range.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::time::{Duration, SystemTime};
    ///
    /// let time = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(1_000_000_000));
    /// assert!(time.is_some_and(|time| time > SystemTime::UNIX_EPOCH)); // In 2001.
    /// assert_eq!(SystemTime::UNIX_EPOCH.checked_add(Duration::MAX), None);
    /// ```
    #[inline]
    pub fn checked_add(&self, duration: Duration) -> Option<SystemTime> {
        self.0.checked_add(duration).map(Self)
    }

    /// Returns the time that is `duration` earlier, or `None` if it is out of range.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::time::{Duration, SystemTime};
    ///
    /// let time = SystemTime::UNIX_EPOCH.checked_sub(Duration::from_secs(60));
    /// assert!(time.is_some_and(|time| time < SystemTime::UNIX_EPOCH)); // In 1969.
    /// assert_eq!(SystemTime::UNIX_EPOCH.checked_sub(Duration::MAX), None);
    /// ```
    #[inline]
    pub fn checked_sub(&self, duration: Duration) -> Option<SystemTime> {
        self.0.checked_sub(duration).map(Self)
    }
}

impl Add<Duration> for SystemTime {
    type Output = SystemTime;

    /// # Panics
    ///
    /// - If the sum is out of range. [`checked_add`](Self::checked_add) returns `None` then.
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
    /// - If the difference is out of range. [`checked_sub`](Self::checked_sub) returns `None` then.
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

/// The error of a time that is later than expected, as [`std::time::SystemTimeError`].
///
/// # Examples
///
/// ```
/// use nanowasi::time::{Duration, SystemTime};
///
/// let start = SystemTime::UNIX_EPOCH;
/// let end = start + Duration::from_secs(3);
/// let error = start.duration_since(end).unwrap_err();
/// assert_eq!(error.to_string(), "second time provided was later than self");
/// ```
///
/// [`std::time::SystemTimeError`]: https://doc.rust-lang.org/std/time/struct.SystemTimeError.html
#[derive(Clone, Debug)]
pub struct SystemTimeError(Duration);

impl SystemTimeError {
    /// Returns the duration by which the time is later.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::time::{Duration, SystemTime};
    ///
    /// let start = SystemTime::UNIX_EPOCH;
    /// let end = start + Duration::from_secs(3);
    /// let error = start.duration_since(end).unwrap_err();
    /// assert_eq!(error.duration(), Duration::from_secs(3));
    /// ```
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
    fn an_error_has_the_duration() {
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

    /// The arithmetic of `std` has times before 1970, although no host can represent them.
    #[test]
    fn times_before_1970_are_in_range() {
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
