//! Listings that are truncated at each byte, or in which one byte is changed, compared with a
//! model.
//!
//! With `NANOWASI_FAULTS` set, each byte is replaced by each other value.

use std::collections::HashSet;
use std::env;
use std::sync::LazyLock;

use nanowasi_test_host::build::Build;

use crate::document;
use crate::listing::{
    Entry, HEADER_LEN, Reply, Request, bytes, from_cookie, list_directory, parse_names,
};

/// The correct listing.
static LISTED: LazyLock<Vec<Entry>> =
    LazyLock::new(|| Entry::all(["a", "bcd", "..", "longer than the others", "z"]));

/// The ways to list it, each with the size of its buffer.
const METHODS: [(&str, usize); 5] = [
    ("list", 32_768),
    ("entries:30", 30),
    ("entries:50", 50),
    ("entries:64", 64),
    ("entries:300", 300),
];

/// A listing with a fault.
#[derive(Clone)]
struct CorruptListing {
    /// The bytes that the host writes for cookie 0.
    bytes: Vec<u8>,
    /// The number of bytes that the host reports. It writes all bytes in any case.
    count: Count,
}

#[derive(Clone, Copy, Debug)]
enum Count {
    Truly,
    First(usize),
    Each(usize),
    /// So many more than fit into the buffer.
    Beyond(usize),
}

impl CorruptListing {
    /// Returns the bytes from a cookie on, and the count that is reported. An unknown cookie is the
    /// end.
    fn respond(&self, cookie: u64, buffer_len: usize) -> (Vec<u8>, usize) {
        let mut given = match cookie {
            0 => self.bytes.clone(),
            _ => from_cookie(&LISTED, cookie),
        };
        given.truncate(buffer_len);
        let all = given.len();
        let count = match self.count {
            Count::First(count) if cookie == 0 => all.min(count),
            Count::Each(count) => all.min(count),
            Count::Beyond(count) => buffer_len + count,
            _ => all,
        };
        (given, count)
    }

