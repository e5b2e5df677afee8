//! Listings of any bytes and any lengths, against a model that takes each answer apart as a whole.
//!
//! The model knows nothing of places in a buffer that stay from call to call: it copies what the host has
//! filled in, and reads that once, with numbers that have no end.

use std::collections::{BTreeSet, VecDeque};

use arbtest::arbitrary::{Result, Unstructured};

use super::{Listing, MAX_ENTRY_LEN};
use crate::fuzz::{Outcomes, fuzz};
use crate::sys::Errno;

const OUTCOMES: [&str; 13] = [
    "an entry",
    "the end",
    "the host's error",
    "no room for an entry, and more room brought",
    "no room, and nothing to be read anew",
    "`.` or `..` left out",
    "untrue: not one entry whole",
    "untrue: a name of no bytes",
    "untrue: a `/` or a NUL in a name",
    "untrue: `.` or `..` a third time",
    "untrue: a cookie that came before",
    "untrue: more used than there is",
    "an entry cut behind whole ones",
];

/// One answer of a host.
enum Answer {
    Fails(Errno),
    /// These bytes, as many as there is room for, and that so many are used.
    Fills(Vec<u8>, Used),
}

/// How many bytes a host says that it has used.
#[derive(Clone, Copy)]
enum Used {
    /// As many as it has written.
    Written,
    /// All of the buffer.
    All,
    /// Any other number.
    Other(usize),
}

/// A call that was made, and what the host has done.
struct Asked {
    cookie: u64,
    buffer: Vec<u8>,
    answer: core::result::Result<usize, Errno>,
}

/// What is expected of one call for the next entry.
#[derive(Debug, PartialEq)]
enum Expected {
    Entry(Vec<u8>, u64, u8),
    End,
    Fails(Errno),
}

fn entry(u: &mut Unstructured<'_>, number: u64, cookies: u64) -> Result<Vec<u8>> {
    let name: Vec<u8> = match u.int_in_range(0..=11)? {
        0 => b".".into(),
        1 => b"..".into(),
        2 => Vec::new(),
        3 => b"a/b\0c\xFF".into(),
        4 => vec![b'n'; u.int_in_range(0..=300)?],
        5 => b"...".into(),
        _ => format!("name-{number}").into(),
    };
    let next = match u.int_in_range(0..=7)? {
        0 => u.arbitrary()?,
        1 => u.int_in_range(0..=cookies)?,
        _ => number + 1,
    };
    let len = name.len() as u32;
    let told = match u.int_in_range(0..=15)? {
        0 => len + 1,
        1 => len.saturating_sub(1),
        2 => u.arbitrary()?,
        3 => u32::MAX - u.int_in_range(0..=24)?,
        _ => len,
    };
    let mut bytes = next.to_le_bytes().to_vec();
    bytes.extend(u.arbitrary::<u64>()?.to_le_bytes());
    bytes.extend(told.to_le_bytes());
    // The type, and what fills the head up.
    bytes.extend(u.arbitrary::<u32>()?.to_le_bytes());
    bytes.extend(name);
    Ok(bytes)
}

fn answer(u: &mut Unstructured<'_>, number: u64, cookies: u64) -> Result<Answer> {
    if u.int_in_range(0..=15)? == 0 {
        return Ok(Answer::Fails(Errno(u.arbitrary()?)));
    }
    let mut bytes = Vec::new();
    if u.int_in_range(0..=15)? == 0 {
        let len = u.int_in_range(0..=64)?;
        bytes.extend(u.bytes(len)?);
    }
    for place in 0..u.int_in_range(0..=4)? {
        bytes.extend(entry(u, number * 4 + place, cookies)?);
    }
    if u.int_in_range(0..=3)? == 0 {
        bytes.truncate(u.int_in_range(0..=bytes.len())?);
    }
    let used = match u.int_in_range(0..=15)? {
        0 => Used::Other(u.int_in_range(0..=512)?),
        1 => Used::Other(u.arbitrary()?),
        2 => Used::Other(bytes.len() + 1),
        3 | 4 => Used::All,
        _ => Used::Written,
    };
    Ok(Answer::Fills(bytes, used))
}

/// What is known of a listing, told by its answers alone.
#[derive(Default)]
struct Model {
    /// The whole entries of the last answer that have not been given yet: cookie, then what is expected.
    waiting: VecDeque<(u64, Expected)>,
    cookie: u64,
    asked: Vec<u64>,
    ended: bool,
    /// The last answer had bytes, and no whole entry: whether the buffer was full of it.
    barren: Option<bool>,
    /// The same is asked for once more, with more room.
    again: bool,
}

impl Model {
    /// Reads an answer as the specification has it.
    fn read(&mut self, buffer: &[u8], used: usize, outcomes: &mut Outcomes) {
        let mut rest = buffer.get(..used).unwrap_or_default();
        if used > buffer.len() {
            outcomes.saw("untrue: more used than there is");
        }
        let number = |bytes: &[u8]| {
            bytes
                .iter()
                .rev()
                .fold(0, |sum, byte| sum * 256 + u128::from(*byte))
        };
        while rest.len() >= 24 && 24 + number(&rest[16..20]) <= rest.len() as u128 {
            let end = 24 + number(&rest[16..20]) as usize;
            let (this, behind) = rest.split_at(end);
            // A type without a name is one that is not known.
            let kind = if this[20] > 7 { 0 } else { this[20] };
            let found = Expected::Entry(this[24..].to_vec(), number(&this[8..16]) as u64, kind);
            self.waiting.push_back((number(&this[..8]) as u64, found));
            rest = behind;
        }
        if !rest.is_empty() && !self.waiting.is_empty() {
            outcomes.saw("an entry cut behind whole ones");
        }
        if used > 0 && self.waiting.is_empty() {
            self.barren = Some(used == buffer.len() && used < MAX_ENTRY_LEN);
        }
    }

