//! Events of any kind, number and order, compared with a model that finds each subscription's
//! events.

use arbtest::arbitrary::{Result, Unstructured};

use super::{Ready, Status, record_events};
use crate::fuzz::{Outcomes, fuzz};
use crate::poll::Subscription;
use crate::poll::subscription::Condition;
use crate::raw::{Event, EventFdReadwrite, Eventrwflags, Eventtype};
use crate::sys::{Errno, STDIN, STDOUT, UNSET_EVENT};

const OUTCOMES: [&str; 16] = [
    "ready to read or write",
    "closed by the peer",
    "an error of one subscription",
    "two events of one subscription: the last counts",
    "a clock that has expired",
    "a clock that has not expired",
    "one of several clocks",
    "an unmatched event: unwritten",
    "an unmatched event: no such index",
    "an unmatched event: more than 32 bits",
    "an unmatched event: a clock by its index",
    "only an error of the clock",
    "an error of the clock and another event",
    "no event",
    "no space for a status",
    "undefined bits and types",
];

fn event(u: &mut Unstructured<'_>) -> Result<Event> {
    if u.int_in_range(0..=7)? == 0 {
        return Ok(UNSET_EVENT);
    }
    Ok(Event {
        userdata: match u.int_in_range(0..=7)? {
            0 => u.arbitrary()?,
            1 => 1 << 32 | u.int_in_range(0..=7)?,
            _ => u.int_in_range(0..=7)?,
        },
        error: match u.int_in_range(0..=3)? {
            0 => Errno(u.arbitrary()?),
            _ => Errno::SUCCESS,
        },
        r#type: Eventtype(u.arbitrary()?),
        fd_readwrite: EventFdReadwrite {
            nbytes: u.arbitrary()?,
            flags: Eventrwflags::from_bits_retain(u.arbitrary()?),
        },
    })
}

fn subscription(u: &mut Unstructured<'_>) -> Result<Subscription<'static>> {
    Ok(Subscription::new(match u.int_in_range(0..=2)? {
        0 => Condition::Readable(STDIN),
        1 => Condition::Writable(STDOUT),
        _ => Condition::Clock(match u.int_in_range(0..=7)? {
            0 => u.arbitrary()?,
            _ => u.int_in_range(0..=20)?,
        }),
    }))
}

/// Returns the expected result and statuses: for each subscription, from the events that match it.
fn expected(
    events: &[Event],
    span: u64,
    subscriptions: &[Subscription<'_>],
    capacity: usize,
    outcomes: &mut Outcomes,
) -> (core::result::Result<bool, Errno>, Vec<Status>) {
    let of = |index: usize| {
        let index = index as u64;
        events.iter().filter(move |event| event.userdata == index)
    };
    let is_clock = |index: usize| matches!(subscriptions[index].condition, Condition::Clock(_));
    let expired = of(subscriptions.len()).any(|event| event.error == Errno::SUCCESS);
    let mut all = Vec::new();
    let mut any = expired;
    for (index, subscription) in subscriptions.iter().enumerate().take(capacity) {
        all.push(match subscription.condition {
            Condition::Clock(own) if expired && own <= span => {
                outcomes.saw("a clock that has expired");
                Status::Ready(Ready::default())
            }
            Condition::Clock(_) => {
                if expired {
                    outcomes.saw("a clock that has not expired");
                }
                Status::Pending
            }
            Condition::Readable(_) | Condition::Writable(_) => match of(index).next_back() {
                None => Status::Pending,
                Some(last) => {
                    any = true;
                    if of(index).count() > 1 {
                        outcomes.saw("two events of one subscription: the last counts");
                    }
                    let flags = last.fd_readwrite.flags.bits();
                    if last.r#type.0 > 2 || flags > 1 {
                        outcomes.saw("undefined bits and types");
                    }
                    if last.error == Errno::SUCCESS {
                        let hangup = flags % 2 == 1;
                        let closed = ["ready to read or write", "closed by the peer"];
                        outcomes.saw(closed[usize::from(hangup)]);
                        let bytes = last.fd_readwrite.nbytes;
                        Status::Ready(Ready { bytes, hangup })
                    } else {
                        outcomes.saw("an error of one subscription");
                        Status::Failed(last.error)
                    }
                }
            },
        });
    }
    if (0..subscriptions.len())
        .filter(|index| is_clock(*index))
        .count()
        > 1
        && expired
    {
        outcomes.saw("one of several clocks");
    }
    for event in events {
        match usize::try_from(event.userdata) {
            Ok(usize::MAX) => outcomes.saw("an unmatched event: unwritten"),
            Ok(index) if index < subscriptions.len() => {
                if is_clock(index) {
                    outcomes.saw("an unmatched event: a clock by its index");
                } else if index >= capacity {
                    outcomes.saw("no space for a status");
                }
            }
            Ok(index) if index == subscriptions.len() => {}
            _ if event.userdata >> 32 == 1 => outcomes.saw("an unmatched event: more than 32 bits"),
            _ => outcomes.saw("an unmatched event: no such index"),
        }
    }
    let error = of(subscriptions.len()).rfind(|event| event.error != Errno::SUCCESS);
    let result = match error {
        Some(event) if !any => {
            outcomes.saw("only an error of the clock");
            Err(event.error)
        }
        Some(_) => {
            outcomes.saw("an error of the clock and another event");
            Ok(true)
        }
        None => {
            if !any {
                outcomes.saw("no event");
            }
            Ok(any)
        }
    };
    (result, all)
}

/// Guards against a status without an event, and an event that reaches another subscription.
#[test]
fn events_are_recorded_as_by_the_model() {
    fuzz("events", &OUTCOMES, |u, outcomes| {
        let count = u.int_in_range(0..=6)?;
        let subscriptions = (0..count).map(|_| subscription(u));
        let subscriptions: Vec<_> = subscriptions.collect::<Result<_>>()?;
        let count = u.int_in_range(0..=8)?;
        let events = (0..count).map(|_| event(u));
        let events: Vec<_> = events.collect::<Result<_>>()?;
        let span = match u.int_in_range(0..=7)? {
            0 => u.arbitrary()?,
            _ => u.int_in_range(0..=20)?,
        };
        // Also with fewer statuses than there are subscriptions.
        let capacity = match u.int_in_range(0..=3)? {
            0 => u.int_in_range(0..=subscriptions.len())?,
            _ => subscriptions.len(),
        };
        let mut statuses = vec![Status::Pending; capacity];
        let any = record_events(&events, span, &subscriptions, &mut statuses);
        assert_eq!(
            (any, statuses),
            expected(&events, span, &subscriptions, capacity, outcomes)
        );
        Ok(())
    });
}
