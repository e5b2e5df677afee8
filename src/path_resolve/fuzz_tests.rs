//! Hosts with any descriptors and preopens of any names, against a model that takes names apart at each `/`.

use arbtest::arbitrary::{Result, Unstructured};

use super::current_dir::join_preopen_name;
use super::{BestMatch, is_absolute};
use crate::fuzz::{Outcomes, fuzz};
use crate::raw::{Preopentype, Prestat, PrestatDir, PrestatU};
use crate::sys::Errno;
use crate::sys::preopens::{FIRST_FD, HEADER_LEN, MAX_ERRORS, Preopens};

const OUTCOMES: [&str; 16] = [
    "the preopen itself",
    "the only one that fits",
    "the one with the most components in common",
    "the one of the path's own kind",
    "the last of those that are alike",
    "the last of one kind, for there is none of the path's own",
    "nowhere: no preopen fits",
    "nowhere: there is none",
    "a preopen of another type",
    "a name of more bytes than there is room for",
    "a name of as many as there is room for",
    "a name that is refused",
    "a NUL behind a name",
    "a name that was not written",
    "an error before the end",
    "too many errors",
];

/// For the names and what stands before each.
const ROOM: usize = 2048;

/// The longest name that there is room for if it is the first.
const LONGEST: usize = ROOM - HEADER_LEN - 1;

/// What a host has at one number.
#[derive(Debug)]
enum Place {
    Fails(Errno),
    Other(u8, usize),
    Dir(Vec<u8>),
    Refused(Vec<u8>),
}

/// What names and paths are made of.
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

fn place(u: &mut Unstructured<'_>, path: &[u8]) -> Result<Place> {
    let mut name = name(u)?;
    if u.arbitrary()? {
        // The front of the path, which is what makes a name fit.
        name = path[..u.int_in_range(0..=path.len())?].to_vec();
        name.splice(
            0..0,
            u.choose(&[&b""[..], b"/", b"./", b"."])?.iter().copied(),
        );
    }
    Ok(match u.int_in_range(0..=23)? {
        0 => Place::Fails(Errno(u.int_in_range(1..=100)?)),
        1 => Place::Other(u.int_in_range(1..=255)?, name.len()),
        2 => Place::Refused(name),
        3 => Place::Dir(vec![b'a'; LONGEST + 1]),
        4 => {
            name.resize(LONGEST, b'/');
            Place::Dir(name)
        }
        5 | 6 => {
            name.push(0);
            Place::Dir(name)
        }
        _ => Place::Dir(name),
    })
}

