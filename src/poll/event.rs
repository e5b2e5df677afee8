//! What came about: [`Event`] and [`Ready`], and how they are read out of a host's events.

use super::subscription::{Subscription, What};
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
    /// About how many bytes: a hint, 1 on some hosts whatever there is, and 0 for a clock.
    pub bytes: u64,
    /// Whether the other side has closed.
    pub hangup: bool,
}

/// What has become of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing yet.
    Pending,
    Ready(Ready),
    Failed(Errno),
}

impl Outcome {
    /// The same for a caller: nothing if there is nothing yet.
    pub(super) fn told(self) -> Option<Result<Ready>> {
        match self {
            Self::Pending => None,
            Self::Ready(ready) => Some(Ok(ready)),
            Self::Failed(errno) => Some(Err(errno.into())),
        }
    }
}

/// Reads the host's events into the outcomes of the subscriptions they belong to. Each event carries the place
/// of its subscription, that of `clock` the place behind all of them; one that carries anything else is
/// nobody's, be it made up or never written.
///
/// `clock` is the one span that the host was asked for, and ends each subscription to a clock that is no
/// longer.
///
/// Answers whether anything came about, or that the clock can't be waited for.
pub(super) fn tell(
    events: &[raw::Event],
    clock: u64,
    subscriptions: &[Subscription<'_>],
    outcomes: &mut [Outcome],
) -> core::result::Result<bool, Errno> {
    let mut any = false;
    let mut broken = Errno::SUCCESS;
    for event in events {
        let Ok(place) = usize::try_from(event.userdata) else {
            continue;
        };
        if place == subscriptions.len() {
            if event.error == Errno::SUCCESS {
                any = true;
                ring(clock, subscriptions, outcomes);
            } else {
                broken = event.error;
            }
        } else if let Some(subscription) = subscriptions.get(place)
            && let Some(outcome) = outcomes.get_mut(place)
            && !matches!(subscription.what, What::Clock(_))
        {
            any = true;
            *outcome = if event.error == Errno::SUCCESS {
                Outcome::Ready(Ready {
                    bytes: event.fd_readwrite.nbytes,
                    hangup: event
                        .fd_readwrite
                        .flags
                        .contains(Eventrwflags::FD_READWRITE_HANGUP),
                })
            } else {
                Outcome::Failed(event.error)
            };
        }
    }
    if !any && broken != Errno::SUCCESS {
        return Err(broken);
    }
    Ok(any)
}

/// Ends each subscription to a clock that has come after `clock` nanoseconds.
pub(super) fn ring(clock: u64, subscriptions: &[Subscription<'_>], outcomes: &mut [Outcome]) {
    for (subscription, outcome) in subscriptions.iter().zip(outcomes) {
        if matches!(subscription.what, What::Clock(span) if span <= clock) {
            *outcome = Outcome::Ready(Ready::default());
        }
    }
}
