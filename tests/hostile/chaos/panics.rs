//! Which panics may end a run, and an end without a word as by one: any other is a failure.

use crate::document;

/// A panic that a guest may end with.
struct Promise {
    /// Whose it is: a guest's name, or any's.
    guest: &'static str,
    /// The argument that asks for it, if one does.
    asked: &'static str,
    /// Where it is, if that tells it from others when the rest is lost.
    place: &'static str,
    /// Some of what it says; nothing stands for an end without a word.
    words: &'static str,
}

const ANY: &str = "any";

const fn promise(
    guest: &'static str,
    asked: &'static str,
    place: &'static str,
    words: &'static str,
) -> Promise {
    Promise {
        guest,
        asked,
        place,
        words,
    }
}

/// All of them. Those of `chaos` are told by it, each before it comes.
const PROMISES: &[Promise] = &[
    promise(
        ANY,
        "",
        "src/hash/random.rs:",
        "the host gave no random bytes to key a hash map with",
    ),
    promise(ANY, "", "", NO_CLOCK),
    promise(ANY, "", "", NO_TEXT[0]),
    promise(ANY, "", "", NO_TEXT[1]),
    promise(ANY, "", "/library/alloc/src/alloc.rs:", NO_MEMORY),
    promise("chaos", "", "", ""),
    promise("chaos", "", "/src/bin/chaos/main.rs:", "the walk ends at "),
    promise(
        "chaos",
        "",
        "/src/bin/chaos/main.rs:",
        "index out of bounds: the len is 0 ",
    ),
    promise("chaos", "", "/library/alloc/src/", "capacity overflow"),
    promise(
        "chaos",
        "",
        "/library/alloc/src/",
        "memory allocation of 2147483647 bytes failed",
    ),
    promise(
        "panic",
        "",
        "examples/src/bin/panic.rs:",
        "something went wrong",
    ),
    promise(
        "print_and_panic",
        "",
        "/src/bin/print_and_panic.rs:",
        "and then no more",
    ),
    promise("script", "abort", "", ""),
    promise("script", "panic:text", "/src/bin/script.rs:", ": text"),
    promise(
        "script",
        "panic-in-print",
        "/src/bin/script.rs:",
        "inside of a Display",
    ),
    promise("script", "panic-in-message", "", ""),
    promise("script", "panic-in-panic", "", ""),
    promise(
        "script",
        "index:60000",
        "/src/bin/script.rs:",
        "index out of bounds: the len is 40000 but the index is 60000",
    ),
];

const NO_CLOCK: &str = "the host refuses its clock";

/// These end a program without the signal that a panic raises.
const NO_TEXT: [&str; 2] = ["an argument is not UTF-8", "a variable is not UTF-8"];

/// No guest takes more at once than [`MOST`], but for its arguments and its environment; `std` has no other answer
/// either where there is no room for them.
const NO_MEMORY: &str = "memory allocation of ";

/// What last words begin with.
pub(super) const BEGINNINGS: [&str; 4] = ["panicked at ", NO_CLOCK, NO_TEXT[0], NO_TEXT[1]];

/// The largest block that a guest takes without asking whether there is one, with all that its allocator adds.
const MOST: u64 = 300_000;

/// What a guest tells before it panics on purpose.
const TOLD: &str = "ends: ";

/// What was told of the end that is to come, if anything was; and all else that was reported.
pub(super) fn told(reports: &[String]) -> (Option<&str>, Vec<&str>) {
    let (told, rest): (Vec<&str>, Vec<&str>) = reports
        .iter()
        .map(String::as_str)
        .partition(|line| line.starts_with(TOLD));
    let told = told.first().and_then(|line| line.strip_prefix(TOLD));
    (told, rest)
}

/// A run that has ended as by a panic, or may have.
#[derive(Debug)]
pub(super) struct Ending<'run> {
    /// The guest's name and its arguments.
    pub(super) args: &'run [String],
    /// What it has told of its end.
    pub(super) told: Option<&'run str>,
    /// Its last words as far as they were heard, and whether that may not be all.
    pub(super) words: &'run str,
    pub(super) cut: bool,
    /// How often it has raised a signal.
    pub(super) raised: usize,
    /// How many bytes of memory there were left for it.
    pub(super) left: usize,
    /// How many it may have taken at once for its arguments and its environment.
    pub(super) strings: u64,
}

/// Which panic a run has ended by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Which {
    /// By none.
    None,
    /// By the promise of this number.
    Promised(usize),
    /// By none, but for want of memory for its arguments or its environment.
    NoStrings,
    /// By one whose words the host has not taken, so that nobody can tell.
    Unheard,
    /// By one that nobody has promised.
    Unknown,
}

