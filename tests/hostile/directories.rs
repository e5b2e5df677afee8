//! Directory listings with faults, compared with `std`: each ends, or returns an error.

use std::sync::LazyLock;

use nanowasi_test_host::build::Build;

use crate::document;
use crate::listing::{
    Entry, Listed, Reply, Request, bytes, from_cookie, list_directory, parse_names,
};

/// What the host does, what `read_dir` returns, and the host's results.
type Fault = (&'static str, &'static str, fn(&Request) -> Reply);

/// Three files, with the cookies 1, 2 and 3.
fn three_files() -> Vec<Entry> {
    Entry::all(["a", "b", "c"])
}

/// 203 files. The names after the first are so long that a buffer of 32 KiB holds 89 of them, and
/// one of 64 KiB holds 178.
static MANY: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let dots = ".".repeat(322);
    Entry::all((0..203).map(|number| {
        let dots = if number == 0 { "" } else { &dots };
        format!("a file with number {number:03}{dots}")
    }))
});

/// Three files, with a change to their entries.
fn with_change(request: &Request, change: impl FnOnce(&mut [Entry])) -> Reply {
    let mut entries = three_files();
    change(&mut entries);
    Reply::Bytes(from_cookie(&entries, request.cookie))
}

/// A cookie that is not an index: half of its 64 bits are set.
const fn opaque(number: u64) -> u64 {
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Returns only whole entries, as many as fit.
fn whole_entries(entries: &[Entry], request: &Request) -> Vec<u8> {
    let mut given = from_cookie(entries, request.cookie);
    let mut len = 0;
    for entry in entries
        .iter()
        .skip(usize::try_from(request.cookie).unwrap())
    {
        let next = len + 24 + entry.name.len();
        if next > request.buffer_len {
            break;
        }
        len = next;
    }
    given.truncate(len);
    given
}

const FAULTS: [Fault; 30] = [
    ("three files", "a b c", |request| {
        with_change(request, |_| {})
    }),
    ("every cookie is 1", "a b c b c error 29", |request| {
        with_change(request, |all| {
            all.iter_mut().for_each(|entry| entry.next = 1)
        })
    }),
    ("every cookie is 0", "a b c error 29", |request| {
        with_change(request, |all| {
            all.iter_mut().for_each(|entry| entry.next = 0)
        })
    }),
    (
        "203 files, every cookie is 1",
        "267 names error 29",
        |request| {
            let mut all = MANY.clone();
            all.iter_mut().for_each(|entry| entry.next = 1);
            Reply::Bytes(from_cookie(&all, request.cookie))
        },
    ),
    (
        "203 files, every cookie is `u64::MAX` and restarts the listing",
        "267 names error 29",
        |_| {
            let mut all = MANY.clone();
            all.iter_mut().for_each(|entry| entry.next = u64::MAX);
            Reply::Bytes(bytes(&all))
        },
    ),
    (
        "203 files, the 90th cookie equals the tenth",
        "203 names",
        |request| {
            let mut all = MANY.clone();
            all[89].next = 10;
            Reply::Bytes(from_cookie(&all, request.cookie))
        },
    ),
    (
        "the last cookie leads back to the second file",
        "a b c b c error 29",
        |request| with_change(request, |all| all[2].next = 1),
    ),
    (
        "opaque, large cookies, one file per call",
        "a b c",
        |request| {
            let at = (0..4).find(|at| opaque(*at) == request.cookie).unwrap();
            let mut all = three_files();
            all.iter_mut()
                .for_each(|entry| entry.next = opaque(entry.next));
            let at = usize::try_from(at).unwrap();
            Reply::Bytes(bytes(&all[at..all.len().min(at + 1)]))
        },
    ),
    ("203 files, whole entries only", "203 names", |request| {
        Reply::Bytes(whole_entries(&MANY, request))
    }),
    ("203 files, truncated entries", "203 names", |request| {
        Reply::Bytes(from_cookie(&MANY, request.cookie))
    }),
    ("203 files, one entry per call", "203 names", |request| {
        let mut given = from_cookie(&MANY, request.cookie);
        let next = MANY.get(usize::try_from(request.cookie).unwrap());
        given.truncate(next.map_or(0, |entry| 24 + entry.name.len()));
        Reply::Bytes(given)
    }),
    (
        "`bufused` is one more than the buffer holds",
        "error 29",
        |request| Reply::Counted(from_cookie(&MANY, request.cookie), request.buffer_len + 1),
    ),
    ("`bufused` is `u32::MAX`", "error 29", |request| {
        Reply::Counted(
            from_cookie(&three_files(), request.cookie),
            u32::MAX as usize,
        )
    }),
    ("`bufused` is always 10", "error 29", |request| {
        Reply::Counted(from_cookie(&three_files(), request.cookie), 10)
    }),
    ("`bufused` is always 24", "error 29", |request| {
        Reply::Counted(from_cookie(&three_files(), request.cookie), 24)
    }),
    (
        "`bufused` always covers one and a half entries",
        "a b c",
        |request| {
            let given = from_cookie(&three_files(), request.cookie);
            let used = given.len().min(25 + 12);
            Reply::Counted(given, used)
        },
    ),
    ("more files after `bufused` bytes", "a b c", |request| {
        let given = from_cookie(&three_files(), request.cookie);
        let used = given.len();
        Reply::Counted([given, bytes(&Entry::all(["x", "y"]))].concat(), used)
    }),
    (
        "the second name's length is 0x7fffffff",
        "a error 29",
        |request| with_change(request, |all| all[1].len = 0x7FFF_FFFF),
    ),
    ("the same, in a full buffer", "a error 29", |request| {
        let mut all = three_files();
        all[1].len = 0x7FFF_FFFF;
        let mut given = from_cookie(&all, request.cookie);
        given.resize(request.buffer_len, 0);
        Reply::Bytes(given)
    }),
    (
        "the last name's length is one too large",
        "a b error 29",
        |request| with_change(request, |all| all[2].len = 2),
    ),
    ("an empty name", "a error 29", |request| {
        with_change(request, |all| all[1] = Entry::new("", 2))
    }),
    ("a name with a NUL", "a error 29", |request| {
        with_change(request, |all| all[1] = Entry::new("x\0y", 2))
    }),
    ("the name `../x`", "a error 29", |request| {
        with_change(request, |all| all[1] = Entry::new("../x", 2))
    }),
    ("the name `/`", "a error 29", |request| {
        with_change(request, |all| all[1] = Entry::new("/", 2))
    }),
    ("a name that is not UTF-8", "a \\xffx c", |request| {
        with_change(request, |all| all[1] = Entry::new(b"\xFFx", 2))
    }),
    ("an endless listing of `.`", "error 29", |request| {
        Reply::Bytes(bytes(&[Entry::new(".", request.cookie + 1)]))
    }),
    (
        "`INVAL` for buffers below 64 KiB",
        "error 28",
        |request| match request.buffer_len {
            0..65_536 => Reply::Errno(28),
            _ => Reply::Bytes(from_cookie(&three_files(), request.cookie)),
        },
    ),
    (
        "`NOTSUP` after the first file",
        "a error 58",
        |request| match request.cookie {
            0 => Reply::Bytes(bytes(&three_files()[..1])),
            _ => Reply::Errno(58),
        },
    ),
    (
        "`NAMETOOLONG` after the first file",
        "a error 37",
        |request| match request.cookie {
            0 => Reply::Bytes(bytes(&three_files()[..1])),
            _ => Reply::Errno(37),
        },
    ),
    ("one file fewer at each call", "a b c", |request| {
        let left = three_files().len().saturating_sub(request.call - 1);
        Reply::Bytes(from_cookie(&three_files()[..left], request.cookie)[..].to_vec())
    }),
];

/// `std` lists some of these for ever, and silently omits files of another. In nanowasi, the host's
/// `NAMETOOLONG` was mistaken for the internal error for a small buffer, and ended the listing. An
/// invalid name was accepted, also by `remove_dir_all`.
#[test]
fn a_listing_ends_or_is_an_error() {
    let std = Build::program("fault_lists").alone().wasm();
    let ours = Build::program("fault_lists").with_nanowasi().alone().wasm();
    let guest = Build::guest("listings").wasm();
    let mut rows = Vec::new();
    for (number, (what, expected, reply)) in FAULTS.into_iter().enumerate() {
        let attempt = |wasm: &[u8], verb: &str| {
            let test = format!("{number}-{}", verb.replace(':', "-"));
            list_directory(wasm, &test, [verb], move |request| reply(&request))
        };
        let list = |wasm: &[u8]| attempt(wasm, "list").attempted.outcome();
        let remove = |wasm: &[u8]| {
            let Listed { attempted, removed } = attempt(wasm, "remove");
            let words = format!("{}, {} removed", attempted.outcome(), removed.len());
            (words, removed)
        };
        let listed = list(&ours);
        let (removed, names) = remove(&ours);
        for (_, name) in names {
            let outside = name.is_empty() || name.contains(&b'/') || name.contains(&0);
            assert!(!outside, "{what}: removes {}", name.escape_ascii());
        }
        let entries = attempt(&guest, "entries:2048");
        let (names, error) = parse_names(&entries.attempted.reports[0]);
        let mut few = match names.len() {
            0..6 => names
                .iter()
                .map(|name| name.escape_ascii().to_string())
                .collect(),
            more => vec![format!("{more} names")],
        };
        few.extend(error.map(|error| format!("error {error}")));
        let few = few.join(" ");
        assert_eq!(listed, expected, "{what}");
        // `remove_dir_all` reads the whole directory first.
        let done = match expected.split_once("error ") {
            Some((_, number)) => format!("error {number}, 0 removed"),
            None => format!("done, {} removed", names_in(expected)),
        };
        assert_eq!(removed, done, "{what}");
        // With a smaller buffer there are more calls, and some entries do not fit.
        let same = few == expected || what.starts_with("203 files") || few.ends_with("error 37");
        assert!(same, "{what}: {few} from entries");
        rows.push([
            what.to_owned(),
            listed,
            few,
            removed,
            list(&std),
            remove(&std).0,
        ]);
    }
    let head = [
        "directory",
        "`read_dir`",
        "`Entries`",
        "`remove_dir_all`",
        "`std`'s `read_dir`",
        "`std`'s `remove_dir_all`",
    ];
    document::table("directories", head, &rows);
}

/// Returns the number of names that a report lists or counts.
fn names_in(text: &str) -> usize {
    match text.strip_suffix(" names") {
        Some(count) => count.parse().unwrap(),
        None => text.split_whitespace().count(),
    }
}
