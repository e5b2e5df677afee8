//! The panics that may end a run. Any other one is a failure, and so is an unexpected end without a
//! message.

use crate::document;

/// A panic that a guest may end with.
struct KnownPanic {
    /// The guest's name, or `any`.
    guest: &'static str,
    /// The argument that causes it, if one does.
    argument: &'static str,
    /// The location, if that identifies the panic when its message is lost.
    location: &'static str,
    /// A part of its message. An empty one stands for an end without a message.
    message: &'static str,
}

const ANY: &str = "any";

const fn known(
    guest: &'static str,
    argument: &'static str,
    location: &'static str,
    message: &'static str,
) -> KnownPanic {
    KnownPanic {
        guest,
        argument,
        location,
        message,
    }
}

/// All known panics. The guest `chaos` announces each of its panics before it comes.
const KNOWN_PANICS: &[KnownPanic] = &[
    known(
        ANY,
        "",
        "src/hash/random.rs:",
        "the host gave no random bytes to key a hash map with",
    ),
    known(ANY, "", "", NO_CLOCK),
    known(ANY, "", "", NO_TEXT[0]),
    known(ANY, "", "", NO_TEXT[1]),
    known(ANY, "", "/library/alloc/src/alloc.rs:", NO_MEMORY),
    known("chaos", "", "", ""),
    known("chaos", "", "/src/bin/chaos/main.rs:", "the walk ends at "),
    known(
        "chaos",
        "",
        "/src/bin/chaos/main.rs:",
        "index out of bounds: the len is 0 ",
    ),
    known("chaos", "", "/library/alloc/src/", "capacity overflow"),
    known(
        "chaos",
        "",
        "/library/alloc/src/",
        "memory allocation of 2147483647 bytes failed",
    ),
    known(
        "panic",
        "",
        "examples/src/bin/panic.rs:",
        "something went wrong",
    ),
    known(
        "print_and_panic",
        "",
        "/src/bin/print_and_panic.rs:",
        "and then no more",
    ),
    known("script", "abort", "", ""),
    known("script", "panic:text", "/src/bin/script.rs:", ": text"),
    known(
        "script",
        "panic-in-print",
        "/src/bin/script.rs:",
        "inside of a Display",
    ),
    known("script", "panic-in-message", "", ""),
    known("script", "panic-in-panic", "", ""),
    known(
        "script",
        "index:60000",
        "/src/bin/script.rs:",
        "index out of bounds: the len is 40000 but the index is 60000",
    ),
];

const NO_CLOCK: &str = "the host refuses its clock";

/// These messages end a program without the signal that a panic raises.
const NO_TEXT: [&str; 2] = ["an argument is not UTF-8", "a variable is not UTF-8"];

/// A guest allocates at most [`MAX_UNCHECKED_BLOCK`] bytes in one block, except for its arguments
/// and its environment. If those do not fit, `std` ends the program as well.
const NO_MEMORY: &str = "memory allocation of ";

/// How a panic message begins.
pub(super) const PREFIXES: [&str; 4] = ["panicked at ", NO_CLOCK, NO_TEXT[0], NO_TEXT[1]];

/// The largest block that a guest allocates without checking for an error, and what its allocator
/// adds.
const MAX_UNCHECKED_BLOCK: u64 = 300_000;

/// The beginning of a report that announces a panic.
const ANNOUNCEMENT: &str = "ends: ";

/// Returns the announced panic, if there is one, and all other reports.
pub(super) fn announced(reports: &[String]) -> (Option<&str>, Vec<&str>) {
    let (announced, rest): (Vec<&str>, Vec<&str>) = reports
        .iter()
        .map(String::as_str)
        .partition(|line| line.starts_with(ANNOUNCEMENT));
    let announced = announced
        .first()
        .and_then(|line| line.strip_prefix(ANNOUNCEMENT));
    (announced, rest)
}

