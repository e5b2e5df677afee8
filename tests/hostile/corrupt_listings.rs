//! Listings that are cut at every byte, and of which every byte is another one, against a model of what they hold.
//!
//! With `NANOWASI_FAULTS` set, each byte becomes each other one.

use std::collections::HashSet;
use std::env;
use std::sync::LazyLock;

use nanowasi_test_host::build::Build;

use crate::document;
use crate::listing::{Asked, Entry, HEAD, Reply, bytes, found, from, lists};

/// What is listed, as it is where nothing is wrong.
static LISTED: LazyLock<Vec<Entry>> =
    LazyLock::new(|| Entry::all(["a", "bcd", "..", "longer than the others", "z"]));

/// The ways to list it; a number is that of the bytes in the buffer.
const WAYS: [(&str, usize); 5] = [
    ("list", 32_768),
    ("entries:30", 30),
    ("entries:50", 50),
    ("entries:64", 64),
    ("entries:300", 300),
];

/// What is wrong with a listing.
#[derive(Clone)]
struct Wrong {
    /// The bytes of a listing from its front on.
    bytes: Vec<u8>,
    /// How many bytes are told, at the first call or at each; they are written all the same, beyond that too.
    told: Told,
}

#[derive(Clone, Copy, Debug)]
enum Told {
    Truly,
    First(usize),
    Each(usize),
    /// So many more than there is room for.
    Beyond(usize),
}

impl Wrong {
    /// The bytes from a cookie on, and how many are told of them; a cookie that is none leads to the end.
    fn answer(&self, cookie: u64, room: usize) -> (Vec<u8>, usize) {
        let mut given = match cookie {
            0 => self.bytes.clone(),
            _ => from(&LISTED, cookie),
        };
        given.truncate(room);
        let all = given.len();
        let told = match self.told {
            Told::First(count) if cookie == 0 => all.min(count),
            Told::Each(count) => all.min(count),
            Told::Beyond(count) => room + count,
            _ => all,
        };
        (given, told)
    }

