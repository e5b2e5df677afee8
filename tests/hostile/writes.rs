//! Writes: a host that takes what it likes, is never ready, or refuses in the middle.
//!
//! One program writes some pieces in each of the ways that there are, and reports what it was answered; the
//! host fails at each point of the output. What arrived has to be what was answered: a piece that was taken
//! is there once, whole and in its place, and where one is missing the program was told, or its status tells.

use std::{env, thread};

use nanowasi_test_host::{Output, Run};

use crate::common::TempDir;
use crate::document;
use crate::program_pair::build_pair;
use crate::report::Reports;
use crate::sink::{Poll, Sink};
use crate::transcript::{Fate, Fates, Story};

const AGAIN: i32 = 6;
const BADF: i32 = 8;
const INTR: i32 = 27;
const NOSPC: i32 = 51;
const NOTSUP: i32 = 58;
const PIPE: i32 = 64;

/// The ways of the program `fault_writes`, with the descriptor that each writes to, and whether that is a terminal.
const WAYS: [(&str, u32, bool); 16] = [
    ("print", 1, false),
    ("print", 1, true),
    ("stdout", 1, false),
    ("stdout by some", 1, false),
    ("stdout by some", 1, true),
    ("stdout, vectored", 1, false),
    ("stdout by line", 1, false),
    ("buffered stdout", 1, false),
    ("buffered stdout", 1, true),
    ("stderr", 2, false),
    ("buffered stderr", 2, false),
    ("file", 3, false),
    ("file, vectored", 3, false),
    ("file by line", 3, false),
    ("buffered file", 3, false),
    ("buffered file, vectored", 3, false),
];

/// How long the pieces are together.
const SMALL: usize = 84;

/// Points of the large pieces: around their ends, around a buffer's, and in the middle.
const LARGE: [usize; 9] = [
    0, 5999, 6000, 16_384, 17_999, 34_384, 60_000, 74_385, 90_780,
];

/// One run: a way, a size, and what the host does.
#[derive(Clone, Debug)]
struct Case {
    way: &'static str,
    size: &'static str,
    end: &'static str,
    terminal: bool,
    sink: Sink,
}

