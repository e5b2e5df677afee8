//! Compares [`Listing`] with a model, for hosts that return any bytes and any counts.
//!
//! The model keeps no offsets from call to call. It copies each result of the host, parses all of
//! it, and calculates with integers that cannot overflow.

use std::collections::{BTreeSet, VecDeque};

use arbtest::arbitrary::{Result, Unstructured};

use super::{Listing, MAX_ENTRY_LEN};
use crate::fuzz::{Outcomes, fuzz};
use crate::sys::Errno;

const OUTCOMES: [&str; 13] = [
    "an entry",
    "the end",
    "the host's error",
    "a buffer without space for the next entry",
    "a buffer without space for any entry",
    "a skipped `.` or `..`",
    "impossible: no complete entry",
    "impossible: an empty name",
    "impossible: a `/` or a NUL in a name",
    "impossible: `.` or `..` a third time",
    "impossible: a repeated cookie",
    "impossible: a count larger than the buffer",
    "a truncated entry after complete ones",
];

/// What the host does in a call.
enum Response {
    Fails(Errno),
    /// Writes the bytes that fit the buffer, and returns a count.
    Fills(Vec<u8>, Count),
}

/// The count that the host returns.
#[derive(Clone, Copy)]
enum Count {
    /// The number of bytes that the host has written.
    Written,
    /// The length of the buffer.
    Full,
    /// Any other number.
    Other(usize),
}

/// A call of the host: its argument and its results.
struct Call {
    cookie: u64,
    buffer: Vec<u8>,
    result: core::result::Result<usize, Errno>,
}

/// The expected result of [`Listing::next`].
#[derive(Debug, PartialEq)]
enum Expected {
    Entry(Vec<u8>, u64, u8),
    End,
    Fails(Errno),
}

/// Returns a record: mostly a possible one, with a name from `number` and the next cookie.
fn record(u: &mut Unstructured<'_>, number: u64, cookies: u64) -> Result<Vec<u8>> {
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
    let reported_len = match u.int_in_range(0..=15)? {
        0 => len + 1,
        1 => len.saturating_sub(1),
        2 => u.arbitrary()?,
        3 => u32::MAX - u.int_in_range(0..=24)?,
        _ => len,
    };
    let mut bytes = next.to_le_bytes().to_vec();
    bytes.extend(u.arbitrary::<u64>()?.to_le_bytes());
    bytes.extend(reported_len.to_le_bytes());
    // The type and the padding.
    bytes.extend(u.arbitrary::<u32>()?.to_le_bytes());
    bytes.extend(name);
    Ok(bytes)
}

fn response(u: &mut Unstructured<'_>, number: u64, cookies: u64) -> Result<Response> {
    if u.int_in_range(0..=15)? == 0 {
        return Ok(Response::Fails(Errno(u.arbitrary()?)));
    }
    let mut bytes = Vec::new();
    if u.int_in_range(0..=15)? == 0 {
        let len = u.int_in_range(0..=64)?;
        bytes.extend(u.bytes(len)?);
    }
    for index in 0..u.int_in_range(0..=4)? {
        bytes.extend(record(u, number * 4 + index, cookies)?);
    }
    if u.int_in_range(0..=3)? == 0 {
        bytes.truncate(u.int_in_range(0..=bytes.len())?);
    }
    let count = match u.int_in_range(0..=15)? {
        0 => Count::Other(u.int_in_range(0..=512)?),
        1 => Count::Other(u.arbitrary()?),
        2 => Count::Other(bytes.len() + 1),
        3 | 4 => Count::Full,
        _ => Count::Written,
    };
    Ok(Response::Fills(bytes, count))
}

/// The model of a listing.
#[derive(Default)]
struct Model {
    /// The whole entries of the last result that were not returned yet, each after its cookie.
    pending: VecDeque<(u64, Expected)>,
    cookie: u64,
    /// The cookies of all calls.
    cookies: Vec<u64>,
    is_ended: bool,
    /// Whether the buffer was full, if the last result had bytes and no whole entry.
    cut_entry: Option<bool>,
    /// Whether the next call uses the same cookie as the last one, with a larger buffer.
    refill: bool,
}

impl Model {
    /// Parses a result as the specification says.
    fn read(&mut self, buffer: &[u8], used: usize, outcomes: &mut Outcomes) {
        let mut rest = buffer.get(..used).unwrap_or_default();
        if used > buffer.len() {
            outcomes.saw("impossible: a count larger than the buffer");
        }
        let number = |bytes: &[u8]| {
            bytes
                .iter()
                .rev()
                .fold(0, |sum, byte| sum * 256 + u128::from(*byte))
        };
        while rest.len() >= 24 && 24 + number(&rest[16..20]) <= rest.len() as u128 {
            let end = 24 + number(&rest[16..20]) as usize;
            let (record, after) = rest.split_at(end);
            // A type without a name is an unknown type.
            let file_type = if record[20] > 7 { 0 } else { record[20] };
            let name = record[24..].to_vec();
            let entry = Expected::Entry(name, number(&record[8..16]) as u64, file_type);
            self.pending.push_back((number(&record[..8]) as u64, entry));
            rest = after;
        }
        if !rest.is_empty() && !self.pending.is_empty() {
            outcomes.saw("a truncated entry after complete ones");
        }
        if used > 0 && self.pending.is_empty() {
            self.cut_entry = Some(used == buffer.len() && used < MAX_ENTRY_LEN);
        }
    }

    fn impossible(&mut self, outcome: &str, outcomes: &mut Outcomes) -> Expected {
        outcomes.saw(outcome);
        self.is_ended = true;
        Expected::Fails(Errno::IO)
    }