    /// The names that it holds, and the errno that it ends with; or nothing but names, if it goes in a circle.
    fn model(&self, mut room: usize, grows: bool) -> (Vec<Vec<u8>>, Ending) {
        let (mut names, mut cookie) = (Vec::new(), 0);
        let mut asked = HashSet::from([0]);
        loop {
            let (given, told) = self.answer(cookie, room);
            let Some(given) = given.get(..told) else {
                return (names, Ending::Error(29));
            };
            if given.is_empty() {
                return (names, Ending::End);
            }
            let mut rest = given;
            let mut dots = 0;
            while let Some((head, behind)) = rest.split_at_checked(HEAD) {
                let len = u32::from_le_bytes(head[16..20].try_into().unwrap());
                let Some((name, behind)) = behind.split_at_checked(len as usize) else {
                    break;
                };
                rest = behind;
                cookie = u64::from_le_bytes(head[..8].try_into().unwrap());
                match name {
                    b"." | b".." if dots < 2 => dots += 1,
                    b"." | b".." | b"" => return (names, Ending::Error(29)),
                    _ if name.contains(&0) || name.contains(&b'/') => {
                        return (names, Ending::Error(29));
                    }
                    _ => names.push(name.to_vec()),
                }
            }
            if rest.len() == given.len() {
                let full = told == room && room < 65_536;
                match (full, grows) {
                    (true, true) => room *= 2,
                    (true, false) => return (names, Ending::Error(37)),
                    _ => return (names, Ending::Error(29)),
                }
            } else if !asked.insert(cookie) {
                return (names, Ending::Circle);
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Ending {
    End,
    Error(i32),
    /// Some names may come again, but an error comes.
    Circle,
}

/// Lists each of these in each way, and compares what was found with the model. Answers how many had an error.
fn check(test: &str, all: &[Wrong]) -> [String; 5] {
    let guest = Build::guest("listings").wasm();
    let mut counts = [0; 3];
    for (way, room) in WAYS {
        let listings = all.to_vec();
        let test = format!("{test}-{room}");
        let listed = lists(&guest, &test, vec![way; all.len()], {
            move |asked: Asked| {
                let (given, told) = listings[asked.attempt].answer(asked.cookie, asked.room);
                Reply::Told(given, told)
            }
        });
        for (wrong, said) in all.iter().zip(listed.attempted.all(all.len())) {
            let (names, error) = found(&said);
            let (expected, ending) = wrong.model(room, way == "list");
            let what = || {
                let told = wrong.told;
                format!(
                    "{way} of {told:?} {:?}",
                    wrong.bytes.escape_ascii().to_string()
                )
            };
            let same = match ending {
                Ending::End => names == expected && error.is_none(),
                Ending::Error(code) => {
                    names == expected && error == Some(code.to_string().as_str())
                }
                Ending::Circle => {
                    names.starts_with(&expected)
                        && names.len() <= 4 * expected.len() + 4
                        && error == Some("29")
                }
            };
            assert!(
                same,
                "{}: {names:?} {error:?}, not {expected:?} {ending:?}",
                what()
            );
            counts[match ending {
                Ending::End => 0,
                Ending::Error(_) => 1,
                Ending::Circle => 2,
            }] += 1;
        }
    }
    let [ends, errors, circles] = counts.map(|count| count.to_string());
    [
        all.len().to_string(),
        (all.len() * WAYS.len()).to_string(),
        ends,
        errors,
        circles,
    ]
}

/// A byte that is taken for one that was told, or one that was told and is not taken, is a name that is cut, lost or
/// made up.
#[test]
fn a_listing_holds_what_its_bytes_say_and_no_more() {
    let listing = bytes(&LISTED);
    let len = listing.len();
    let truly = |bytes: Vec<u8>| Wrong {
        bytes,
        told: Told::Truly,
    };
    let told = |told: fn(usize) -> Told, counts: &[usize]| {
        let told = counts.iter().map(|count| told(*count));
        let wrong = told.map(|told| Wrong {
            bytes: listing.clone(),
            told,
        });
        wrong.collect::<Vec<_>>()
    };
    let all: Vec<usize> = (0..=len).collect();
    let mut lens = Vec::new();
    for at in 0..LISTED.len() {
        let start = bytes(&LISTED[..at]).len() + HEAD;
        for told in (0..=(len - start + 2))
            .chain(WAYS.map(|(_, room)| room))
            .chain([
                0x7FFF_FFFF,
                0x7FFF_FFE8,
                0x8000_0000,
                0xFFFF_FFE7,
                0xFFFF_FFE8,
                0xFFFF_FFE9,
                0xFFFF_FFFF,
            ])
        {
            let mut changed = LISTED.clone();
            changed[at].len = u32::try_from(told).unwrap();
            lens.push(truly(bytes(&changed)));
        }
    }
    let long = env::var_os("NANOWASI_FAULTS").is_some();
    let few = [0, 1, 2, 5, 0x2E, 0x2F, 0x7F, 0x80, 0xFF];
    let values: Vec<u8> = if long {
        (0..=255).collect()
    } else {
        few.to_vec()
    };
    let mut others = Vec::new();
    for at in 0..len {
        for value in &values {
            let mut changed = listing.clone();
            changed[at] = *value;
            others.push(truly(changed));
        }
    }
    let mut rows = Vec::new();
    for (what, wrong) in [
        (
            "the first answer ends at each byte",
            told(Told::First, &all),
        ),
        ("each answer ends at each byte", told(Told::Each, &all)),
        (
            "more bytes told than there is room for",
            told(Told::Beyond, &[1, 2, 23, 24, 25, 1 << 16, 1 << 30]),
        ),
        ("each name's length is another one", lens),
        ("each byte is another one", others),
    ] {
        let test = what.replace(|c: char| !c.is_ascii_lowercase(), "-");
        let [listings, attempts, ends, errors, circles] = check(&test, &wrong);
        rows.push([what.to_owned(), listings, attempts, ends, errors, circles]);
    }
    let head = [
        "a listing of which",
        "listings",
        "attempts",
        "ended",
        "error",
        "error after a circle",
    ];
    if long {
        println!("{rows:?}");
    } else {
        document::table("listings", head, &rows);
    }
}

/// The names were kept with a NUL behind each, and so one with a NUL in it was two; one with a slash led out of the
/// directory that was to be removed.
#[test]
fn nothing_is_removed_by_a_name_that_was_not_listed() {
    let guest = Build::guest("listings").wasm();
    let listing = bytes(&LISTED);
    let mut all = Vec::new();
    for at in 0..listing.len() {
        for value in [0, 1, 0x2E, 0x2F, 0x7F, 0xFF] {
            let mut changed = listing.clone();
            changed[at] = value;
            all.push(Wrong {
                bytes: changed,
                told: Told::Truly,
            });
        }
    }
    let listings = all.clone();
    let listed = lists(&guest, "remove", vec!["remove"; all.len()], {
        move |asked: Asked| {
            let (given, told) = listings[asked.attempt].answer(asked.cookie, asked.room);
            Reply::Told(given, told)
        }
    });
    let mut removed = vec![Vec::new(); all.len()];
    for (attempt, name) in listed.removed {
        removed[attempt].push(name);
    }
    for ((wrong, removed), said) in all.iter().zip(removed).zip(listed.attempted.all(all.len())) {
        let (names, ending) = wrong.model(32_768, true);
        let (names, word) = match ending {
            Ending::End => (names, "done".to_owned()),
            Ending::Error(code) => (Vec::new(), format!("error:{code}")),
            Ending::Circle => (Vec::new(), "error:29".to_owned()),
        };
        let what = wrong.bytes.escape_ascii().to_string();
        assert_eq!((removed, said), (names, word), "{what}");
    }
}