/// What a path or a name says before its first component that leads anywhere is left out.
fn from_first<'parts>(parts: &'parts [&'parts [u8]]) -> &'parts [&'parts [u8]] {
    let says_nothing = |part: &&&[u8]| matches!(**part, b"" | b".");
    let count = parts.iter().take_while(says_nothing).count();
    &parts[count..]
}

/// What is left of a path behind a name, and how many components they have in common, if it begins with it.
fn behind(name: &[u8], path: &[u8]) -> Option<(Vec<u8>, usize)> {
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
struct Fit {
    fd: u32,
    rest: Vec<u8>,
    common: usize,
    own_kind: bool,
}

/// Those that lead to the path, in their order, and whether there is any at all.
fn fits(places: &[Place], path: &[u8], outcomes: &mut Outcomes) -> (Vec<Fit>, bool) {
    let (mut fits, mut any, mut used, mut errors) = (Vec::new(), false, 0, 0);
    for (place, fd) in places.iter().zip(FIRST_FD..) {
        if !matches!(place, Place::Fails(_)) {
            errors = 0;
        }
        match place {
            Place::Fails(Errno::BADF) => break,
            Place::Fails(_) => {
                errors += 1;
                if errors == MAX_ERRORS {
                    outcomes.saw("too many errors");
                    break;
                }
                outcomes.saw("an error before the end");
            }
            Place::Other(..) => outcomes.saw("a preopen of another type"),
            Place::Dir(name) | Place::Refused(name) if used + name.len() > LONGEST => {
                outcomes.saw("a name of more bytes than there is room for");
            }
            Place::Refused(_) => outcomes.saw("a name that is refused"),
            Place::Dir(name) => {
                if used + name.len() == LONGEST {
                    outcomes.saw("a name of as many as there is room for");
                }
                used += HEADER_LEN + name.len();
                let (told, mut name) = (name.len(), name.as_slice());
                if name.last() == Some(&0) {
                    outcomes.saw("a NUL behind a name");
                    name = &name[..name.len() - 1];
                }
                any = true;
                if name.is_empty() && told > 0 {
                    outcomes.saw("a name that was not written");
                } else if let Some((rest, common)) = behind(name, path) {
                    let own_kind = name.starts_with(b"/") == path.starts_with(b"/");
                    fits.push(Fit {
                        fd,
                        rest,
                        common,
                        own_kind,
                    });
                }
            }
        }
    }
    (fits, any)
}

/// The one of them that the path goes through, and why.
fn best(fits: &[Fit]) -> Option<(&Fit, &'static str)> {
    let most = fits.iter().map(|fit| fit.common).max()?;
    let most: Vec<&Fit> = fits.iter().filter(|fit| fit.common == most).collect();
    let own: Vec<&Fit> = most.iter().copied().filter(|fit| fit.own_kind).collect();
    let why = match (fits.len(), most.len(), own.len()) {
        (1, ..) => "the only one that fits",
        (_, 1, _) => "the one with the most components in common",
        (.., 0) => "the last of one kind, for there is none of the path's own",
        (.., 1) => "the one of the path's own kind",
        _ => "the last of those that are alike",
    };
    let best = own.last().or(most.last())?;
    Some((best, why))
}

/// Each path goes through the directory that the rules say, whatever a host has beside it; each number is asked
/// about once, and each name with the length that was told.
#[test]
fn paths_go_through_the_directory_of_the_model() {
    fuzz("preopens", &OUTCOMES, |u, outcomes| {
        let path = name(u)?;
        let count = u.int_in_range(0..=6)?;
        let places = (0..count).map(|_| place(u, &path));
        let mut places: Vec<Place> = places.collect::<Result<_>>()?;
        if u.int_in_range(0..=7)? == 0 {
            let errors = MAX_ERRORS as usize - 2 + u.int_in_range(0..=4)?;
            let at = u.int_in_range(0..=places.len())?;
            places.splice(at..at, (0..errors).map(|_| Place::Fails(Errno::NOTSUP)));
        }
        let mut best_match = BestMatch {
            path: &path,
            absolute: is_absolute(&path),
            cost: usize::MAX,
            found: None,
        };
        let mut next = FIRST_FD;
        let at = |fd: u32| places.get((fd - FIRST_FD) as usize);
        let preopens = Preopens::<ROOM>::new();
        preopens.for_each(
            |fd| {
                assert_eq!(fd.raw(), next, "not the next");
                next += 1;
                let (tag, pr_name_len) = match at(fd.raw()) {
                    None => return Err(Errno::BADF),
                    Some(Place::Fails(errno)) => return Err(*errno),
                    Some(Place::Other(tag, len)) => (Preopentype(*tag), *len),
                    Some(Place::Dir(name) | Place::Refused(name)) => (Preopentype::DIR, name.len()),
                };
                let u = PrestatU {
                    dir: PrestatDir { pr_name_len },
                };
                Ok(Prestat { tag, u })
            },
            |fd, buffer| match at(fd.raw()) {
                Some(Place::Dir(name)) => {
                    assert!(
                        buffer.iter().all(|byte| *byte == 0),
                        "something from before"
                    );
                    // Fails the test if it is not of that length.
                    buffer.copy_from_slice(name);
                    Ok(())
                }
                Some(Place::Refused(name)) => {
                    assert_eq!(buffer.len(), name.len());
                    buffer.copy_from_slice(name);
                    Err(Errno::INVAL)
                }
                other => panic!("the name of {other:?} asked for"),
            },
            |dir, name| best_match.consider(dir, name),
        );
        let found = best_match.found.map(|(dir, rest)| (dir.raw(), rest));

        let (fits, any) = fits(&places, &path, outcomes);
        let Some((fit, why)) = best(&fits) else {
            outcomes.saw(if any {
                "nowhere: no preopen fits"
            } else {
                "nowhere: there is none"
            });
            assert_eq!(found, None);
            return Ok(());
        };
        outcomes.saw(why);
        let mut rest = fit.rest.as_slice();
        if rest.is_empty() {
            outcomes.saw("the preopen itself");
            rest = b".";
        }
        assert_eq!(found, Some((fit.fd, rest)), "{path:?} over {places:?}");

        // What that directory is called once it is the current one leads there again.
        let called = join_preopen_name(&path, rest).expect("memory");
        assert_eq!(called.first(), Some(&b'/'));
        let parts: Vec<&[u8]> = path.split(|byte| *byte == b'/').collect();
        let again: Vec<&[u8]> = called.split(|byte| *byte == b'/').collect();
        let leads = |part: &&&[u8]| !matches!(**part, b"" | b".");
        assert!(
            again.iter().filter(leads).eq(parts.iter().filter(leads)),
            "{path:?} is called {called:?}"
        );
        Ok(())
    });
}
