//! Writes to a host that takes any number of bytes, is not ready, or fails in the middle.
//!
//! One program writes some segments by each method, and reports the results. The host fails at each
//! point of the output. What arrived has to agree with the results: a segment that was written is
//! there once, complete and in order, and a missing one is reported by an error or by the status.

use std::{env, thread};

use nanowasi_test_host::{Output, Run};

use crate::common::TempDir;
use crate::document;
use crate::program_pair::build_pair;
use crate::report::Reports;
use crate::sink::{Poll, Sink};
use crate::transcript::{Fate, Fates, Transcript};

const AGAIN: i32 = 6;
const BADF: i32 = 8;
const INTR: i32 = 27;
const NOSPC: i32 = 51;
const NOTSUP: i32 = 58;
const PIPE: i32 = 64;

/// The methods of the program `fault_writes`, the descriptor of each, and whether that is a
/// terminal.
const METHODS: [(&str, u32, bool); 16] = [
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

/// The length of all segments together.
const SMALL: usize = 84;

/// Points within the large segments: around their ends, around those of a buffer, and in the
/// middle.
const LARGE: [usize; 9] = [
    0, 5999, 6000, 16_384, 17_999, 34_384, 60_000, 74_385, 90_780,
];

/// One run: a method, a size, and the host.
#[derive(Clone, Debug)]
struct Case {
    method: &'static str,
    size: &'static str,
    end: &'static str,
    terminal: bool,
    sink: Sink,
}

impl Case {
    /// Makes a case for each method.
    fn each((size, sink): (&'static str, Sink)) -> impl Iterator<Item = Self> {
        METHODS.into_iter().map(move |(method, fd, terminal)| Self {
            method,
            size,
            end: if terminal { "exit" } else { "return" },
            terminal,
            sink: Sink { fd, ..sink },
        })
    }

    fn run(&self, program: &[u8], dir: &TempDir) -> (Fate, Transcript, Output) {
        let mut run = Run::new(program)
            .args([self.method, self.size, self.end])
            .dir(dir, ".");
        if self.terminal {
            run = run.terminal();
        }
        let (run, reports) = Reports::of(run);
        let (run, taken) = self.sink.into(run);
        let output = run.run();
        let transcript = Transcript::of(&reports);
        (transcript.fate(&output, &taken.text()), transcript, output)
    }
}

/// Hosts, each with the size of the output.
type Hosts = Vec<(&'static str, Sink)>;

/// Runs each method with nanowasi. Fails unless everything arrives, or the program gets the host's
/// own errno.
fn run_nanowasi(dir: &TempDir, hosts: &Hosts) -> Fates {
    let program = build_pair("fault_writes").nanowasi;
    let mut fates = Fates::default();
    for case in hosts.iter().copied().flat_map(Case::each) {
        let (fate, transcript, output) = case.run(&program, dir);
        assert!(
            matches!(fate, Fate::Whole | Fate::Reported),
            "{fate:?} of {case:?}: {transcript:?}\n{output}"
        );
        let errno = format!("errno {}", case.sink.errno);
        assert!(
            transcript.errors().all(|error| error == errno),
            "{case:?}: {transcript:?}\n{output}"
        );
        // A program that got an error sets its own status. After `print!`, only the status shows a
        // failure.
        let status = match (case.method, fate) {
            ("print", Fate::Reported) => 1..=1,
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

/// Runs each method with `std`, without requirements.
fn run_std(dir: &TempDir, hosts: &Hosts) -> Fates {
    let program = build_pair("fault_writes").std;
    let mut fates = Fates::default();
    // `std` writes the same on a terminal.
    let cases = hosts.iter().copied().flat_map(Case::each);
    for case in cases.filter(|case| !case.terminal) {
        fates.add(case.run(&program, dir).0);
    }
    fates
}

/// Returns whether each errno is tried at each point, with `std` as well.
fn is_thorough() -> bool {
    env::var_os("NANOWASI_FAULTS").is_some()
}

/// Makes hosts that refuse with one of the errnos in turn, or with each of them in a thorough run,
/// `times` times after the given number of bytes.
fn refusals(points: impl IntoIterator<Item = usize>, errnos: &[i32], times: usize) -> Vec<Sink> {
    let hosts = points.into_iter().flat_map(|at| {
        let turn = at % errnos.len();
        let errnos = errnos.iter().enumerate();
        let errnos = errnos.filter(move |(number, _)| is_thorough() || *number == turn);
        errnos.map(move |(_, errno)| refuses(at, *errno, times))
    });
    hosts.collect()
}

/// Makes a host that refuses with an errno, `times` times after the given number of bytes.
fn refuses(fails_at: usize, errno: i32, times: usize) -> Sink {
    Sink {
        fails_at,
        errno,
        times,
        ..Sink::new(0)
    }
}

/// Half of a line, because the rest was not written; a line twice, because all of it was written
/// again; a program that hangs; and, worst, lost output with status 0, for which one `AGAIN` at the
/// end was enough.
#[test]
fn output_arrives_once_or_the_program_gets_an_error() {
    const FOREVER: usize = usize::MAX;
    let dir = TempDir::new("writes");
    let small =
        |hosts: Vec<Sink>| -> Hosts { hosts.into_iter().map(|host| ("small", host)).collect() };
    let large =
        |hosts: Vec<Sink>| -> Hosts { hosts.into_iter().map(|host| ("large", host)).collect() };
    let every = |step| {
        if is_thorough() {
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
    // Not ready `times` times before each call that takes bytes.
    let unready = |times, poll, step| Sink {
        each: true,
        poll,
        step,
        ..refuses(0, AGAIN, times)
    };
    let never = |at, poll| Sink {
        poll,
        ..refuses(at, AGAIN, FOREVER)
    };
    let both_sizes = |step, times| {
        let mut hosts = small(refusals(every(step), &[NOSPC, PIPE], times));
        hosts.extend(large(refusals(LARGE, &[NOSPC, PIPE], times)));
        hosts
    };

    // The hosts for nanowasi, and those for `std` if they are fewer.
    let rows: Vec<(&str, Hosts, Option<Hosts>)> = vec![
        (
            "accepts a few bytes per call",
            [
                small([1, 2, 3, 5, 15, 16, 17].map(takes).to_vec()),
                large([1000, 4096, 16_383, 16_384, 16_385].map(takes).to_vec()),
            ]
            .concat(),
            None,
        ),
        (
            "accepts only the first slice",
            [
                small([3, FOREVER].map(first).to_vec()),
                large(vec![first(FOREVER)]),
            ]
            .concat(),
            None,
        ),
        (
            "`AGAIN` up to 1,022 times before each call",
            [
                small(vec![
                    unready(1, Poll::Fires, FOREVER),
                    unready(2, Poll::Silent, FOREVER),
                    unready(20, Poll::Refused(NOTSUP), 7),
                    unready(1022, Poll::Never, FOREVER),
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
            "always `AGAIN`, and a poll that reports nothing",
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
            "always `INTR`",
            small(vec![refuses(20, INTR, FOREVER)]),
            None,
        ),
        (
            "`NOSPC` or `PIPE` once, at each point",
            both_sizes(1, 1),
            Some(both_sizes(7, 1)),
        ),
        (
            "always `NOSPC` or `PIPE`, from each point",
            both_sizes(1, FOREVER),
            Some(both_sizes(7, FOREVER)),
        ),
        (
            "always `BADF`",
            [
                small(vec![refuses(0, BADF, FOREVER)]),
                large(vec![refuses(0, BADF, FOREVER)]),
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
                let theirs = scope.spawn(|| run_std(&dir, theirs));
                (run_nanowasi(&dir, &ours), theirs.join().unwrap())
            });
            [name.to_owned(), ours.to_string(), theirs.to_string()]
        })
        .collect();
    if is_thorough() {
        println!("{rows:#?}");
    } else {
        document::table("writes", ["the host", "nanowasi", "`std`"], &rows);
    }
}

/// `eprint!` and a dropped `BufWriter` have no result. Pending bytes of standard output are still
/// reported by the status.
#[test]
fn output_without_a_result_is_lost_alone() {
    let dir = TempDir::new("writes-untold");
    let programs = build_pair("fault_writes");
    let mut rows = Vec::new();
    for (method, fd, name, fates) in [
        ("eprint", 2, "`eprint!`", [Fate::Whole, Fate::Lost]),
        (
            "buffered stdout, dropped",
            1,
            "a dropped `BufWriter` of standard output",
            [Fate::Whole, Fate::Reported],
        ),
        (
            "buffered file, dropped",
            3,
            "a dropped `BufWriter` of a file",
            [Fate::Reported, Fate::Lost],
        ),
    ] {
        let (mut ours, mut theirs) = (Fates::default(), Fates::default());
        for fails_at in 0..SMALL {
            let case = Case {
                method,
                size: "small",
                end: "return",
                terminal: false,
                sink: Sink {
                    fd,
                    ..refuses(fails_at, NOSPC, usize::MAX)
                },
            };
            let (fate, transcript, output) = case.run(&programs.nanowasi, &dir);
            assert!(
                fates.contains(&fate),
                "{fate:?} of {case:?}: {transcript:?} {output}"
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
        "unreported",
        [
            "writer, with `NOSPC` from each point on",
            "nanowasi",
            "`std`",
        ],
        &rows,
    );
}

/// `write` succeeds once a line is in the buffer, so a later failure is not returned. A count
/// beyond the buffer removed the line from it, and the status was 0.
#[test]
fn the_status_shows_that_a_buffered_line_was_lost() {
    let program = build_pair("fault_writes").nanowasi;
    let dir = TempDir::new("writes-lie");
    for (takes, claims) in [(0, 1_000_000), (3, u32::MAX), (0, 1 << 31)] {
        let case = Case {
            method: "stdout by some",
            size: "small",
            end: "return",
            terminal: true,
            sink: Sink {
                fd: 1,
                claims: Some(claims),
                step: takes,
                ..Sink::new(1)
            },
        };
        let (_, transcript, output) = case.run(&program, &dir);
        assert_eq!(output.status.code(), Some(1), "{transcript:?} {output}");
    }
}
