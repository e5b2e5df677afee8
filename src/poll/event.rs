//! What came about: [`Event`] and [`Ready`], and how they are read out of a host's events.

use super::subscription::{Condition, Subscription};
use crate::io::Result;
use crate::raw::{self, Eventrwflags};
use crate::sys::Errno;

/// Something that came about, as a [`Set`](super::Set) tells it.
#[derive(Debug)]
pub struct Event {
    /// The number that the [`Subscription`] carries.
    pub userdata: u64,
    /// What there is, or why this one can't be waited for.
    pub result: Result<Ready>,
}

/// What there is to read or to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Ready {
    /// About how many bytes: a hint and no more, 1 or 0 (Node) on some hosts whatever there is, and 0 for a clock. Only a
    /// read tells whether it is the end.
    pub bytes: u64,
    /// Whether the other side has closed.
    pub hangup: bool,
}

/// What has become of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Nothing yet.
    Pending,
    Ready(Ready),
    Failed(Errno),
}

impl Status {
    /// The same for a caller: nothing if there is nothing yet.
    pub(super) fn into_result(self) -> Option<Result<Ready>> {
        match self {
            Self::Pending => None,
            Self::Ready(ready) => Some(Ok(ready)),
            Self::Failed(errno) => Some(Err(errno.into())),
        }
    }
}

/// Reads the host's events into the statuses of the subscriptions they belong to. Each event carries the index
/// of its subscription, that of `clock` the index behind all of them; one that carries anything else is
/// nobody's, be it made up or never written.
///
/// `clock` is the one span that the host was asked for, and ends each subscription to a clock that is no
/// longer.
///
/// Answers whether anything came about, or that the clock can't be waited for.
pub(super) fn record_events(
    events: &[raw::Event],
    clock: u64,
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
                expire_timers(clock, subscriptions, statuses);
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

/// Ends each subscription to a clock that has come after `clock` nanoseconds.
pub(super) fn expire_timers(
    clock: u64,
    subscriptions: &[Subscription<'_>],
    statuses: &mut [Status],
) {
    for (subscription, status) in subscriptions.iter().zip(statuses) {
        if matches!(subscription.condition, Condition::Clock(timeout) if timeout <= clock) {
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

    /// The statuses that the events of a host have, and whether there is one.
    fn recorded<const N: usize>(
        events: &[raw::Event],
        clock: u64,
        subscriptions: [Subscription<'_>; N],
    ) -> (core::result::Result<bool, Errno>, [Status; N]) {
        let mut statuses = [Status::Pending; N];
        let any = record_events(events, clock, &subscriptions, &mut statuses);
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

    /// One clock stands for all: those that are longer have not come yet.
    #[test]
    fn the_clock_expires_timers_that_are_no_longer() {
        let subscriptions = [clock(10), INPUT, clock(11), clock(10), clock(0)];
        let (any, statuses) = recorded(&[event(5, 0, 1)], 10, subscriptions);
        let pending = Status::Pending;
        let expected = [ready(0), pending, pending, ready(0), ready(0)];
        assert_eq!((any, statuses), (Ok(true), expected));
    }

    /// A clock that can't be waited for used to look like one that goes off at once, for ever.
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

    /// What a host did not write, or wrote about a subscription that it was never given.
    #[test]
    fn an_unmatched_event_is_ignored() {
        let unmatched = [
            UNSET_EVENT,
            event(3, 0, 1),
            event(1 << 32, 0, 1),
            event(u64::MAX - 1, 52, 1),
            // The host has never seen a clock by its index.
            event(1, 0, 1),
        ];
        let (any, statuses) = recorded(&unmatched, 10, [INPUT, clock(20)]);
        assert_eq!((any, statuses), (Ok(false), [Status::Pending; 2]));
    }
}
