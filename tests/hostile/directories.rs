//! Directories of hosts that lie, with `std` beside: a listing ends, or says what is wrong with it.

use std::sync::LazyLock;

use nanowasi_test_host::build::Build;

use crate::document;
use crate::listing::{Asked, Entry, Listed, Reply, bytes, found, from, lists};

/// What a host does, what `read_dir` makes of it, and what the host answers to a call.
type Fault = (&'static str, &'static str, fn(&Asked) -> Reply);

/// Three files, with cookies 1, 2 and 3.
fn three() -> Vec<Entry> {
    Entry::all(["a", "b", "c"])
}

/// So many, with such long names after the first, that the first buffer of 32 KiB has space for 89
/// of them, and the second of 64 for 178.
static MANY: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let dots = ".".repeat(322);
    Entry::all((0..203).map(|number| {
        let dots = if number == 0 { "" } else { &dots };
        format!("a file with number {number:03}{dots}")
    }))
});

/// Three files of which something is changed.
fn changed(asked: &Asked, change: impl FnOnce(&mut [Entry])) -> Reply {
    let mut entries = three();
    change(&mut entries);
    Reply::Bytes(from(&entries, asked.cookie))
}

/// A cookie that looks like none: half of the 64 bits are set.
const fn opaque(number: u64) -> u64 {
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Whole entries only, as many as there is room for.
fn whole(entries: &[Entry], asked: &Asked) -> Vec<u8> {
    let mut given = from(entries, asked.cookie);
    let mut len = 0;
    for entry in entries.iter().skip(usize::try_from(asked.cookie).unwrap()) {
        let next = len + 24 + entry.name.len();
        if next > asked.room {
            break;
        }
        len = next;
    }
    given.truncate(len);
    given
}

const FAULTS: [Fault; 30] = [
    ("three files, as they are", "a b c", |asked| {
        changed(asked, |_| {})
    }),
    ("every cookie is 1", "a b c b c error 29", |asked| {
        changed(asked, |all| all.iter_mut().for_each(|entry| entry.next = 1))
    }),
    ("every cookie is 0", "a b c error 29", |asked| {
        changed(asked, |all| all.iter_mut().for_each(|entry| entry.next = 0))
    }),
    (
        "203 files, every cookie is 1",
        "267 names error 29",
        |asked| {
            let mut all = MANY.clone();
            all.iter_mut().for_each(|entry| entry.next = 1);
            Reply::Bytes(from(&all, asked.cookie))
        },
    ),
    (
        "203 files, every cookie is `u64::MAX`, and leads to the start",
        "267 names error 29",
        |_| {
            let mut all = MANY.clone();
            all.iter_mut().for_each(|entry| entry.next = u64::MAX);
            Reply::Bytes(bytes(&all))
        },
    ),
    (
        "203 files, the 90th cookie goes back to the tenth",
        "203 names",
        |asked| {
            let mut all = MANY.clone();
            all[89].next = 10;
            Reply::Bytes(from(&all, asked.cookie))
        },
    ),
    (
        "the last cookie goes back to the second file",
        "a b c b c error 29",
        |asked| changed(asked, |all| all[2].next = 1),
    ),
    (
        "cookies are opaque and huge, one file a call",
        "a b c",
        |asked| {
            let at = (0..4).find(|at| opaque(*at) == asked.cookie).unwrap();
            let mut all = three();
            all.iter_mut()
                .for_each(|entry| entry.next = opaque(entry.next));
            let at = usize::try_from(at).unwrap();
            Reply::Bytes(bytes(&all[at..all.len().min(at + 1)]))
        },
    ),
    ("203 files, whole entries only", "203 names", |asked| {
        Reply::Bytes(whole(&MANY, asked))
    }),
    ("203 files, cut entries", "203 names", |asked| {
        Reply::Bytes(from(&MANY, asked.cookie))
    }),
    ("203 files, one entry a call", "203 names", |asked| {
        let mut given = from(&MANY, asked.cookie);
        let next = MANY.get(usize::try_from(asked.cookie).unwrap());
        given.truncate(next.map_or(0, |entry| 24 + entry.name.len()));
        Reply::Bytes(given)
    }),
    ("used: one byte more than the buffer", "error 29", |asked| {
        Reply::Told(from(&MANY, asked.cookie), asked.room + 1)
    }),
    ("used: `u32::MAX`", "error 29", |asked| {
        Reply::Told(from(&three(), asked.cookie), u32::MAX as usize)
    }),
    ("used: 10 bytes, for ever", "error 29", |asked| {
        Reply::Told(from(&three(), asked.cookie), 10)
    }),
    ("used: 24 bytes, for ever", "error 29", |asked| {
        Reply::Told(from(&three(), asked.cookie), 24)
    }),
    ("used: a file and a half, for ever", "a b c", |asked| {
        let given = from(&three(), asked.cookie);
        let used = given.len().min(25 + 12);
        Reply::Told(given, used)
    }),
    ("more files behind the bytes used", "a b c", |asked| {
        let given = from(&three(), asked.cookie);
        let used = given.len();
        Reply::Told([given, bytes(&Entry::all(["x", "y"]))].concat(), used)
    }),
    (
        "the second name's length is 0x7fffffff",
        "a error 29",
        |asked| changed(asked, |all| all[1].len = 0x7FFF_FFFF),
    ),
    ("the same in a buffer that is full", "a error 29", |asked| {
        let mut all = three();
        all[1].len = 0x7FFF_FFFF;
        let mut given = from(&all, asked.cookie);
        given.resize(asked.room, 0);
        Reply::Bytes(given)
    }),
    (
        "the last name is a byte longer than what is there",
        "a b error 29",
        |asked| changed(asked, |all| all[2].len = 2),
    ),
    ("a name of no bytes", "a error 29", |asked| {
        changed(asked, |all| all[1] = Entry::new("", 2))
    }),
    ("a name with a NUL", "a error 29", |asked| {
        changed(asked, |all| all[1] = Entry::new("x\0y", 2))
    }),
    ("the name `../x`", "a error 29", |asked| {
        changed(asked, |all| all[1] = Entry::new("../x", 2))
    }),
    ("the name `/`", "a error 29", |asked| {
        changed(asked, |all| all[1] = Entry::new("/", 2))
    }),
    ("a name that is not UTF-8", "a \\xffx c", |asked| {
        changed(asked, |all| all[1] = Entry::new(b"\xFFx", 2))
    }),
    ("nothing but `.`, for ever", "error 29", |asked| {
        Reply::Bytes(bytes(&[Entry::new(".", asked.cookie + 1)]))
    }),
    (
        "`INVAL` to buffers below 64 KiB",
        "error 28",
        |asked| match asked.room {
            0..65_536 => Reply::Errno(28),
            _ => Reply::Bytes(from(&three(), asked.cookie)),
        },
    ),
    (
        "`NOTSUP` behind the first file",
        "a error 58",
        |asked| match asked.cookie {
            0 => Reply::Bytes(bytes(&three()[..1])),
            _ => Reply::Errno(58),
        },
    ),
    (
        "`NAMETOOLONG` behind the first file",
        "a error 37",
        |asked| match asked.cookie {
            0 => Reply::Bytes(bytes(&three()[..1])),
            _ => Reply::Errno(37),
        },
    ),
    ("one file less at each call", "a b c", |asked| {
        let left = three().len().saturating_sub(asked.call - 1);
        Reply::Bytes(from(&three()[..left], asked.cookie)[..].to_vec())
    }),
];

/// `std` lists some of these for ever, and leaves files out of another one without a word. Here, an errno of the
/// host's that is also this crate's own for a small buffer was taken for the end, and what is no name was a name, also
/// to `remove_dir_all`.
#[test]
fn a_listing_ends_or_is_an_error() {
    let std = Build::program("fault_lists").alone().wasm();
    let ours = Build::program("fault_lists").with_nanowasi().alone().wasm();
    let guest = Build::guest("listings").wasm();
    let mut rows = Vec::new();
    for (number, (what, expected, reply)) in FAULTS.into_iter().enumerate() {
        let attempt = |wasm: &[u8], verb: &str| {
            let test = format!("{number}-{}", verb.replace(':', "-"));
            lists(wasm, &test, [verb], move |asked| reply(&asked))
        };
        let list = |wasm: &[u8]| attempt(wasm, "list").attempted.word();
        let remove = |wasm: &[u8]| {
            let Listed { attempted, removed } = attempt(wasm, "remove");
            let words = format!("{}, {} removed", attempted.word(), removed.len());
            (words, removed)
        };
        let listed = list(&ours);
        let (removed, names) = remove(&ours);
        for (_, name) in names {
            let outside = name.is_empty() || name.contains(&b'/') || name.contains(&0);
            assert!(!outside, "{what}: removes {}", name.escape_ascii());
        }
        let entries = attempt(&guest, "entries:2048");
        let (names, error) = found(&entries.attempted.said[0]);
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
        // What is removed is read before, all of it.
        let done = match expected.split_once("error ") {
            Some((_, number)) => format!("error {number}, 0 removed"),
            None => format!("done, {} removed", names_in(expected)),
        };
        assert_eq!(removed, done, "{what}");
        // With less room it hears of more cookies, and has no room for some entries.
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

/// How many names a text shows or counts.
fn names_in(text: &str) -> usize {
    match text.strip_suffix(" names") {
        Some(count) => count.parse().unwrap(),
        None => text.split_whitespace().count(),
    }
}