    fn untrue(&mut self, why: &str, outcomes: &mut Outcomes) -> Expected {
        outcomes.saw(why);
        self.ended = true;
        Expected::Fails(Errno::IO)
    }

    /// What is to come of a call in which these were asked, with a buffer of `room` bytes.
    fn next(&mut self, asked: Vec<Asked>, room: usize, outcomes: &mut Outcomes) -> Expected {
        let mut asked = asked.into_iter();
        let mut left_out = 0;
        let expected = 'found: loop {
            if self.ended {
                break Expected::End;
            }
            while let Some((cookie, found)) = self.waiting.pop_front() {
                self.cookie = cookie;
                match &found {
                    Expected::Entry(name, ..) if name == b"." || name == b".." => left_out += 1,
                    Expected::Entry(name, ..) if name.is_empty() => {
                        break 'found self.untrue("untrue: a name of no bytes", outcomes);
                    }
                    Expected::Entry(name, ..) if name.contains(&b'/') || name.contains(&0) => {
                        break 'found self.untrue("untrue: a `/` or a NUL in a name", outcomes);
                    }
                    _ => {
                        outcomes.saw("an entry");
                        break 'found found;
                    }
                }
                outcomes.saw("`.` or `..` left out");
                if left_out == 3 {
                    break 'found self.untrue("untrue: `.` or `..` a third time", outcomes);
                }
            }
            match self.barren.take() {
                Some(true) => {
                    outcomes.saw("no room for an entry, and more room brought");
                    self.again = true;
                    break Expected::Fails(Errno::NAMETOOLONG);
                }
                Some(false) => break self.untrue("untrue: not one entry whole", outcomes),
                None => {}
            }
            if room <= 24 {
                outcomes.saw("no room, and nothing to be read anew");
                break Expected::Fails(Errno::NAMETOOLONG);
            }
            let Some(Asked {
                cookie,
                buffer,
                answer,
            }) = asked.next()
            else {
                assert!(
                    !self.again && self.asked.contains(&self.cookie),
                    "given up for nothing"
                );
                break self.untrue("untrue: a cookie that came before", outcomes);
            };
            assert_eq!(cookie, self.cookie, "another place asked for");
            if !self.again {
                self.asked.push(cookie);
            }
            self.again = false;
            match answer {
                Err(errno) => {
                    outcomes.saw("the host's error");
                    self.ended = true;
                    break Expected::Fails(errno);
                }
                Ok(0) => {
                    outcomes.saw("the end");
                    self.ended = true;
                }
                Ok(used) => self.read(&buffer, used, outcomes),
            }
        };
        assert!(asked.next().is_none(), "asked for more than was needed");
        expected
    }
}

/// Whatever a host answers, each call gives what the model gives; and a host whose answers follow from the
/// cookies alone is asked at most a few times as often as it has different ones.
#[test]
fn listings_are_read_as_by_the_model() {
    fuzz("listing", &OUTCOMES, |u, outcomes| {
        let mut room = match u.int_in_range(0..=7)? {
            0 => u.int_in_range(0..=30)?,
            1 => u.int_in_range(MAX_ENTRY_LEN - 1..=MAX_ENTRY_LEN + 1)?,
            _ => u.int_in_range(24..=400)?,
        };
        let count: u64 = u.int_in_range(0..=6)?;
        let answers = (0..count).map(|number| answer(u, number, count));
        let answers: Vec<Answer> = answers.collect::<Result<_>>()?;
        // By the cookie, which goes on for ever; or one after the other, with an end.
        let by_cookie = !answers.is_empty() && u.arbitrary()?;

        let mut listing = Listing::new();
        let mut model = Model::default();
        let mut buffer = vec![0xAA; room];
        let (mut calls, mut grown) = (0, 1);
        for _ in 0..400 {
            let mut asked = Vec::new();
            let found = listing.next(&mut buffer, |buffer, cookie| {
                let place = if by_cookie { cookie % count } else { calls };
                calls += 1;
                let answer = match answers.get(place as usize) {
                    None => Ok(0),
                    Some(Answer::Fails(errno)) => Err(*errno),
                    Some(Answer::Fills(bytes, used)) => {
                        let len = bytes.len().min(buffer.len());
                        buffer[..len].copy_from_slice(&bytes[..len]);
                        Ok(match *used {
                            Used::Written => len,
                            Used::All => buffer.len(),
                            Used::Other(used) => used,
                        })
                    }
                };
                let buffer = buffer.to_vec();
                asked.push(Asked {
                    cookie,
                    buffer,
                    answer,
                });
                answer
            });
            let found = match found {
                Ok(Some(found)) => {
                    Expected::Entry(buffer[found.name].to_vec(), found.ino, found.file_type.0.0)
                }
                Ok(None) => Expected::End,
                Err(errno) => Expected::Fails(errno),
            };
            assert_eq!(found, model.next(asked, room, outcomes));
            let different: BTreeSet<u64> = model.asked.iter().copied().collect();
            if by_cookie {
                let most = (3 * different.len() + 3) * grown;
                assert!(calls <= most as u64, "{calls} calls for {different:?}");
            }
            match found {
                Expected::Entry(..) => {}
                Expected::Fails(Errno::NAMETOOLONG) if !model.ended && grown < 10 => {
                    grown += 1;
                    room = (room * 2).max(32);
                    buffer.resize(room, 0xAA);
                }
                Expected::End => return Ok(()),
                // It has ended, and stays so: the next call shows it.
                Expected::Fails(_) if model.ended => {}
                Expected::Fails(_) => return Ok(()),
            }
        }
        panic!("a listing without end");
    });
}