    /// Returns the expected result of a call of [`Listing::next`] that called the host with
    /// `calls`, with a buffer of `len` bytes.
    fn next(&mut self, calls: Vec<Call>, len: usize, outcomes: &mut Outcomes) -> Expected {
        let mut calls = calls.into_iter();
        let mut skipped = 0;
        let expected = 'found: loop {
            if self.is_ended {
                break Expected::End;
            }
            while let Some((cookie, found)) = self.pending.pop_front() {
                self.cookie = cookie;
                match &found {
                    Expected::Entry(name, ..) if name == b"." || name == b".." => skipped += 1,
                    Expected::Entry(name, ..) if name.is_empty() => {
                        break 'found self.impossible("impossible: an empty name", outcomes);
                    }
                    Expected::Entry(name, ..) if name.contains(&b'/') || name.contains(&0) => {
                        break 'found self
                            .impossible("impossible: a `/` or a NUL in a name", outcomes);
                    }
                    _ => {
                        outcomes.saw("an entry");
                        break 'found found;
                    }
                }
                outcomes.saw("a skipped `.` or `..`");
                if skipped == 3 {
                    break 'found self.impossible("impossible: `.` or `..` a third time", outcomes);
                }
            }
            match self.cut_entry.take() {
                Some(true) => {
                    outcomes.saw("a buffer without space for the next entry");
                    self.refill = true;
                    break Expected::Fails(Errno::NAMETOOLONG);
                }
                Some(false) => break self.impossible("impossible: no complete entry", outcomes),
                None => {}
            }
            if len <= 24 {
                outcomes.saw("a buffer without space for any entry");
                break Expected::Fails(Errno::NAMETOOLONG);
            }
            let Some(Call {
                cookie,
                buffer,
                result,
            }) = calls.next()
            else {
                assert!(
                    !self.refill && self.cookies.contains(&self.cookie),
                    "ended without a reason"
                );
                break self.impossible("impossible: a repeated cookie", outcomes);
            };
            assert_eq!(cookie, self.cookie, "another cookie");
            if !self.refill {
                self.cookies.push(cookie);
            }
            self.refill = false;
            match result {
                Err(errno) => {
                    outcomes.saw("the host's error");
                    self.is_ended = true;
                    break Expected::Fails(errno);
                }
                Ok(0) => {
                    outcomes.saw("the end");
                    self.is_ended = true;
                }
                Ok(used) => self.read(&buffer, used, outcomes),
            }
        };
        assert!(calls.next().is_none(), "a call that was not needed");
        expected
    }
}

/// A wrong offset returns names that the directory does not have, and a missed cycle never ends.
/// The number of calls is limited by the number of different cookies if the results depend on the
/// cookie alone.
#[test]
fn listings_are_parsed_as_by_the_model() {
    fuzz("listing", &OUTCOMES, |u, outcomes| {
        let mut len = match u.int_in_range(0..=7)? {
            0 => u.int_in_range(0..=30)?,
            1 => u.int_in_range(MAX_ENTRY_LEN - 1..=MAX_ENTRY_LEN + 1)?,
            _ => u.int_in_range(24..=400)?,
        };
        let count: u64 = u.int_in_range(0..=6)?;
        let responses = (0..count).map(|number| response(u, number, count));
        let responses: Vec<Response> = responses.collect::<Result<_>>()?;
        // The response depends on the cookie, which can go on forever, or on the number of the
        // call.
        let by_cookie = !responses.is_empty() && u.arbitrary()?;

        let mut listing = Listing::new();
        let mut model = Model::default();
        let mut buffer = vec![0xAA; len];
        let (mut count_of_calls, mut grown) = (0, 1);
        for _ in 0..400 {
            let mut calls = Vec::new();
            let found = listing.next(&mut buffer, |buffer, cookie| {
                let index = if by_cookie {
                    cookie % count
                } else {
                    count_of_calls
                };
                count_of_calls += 1;
                let result = match responses.get(index as usize) {
                    None => Ok(0),
                    Some(Response::Fails(errno)) => Err(*errno),
                    Some(Response::Fills(bytes, count)) => {
                        let written = bytes.len().min(buffer.len());
                        buffer[..written].copy_from_slice(&bytes[..written]);
                        Ok(match *count {
                            Count::Written => written,
                            Count::Full => buffer.len(),
                            Count::Other(count) => count,
                        })
                    }
                };
                let buffer = buffer.to_vec();
                calls.push(Call {
                    cookie,
                    buffer,
                    result,
                });
                result
            });
            let found = match found {
                Ok(Some(found)) => {
                    Expected::Entry(buffer[found.name].to_vec(), found.ino, found.file_type.0.0)
                }
                Ok(None) => Expected::End,
                Err(errno) => Expected::Fails(errno),
            };
            assert_eq!(found, model.next(calls, len, outcomes));
            let different: BTreeSet<u64> = model.cookies.iter().copied().collect();
            if by_cookie {
                let max = (3 * different.len() + 3) * grown;
                assert!(
                    count_of_calls <= max as u64,
                    "{count_of_calls} calls for {different:?}"
                );
            }
            match found {
                Expected::Entry(..) => {}
                Expected::Fails(Errno::NAMETOOLONG) if !model.is_ended && grown < 10 => {
                    grown += 1;
                    len = (len * 2).max(32);
                    buffer.resize(len, 0xAA);
                }
                Expected::End => return Ok(()),
                // The listing has ended, and the next call must return the end.
                Expected::Fails(_) if model.is_ended => {}
                Expected::Fails(_) => return Ok(()),
            }
        }
        panic!("the listing does not end");
    });
}
