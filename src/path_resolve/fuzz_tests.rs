//! Compares the resolution of paths with a model, for hosts with any descriptors and any names.
//!
//! The model splits names and paths at each `/`, and shares no code with the resolution.

use arbtest::arbitrary::{Result, Unstructured};

use super::current_dir::join_preopen_name;
use super::{BestMatch, is_absolute};
use crate::fuzz::{Outcomes, fuzz};
use crate::raw::{Preopentype, Prestat, PrestatDir, PrestatU};
use crate::sys::{Errno, FIRST_FD, HEADER_LEN, MAX_ERRORS, Preopens};

const OUTCOMES: [&str; 16] = [
    "the preopened directory itself",
    "the only name that matches",
    "the name with the most components in common",
    "a name that is absolute or relative like the path",
    "the last of equal names",
    "the last of equal names, none like the path",
    "unresolved: no name matches",
    "unresolved: no preopened directory",
    "a preopen of another type",
    "a name longer than the space for it",
    "a name that fills the space for it",
    "an errno instead of a name",
    "a NUL after a name",
    "an unwritten name",
    "an error before the end",
    "too many errors",
];

/// The number of bytes for all names and their headers.
const CAPACITY: usize = 2048;

/// The length of the longest name that fits, if it is the first.
const MAX_NAME_LEN: usize = CAPACITY - HEADER_LEN - 1;

/// What the host has at one number of a descriptor.
#[derive(Debug)]
enum Slot {
    Fails(Errno),
    Other(u8, usize),
    Dir(Vec<u8>),
    Refused(Vec<u8>),
}

/// The parts of random names and paths.
const PARTS: [&[u8]; 13] = [
    b"/", b"/", b"/", b"//", b"/./", b".", b"..", b"a", b"a", b"b", b"ab", b"\xFF", b".a",
];

fn name(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut name = Vec::new();
    for _ in 0..u.int_in_range(0..=5)? {
        name.extend_from_slice(u.choose(&PARTS)?);
    }
    Ok(name)
}

fn slot(u: &mut Unstructured<'_>, path: &[u8]) -> Result<Slot> {
    let mut name = name(u)?;
    if u.arbitrary()? {
        // The start of the path, because a random name rarely matches.
        name = path[..u.int_in_range(0..=path.len())?].to_vec();
        name.splice(
            0..0,
            u.choose(&[&b""[..], b"/", b"./", b"."])?.iter().copied(),
        );
    }
    Ok(match u.int_in_range(0..=23)? {
        0 => Slot::Fails(Errno(u.int_in_range(1..=100)?)),
        1 => Slot::Other(u.int_in_range(1..=255)?, name.len()),
        2 => Slot::Refused(name),
        3 => Slot::Dir(vec![b'a'; MAX_NAME_LEN + 1]),
        4 => {
            name.resize(MAX_NAME_LEN, b'/');
            Slot::Dir(name)
        }
        5 | 6 => {
            name.push(0);
            Slot::Dir(name)
        }
        _ => Slot::Dir(name),
    })
}

