//! [`Timespec`]: the representation of [`Instant`](super::Instant) and
//! [`SystemTime`](super::SystemTime).
//!
//! `std` keeps signed seconds and nanoseconds. Here a point in time is a [`Duration`] since the
//! earliest of these points, -2⁶³ seconds. Its arithmetic has the same range, order and limits.
//! `Duration` has unused bit patterns, so an `Option<Timespec>` is not larger than a `Timespec`.

use core::fmt;

use super::{Duration, duration};
use crate::raw::Timestamp;

/// The number of seconds from the earliest point in time to the clock's zero: as many as an `i64`
/// has negative values.
const BEFORE_ZERO: u64 = 1 << 63;

const NANOS_PER_SEC: u64 = 1_000_000_000;

/// A point in time, from 2⁶³ seconds before a clock's zero to 2⁶³ seconds after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Timespec(Duration);

impl Timespec {
    pub(super) const ZERO: Self = Self(Duration::new(BEFORE_ZERO, 0));

    /// Returns the point in time of a clock's value, in nanoseconds since the clock's zero.
    #[inline]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a remainder of a billion fits"
    )]
    pub(super) const fn from_timestamp(nanos: Timestamp) -> Self {
        Self(Duration::new(
            BEFORE_ZERO + nanos / NANOS_PER_SEC,
            (nanos % NANOS_PER_SEC) as u32,
        ))
    }

    /// Returns the value of a clock at this point in time, in nanoseconds, or `None` before the
    /// clock's zero and after 2⁶⁴ nanoseconds: in 2554 for a clock that starts in 1970.
    #[inline]
    pub(super) const fn timestamp(self) -> Option<Timestamp> {
        let Some(secs) = self.0.as_secs().checked_sub(BEFORE_ZERO) else {
            return None;
        };
        let Some(nanos) = secs.checked_mul(NANOS_PER_SEC) else {
            return None;
        };
        nanos.checked_add(self.0.subsec_nanos() as u64)
    }

    /// Returns the seconds since the clock's zero, rounded down.
    #[inline]
    const fn secs(self) -> i64 {
        (self.0.as_secs() ^ BEFORE_ZERO).cast_signed()
    }

    /// Returns the duration from `earlier` to this point in time, or `None` if `earlier` is later.
    #[inline]
    pub(super) const fn since(self, earlier: Self) -> Option<Duration> {
        duration::checked_sub(self.0, earlier.0)
    }

    #[inline]
    pub(super) const fn checked_add(self, duration: Duration) -> Option<Self> {
        match duration::checked_add(self.0, duration) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    #[inline]
    pub(super) const fn checked_sub(self, duration: Duration) -> Option<Self> {
        match duration::checked_sub(self.0, duration) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }

    /// Prints the same text as `std` for a type called `name`.
    pub(super) fn debug(self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("tv_sec", &self.secs())
            .field("tv_nsec", &self.0.subsec_nanos())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    /// Returns a point in time, and that of `std` for the same timestamp.
    fn both(timestamp: u64) -> (Timespec, SystemTime) {
        (
            Timespec::from_timestamp(timestamp),
            SystemTime::UNIX_EPOCH + Duration::from_nanos(timestamp),
        )
    }

    fn debug_text(time: Timespec) -> String {
        struct Named(Timespec);
        impl fmt::Debug for Named {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.debug("SystemTime", f)
            }
        }
        format!("{:?}", Named(time))
    }

    #[test]
    fn a_timestamp_survives_the_conversion() {
        for time in [0, 1, 999_999_999, 1_000_000_000, u64::MAX - 1, u64::MAX] {
            assert_eq!(Timespec::from_timestamp(time).timestamp(), Some(time));
        }
        let end = Timespec::from_timestamp(u64::MAX);
        let nano = Duration::from_nanos(1);
        assert_eq!(end.checked_add(nano).unwrap().timestamp(), None);
        assert_eq!(Timespec::ZERO.checked_sub(nano).unwrap().timestamp(), None);
        assert_eq!(Timespec(Duration::MAX).timestamp(), None);
    }

    /// A `Duration` has twice the range of the seconds of `std`. A limit with the wrong sign breaks
    /// programs that add `Duration::MAX` and expect `None`.
    #[test]
    fn the_limits_are_those_of_std() {
        let (ours, theirs) = both(1_700_000_000_123_456_789);
        for secs in [
            0,
            1 << 62,
            i64::MAX.cast_unsigned() - 1_700_000_000,
            i64::MAX.cast_unsigned() - 1_699_999_999,
            1 << 63,
            (1 << 63) + 1_700_000_000,
            (1 << 63) + 1_700_000_001,
            u64::MAX,
        ] {
            for nanos in [0, 123_456_789, 123_456_790, 876_543_210, 876_543_211] {
                let by = Duration::new(secs, nanos);
                assert_eq!(
                    ours.checked_add(by).map(debug_text),
                    theirs.checked_add(by).map(|time| format!("{time:?}")),
                    "+ {by:?}"
                );
                assert_eq!(
                    ours.checked_sub(by).map(debug_text),
                    theirs.checked_sub(by).map(|time| format!("{time:?}")),
                    "- {by:?}"
                );
            }
        }
    }

    #[test]
    fn arithmetic_is_that_of_std() {
        arbtest::arbtest(|u| {
            let (mut ours, mut theirs) = both(u.arbitrary()?);
            let (start, their_start) = (ours, theirs);
            for _ in 0..u.int_in_range(0..=8)? {
                let by = Duration::new(u.arbitrary()?, u.int_in_range(0..=999_999_999)?);
                let (next, their_next) = if u.arbitrary()? {
                    (ours.checked_add(by), theirs.checked_add(by))
                } else {
                    (ours.checked_sub(by), theirs.checked_sub(by))
                };
                assert_eq!(next.is_some(), their_next.is_some());
                ours = next.unwrap_or(ours);
                theirs = their_next.unwrap_or(theirs);
                assert_eq!(debug_text(ours), format!("{theirs:?}"));
                assert_eq!(ours.since(start), theirs.duration_since(their_start).ok());
                assert_eq!(start.since(ours), their_start.duration_since(theirs).ok());
                assert_eq!(ours.cmp(&start), theirs.cmp(&their_start));
            }
            Ok(())
        });
    }

    #[test]
    fn none_takes_no_space() {
        assert_eq!(size_of::<Option<Timespec>>(), size_of::<Duration>());
    }
}
