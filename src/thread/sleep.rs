//! [`sleep`]: waiting until the monotonic clock has advanced.
//!
//! Hosts wake early, refuse to wait, or report errors after they have waited. So the clock decides
//! when a sleep is over, and the result of a wait counts only where there is no clock.

use core::time::Duration;

use crate::raw::{Clockid, Subclockflags, Timestamp};
use crate::sys::{self, Errno, MAX_SPURIOUS_WAKEUPS, Subscription, UNSET_EVENT};
use crate::time::duration;

/// The longest wait in one call, because some hosts count milliseconds in 32 bits.
const MAX_STEP: Duration = Duration::from_secs(24 * 60 * 60);

/// Blocks until at least `dur` has passed, as [`std::thread::sleep`].
///
/// The monotonic clock decides when `dur` has passed. Where the host wakes early or can't wait, it
/// is called again. A `dur` of zero makes no call.
///
/// Unlike `std`, an error of the host is not a panic. If the clock stops, which is assumed after
/// 1,024 equal readings in a row, the sleep ends early. If the host has no clock, each wait that
/// the host reports as a success counts with its full length. A wait is 24 hours long at most.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::thread;
/// use nanowasi::time::{Duration, Instant};
///
/// let start = Instant::now();
/// thread::sleep(Duration::from_millis(20));
/// assert!(start.elapsed() >= Duration::from_millis(20));
/// ```
///
/// [`std::thread::sleep`]: https://doc.rust-lang.org/std/thread/fn.sleep.html
pub fn sleep(dur: Duration) {
    let clock = || sys::clock_time_get(Clockid::MONOTONIC, 1).ok();
    sleep_with(dur, clock, |nanos| poll_clock(nanos).is_ok());
}

/// Waits for a number of nanoseconds, more than 0: with 0 one host hangs.
///
/// The time is relative, by the monotonic clock, because every host supports that. Some hosts wait
/// and then return an error.
fn poll_clock(nanos: Timestamp) -> Result<(), Errno> {
    let clock = Subscription::clock(0, Clockid::MONOTONIC, nanos, 0, Subclockflags::empty());
    sys::poll_oneoff(&[clock], &mut [UNSET_EVENT]).map(|_| ())
}

/// Calls [`sleep`] with a number of milliseconds.
///
/// # Examples
///
/// ```no_run
/// # #![allow(deprecated)]
/// nanowasi::thread::sleep_ms(1);
/// ```
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::sleep`")]
pub fn sleep_ms(ms: u32) {
    sleep(Duration::from_millis(ms.into()));
}

/// Sleeps with a clock, and a function that waits for a number of nanoseconds and returns whether
/// it has.
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
        // Each time that the clock has not advanced, wait half as long: with a clock that has
        // stopped, or is coarse, that adds up to twice the time at most.
        let step = to_nanos(remaining.min(MAX_STEP))
            .checked_shr(stalled)
            .unwrap_or(0);
        let waited = wait(step.max(1));
        let now = clock();
        let passed = match (last, now) {
            // A clock that was set back counts from its new time.
            (Some(last), Some(now)) => now.saturating_sub(last),
            // Without a clock, the host's result counts.
            _ if waited => step,
            _ => 0,
        };
        last = now;
        remaining =
            duration::checked_sub(remaining, Duration::from_nanos(passed)).unwrap_or_default();
        stalled = if passed == 0 { stalled + 1 } else { 0 };
    }
}

/// Returns a duration of at most [`MAX_STEP`] in nanoseconds.
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

    /// Sleeps on a host whose clock advances by `tick` at each reading. `waits` returns how long
    /// the host really waits and whether it reports success.
    ///
    /// Returns the number of waits, the longest one, and the time that has passed.
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
                let (passed, succeeded) = waits(nanos);
                time.set(time.get() + passed);
                succeeded
            },
        );
        (count, longest, time.get() - 5 - tick)
    }

    const SECOND: u64 = 1_000_000_000;

    #[test]
    fn correct_host_is_called_once() {
        let second = Duration::from_secs(1);
        let calls = sleep_on(second, 0, |nanos| (nanos, true));
        assert_eq!(calls, (1, SECOND, SECOND));
    }

    #[test]
    fn zero_duration_makes_no_call() {
        let calls = sleep_on(Duration::ZERO, 0, |_| unreachable!());
        assert_eq!((calls.0, calls.1), (0, 0));
    }

    /// A host that wakes early, that wakes immediately or that refuses to wait would cut the sleep
    /// short.
    #[test]
    fn early_wakeup_is_retried() {
        let second = Duration::from_secs(1);
        let (count, _, passed) = sleep_on(second, 1, |nanos| (nanos / 2, true));
        assert!(count > 1 && passed >= SECOND, "{count} {passed}");
        for succeeds in [false, true] {
            let (count, _, passed) = sleep_on(second, SECOND / 100, |_| (0, succeeds));
            assert!((100..=101).contains(&count), "{count}");
            assert!(passed >= SECOND);
        }
    }

    /// A clock with a resolution of 15 milliseconds has not advanced after the first waits, and
    /// could be taken for one that has stopped.
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
        // Without a clock and without waits, it ends early.
        sleep_with(day, || None, |_| false);
    }

    /// Set back by an hour in the middle, the sleep would last an hour longer.
    #[test]
    fn backward_clock_does_not_extend_the_sleep() {
        let (readings, time) = (Cell::new(0), Cell::new(3600 * SECOND));
        let mut waits = 0;
        sleep_with(
            Duration::from_secs(1),
            || {
                readings.set(readings.get() + 1);
                if readings.get() == 2 {
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
                // A host on which a day takes half a century.
                time.set(time.get() + nanos * 20_000);
                true
            },
        );
        assert_eq!(Duration::from_nanos(longest), MAX_STEP);
    }
}