/// Removes empty and `.` components from the start.
fn from_first<'parts>(parts: &'parts [&'parts [u8]]) -> &'parts [&'parts [u8]] {
    let is_ignored = |part: &&&[u8]| matches!(**part, b"" | b".");
    let count = parts.iter().take_while(is_ignored).count();
    &parts[count..]
}

/// Returns the rest of a path after a name, and the number of components in common, if the path
/// begins with the name.
fn rest_after(name: &[u8], path: &[u8]) -> Option<(Vec<u8>, usize)> {
    let name: Vec<&[u8]> = name.split(|byte| *byte == b'/').collect();
    let path: Vec<&[u8]> = path.split(|byte| *byte == b'/').collect();
    let (mut name, path) = (from_first(&name), from_first(&path));
    while let [front @ .., b""] = name {
        name = front;
    }
    if path.get(..name.len())? != name {
        return None;
    }
    let common = name.iter().filter(|part| !matches!(**part, b"" | b"."));
    let rest = from_first(&path[name.len()..]).join(&b'/');
    Some((rest, common.count()))
}

/// A preopened directory that leads to the path.
struct Match {
    fd: u32,
    rest: Vec<u8>,
    common: usize,
    own_kind: bool,
}

/// Returns the directories that lead to the path, in their order, and whether any directory exists.
fn matches(slots: &[Slot], path: &[u8], outcomes: &mut Outcomes) -> (Vec<Match>, bool) {
    let (mut matches, mut any, mut used, mut errors) = (Vec::new(), false, 0, 0);
    for (slot, fd) in slots.iter().zip(FIRST_FD..) {
        if !matches!(slot, Slot::Fails(_)) {
            errors = 0;
        }
        match slot {
            Slot::Fails(Errno::BADF) => break,
            Slot::Fails(_) => {
                errors += 1;
                if errors == MAX_ERRORS {
                    outcomes.saw("too many errors");
                    break;
                }
                outcomes.saw("an error before the end");
            }
            Slot::Other(..) => outcomes.saw("a preopen of another type"),
            Slot::Dir(name) | Slot::Refused(name) if used + name.len() > MAX_NAME_LEN => {
                outcomes.saw("a name longer than the space for it");
            }
            Slot::Refused(_) => outcomes.saw("an errno instead of a name"),
            Slot::Dir(name) => {
                if used + name.len() == MAX_NAME_LEN {
                    outcomes.saw("a name that fills the space for it");
                }
                used += HEADER_LEN + name.len();
                let (reported_len, mut name) = (name.len(), name.as_slice());
                if name.last() == Some(&0) {
                    outcomes.saw("a NUL after a name");
                    name = &name[..name.len() - 1];
                }
                any = true;
                if name.is_empty() && reported_len > 0 {
                    outcomes.saw("an unwritten name");
                } else if let Some((rest, common)) = rest_after(name, path) {
                    let own_kind = name.starts_with(b"/") == path.starts_with(b"/");
                    matches.push(Match {
                        fd,
                        rest,
                        common,
                        own_kind,
                    });
                }
            }
        }
    }
    (matches, any)
}

/// Returns the best match, and the reason.
fn best(matches: &[Match]) -> Option<(&Match, &'static str)> {
    let most = matches.iter().map(|found| found.common).max()?;
    let most: Vec<&Match> = matches
        .iter()
        .filter(|found| found.common == most)
        .collect();
    let own: Vec<&Match> = most
        .iter()
        .copied()
        .filter(|found| found.own_kind)
        .collect();
    let reason = match (matches.len(), most.len(), own.len()) {
        (1, ..) => "the only name that matches",
        (_, 1, _) => "the name with the most components in common",
        (.., 0) => "the last of equal names, none like the path",
        (.., 1) => "a name that is absolute or relative like the path",
        _ => "the last of equal names",
    };
    let best = own.last().or(most.last())?;
    Some((best, reason))
}

/// A wrong match reads or writes another file.
///
/// Some hosts refuse a buffer that is not as long as the name. So each name must be read with its
/// reported length, and each descriptor once.
#[test]
fn paths_resolve_as_in_the_model() {
    fuzz("preopens", &OUTCOMES, |u, outcomes| {
        let path = name(u)?;
        let count = u.int_in_range(0..=6)?;
        let slots = (0..count).map(|_| slot(u, &path));
        let mut slots: Vec<Slot> = slots.collect::<Result<_>>()?;
        if u.int_in_range(0..=7)? == 0 {
            let errors = MAX_ERRORS as usize - 2 + u.int_in_range(0..=4)?;
            let at = u.int_in_range(0..=slots.len())?;
            slots.splice(at..at, (0..errors).map(|_| Slot::Fails(Errno::NOTSUP)));
        }
        let mut best_match = BestMatch {
            path: &path,
            absolute: is_absolute(&path),
            cost: usize::MAX,
            found: None,
        };
        let mut next = FIRST_FD;
        let at = |fd: u32| slots.get((fd - FIRST_FD) as usize);
        let preopens = Preopens::<CAPACITY>::new();
        preopens.for_each(
            |fd| {
                assert_eq!(fd, next, "another descriptor");
                next += 1;
                let (tag, pr_name_len) = match at(fd) {
                    None => return Err(Errno::BADF),
                    Some(Slot::Fails(errno)) => return Err(*errno),
                    Some(Slot::Other(tag, len)) => (Preopentype(*tag), *len),
                    Some(Slot::Dir(name) | Slot::Refused(name)) => (Preopentype::DIR, name.len()),
                };
                let u = PrestatU {
                    dir: PrestatDir { pr_name_len },
                };
                Ok(Prestat { tag, u })
            },
            |fd, buffer| match at(fd) {
                Some(Slot::Dir(name)) => {
                    assert!(
                        buffer.iter().all(|byte| *byte == 0),
                        "bytes of another name"
                    );
                    // Panics if the length is another one.
                    buffer.copy_from_slice(name);
                    Ok(())
                }
                Some(Slot::Refused(name)) => {
                    assert_eq!(buffer.len(), name.len());
                    buffer.copy_from_slice(name);
                    Err(Errno::INVAL)
                }
                other => panic!("the name of {other:?} is read"),
            },
            |dir, name| best_match.consider(dir, name),
        );
        let found = best_match.found.map(|(dir, rest)| (dir.raw(), rest));

        let (matches, any) = matches(&slots, &path, outcomes);
        let Some((found_by_model, reason)) = best(&matches) else {
            outcomes.saw(if any {
                "unresolved: no name matches"
            } else {
                "unresolved: no preopened directory"
            });
            assert_eq!(found, None);
            return Ok(());
        };
        outcomes.saw(reason);
        let mut rest = found_by_model.rest.as_slice();
        if rest.is_empty() {
            outcomes.saw("the preopened directory itself");
            rest = b".";
        }
        assert_eq!(
            found,
            Some((found_by_model.fd, rest)),
            "{path:?} over {slots:?}"
        );

        // As the current directory, the path leads to the same directory.
        let joined = join_preopen_name(&path, rest).expect("memory");
        assert_eq!(joined.first(), Some(&b'/'));
        let parts: Vec<&[u8]> = path.split(|byte| *byte == b'/').collect();
        let joined_parts: Vec<&[u8]> = joined.split(|byte| *byte == b'/').collect();
        let leads = |part: &&&[u8]| !matches!(**part, b"" | b".");
        assert!(
            joined_parts
                .iter()
                .filter(leads)
                .eq(parts.iter().filter(leads)),
            "{path:?} becomes {joined:?}"
        );
        Ok(())
    });
}