impl Case {
    /// Each way, to such a host.
    fn each((size, sink): (&'static str, Sink)) -> impl Iterator<Item = Self> {
        WAYS.into_iter().map(move |(way, fd, terminal)| Self {
            way,
            size,
            end: if terminal { "exit" } else { "return" },
            terminal,
            sink: Sink { fd, ..sink },
        })
    }

    fn run(&self, program: &[u8], dir: &TempDir) -> (Fate, Story, Output) {
        let mut run = Run::new(program)
            .args([self.way, self.size, self.end])
            .dir(dir, ".");
        if self.terminal {
            run = run.terminal();
        }
        let (run, reports) = Reports::of(run);
        let (run, taken) = self.sink.into(run);
        let output = run.run();
        let story = Story::of(&reports);
        (story.fate(&output, &taken.text()), story, output)
    }
}

/// Hosts, with the size of what is written to each.
type Hosts = Vec<(&'static str, Sink)>;

/// Runs each way with nanowasi, which has to answer: all arrives, or the program is told, and with the host's own
/// errno.
fn answered(dir: &TempDir, hosts: &Hosts) -> Fates {
    let program = build_pair("fault_writes").nanowasi;
    let mut fates = Fates::default();
    for case in hosts.iter().copied().flat_map(Case::each) {
        let (fate, story, output) = case.run(&program, dir);
        assert!(
            matches!(fate, Fate::Whole | Fate::Told),
            "{fate:?} of {case:?}: {story:?}\n{output}"
        );
        let errno = format!("errno {}", case.sink.errno);
        assert!(
            story.errors().all(|error| error == errno),
            "{case:?}: {story:?}\n{output}"
        );
        // The status of a program that was told is its own; of `print!` it is all that tells.
        let status = match (case.way, fate) {
            ("print", Fate::Told) => 1..=1,
            _ if case.sink.fd == 1 => 0..=1,
            _ => 0..=0,
        };
        let code = output.status.code();
        assert!(
            code.is_some_and(|code| status.contains(&code)),
            "{case:?}: {output}"
        );
        fates.add(fate);
    }
    fates
}

/// Runs each way with `std`, which may do what it does.
fn of_std(dir: &TempDir, hosts: &Hosts) -> Fates {
    let program = build_pair("fault_writes").std;
    let mut fates = Fates::default();
    // What it writes is the same on a terminal.
    let cases = hosts.iter().copied().flat_map(Case::each);
    for case in cases.filter(|case| !case.terminal) {
        fates.add(case.run(&program, dir).0);
    }
    fates
}

/// Whether each errno is to be tried at each point, with `std` as well.
fn long() -> bool {
    env::var_os("NANOWASI_FAULTS").is_some()
}

/// Hosts that refuse with one of the errnos by turns, so often, when they have taken so many bytes; in the long
/// form, with each of them.
fn refusals(points: impl IntoIterator<Item = usize>, errnos: &[i32], times: usize) -> Vec<Sink> {
    let hosts = points.into_iter().flat_map(|at| {
        let turn = at % errnos.len();
        let errnos = errnos.iter().enumerate();
        let errnos = errnos.filter(move |(number, _)| long() || *number == turn);
        errnos.map(move |(_, errno)| refuses(at, *errno, times))
    });
    hosts.collect()
}

/// A host that refuses with an errno, so often, when it has taken some bytes.
fn refuses(fails_at: usize, errno: i32, times: usize) -> Sink {
    Sink {
        fails_at,
        errno,
        times,
        ..Sink::new(0)
    }
}

/// A half of a line, since the host took half and nobody sent the rest; a line twice, since somebody sent all of
/// it again; a program that hangs, since its host is never ready; and, worst, one whose output is lost and
/// that says all is well: one `AGAIN` at the end was enough.
#[test]
fn what_is_written_arrives_once_or_the_program_is_told() {
    const EVER: usize = usize::MAX;
    let dir = TempDir::new("writes");
    let small =
        |hosts: Vec<Sink>| -> Hosts { hosts.into_iter().map(|host| ("small", host)).collect() };
    let large =
        |hosts: Vec<Sink>| -> Hosts { hosts.into_iter().map(|host| ("large", host)).collect() };
    let every = |step| {
        if long() {
            (0..=SMALL).step_by(1)
        } else {
            (0..=SMALL).step_by(step)
        }
    };
    let takes = |step| Sink {
        step,
        ..Sink::new(0)
    };
    let first = |step| Sink {
        first: true,
        ..takes(step)
    };
    // Not ready so often before each call that takes something.
    let unready = |times, poll, step| Sink {
        each: true,
        poll,
        step,
        ..refuses(0, AGAIN, times)
    };
    let never = |at, poll| Sink {
        poll,
        ..refuses(at, AGAIN, EVER)
    };
    let both_sizes = |step, times| {
        let mut hosts = small(refusals(every(step), &[NOSPC, PIPE], times));
        hosts.extend(large(refusals(LARGE, &[NOSPC, PIPE], times)));
        hosts
    };

    // What is done with nanowasi; and with `std`, if that is less.
    let rows: Vec<(&str, Hosts, Option<Hosts>)> = vec![
        (
            "takes a few bytes a call",
            [
                small([1, 2, 3, 5, 15, 16, 17].map(takes).to_vec()),
                large([1000, 4096, 16_383, 16_384, 16_385].map(takes).to_vec()),
            ]
            .concat(),
            None,
        ),
        (
            "writes the first slice only",
            [
                small([3, EVER].map(first).to_vec()),
                large(vec![first(EVER)]),
            ]
            .concat(),
            None,
        ),
        (
            "`AGAIN` up to 1,022 times before each call",
            [
                small(vec![
                    unready(1, Poll::Fires, EVER),
                    unready(2, Poll::Silent, EVER),
                    unready(20, Poll::Refused(NOTSUP), 7),
                    unready(1022, Poll::Never, EVER),
                ]),
                large(vec![unready(3, Poll::Fires, 4096)]),
            ]
            .concat(),
            None,
        ),
        (
            "`AGAIN` once, at each point",
            small(refusals(every(3), &[AGAIN], 1)),
            Some(small(refusals(every(7), &[AGAIN], 1))),
        ),
        (
            "`AGAIN` for ever, and a poll that never fires",
            small(vec![
                never(0, Poll::Never),
                never(20, Poll::Refused(NOTSUP)),
            ]),
            None,
        ),
        (
            "`INTR` once, at each point",
            small(refusals(every(3), &[INTR], 1)),
            Some(small(refusals(every(7), &[INTR], 1))),
        ),
        (
            "`INTR` for ever",
            small(vec![refuses(20, INTR, EVER)]),
            None,
        ),
        (
            "`NOSPC` or `PIPE` once, at each point",
            both_sizes(1, 1),
            Some(both_sizes(7, 1)),
        ),
        (
            "`NOSPC` or `PIPE` for ever, from each point",
            both_sizes(1, EVER),
            Some(both_sizes(7, EVER)),
        ),
        (
            "`BADF` for ever, from the start",
            [
                small(vec![refuses(0, BADF, EVER)]),
                large(vec![refuses(0, BADF, EVER)]),
            ]
            .concat(),
            None,
        ),
    ];
    let rows: Vec<[String; 3]> = rows
        .into_iter()
        .map(|(name, ours, theirs)| {
            let theirs = theirs.as_ref().unwrap_or(&ours);
            let (ours, theirs) = thread::scope(|scope| {
                let theirs = scope.spawn(|| of_std(&dir, theirs));
                (answered(&dir, &ours), theirs.join().unwrap())
            });
            [name.to_owned(), ours.to_string(), theirs.to_string()]
        })
        .collect();
    if long() {
        println!("{rows:#?}");
    } else {
        document::table("writes", ["the host", "nanowasi", "`std`"], &rows);
    }
}

/// Where nobody can be told: `eprint!` has no answer, and a `BufWriter` that is dropped none either. What waits
/// for standard output is told by the status all the same.
#[test]
fn what_nobody_can_be_told_of_is_lost_alone() {
    let dir = TempDir::new("writes-untold");
    let programs = build_pair("fault_writes");
    let mut rows = Vec::new();
    for (way, fd, name, fates) in [
        ("eprint", 2, "`eprint!`", [Fate::Whole, Fate::Lost]),
        (
            "buffered stdout, dropped",
            1,
            "a `BufWriter` of standard output that is dropped",
            [Fate::Whole, Fate::Told],
        ),
        (
            "buffered file, dropped",
            3,
            "a `BufWriter` of a file that is dropped",
            [Fate::Told, Fate::Lost],
        ),
    ] {
        let (mut ours, mut theirs) = (Fates::default(), Fates::default());
        for fails_at in 0..SMALL {
            let case = Case {
                way,
                size: "small",
                end: "return",
                terminal: false,
                sink: Sink {
                    fd,
                    ..refuses(fails_at, NOSPC, usize::MAX)
                },
            };
            let (fate, story, output) = case.run(&programs.nanowasi, &dir);
            assert!(
                fates.contains(&fate),
                "{fate:?} of {case:?}: {story:?} {output}"
            );
            assert!(output.status.code().is_some(), "{case:?}: {output}");
            ours.add(fate);
            if fails_at % 7 == 0 {
                theirs.add(case.run(&programs.std, &dir).0);
            }
        }
        rows.push([name.to_owned(), ours.to_string(), theirs.to_string()]);
    }
    document::table(
        "untold",
        ["`NOSPC` for ever, from each point, to", "nanowasi", "`std`"],
        &rows,
    );
}

/// `write` has taken a line when it is in the buffer, and nobody is told what became of it then. A host that
/// counts more than there was has its line taken out of the buffer: the status was 0.
#[test]
fn a_line_that_a_write_has_taken_and_the_host_has_not_is_told_by_the_status() {
    let program = build_pair("fault_writes").nanowasi;
    let dir = TempDir::new("writes-lie");
    for (takes, says) in [(0, 1_000_000), (3, u32::MAX), (0, 1 << 31)] {
        let case = Case {
            way: "stdout by some",
            size: "small",
            end: "return",
            terminal: true,
            sink: Sink {
                fd: 1,
                says: Some(says),
                step: takes,
                ..Sink::new(1)
            },
        };
        let (_, story, output) = case.run(&program, &dir);
        assert_eq!(output.status.code(), Some(1), "{story:?} {output}");
    }
}