    /// Returns the names in the listing, and how it ends. For a circle, the names are those of its
    /// first pass.
    fn model(&self, mut buffer_len: usize, grows: bool) -> (Vec<Vec<u8>>, Ending) {
        let (mut names, mut cookie) = (Vec::new(), 0);
        let mut seen = HashSet::from([0]);
        loop {
            let (given, count) = self.respond(cookie, buffer_len);
            let Some(given) = given.get(..count) else {
                return (names, Ending::Error(29));
            };
            if given.is_empty() {
                return (names, Ending::End);
            }
            let mut rest = given;
            let mut dots = 0;
            while let Some((head, after)) = rest.split_at_checked(HEADER_LEN) {
                let len = u32::from_le_bytes(head[16..20].try_into().unwrap());
                let Some((name, after)) = after.split_at_checked(len as usize) else {
                    break;
                };
                rest = after;
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
                let full = count == buffer_len && buffer_len < 65_536;
                match (full, grows) {
                    (true, true) => buffer_len *= 2,
                    (true, false) => return (names, Ending::Error(37)),
                    _ => return (names, Ending::Error(29)),
                }
            } else if !seen.insert(cookie) {
                return (names, Ending::Circle);
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Ending {
    End,
    Error(i32),
    /// Some names may be repeated, and an error follows.
    Circle,
}

/// Lists each of these in each way, and compares the result with the model. Returns the numbers for
/// the table.
fn check_all(test: &str, all: &[CorruptListing]) -> [String; 5] {
    let guest = Build::guest("listings").wasm();
    let mut counts = [0; 3];
    for (method, buffer_len) in METHODS {
        let listings = all.to_vec();
        let test = format!("{test}-{buffer_len}");
        let listed = list_directory(&guest, &test, vec![method; all.len()], {
            move |request: Request| {
                let (given, count) =
                    listings[request.attempt].respond(request.cookie, request.buffer_len);
                Reply::Counted(given, count)
            }
        });
        for (listing, report) in all.iter().zip(listed.attempted.expect_all(all.len())) {
            let (names, error) = parse_names(&report);
            let (expected, ending) = listing.model(buffer_len, method == "list");
            let what = || {
                let count = listing.count;
                format!(
                    "{method} of {count:?} {:?}",
                    listing.bytes.escape_ascii().to_string()
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
        (all.len() * METHODS.len()).to_string(),
        ends,
        errors,
        circles,
    ]
}

/// A parser that reads beyond the reported bytes, or stops before their end, truncates names, loses
/// them or makes them up.
#[test]
fn a_corrupt_listing_yields_only_the_names_in_it() {
    let listing = bytes(&LISTED);
    let len = listing.len();
    let truly = |bytes: Vec<u8>| CorruptListing {
        bytes,
        count: Count::Truly,
    };
    let with_count = |kind: fn(usize) -> Count, counts: &[usize]| {
        let counts = counts.iter().map(|count| kind(*count));
        let listings = counts.map(|count| CorruptListing {
            bytes: listing.clone(),
            count,
        });
        listings.collect::<Vec<_>>()
    };
    let all: Vec<usize> = (0..=len).collect();
    let mut lens = Vec::new();
    for at in 0..LISTED.len() {
        let start = bytes(&LISTED[..at]).len() + HEADER_LEN;
        for count in (0..=(len - start + 2))
            .chain(METHODS.map(|(_, buffer_len)| buffer_len))
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
            changed[at].len = u32::try_from(count).unwrap();
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
    for (what, listings) in [
        (
            "the first result ends at each byte",
            with_count(Count::First, &all),
        ),
        (
            "each result ends at each byte",
            with_count(Count::Each, &all),
        ),
        (
            "a count larger than the buffer",
            with_count(Count::Beyond, &[1, 2, 23, 24, 25, 1 << 16, 1 << 30]),
        ),
        ("another length of each name", lens),
        ("another value of each byte", others),
    ] {
        let test = what.replace(|c: char| !c.is_ascii_lowercase(), "-");
        let [total, attempts, ends, errors, circles] = check_all(&test, &listings);
        rows.push([what.to_owned(), total, attempts, ends, errors, circles]);
    }
    let head = [
        "change to the listing",
        "listings",
        "attempts",
        "ended",
        "error",
        "error after a cycle",
    ];
    if long {
        println!("{rows:?}");
    } else {
        document::table("listings", head, &rows);
    }
}

/// Names were stored with a NUL after each, so a name with a NUL became two. A name with a slash
/// led out of the directory that was removed.
#[test]
fn nothing_is_removed_by_a_name_that_was_not_listed() {
    let guest = Build::guest("listings").wasm();
    let listing = bytes(&LISTED);
    let mut all = Vec::new();
    for at in 0..listing.len() {
        for value in [0, 1, 0x2E, 0x2F, 0x7F, 0xFF] {
            let mut changed = listing.clone();
            changed[at] = value;
            all.push(CorruptListing {
                bytes: changed,
                count: Count::Truly,
            });
        }
    }
    let listings = all.clone();
    let listed = list_directory(&guest, "remove", vec!["remove"; all.len()], {
        move |request: Request| {
            let (given, count) =
                listings[request.attempt].respond(request.cookie, request.buffer_len);
            Reply::Counted(given, count)
        }
    });
    let mut removed = vec![Vec::new(); all.len()];
    for (attempt, name) in listed.removed {
        removed[attempt].push(name);
    }
    for ((listing, removed), report) in all
        .iter()
        .zip(removed)
        .zip(listed.attempted.expect_all(all.len()))
    {
        let (names, ending) = listing.model(32_768, true);
        let (names, word) = match ending {
            Ending::End => (names, "done".to_owned()),
            Ending::Error(code) => (Vec::new(), format!("error:{code}")),
            Ending::Circle => (Vec::new(), "error:29".to_owned()),
        };
        let what = listing.bytes.escape_ascii().to_string();
        assert_eq!((removed, report), (names, word), "{what}");
    }
}
