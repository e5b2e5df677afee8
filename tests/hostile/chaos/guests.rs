//! The guests of the chaos tests, and their arguments.

use nanowasi_test_host::build::{self, Build, Mode};

use crate::random::Random;

/// The groups in the document's table.
pub(super) const GROUPS: &[&str] = &["chaos", "chaos, tiny", "other guests", "examples"];

/// A guest, and arguments that it accepts.
type Words = (&'static str, &'static [&'static str]);

/// Guests of other tests, and arguments that they accept.
const OTHERS: &[Words] = &[
    ("args", &["one", "two"]),
    (
        "files",
        &[
            "open:a.txt",
            "create:new",
            "create-new:new",
            "append:a.txt",
            "open-dir:sub",
            "read:large",
            "read-rest:a.txt",
            "text:a.txt",
            "write:new:text",
            "copy:large:copy",
            "list:data",
            "inos:data",
            "types:.",
            "read-link:link",
            "remove-all:sub",
            "cd:sub",
            "sync-data:a.txt",
            "times:a.txt",
            "at:new",
            "below:sub",
            "links:soft",
            "stat:a.txt",
            "fdstat:a.txt",
            "flags:a.txt",
            "arc:new",
        ],
    ),
    (
        "input",
        &[
            "read:10",
            "vectored:7",
            "exact:20",
            "bytes:9",
            "locked:5",
            "line",
            "lines",
            "fill",
            "consume:3",
            "until",
            "end",
            "read:40000",
            "vectored:20000",
        ],
    ),
    (
        "polls",
        &[
            "input:5",
            "output:5",
            "tick:3",
            "ticks:2",
            "nothing:4",
            "longest",
            "set",
            "set:3",
            "readable",
            "read",
            "nonblocking",
            "blocking",
            "prompt:text",
            "input",
            "output",
        ],
    ),
    (
        "renumbers",
        &[
            "print:text",
            "open:a.txt",
            "stdout:out",
            "stdin:a.txt",
            "file:a.txt|large",
            "itself",
            "close:4",
            "move:4|a.txt",
            "over:5|a.txt",
            "refused:a.txt",
        ],
    ),
    (
        "script",
        &[
            "print:text",
            "println:text",
            "eprint:text",
            "formatted:text",
            "letters:18000",
            "eletters:300",
            "write:text",
            "write-letters:20000",
            "write-formatted:text",
            "gather:a|bc||def",
            "vectored:a|bc",
            "flush",
            "read",
            "faulty",
            "display-prints",
            "exit:3",
            "return:2",
            "abort",
            "panic:text",
            "panic-in-print",
            "panic-in-message",
            "panic-in-panic",
            "index:60000",
        ],
    ),
    // The same guest, with arguments that end it sooner.
    (
        "script",
        &[
            "print:text",
            "abort",
            "panic:text",
            "panic-in-print",
            "panic-in-message",
            "panic-in-panic",
            "panic-in-panic",
            "index:60000",
        ],
    ),
    (
        "sockets",
        &[
            "serve",
            "stream",
            "listener",
            "stream-methods",
            "udp",
            "addresses",
        ],
    ),
    ("variables", &["HOME", "PATH", "NONE"]),
    ("static_variables", &["HOME", "NONE"]),
    ("clocks", &[]),
    ("std_paths", &[]),
    ("print_and_panic", &[]),
];

/// The examples, and arguments that they accept.
const EXAMPLES: &[Words] = &[
    ("cat", &["a.txt", "large", "-", "none", "sub"]),
    ("echo", &["one", "two"]),
    ("exit", &["3", "0"]),
    ("hello", &[]),
    ("mkdir", &["new", "sub/new", "-p", "a/b/c"]),
    ("panic", &[]),
    ("sizer", &[".", "data", "sub", "none"]),
    ("sort", &["a.txt", "large", "-"]),
    ("sum", &["numbers", "a.txt", "-"]),
    ("wc", &["large", "a.txt", "-"]),
];

/// A guest's name, module and arguments.
type Guest = (&'static str, Vec<u8>, &'static [&'static str]);

/// All guests, built.
pub(super) struct Guests {
    own: [Vec<u8>; 2],
    others: Vec<Guest>,
    examples: Vec<Guest>,
}

impl Guests {
    pub(super) fn build() -> Self {
        let own = |mode| {
            // It wraps the crate's allocator in its own.
            let build = Build::guest("chaos").no_default_features().mode(mode);
            build
                .feature("system")
                .feature("panic-message")
                .feature("proc-raise")
                .wasm()
        };
        let guest = |&(name, words): &Words| (name, build::guest(name, Mode::Default), words);
        let example =
            |mode| move |&(name, words): &Words| (name, build::example(name, mode), words);
        let both = [Mode::Default, Mode::Tiny];
        Self {
            own: both.map(own),
            others: OTHERS.iter().map(guest).collect(),
            examples: both
                .iter()
                .flat_map(|mode| EXAMPLES.iter().map(example(*mode)))
                .collect(),
        }
    }

    /// Picks a guest. Returns its group, its module, and its arguments with the name first.
    pub(super) fn pick(&self, random: &mut Random) -> (&'static str, &[u8], Vec<String>) {
        let all = match random.below(10) {
            0 => return (GROUPS[1], &self.own[1], walk(random)),
            1..=5 => return (GROUPS[0], &self.own[0], walk(random)),
            6 | 7 => &self.others,
            _ => &self.examples,
        };
        let (name, wasm, words) = &all[random.below(all.len() as u64) as usize];
        let mut args = vec![(*name).to_owned()];
        for _ in 0..random.below(6) {
            if !words.is_empty() {
                args.push(random.one_of(words).to_owned());
            }
        }
        let group = if std::ptr::eq(all, &self.others) {
            GROUPS[2]
        } else {
            GROUPS[3]
        };
        (group, wasm, args)
    }
}

/// Returns the arguments of a random walk, which is short more often than long.
fn walk(random: &mut Random) -> Vec<String> {
    let steps = random.one_of(&[3, 10, 30, 80]);
    vec![
        "chaos".to_owned(),
        steps.to_string(),
        random.next().to_string(),
    ]
}
