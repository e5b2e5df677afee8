//! [`sleep`]: until the clock says so.

use core::time::Duration;

use crate::raw::{Clockid, Subclockflags, Timestamp};
use crate::sys::retry::MAX_SPURIOUS_WAKEUPS;
use crate::sys::{self, Errno, Subscription, UNSET_EVENT};
use crate::time::duration;

/// The longest that a host is asked to wait at once: some count milliseconds in 32 bits.
const MAX_STEP: Duration = Duration::from_secs(24 * 60 * 60);

/// Lets at least that much time pass, as [`std::thread::sleep`].
///
/// It is over when the monotonic clock says so, whatever the host answers meanwhile; one that can't
/// wait is asked again and again. Only where the clock stands still as well is it over earlier.
///
/// ```no_run
/// use nanowasi::{thread, time::Duration};
///
/// thread::sleep(Duration::from_millis(200));
/// ```
///
/// [`std::thread::sleep`]: https://doc.rust-lang.org/std/thread/fn.sleep.html
pub fn sleep(dur: Duration) {
    let clock = || sys::clock_time_get(Clockid::MONOTONIC, 1).ok();
    sleep_with(dur, clock, |nanos| poll_clock(nanos).is_ok());
}

/// Lets so many nanoseconds pass, if the host does as it is told. Not for none, with which one host
/// hangs; a relative time of the monotonic clock, since that is what every host knows. Some hosts let
/// the time pass and answer with an error.
fn poll_clock(nanos: Timestamp) -> Result<(), Errno> {
    let clock = Subscription::clock(0, Clockid::MONOTONIC, nanos, 0, Subclockflags::empty());
    sys::poll_oneoff(&[clock], &mut [UNSET_EVENT]).map(|_| ())
}

/// [`sleep`], in milliseconds.
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::sleep`")]
pub fn sleep_ms(ms: u32) {
    sleep(Duration::from_millis(ms.into()));
}

/// Sleeps by a clock, and something that waits for so many nanoseconds and says whether it has.
#[inline]
fn sleep_with(
    dur: Duration,
    mut clock: impl FnMut() -> Option<Timestamp>,
    mut wait: impl FnMut(Timestamp) -> bool,
) {
    if dur.is_zero() {
        return;
    }
    let mut remaining = dur;
    let mut last = clock();
    let mut stalled = 0;
    while !remaining.is_zero() && stalled < MAX_SPURIOUS_WAKEUPS {
        // By a clock that has stopped, or moves in leaps, half as long each time: all together no
        // longer than twice.
        let step = to_nanos(remaining.min(MAX_STEP))
            .checked_shr(stalled)
            .unwrap_or(0);
        let waited = wait(step.max(1));
        let now = clock();
        let passed = match (last, now) {
            // It may have been set back: then from there on.
            (Some(last), Some(now)) => now.saturating_sub(last),
            // Without a clock, the host is taken at its word.
            _ if waited => step,
            _ => 0,
        };
        last = now;
        remaining =
            duration::checked_sub(remaining, Duration::from_nanos(passed)).unwrap_or_default();
        stalled = if passed == 0 { stalled + 1 } else { 0 };
    }
}

/// A duration of at most a [`MAX_STEP`], in nanoseconds.
#[inline]
fn to_nanos(dur: Duration) -> Timestamp {
    dur.as_secs()
        .wrapping_mul(1_000_000_000)
        .wrapping_add(dur.subsec_nanos().into())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Sleeps on a host with a clock that goes on by `tick` at each look, and waits as it is told;
    /// answers how often it was told, and for how long at most.
    fn sleep_on(dur: Duration, tick: u64, waits: impl Fn(u64) -> (u64, bool)) -> (u64, u64, u64) {
        let time = Cell::new(5_u64);
        let (mut count, mut longest) = (0, 0);
        sleep_with(
            dur,
            || {
                time.set(time.get() + tick);
                Some(time.get())
            },
            |nanos| {
                assert_ne!(nanos, 0, "one host hangs then");
                count += 1;
                longest = longest.max(nanos);
                let (passed, answer) = waits(nanos);
                time.set(time.get() + passed);
                answer
            },
        );
        (count, longest, time.get() - 5 - tick)
    }

    const SECOND: u64 = 1_000_000_000;

    #[test]
    fn correct_host_is_called_once() {
        let second = Duration::from_secs(1);
        let told = sleep_on(second, 0, |nanos| (nanos, true));
        assert_eq!(told, (1, SECOND, SECOND));
    }

    #[test]
    fn zero_duration_makes_no_call() {
        let told = sleep_on(Duration::ZERO, 0, |_| unreachable!());
        assert_eq!((told.0, told.1), (0, 0));
    }

    /// One wakes early, one at once, one refuses to wait, one answers what can't be true: the time has to
    /// pass all the same.
    #[test]
    fn early_wakeup_is_retried() {
        let second = Duration::from_secs(1);
        let (count, _, passed) = sleep_on(second, 1, |nanos| (nanos / 2, true));
        assert!(count > 1 && passed >= SECOND, "{count} {passed}");
        for answer in [false, true] {
            let (count, _, passed) = sleep_on(second, SECOND / 100, |_| (0, answer));
            assert!((100..=101).contains(&count), "{count}");
            assert!(passed >= SECOND);
        }
    }

    /// A clock of 15 milliseconds shows the same time at first.
    #[test]
    fn coarse_clock_is_awaited() {
        let time = Cell::new(0_u64);
        sleep_with(
            Duration::from_millis(2),
            || Some(time.get() / 15_000_000 * 15_000_000),
            |nanos| {
                time.set(time.get() + nanos + 50_000);
                true
            },
        );
        assert!((15_000_000..60_000_000).contains(&time.get()));
    }

    #[test]
    fn stopped_clock_ends_the_sleep() {
        let slept = Cell::new(0);
        sleep_with(
            Duration::from_millis(100),
            || Some(7),
            |nanos| {
                slept.set(slept.get() + nanos);
                true
            },
        );
        assert!((100_000_000..=200_002_000).contains(&slept.get()));
    }

    #[test]
    fn missing_clock_trusts_the_host() {
        let calls = Cell::new(0);
        let day = Duration::from_secs(24 * 60 * 60);
        sleep_with(
            day * 3 + Duration::from_nanos(1),
            || None,
            |_| {
                calls.set(calls.get() + 1);
                true
            },
        );
        assert_eq!(calls.get(), 4);
        // Neither clock nor wait: there is no way.
        sleep_with(day, || None, |_| false);
    }

    /// Set back by an hour in the middle, it would otherwise last an hour longer.
    #[test]
    fn backward_clock_does_not_extend_the_sleep() {
        let (looks, time) = (Cell::new(0), Cell::new(3600 * SECOND));
        let mut waits = 0;
        sleep_with(
            Duration::from_secs(1),
            || {
                looks.set(looks.get() + 1);
                if looks.get() == 2 {
                    time.set(0);
                }
                Some(time.get())
            },
            |nanos| {
                waits += 1;
                time.set(time.get() + nanos);
                true
            },
        );
        assert!(waits < 10, "{waits}");
    }

    #[test]
    fn long_sleep_is_split_into_steps() {
        let time = Cell::new(0_u64);
        let mut longest = 0;
        sleep_with(
            Duration::from_secs(1 << 33),
            || Some(time.get()),
            |nanos| {
                longest = longest.max(nanos);
                // A host for which a day is half a century.
                time.set(time.get() + nanos * 20_000);
                true
            },
        );
        assert_eq!(Duration::from_nanos(longest), MAX_STEP);
    }
}
