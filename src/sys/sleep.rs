//! [`wait`]: the one way that preview 1 has to let time pass.

use super::Errno;
use crate::raw::{
    Clockid, Errno as Code, Event, EventFdReadwrite, Eventrwflags, Eventtype, Subclockflags,
    Subscription, SubscriptionClock, SubscriptionU, SubscriptionUU, Timestamp,
};

/// Lets so many nanoseconds pass, if the host does as it is told: look at a clock afterwards. Not for
/// none, with which one host hangs.
///
/// A relative time of the monotonic clock, since that is what every host knows.
///
/// # Errors
///
/// As [`poll_oneoff`](super::poll_oneoff). Some hosts let the time pass and answer with one.
pub(crate) fn wait(nanos: Timestamp) -> Result<(), Errno> {
    let subscription = Subscription {
        userdata: 0,
        u: SubscriptionU {
            tag: Eventtype::CLOCK,
            u: SubscriptionUU {
                clock: SubscriptionClock {
                    id: Clockid::MONOTONIC,
                    timeout: nanos,
                    precision: 0,
                    flags: Subclockflags::empty(),
                },
            },
        },
    };
    let mut events = [Event {
        userdata: 0,
        error: Code::SUCCESS,
        r#type: Eventtype::CLOCK,
        fd_readwrite: EventFdReadwrite {
            nbytes: 0,
            flags: Eventrwflags::empty(),
        },
    }];
    // SAFETY: the tag is that of the member, and there is no descriptor in it.
    unsafe { super::poll_oneoff(&[subscription], &mut events) }.map(|_| ())
}
