//! [`wait`], and the implementation that it shares with [`Set::wait`](super::Set::wait).

use core::time::Duration;

use super::event::{self, Ready, Status};
use super::subscription::{Condition, Subscription, nanoseconds};
use crate::io::{self, Result};
use crate::raw::{self, Clockid, Subclockflags};
use crate::sys::{self, ArrayPlusOne, Errno, INVALID_RESPONSE, MAX_SPURIOUS_WAKEUPS};

/// The shortest timeout of a wait for a descriptor, in nanoseconds: one millisecond.
///
/// With a timeout of zero, several hosts report only that the time has passed, even if there is
/// input. In uvwasi (Node 20 and 26) the clock has milliseconds and expires first. In wasmtime 48
/// the reader starts with the wait. With a timeout of zero and a descriptor, wasmer 7.4 waits
/// forever, because it takes zero for no timeout.
const MIN_FD_TIMEOUT: u64 = 1_000_000;

/// The clock of a wait without a timeout. It is longer than any timeout that a host is given.
const NO_TIMEOUT: u64 = u64::MAX;

/// Waits until a subscription is ready or `timeout` has passed, and returns the state of each.
///
/// The result at the index of a subscription is one of these:
///
/// - `None`: the subscription is not ready.
/// - `Some(Ok(ready))`: it is ready.
/// - `Some(Err(error))`: the host can't wait for it.
///
/// Several subscriptions may be ready after one wait. With a timeout or a clock, all results may be
/// `None` before the time has passed, because a host may wake the program early. The
/// [module](super) says how short a wait can be.
///
/// # Errors
///
/// - `INVAL`: there is no subscription and no timeout.
/// - `IO`: there is no timeout and no clock, and the host woke the program 1,024 times in a row
///   without an event.
/// - The host's errno for the whole wait, usually:
///   - `NOSYS` or `NOTSUP`: the host can't wait, or not for a descriptor.
///   - `PERM`: one subscription is for a file, which Node can't wait for.
///
/// # Examples
///
/// ```no_run
/// use core::time::Duration;
/// use nanowasi::poll::{self, Subscription};
/// use nanowasi::{io, println};
///
/// # fn main() -> io::Result<()> {
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
#[inline]
pub fn wait<const N: usize>(
    subscriptions: [Subscription<'_>; N],
    timeout: Option<Duration>,
) -> Result<[Option<Result<Ready>>; N]> {
    let mut statuses = [Status::Pending; N];
    PollBuffers::<N>::new().wait(&subscriptions, timeout, &mut statuses)?;
    Ok(statuses.map(Status::into_result))
}

/// The host's records of `N` subscriptions and a clock: those that it reads, and those that it
/// writes.
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

    /// Waits for at most `N` subscriptions and sets their statuses, which are pending before.
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
        // The time has passed already. wasmer 7 hangs in this call.
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
        // A wait that has an end may end early. A wait without an end may not.
        if any || clock != NO_TIMEOUT {
            return Ok(());
        }
    }
    Err(INVALID_RESPONSE)
}
