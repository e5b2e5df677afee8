//! [`Subscription`]: one descriptor or clock to wait for.

use core::time::Duration;

use crate::sys::{AsFd, BorrowedFd};

/// The longest duration that a host is given, in nanoseconds: 292 years. A host adds the time of
/// its clock, and the sum has to fit in 64 bits.
const MAX_TIMEOUT: u64 = u64::MAX / 2;

/// A condition to wait for: a descriptor that can be read or written, or a time that has passed.
///
/// [`wait`](super::wait) returns a result at the index of each subscription. In a
/// [`Set`](super::Set), give the subscriptions different [user data](Self::with_userdata), which
/// their events carry.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use nanowasi::{io, poll::Subscription};
///
/// let stdin = io::stdin();
/// let input = Subscription::readable(&stdin);
/// let timer = Subscription::after(Duration::from_millis(100)).with_userdata(1);
/// assert_eq!((input.userdata(), timer.userdata()), (0, 1));
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use = "it has to be waited for"]
pub struct Subscription<'fd> {
    pub(super) userdata: u64,
    pub(super) condition: Condition<'fd>,
}

/// What a subscription waits for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Condition<'fd> {
    Readable(BorrowedFd<'fd>),
    Writable(BorrowedFd<'fd>),
    /// The number of nanoseconds to wait.
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

    /// Returns a subscription for a descriptor that can be read without blocking.
    ///
    /// That is also so at end of file: the read returns 0 then.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, Read};
    /// use nanowasi::poll::{self, Subscription};
    ///
    /// # fn main() -> io::Result<()> {
    /// let mut stdin = io::stdin();
    /// let [ready] = poll::wait([Subscription::readable(&stdin)], None)?;
    /// assert!(ready.is_some_and(|result| result.is_ok()));
    /// let mut buf = [0; 16];
    /// assert_ne!(stdin.read(&mut buf)?, 0); // does not block
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn readable<T: AsFd + ?Sized>(fd: &'fd T) -> Self {
        Self::new(Condition::Readable(fd.as_fd()))
    }

    /// Returns a subscription for a descriptor that can be written without blocking.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io;
    /// use nanowasi::poll::{self, Subscription};
    ///
    /// # fn main() -> io::Result<()> {
    /// let stdout = io::stdout();
    /// let [ready] = poll::wait([Subscription::writable(&stdout)], None)?;
    /// assert!(ready.is_some_and(|result| result.is_ok()));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn writable<T: AsFd + ?Sized>(fd: &'fd T) -> Self {
        Self::new(Condition::Writable(fd.as_fd()))
    }

    /// Returns a subscription that is ready when `duration` has passed since the wait began.
    ///
    /// The clock is the monotonic one. A duration of more than 292 years is shortened to that.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use core::time::Duration;
    /// use nanowasi::poll::{self, Subscription};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let [short, long] = [1, 3600].map(|secs| Subscription::after(Duration::from_secs(secs)));
    /// let [short, long] = poll::wait([short, long], None)?;
    /// assert!(short.is_some());
    /// assert!(long.is_none());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn after(duration: Duration) -> Self {
        Self::new(Condition::Clock(nanoseconds(duration)))
    }

    /// Returns the subscription with a number that its [`Event`](super::Event) will carry, at first
    /// 0.
    ///
    /// The number has no meaning to this module and is not given to the host.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::time::Duration;
    /// use nanowasi::poll::Subscription;
    ///
    /// let timer = Subscription::after(Duration::from_secs(1)).with_userdata(42);
    /// assert_eq!(timer.userdata(), 42);
    /// ```
    #[inline]
    pub const fn with_userdata(self, userdata: u64) -> Self {
        Self { userdata, ..self }
    }

    /// Returns the number that the event of this subscription will carry.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::time::Duration;
    /// use nanowasi::poll::Subscription;
    ///
    /// assert_eq!(Subscription::after(Duration::ZERO).userdata(), 0);
    /// ```
    #[inline]
    #[must_use]
    pub const fn userdata(&self) -> u64 {
        self.userdata
    }
}

/// Returns the nanoseconds of `duration`, at most [`MAX_TIMEOUT`].
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

    /// Guards against a duration of more than 584 years that wraps to a short one. Hosts refuse
    /// half of that already, because they add the time of their clock.
    #[test]
    fn a_duration_that_overflows_saturates() {
        assert_eq!(
            nanoseconds(Duration::from_nanos(MAX_TIMEOUT + 1)),
            MAX_TIMEOUT
        );
        assert_eq!(nanoseconds(Duration::from_secs(u64::MAX)), MAX_TIMEOUT);
        assert_eq!(nanoseconds(Duration::MAX), MAX_TIMEOUT);
    }

    /// Compares with `Duration::as_nanos` for all durations, up to the limit.
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
