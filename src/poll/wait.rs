//! [`wait`], and the wait that it shares with [`Set`](super::Set).

use core::time::Duration;

use super::event::{self, Ready, Status};
use super::subscription::{Condition, Subscription, nanoseconds};
use crate::io::{self, Result};
use crate::raw::{self, Clockid, Subclockflags};
use crate::sys::retry::MAX_SPURIOUS_WAKEUPS;
use crate::sys::{self, ArrayPlusOne, Errno, INVALID_RESPONSE};

/// The shortest wait for a descriptor: one millisecond, unless something comes.
///
/// With none at all, hosts answer only that the time is up, whatever there is to read: uvwasi (Node 20 and 26) since
/// its clock is in milliseconds and goes off first, wasmtime 48 since its reader begins with the wait. wasmer 7.4
/// takes zero for no timeout, and waits for ever.
const MIN_FD_TIMEOUT: u64 = 1_000_000;

/// The time of a wait without an end: longer than any that a host is asked for.
const NO_TIMEOUT: u64 = u64::MAX;

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
    let mut statuses = [Status::Pending; N];
    PollBuffers::<N>::new().wait(&subscriptions, timeout, &mut statuses)?;
    Ok(statuses.map(Status::into_result))
}

/// Room for what the host reads and writes about `N` subscriptions, and about a clock.
pub(super) struct PollBuffers<'fd, const N: usize> {
    requests: ArrayPlusOne<sys::Subscription<'fd>, N>,
    events: ArrayPlusOne<raw::Event, N>,
}

impl<'fd, const N: usize> PollBuffers<'fd, N> {
    #[inline]
    pub(super) const fn new() -> Self {
        Self {
            requests: ArrayPlusOne::zeroed(),
            events: ArrayPlusOne::zeroed(),
        }
    }

    /// Waits for `subscriptions`, of which there are `N` at most, and sets their statuses, which are
    /// pending.
    #[inline]
    pub(super) fn wait(
        &mut self,
        subscriptions: &[Subscription<'fd>],
        timeout: Option<Duration>,
        statuses: &mut [Status],
    ) -> Result<()> {
        let clock = timeout.map_or(NO_TIMEOUT, nanoseconds);
        let (requests, events) = (self.requests.as_mut_slice(), self.events.as_mut_slice());
        Ok(wait_with(requests, events, subscriptions, clock, statuses)?)
    }
}

fn wait_with<'fd>(
    requests: &mut [sys::Subscription<'fd>],
    events: &mut [raw::Event],
    subscriptions: &[Subscription<'fd>],
    mut clock: u64,
    statuses: &mut [Status],
) -> core::result::Result<(), Errno> {
    let mut count = 0;
    for (subscription, index) in subscriptions.iter().zip(0..) {
        let request = match subscription.condition {
            Condition::Readable(fd) => sys::Subscription::fd_read(index, fd),
            Condition::Writable(fd) => sys::Subscription::fd_write(index, fd),
            Condition::Clock(timeout) => {
                clock = clock.min(timeout);
                continue;
            }
        };
        if let Some(slot) = requests.get_mut(count) {
            *slot = request;
            count += 1;
        }
    }
    if count == 0 && clock == 0 {
        // Over before it began. wasmer 7 never comes back from it.
        event::expire_timers(clock, subscriptions, statuses);
        return Ok(());
    }
    if count != 0 {
        clock = clock.max(MIN_FD_TIMEOUT);
    }
    if clock != NO_TIMEOUT
        && let Some(slot) = requests.get_mut(count)
    {
        let index = subscriptions.len() as u64;
        let flags = Subclockflags::empty();
        *slot = sys::Subscription::clock(index, Clockid::MONOTONIC, clock, 0, flags);
        count += 1;
    }
    io::flush_before_read();
    let requests = requests.get(..count).unwrap_or_default();
    for _ in 0..MAX_SPURIOUS_WAKEUPS {
        let events = sys::poll_oneoff(requests, events)?;
        let any = event::record_events(events, clock, subscriptions, statuses)?;
        // One that is to end at some time may end early; one that is not may not.
        if any || clock != NO_TIMEOUT {
            return Ok(());
        }
    }
    Err(INVALID_RESPONSE)
}
