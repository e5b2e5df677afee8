//! [`Event`] and [`Ready`], and how a host's events are matched to subscriptions.

use super::subscription::{Condition, Subscription};
use crate::io::Result;
use crate::raw::{self, Eventrwflags};
use crate::sys::Errno;

/// An event of a subscription in a [`Set`](super::Set).
///
/// # Examples
///
/// ```no_run
/// use core::time::Duration;
/// use nanowasi::poll::{Event, Set, Subscription};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let mut set = Set::<1>::new();
/// let _ = set.add(Subscription::after(Duration::from_millis(1)).with_userdata(7));
/// for Event { userdata, result } in set.wait(None)? {
///     assert_eq!((userdata, result?.bytes), (7, 0));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Event {
    /// The number that was given to [`Subscription::with_userdata`].
    pub userdata: u64,
    /// What is ready, or why the host can't wait for this subscription.
    pub result: Result<Ready>,
}

/// What the host reported about a subscription that is ready.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::io;
/// use nanowasi::poll::{self, Ready, Subscription};
///
/// # fn main() -> io::Result<()> {
/// let stdin = io::stdin();
/// let [result] = poll::wait([Subscription::readable(&stdin)], None)?;
/// let ready: Ready = result.expect("no timeout was set")?;
/// assert!(!ready.hangup);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Ready {
    /// About how many bytes can be read or written.
    ///
    /// This is a hint. Some hosts report 1 or 0 (Node) at all times. For a clock it is 0. Only a
    /// read shows whether the descriptor is at end of file.
    pub bytes: u64,
    /// Whether the peer has closed its end.
    pub hangup: bool,
}

/// The state of a subscription in a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// The host has reported no event.
    Pending,
    Ready(Ready),
    Failed(Errno),
}

impl Status {
    /// Converts to the result that a caller sees: `None` while pending.
    pub(super) fn into_result(self) -> Option<Result<Ready>> {
        match self {
            Self::Pending => None,
            Self::Ready(ready) => Some(Ok(ready)),
            Self::Failed(errno) => Some(Err(errno.into())),
        }
    }
}

