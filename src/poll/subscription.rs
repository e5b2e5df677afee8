//! [`Subscription`]: one thing to wait for.

use core::time::Duration;

use crate::sys::{AsFd, BorrowedFd};

/// The longest span that a host is asked for, 292 years: it adds the time of its clock, and the sum has to
/// be a number still.
const MAX_TIMEOUT: u64 = u64::MAX / 2;

/// One thing to wait for: a descriptor that can be read or written, or a clock.
///
/// Of two things to wait for in an array, the place says which is which. In a [`Set`](super::Set), give
/// them different [user data](Self::with_userdata), by which their events are known.
#[derive(Clone, Copy, Debug)]
#[must_use = "it has to be waited for"]
pub struct Subscription<'fd> {
    pub(super) userdata: u64,
    pub(super) condition: Condition<'fd>,
}

/// What is waited for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Condition<'fd> {
    Readable(BorrowedFd<'fd>),
    Writable(BorrowedFd<'fd>),
    /// That so many nanoseconds have gone by.
    Clock(u64),
}

impl<'fd> Subscription<'fd> {
    #[inline]
    pub(super) const fn new(condition: Condition<'fd>) -> Self {
        Self {
            userdata: 0,
            condition,
        }
    }

    /// That a descriptor has something to read, or is at its end.
    #[inline]
    pub fn readable<T: AsFd + ?Sized>(fd: &'fd T) -> Self {
        Self::new(Condition::Readable(fd.as_fd()))
    }

    /// That a descriptor has room to write.
    #[inline]
    pub fn writable<T: AsFd + ?Sized>(fd: &'fd T) -> Self {
        Self::new(Condition::Writable(fd.as_fd()))
    }

    /// That so much time has gone by since the wait began.
    #[inline]
    pub const fn after(duration: Duration) -> Self {
        Self::new(Condition::Clock(nanoseconds(duration)))
    }

    /// The same with a number of the caller's, which comes back in the event. It is 0 at first.
    #[inline]
    pub const fn with_userdata(self, userdata: u64) -> Self {
        Self { userdata, ..self }
    }

    /// The number that comes back in the event.
    #[inline]
    #[must_use]
    pub const fn userdata(&self) -> u64 {
        self.userdata
    }
}

/// A span as a host wants it. More than [`MAX_TIMEOUT`] becomes that.
pub(super) const fn nanoseconds(duration: Duration) -> u64 {
    let nanoseconds = duration
        .as_secs()
        .saturating_mul(1_000_000_000)
        .saturating_add(duration.subsec_nanos() as u64);
    if nanoseconds > MAX_TIMEOUT {
        MAX_TIMEOUT
    } else {
        nanoseconds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_convert_to_nanoseconds() {
        assert_eq!(nanoseconds(Duration::ZERO), 0);
        assert_eq!(nanoseconds(Duration::from_millis(1500)), 1_500_000_000);
        assert_eq!(nanoseconds(Duration::from_nanos(MAX_TIMEOUT)), MAX_TIMEOUT);
    }

    /// A span of more than 584 years used to come around to a short one; half of that is refused by
    /// hosts, whose own clock adds to it.
    #[test]
    fn a_duration_that_overflows_saturates() {
        assert_eq!(
            nanoseconds(Duration::from_nanos(MAX_TIMEOUT + 1)),
            MAX_TIMEOUT
        );
        assert_eq!(nanoseconds(Duration::from_secs(u64::MAX)), MAX_TIMEOUT);
        assert_eq!(nanoseconds(Duration::MAX), MAX_TIMEOUT);
    }

    /// For every span, what `Duration` itself counts, as long as it is not too long.
    #[test]
    fn nanoseconds_agree_with_core() {
        arbtest::arbtest(|u| {
            let duration = Duration::new(u.arbitrary()?, u.int_in_range(0..=999_999_999)?);
            let expected = duration.as_nanos().min(u128::from(MAX_TIMEOUT));
            assert_eq!(u128::from(nanoseconds(duration)), expected, "{duration:?}");
            Ok(())
        });
    }
}