/// A run that ended with a panic, or may have.
#[derive(Debug)]
pub(super) struct Ending<'run> {
    /// The guest's name and its arguments.
    pub(super) args: &'run [String],
    /// The panic that the guest announced.
    pub(super) announced: Option<&'run str>,
    /// The panic message as far as it is known, and whether it may be incomplete.
    pub(super) message: &'run str,
    pub(super) is_truncated: bool,
    /// How often the guest raised a signal.
    pub(super) signals: usize,
    /// The number of bytes by which memory could still grow.
    pub(super) memory_left: usize,
    /// The size that the guest may have allocated in one block for its arguments and its
    /// environment.
    pub(super) strings_size: u64,
}

/// The panic that ended a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PanicKind {
    /// None.
    None,
    /// The known panic with this index.
    Known(usize),
    /// None: there was no memory for the arguments or the environment.
    NoMemoryForStrings,
    /// A panic whose message the host did not take, so that it cannot be identified.
    Unreported,
    /// A panic that is not in the list.
    Unknown,
}

impl Ending<'_> {
    /// Identifies the panic.
    pub(super) fn kind(&self) -> PanicKind {
        if self.announced.is_none() && self.message.is_empty() && self.signals == 0 {
            return PanicKind::None;
        }
        match KNOWN_PANICS.iter().position(|known| self.matches(known)) {
            Some(number) => PanicKind::Known(number),
            // Without its location it could be any.
            None if self.is_truncated && self.signals == 1 && !self.message.contains(".rs:") => {
                PanicKind::Unreported
            }
            None => PanicKind::Unknown,
        }
    }

    fn matches(&self, known: &KnownPanic) -> bool {
        let Some((name, args)) = self.args.split_first() else {
            return false;
        };
        let argument = known.argument.is_empty() || args.contains(&known.argument.to_owned());
        let whose = match known.guest {
            ANY => self.announced.is_none(),
            "chaos" => name == "chaos" && self.announced == Some(known.message),
            guest => name == guest && argument,
        };
        let message_matches = if known.message.is_empty() {
            // A part of a message may have been printed.
            !self.message.contains('\n')
        } else if known.message == NO_MEMORY {
            self.message.contains(known.location) && self.is_out_of_memory()
        } else {
            let location = self.message.contains(known.location);
            location
                && (self.message.contains(known.message)
                    || self.is_truncated && !known.location.is_empty())
        };
        let signals = usize::from(!NO_TEXT.contains(&known.message));
        whose && message_matches && self.signals == signals
    }

    /// Returns whether the message is about a block that a guest may allocate, and for which there
    /// is no memory.
    fn is_out_of_memory(&self) -> bool {
        let text = self.message.split_once(NO_MEMORY);
        let size = text.and_then(|(_, text)| text.split_once(" bytes failed"));
        let size = size.and_then(|(size, _)| size.parse::<u64>().ok());
        // An incomplete message lacks the size, but its location shows that it is one of these.
        let size = size.or(self.is_truncated.then_some(0));
        size.is_some_and(|size| {
            size < MAX_UNCHECKED_BLOCK.max(self.strings_size)
                && (self.memory_left as u64) < size + MAX_UNCHECKED_BLOCK
        })
    }
}

/// Returns how often each panic came, as text.
pub(super) fn summary(seen: impl Fn(PanicKind) -> u64) -> String {
    let lines = KNOWN_PANICS.iter().enumerate().map(|(number, known)| {
        let (guest, argument, message) = (known.guest, known.argument, known.message);
        let count = seen(PanicKind::Known(number));
        format!("promised: {guest} {argument} {message:?}: {count}\n")
    });
    lines.collect::<String>() + &format!("not heard: {}\n", seen(PanicKind::Unreported))
}