/// Records the host's events in the statuses of their subscriptions.
///
/// The user data of an event is the index of its subscription, or `subscriptions.len()` for the
/// clock. An event with other user data is ignored: the host invented it or never wrote it.
///
/// `timeout` is the one duration passed to the host, in nanoseconds. When it expires, each timer
/// subscription with a duration of at most `timeout` becomes ready.
///
/// Returns `true` if the host reported an event of a descriptor, or that its clock has expired. The
/// error is the clock's, if there was no other event.
pub(super) fn record_events(
    events: &[raw::Event],
    timeout: u64,
    subscriptions: &[Subscription<'_>],
    statuses: &mut [Status],
) -> core::result::Result<bool, Errno> {
    let mut any = false;
    let mut clock_error = Errno::SUCCESS;
    for event in events {
        let Ok(index) = usize::try_from(event.userdata) else {
            continue;
        };
        if index == subscriptions.len() {
            if event.error == Errno::SUCCESS {
                any = true;
                expire_timers(timeout, subscriptions, statuses);
            } else {
                clock_error = event.error;
            }
        } else if let Some(subscription) = subscriptions.get(index)
            && let Some(status) = statuses.get_mut(index)
            && !matches!(subscription.condition, Condition::Clock(_))
        {
            any = true;
            *status = if event.error == Errno::SUCCESS {
                Status::Ready(Ready {
                    bytes: event.fd_readwrite.nbytes,
                    hangup: event
                        .fd_readwrite
                        .flags
                        .contains(Eventrwflags::FD_READWRITE_HANGUP),
                })
            } else {
                Status::Failed(event.error)
            };
        }
    }
    if !any && clock_error != Errno::SUCCESS {
        return Err(clock_error);
    }
    Ok(any)
}

/// Marks each timer as ready whose duration is at most `timeout` nanoseconds.
pub(super) fn expire_timers(
    timeout: u64,
    subscriptions: &[Subscription<'_>],
    statuses: &mut [Status],
) {
    for (subscription, status) in subscriptions.iter().zip(statuses) {
        if matches!(subscription.condition, Condition::Clock(duration) if duration <= timeout) {
            *status = Status::Ready(Ready::default());
        }
    }
}

#[cfg(test)]
mod fuzz_tests;

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;
    use crate::raw::{EventFdReadwrite, Eventtype};
    use crate::sys::{STDIN, STDOUT, UNSET_EVENT};

    const INPUT: Subscription<'static> = Subscription::new(Condition::Readable(STDIN));
    const OUTPUT: Subscription<'static> = Subscription::new(Condition::Writable(STDOUT));

    const fn clock(nanoseconds: u64) -> Subscription<'static> {
        Subscription::after(Duration::from_nanos(nanoseconds))
    }

    fn event(userdata: u64, error: u16, nbytes: u64) -> raw::Event {
        raw::Event {
            userdata,
            error: Errno(error),
            r#type: Eventtype::FD_READ,
            fd_readwrite: EventFdReadwrite {
                nbytes,
                flags: Eventrwflags::empty(),
            },
        }
    }

    const fn ready(bytes: u64) -> Status {
        Status::Ready(Ready {
            bytes,
            hangup: false,
        })
    }

    /// Returns what [`record_events`] returns, and the statuses after it.
    fn recorded<const N: usize>(
        events: &[raw::Event],
        timeout: u64,
        subscriptions: [Subscription<'_>; N],
    ) -> (core::result::Result<bool, Errno>, [Status; N]) {
        let mut statuses = [Status::Pending; N];
        let any = record_events(events, timeout, &subscriptions, &mut statuses);
        (any, statuses)
    }

    #[test]
    fn events_reach_their_subscriptions_in_any_order() {
        let events = [event(1, 0, 7), event(0, 0, 5)];
        let expected = (Ok(true), [ready(5), ready(7)]);
        assert_eq!(recorded(&events, u64::MAX, [INPUT, OUTPUT]), expected);
        let expected = (Ok(true), [Status::Pending, ready(7)]);
        assert_eq!(recorded(&events[..1], 3, [INPUT, OUTPUT]), expected);
    }

    #[test]
    fn each_subscription_fails_on_its_own() {
        let events = [event(0, 52, 9), event(1, 0, 1)];
        let expected = (Ok(true), [Status::Failed(Errno::NOSYS), ready(1)]);
        assert_eq!(recorded(&events, u64::MAX, [INPUT, OUTPUT]), expected);
    }

    #[test]
    fn a_hangup_is_reported() {
        let mut closed = event(0, 0, 0);
        closed.fd_readwrite.flags = Eventrwflags::FD_READWRITE_HANGUP;
        let (_, [status]) = recorded(&[closed], u64::MAX, [INPUT]);
        let hangup = Ready {
            bytes: 0,
            hangup: true,
        };
        assert_eq!(status, Status::Ready(hangup));
    }

    /// The host waits for one timeout only: longer timers must stay pending.
    #[test]
    fn a_timeout_expires_timers_of_at_most_its_duration() {
        let subscriptions = [clock(10), INPUT, clock(11), clock(10), clock(0)];
        let (any, statuses) = recorded(&[event(5, 0, 1)], 10, subscriptions);
        let pending = Status::Pending;
        let expected = [ready(0), pending, pending, ready(0), ready(0)];
        assert_eq!((any, statuses), (Ok(true), expected));
    }

    /// Guards against a clock's error that counts as an expired clock, in an endless loop.
    #[test]
    fn a_clock_error_is_returned_unless_another_event_occurred() {
        let clock_error = event(1, 52, 0);
        assert_eq!(recorded(&[clock_error], 10, [INPUT]).0, Err(Errno::NOSYS));
        let expected = (Ok(true), [ready(4)]);
        assert_eq!(
            recorded(&[clock_error, event(0, 0, 4)], 10, [INPUT]),
            expected
        );
    }

    /// Guards against events that the host did not write, or that match no subscription.
    #[test]
    fn an_unmatched_event_is_ignored() {
        let unmatched = [
            UNSET_EVENT,
            event(3, 0, 1),
            event(1 << 32, 0, 1),
            event(u64::MAX - 1, 52, 1),
            // The host is never given a clock by its index.
            event(1, 0, 1),
        ];
        let (any, statuses) = recorded(&unmatched, 10, [INPUT, clock(20)]);
        assert_eq!((any, statuses), (Ok(false), [Status::Pending; 2]));
    }
}