impl Ending<'_> {
    /// Which panic it is.
    pub(super) fn which(&self) -> Which {
        if self.told.is_none() && self.words.is_empty() && self.raised == 0 {
            return Which::None;
        }
        match PROMISES.iter().position(|promise| self.is(promise)) {
            Some(number) => Which::Promised(number),
            // Without its place it could be any.
            None if self.cut && self.raised == 1 && !self.words.contains(".rs:") => Which::Unheard,
            None => Which::Unknown,
        }
    }

    fn is(&self, promise: &Promise) -> bool {
        let Some((name, args)) = self.args.split_first() else {
            return false;
        };
        let asked = promise.asked.is_empty() || args.contains(&promise.asked.to_owned());
        let whose = match promise.guest {
            ANY => self.told.is_none(),
            "chaos" => name == "chaos" && self.told == Some(promise.words),
            guest => name == guest && asked,
        };
        let heard = if promise.words.is_empty() {
            // It may have begun to say something.
            !self.words.contains('\n')
        } else if promise.words == NO_MEMORY {
            self.words.contains(promise.place) && self.is_out_of_memory()
        } else {
            let place = self.words.contains(promise.place);
            place && (self.words.contains(promise.words) || self.cut && !promise.place.is_empty())
        };
        let signals = usize::from(!NO_TEXT.contains(&promise.words));
        whose && heard && self.raised == signals
    }

    /// Whether it says that a block is not to be had which a guest may take, and there is no room for it.
    fn is_out_of_memory(&self) -> bool {
        let text = self.words.split_once(NO_MEMORY);
        let size = text.and_then(|(_, text)| text.split_once(" bytes failed"));
        let size = size.and_then(|(size, _)| size.parse::<u64>().ok());
        // The words of a message that was cut tell too little, but its place says that it is one.
        let size = size.or(self.cut.then_some(0));
        size.is_some_and(|size| size < MOST.max(self.strings) && (self.left as u64) < size + MOST)
    }
}

/// Shows how often each was seen.
pub(super) fn shown(seen: impl Fn(Which) -> u64) -> String {
    let lines = PROMISES.iter().enumerate().map(|(number, promise)| {
        let (guest, asked, words) = (promise.guest, promise.asked, promise.words);
        let count = seen(Which::Promised(number));
        format!("promised: {guest} {asked} {words:?}: {count}\n")
    });
    lines.collect::<String>() + &format!("not heard: {}\n", seen(Which::Unheard))
}

/// One that never comes is no promise, or nobody tries what it is about; and what is never heard can't be judged.
pub(super) fn are_seen(seen: impl Fn(Which) -> u64) {
    let mut all = 0;
    for (number, promise) in PROMISES.iter().enumerate() {
        let (guest, asked, words) = (promise.guest, promise.asked, promise.words);
        let count = seen(Which::Promised(number));
        assert!(
            count > 0,
            "no run of {guest} {asked} has ended with {words:?}"
        );
        all += count;
    }
    let unheard = seen(Which::Unheard);
    assert!(
        unheard * 50 < all,
        "{unheard} panics are not heard, and {all} are"
    );
}

/// All of them are in the document.
pub(super) fn table() {
    let rows: Vec<[String; 3]> = PROMISES
        .iter()
        .map(|promise| {
            let quoted = |text: &str, none: &str| match text.trim_end() {
                "" => none.to_owned(),
                text => format!("`{text}`"),
            };
            [
                quoted(promise.guest, "").replace("`any`", "any"),
                quoted(promise.asked, "–"),
                quoted(promise.words, "nothing"),
            ]
        })
        .collect();
    document::table("chaos panics", ["guest", "asked for by", "says"], &rows);
}

/// A judge that lets everything pass would never be missed: 8,527 panics of 100,000 runs went by unasked.
#[test]
fn only_what_is_promised_is_excused() {
    let args = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (walk, script, sort) = (args("chaos 80 1"), args("script abort"), args("sort a.txt"));
    let alloc = |size: &str| {
        format!("panicked at /library/alloc/src/alloc.rs:553:9: {NO_MEMORY}{size} bytes failed\n")
    };
    let which = |args: &[String], told, words: &str, cut, raised, left| {
        let strings = 48 * 1000;
        let ending = Ending {
            args,
            told,
            words,
            cut,
            raised,
            left,
            strings,
        };
        ending.which()
    };
    let good = |which| matches!(which, Which::Promised(_));
    const ROOM: usize = 1 << 20;

    assert_eq!(which(&walk, None, "", false, 0, ROOM), Which::None);
    // In the crate, or in the standard library.
    for place in [
        "src/io/read.rs:1:2: no",
        "/library/core/src/slice/index.rs:1:2: index out of bounds: the len is 0 ",
        "/library/alloc/src/raw_vec/mod.rs:28:5: capacity overflow",
        "/hashbrown-0.17.1/src/raw.rs:1:2: Hash table capacity overflow",
    ] {
        let words = format!("panicked at {place}\n");
        for args in [&walk, &script, &sort] {
            assert_eq!(which(args, None, &words, false, 1, 0), Which::Unknown);
            assert_eq!(which(args, None, &words, true, 1, 0), Which::Unknown);
        }
    }
    // A block of a size that nobody has told, or that there is room for.
    assert!(good(which(&sort, None, &alloc("4096"), false, 1, 0)));
    assert!(!good(which(&sort, None, &alloc("4096"), false, 1, ROOM)));
    assert!(!good(which(&sort, None, &alloc("4000000"), false, 1, 0)));
    // Without a word, or with others than were told.
    assert!(good(which(&walk, Some(""), "", false, 1, ROOM)));
    assert!(good(which(&script, None, "", false, 1, ROOM)));
    assert_eq!(which(&walk, None, "", false, 1, ROOM), Which::Unknown);
    assert_eq!(which(&sort, None, "", false, 1, ROOM), Which::Unknown);
    assert_eq!(which(&sort, None, "", true, 1, ROOM), Which::Unheard);
    let at = "panicked at tests/support/guests/src/bin/chaos/main.rs:1:2: the walk ends at 5\n";
    assert!(good(which(
        &walk,
        Some("the walk ends at "),
        at,
        false,
        1,
        ROOM
    )));
    assert_eq!(
        which(&walk, Some("capacity overflow"), at, false, 1, ROOM),
        Which::Unknown
    );
    assert_eq!(
        which(&walk, Some("the walk ends at "), at, false, 0, ROOM),
        Which::Unknown
    );
}