/// Fails if a panic in the list never came, or if too many could not be identified.
pub(super) fn assert_all_seen(seen: impl Fn(PanicKind) -> u64) {
    let mut all = 0;
    for (number, known) in KNOWN_PANICS.iter().enumerate() {
        let (guest, argument, message) = (known.guest, known.argument, known.message);
        let count = seen(PanicKind::Known(number));
        assert!(
            count > 0,
            "no run of {guest} {argument} has ended with {message:?}"
        );
        all += count;
    }
    let unreported = seen(PanicKind::Unreported);
    assert!(
        unreported * 50 < all,
        "{unreported} panics are not heard, and {all} are"
    );
}

/// Compares the list with the document.
pub(super) fn table() {
    let rows: Vec<[String; 3]> = KNOWN_PANICS
        .iter()
        .map(|known| {
            let quoted = |text: &str, none: &str| match text.trim_end() {
                "" => none.to_owned(),
                text => format!("`{text}`"),
            };
            [
                quoted(known.guest, "").replace("`any`", "any"),
                quoted(known.argument, "–"),
                quoted(known.message, "none"),
            ]
        })
        .collect();
    document::table("chaos panics", ["guest", "argument", "message"], &rows);
}

/// A check that accepts everything would not be noticed: 8,527 panics of 100,000 runs were accepted
/// without a reason.
#[test]
fn only_known_panics_are_accepted() {
    let args = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (walk, script, sort) = (args("chaos 80 1"), args("script abort"), args("sort a.txt"));
    let alloc = |size: &str| {
        format!("panicked at /library/alloc/src/alloc.rs:553:9: {NO_MEMORY}{size} bytes failed\n")
    };
    let kind = |args: &[String], announced, message: &str, is_truncated, signals, memory_left| {
        let strings_size = 48 * 1000;
        let ending = Ending {
            args,
            announced,
            message,
            is_truncated,
            signals,
            memory_left,
            strings_size,
        };
        ending.kind()
    };
    let good = |kind| matches!(kind, PanicKind::Known(_));
    const FREE: usize = 1 << 20;

    assert_eq!(kind(&walk, None, "", false, 0, FREE), PanicKind::None);
    // Panics in the crate, or in the standard library.
    for location in [
        "src/io/read.rs:1:2: no",
        "/library/core/src/slice/index.rs:1:2: index out of bounds: the len is 0 ",
        "/library/alloc/src/raw_vec/mod.rs:28:5: capacity overflow",
        "/hashbrown-0.17.1/src/raw.rs:1:2: Hash table capacity overflow",
    ] {
        let message = format!("panicked at {location}\n");
        for args in [&walk, &script, &sort] {
            assert_eq!(kind(args, None, &message, false, 1, 0), PanicKind::Unknown);
            assert_eq!(kind(args, None, &message, true, 1, 0), PanicKind::Unknown);
        }
    }
    // A size that no guest was given, or for which there is memory.
    assert!(good(kind(&sort, None, &alloc("4096"), false, 1, 0)));
    assert!(!good(kind(&sort, None, &alloc("4096"), false, 1, FREE)));
    assert!(!good(kind(&sort, None, &alloc("4000000"), false, 1, 0)));
    // Without a message, or with another one than announced.
    assert!(good(kind(&walk, Some(""), "", false, 1, FREE)));
    assert!(good(kind(&script, None, "", false, 1, FREE)));
    assert_eq!(kind(&walk, None, "", false, 1, FREE), PanicKind::Unknown);
    assert_eq!(kind(&sort, None, "", false, 1, FREE), PanicKind::Unknown);
    assert_eq!(kind(&sort, None, "", true, 1, FREE), PanicKind::Unreported);
    let at = "panicked at tests/support/guests/src/bin/chaos/main.rs:1:2: the walk ends at 5\n";
    assert!(good(kind(
        &walk,
        Some("the walk ends at "),
        at,
        false,
        1,
        FREE
    )));
    assert_eq!(
        kind(&walk, Some("capacity overflow"), at, false, 1, FREE),
        PanicKind::Unknown
    );
    assert_eq!(
        kind(&walk, Some("the walk ends at "), at, false, 0, FREE),
        PanicKind::Unknown
    );
}
