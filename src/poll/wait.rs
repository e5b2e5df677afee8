//! [`wait`], and the wait that it shares with [`Set`](super::Set).

use core::time::Duration;

use super::event::{self, Outcome, Ready};
use super::subscription::{Subscription, What, nanoseconds};
use crate::io::{self, Result};
use crate::raw::{self, Clockid, Subclockflags};
use crate::sys::retry::MAX_SPURIOUS_WAKEUPS;
use crate::sys::{self, ArrayPlusOne, Errno, INVALID_RESPONSE};

/// The shortest wait for a descriptor: one millisecond, unless something comes.
///
/// With none at all, hosts answer only that the time is up, whatever there is to read: uvwasi (Node 20 and 26) since
/// its clock is in milliseconds and goes off first, wasmtime 48 since its reader begins with the wait. wasmer 7.4
/// takes zero for no timeout, and waits for ever.
const SHORTEST: u64 = 1_000_000;

/// The time of a wait without an end: longer than any that a host is asked for.
const NO_CLOCK: u64 = u64::MAX;

/// Waits for the first of several things, and tells for each what has become of it: nothing yet, what
/// there is, or why it can't be waited for.
///
/// `timeout` is how long at most: see the [module](super).
///
/// ```no_run
/// use core::time::Duration;
/// use nanowasi::poll::{self, Subscription};
/// use nanowasi::{io, println};
///
/// # fn work() -> io::Result<()> {
/// let stdin = io::stdin();
/// let tick = Duration::from_millis(100);
/// let [input, ticked] =
///     poll::wait([Subscription::readable(&stdin), Subscription::after(tick)], None)?;
/// if let Some(Ok(ready)) = input {
///     println!("about {} bytes", ready.bytes);
/// }
/// if ticked.is_some() {
///     println!("tick");
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// What the host answers, which may refuse all of them for one (Node, for a file); `INVAL` if there is nothing to wait for
/// and no timeout; `IO` if the host goes on waking the program for nothing.
#[inline]
pub fn wait<const N: usize>(
    subscriptions: [Subscription<'_>; N],
    timeout: Option<Duration>,
) -> Result<[Option<Result<Ready>>; N]> {
    let mut outcomes = [Outcome::Pending; N];
    Records::<N>::new().wait(&subscriptions, timeout, &mut outcomes)?;
    Ok(outcomes.map(Outcome::told))
}

/// Room for what the host reads and writes about `N` subscriptions, and about a clock.
pub(super) struct Records<'fd, const N: usize> {
    asked: ArrayPlusOne<sys::Subscription<'fd>, N>,
    events: ArrayPlusOne<raw::Event, N>,
}

impl<'fd, const N: usize> Records<'fd, N> {
    #[inline]
    pub(super) const fn new() -> Self {
        Self {
            asked: ArrayPlusOne::zeroed(),
            events: ArrayPlusOne::zeroed(),
        }
    }

    /// Waits for `subscriptions`, of which there are `N` at most, and sets their outcomes, which are
    /// pending.
    #[inline]
    pub(super) fn wait(
        &mut self,
        subscriptions: &[Subscription<'fd>],
        timeout: Option<Duration>,
        outcomes: &mut [Outcome],
    ) -> Result<()> {
        let clock = timeout.map_or(NO_CLOCK, nanoseconds);
        let (asked, events) = (self.asked.as_mut_slice(), self.events.as_mut_slice());
        Ok(wait_with(asked, events, subscriptions, clock, outcomes)?)
    }
}

fn wait_with<'fd>(
    records: &mut [sys::Subscription<'fd>],
    events: &mut [raw::Event],
    subscriptions: &[Subscription<'fd>],
    mut clock: u64,
    outcomes: &mut [Outcome],
) -> core::result::Result<(), Errno> {
    let mut asked = 0;
    for (subscription, place) in subscriptions.iter().zip(0..) {
        let record = match subscription.what {
            What::Readable(fd) => sys::Subscription::fd_read(place, fd),
            What::Writable(fd) => sys::Subscription::fd_write(place, fd),
            What::Clock(span) => {
                clock = clock.min(span);
                continue;
            }
        };
        if let Some(room) = records.get_mut(asked) {
            *room = record;
            asked += 1;
        }
    }
    if asked == 0 && clock == 0 {
        // Over before it began. wasmer 7 never comes back from it.
        event::ring(clock, subscriptions, outcomes);
        return Ok(());
    }
    if asked != 0 {
        clock = clock.max(SHORTEST);
    }
    if clock != NO_CLOCK
        && let Some(room) = records.get_mut(asked)
    {
        let place = subscriptions.len() as u64;
        let flags = Subclockflags::empty();
        *room = sys::Subscription::clock(place, Clockid::MONOTONIC, clock, 0, flags);
        asked += 1;
    }
    io::flush_before_read();
    let records = records.get(..asked).unwrap_or_default();
    for _ in 0..MAX_SPURIOUS_WAKEUPS {
        let events = sys::poll_oneoff(records, events)?;
        let any = event::tell(events, clock, subscriptions, outcomes)?;
        // One that is to end at some time may end early; one that is not may not.
        if any || clock != NO_CLOCK {
            return Ok(());
        }
    }
    Err(INVALID_RESPONSE)
}
