//! Events of any kind, number and order, against a model that asks of each subscription what was said about it.

use arbtest::arbitrary::{Result, Unstructured};

use super::{Outcome, Ready, tell};
use crate::fuzz::{Outcomes, fuzz};
use crate::poll::Subscription;
use crate::poll::subscription::What;
use crate::raw::{Event, EventFdReadwrite, Eventrwflags, Eventtype};
use crate::sys::{Errno, STDIN, STDOUT, UNSET_EVENT};

const OUTCOMES: [&str; 16] = [
    "something to read or write",
    "the other side has closed",
    "a subscription's own error",
    "two events of one subscription: the last",
    "a clock that has come",
    "a clock that is longer",
    "one of several clocks",
    "an event of nobody: never written",
    "an event of nobody: no such place",
    "an event of nobody: more than 32 bits",
    "an event of nobody: a clock by its place",
    "the clock's error, and nothing else",
    "the clock's error, and something else",
    "nothing",
    "no room for an outcome",
    "bits and types without a name",
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
        0 => What::Readable(STDIN),
        1 => What::Writable(STDOUT),
        _ => What::Clock(match u.int_in_range(0..=7)? {
            0 => u.arbitrary()?,
            _ => u.int_in_range(0..=20)?,
        }),
    }))
}

/// What each subscription is to find, by what the host has said about it; and what all of them together.
fn expected(
    events: &[Event],
    span: u64,
    subscriptions: &[Subscription<'_>],
    room: usize,
    outcomes: &mut Outcomes,
) -> (core::result::Result<bool, Errno>, Vec<Outcome>) {
    let of = |place: usize| {
        let place = place as u64;
        events.iter().filter(move |event| event.userdata == place)
    };
    let is_clock = |place: usize| matches!(subscriptions[place].what, What::Clock(_));
    let rung = of(subscriptions.len()).any(|event| event.error == Errno::SUCCESS);
    let mut all = Vec::new();
    let mut any = rung;
    for (place, subscription) in subscriptions.iter().enumerate().take(room) {
        all.push(match subscription.what {
            What::Clock(own) if rung && own <= span => {
                outcomes.saw("a clock that has come");
                Outcome::Ready(Ready::default())
            }
            What::Clock(_) => {
                if rung {
                    outcomes.saw("a clock that is longer");
                }
                Outcome::Pending
            }
            What::Readable(_) | What::Writable(_) => match of(place).next_back() {
                None => Outcome::Pending,
                Some(last) => {
                    any = true;
                    if of(place).count() > 1 {
                        outcomes.saw("two events of one subscription: the last");
                    }
                    let flags = last.fd_readwrite.flags.bits();
                    if last.r#type.0 > 2 || flags > 1 {
                        outcomes.saw("bits and types without a name");
                    }
                    if last.error == Errno::SUCCESS {
                        let hangup = flags % 2 == 1;
                        let closed = ["something to read or write", "the other side has closed"];
                        outcomes.saw(closed[usize::from(hangup)]);
                        let bytes = last.fd_readwrite.nbytes;
                        Outcome::Ready(Ready { bytes, hangup })
                    } else {
                        outcomes.saw("a subscription's own error");
                        Outcome::Failed(last.error)
                    }
                }
            },
        });
    }
    if (0..subscriptions.len())
        .filter(|place| is_clock(*place))
        .count()
        > 1
        && rung
    {
        outcomes.saw("one of several clocks");
    }
    for event in events {
        match usize::try_from(event.userdata) {
            Ok(usize::MAX) => outcomes.saw("an event of nobody: never written"),
            Ok(place) if place < subscriptions.len() => {
                if is_clock(place) {
                    outcomes.saw("an event of nobody: a clock by its place");
                } else if place >= room {
                    outcomes.saw("no room for an outcome");
                }
            }
            Ok(place) if place == subscriptions.len() => {}
            _ if event.userdata >> 32 == 1 => outcomes.saw("an event of nobody: more than 32 bits"),
            _ => outcomes.saw("an event of nobody: no such place"),
        }
    }
    let error = of(subscriptions.len()).rfind(|event| event.error != Errno::SUCCESS);
    let result = match error {
        Some(event) if !any => {
            outcomes.saw("the clock's error, and nothing else");
            Err(event.error)
        }
        Some(_) => {
            outcomes.saw("the clock's error, and something else");
            Ok(true)
        }
        None => {
            if !any {
                outcomes.saw("nothing");
            }
            Ok(any)
        }
    };
    (result, all)
}

/// Whatever a host writes: nothing comes about that no event says, and what one says goes where it belongs.
#[test]
fn events_are_told_as_by_the_model() {
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
        // Also with room for fewer outcomes than there are subscriptions.
        let room = match u.int_in_range(0..=3)? {
            0 => u.int_in_range(0..=subscriptions.len())?,
            _ => subscriptions.len(),
        };
        let mut told = vec![Outcome::Pending; room];
        let any = tell(&events, span, &subscriptions, &mut told);
        assert_eq!(
            (any, told),
            expected(&events, span, &subscriptions, room, outcomes)
        );
        Ok(())
    });
}
