//! Writes: a host that takes what it likes, is never ready, or refuses in the middle.
//!
//! One program writes some pieces in each of the ways that there are, and reports what it was answered; the
//! host fails at each point of the output. What arrived has to be what was answered: a piece that was taken
//! is there once, whole and in its place, and where one is missing the program was told, or its status tells.

use std::{env, iter, thread};

use nanowasi_host::{Output, Run};

use crate::both::both;
use crate::common::TempDir;
use crate::document;
use crate::report::Reports;
use crate::sink::{Poll, Sink};
use crate::story::{Fate, Fates, Story};

const AGAIN: i32 = 6;
const BADF: i32 = 8;
const INTR: i32 = 27;
const NOSPC: i32 = 51;
const NOTSUP: i32 = 58;
const PIPE: i32 = 64;

/// The ways of the program `fault_writes`, with the descriptor that each writes to.
const WAYS: [(&str, u32); 13] = [
    ("print", 1),
    ("stdout", 1),
    ("stdout by some", 1),
    ("stdout, vectored", 1),
    ("stdout by line", 1),
    ("buffered stdout", 1),
    ("stderr", 2),
    ("buffered stderr", 2),
    ("file", 3),
    ("file, vectored", 3),
    ("file by line", 3),
    ("buffered file", 3),
    ("buffered file, vectored", 3),
];

/// How long the pieces are together.
const SMALL: usize = 84;

/// Points of the large pieces: around their ends, around a buffer's, and in the middle.
const LARGE: [usize; 9] = [0, 2999, 3000, 8192, 8999, 17_192, 30_000, 37_193, 45_390];

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
    /// Each way, on a terminal as well where there can be one, to such a host.
    fn each(size: &'static str, sink: Sink) -> impl Iterator<Item = Self> {
        let ways = WAYS.into_iter().flat_map(|way| {
            let terminal = iter::once((way, true)).filter(|((_, fd), _)| *fd == 1);
            iter::once((way, false)).chain(terminal)
        });
        ways.map(move |((way, fd), terminal)| Self {
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

/// Runs cases with nanowasi, which has to answer each: all arrives, or the program is told, and with the
/// host's own errno.
fn answered(dir: &TempDir, cases: impl IntoIterator<Item = Case>) -> Fates {
    let program = both("fault_writes").nanowasi;
    let mut fates = Fates::default();
    for case in cases {
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

/// Runs cases with `std`, which may do what it does.
fn of_std(dir: &TempDir, cases: impl IntoIterator<Item = Case>) -> Fates {
    let program = both("fault_writes").std;
    let mut fates = Fates::default();
    for case in cases {
        // Its output is not another one on a terminal.
        if !case.terminal {
            fates.add(case.run(&program, dir).0);
        }
    }
    fates
}

/// A row of the table: what the host does, and what becomes of it.
fn row(
    dir: &TempDir,
    name: &str,
    ours: impl IntoIterator<Item = Case>,
    theirs: impl IntoIterator<Item = Case> + Send,
) -> [String; 3] {
    let (ours, theirs) = thread::scope(|scope| {
        let theirs = scope.spawn(|| of_std(dir, theirs));
        (answered(dir, ours), theirs.join().unwrap())
    });
    [name.to_owned(), ours.to_string(), theirs.to_string()]
}

/// The errnos of a disk that is full and of a reader that is gone, in turn; all of them at each point in the
/// long form.
fn refusals(points: impl IntoIterator<Item = usize>) -> impl Iterator<Item = (usize, i32)> {
    let long = env::var_os("NANOWASI_FAULTS").is_some();
    points.into_iter().flat_map(move |at| {
        let errnos = [NOSPC, PIPE].into_iter().enumerate();
        errnos
            .filter(move |(number, _)| long || at % 2 == *number)
            .map(move |(_, errno)| (at, errno))
    })
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
    let dir = &dir;
    let small = |sink| Case::each("small", sink);
    let large = |sink| Case::each("large", sink);
    let every = || 0..=SMALL;
    let third = || (0..=SMALL).step_by(3);
    let some = || (0..=SMALL).step_by(7);
    let few = || [0, 20, SMALL];

    let takes = |step, first| Sink {
        step,
        first,
        ..Sink::new(0)
    };
    let slow = move || {
        [1, 2, 3, 5, 15, 16, 17]
            .into_iter()
            .flat_map(move |step| small(takes(step, false)))
    };
    let parts = move || {
        [1000, 4096, 8191, 8192, 8193]
            .into_iter()
            .flat_map(move |step| large(takes(step, false)))
    };
    let first = move || {
        small(takes(EVER, true))
            .chain(small(takes(3, true)))
            .chain(large(takes(EVER, true)))
    };

    // A host that is not ready before each call that takes something.
    let unready = move |times, poll, step| Sink {
        each: true,
        poll,
        step,
        ..refuses(0, AGAIN, times)
    };
    let polls = [
        Poll::Fires,
        Poll::Never,
        Poll::Silent,
        Poll::Refused(NOTSUP),
    ];
    let not_ready = move || {
        let times = [1, 2, 20, 1022].into_iter().zip(polls);
        times.flat_map(move |(times, poll)| {
            small(unready(times, poll, EVER)).chain(large(unready(times.min(100), poll, 16_384)))
        })
    };
    let never_ready = move || {
        few()
            .into_iter()
            .zip(polls.into_iter().skip(1))
            .flat_map(move |(at, poll)| {
                small(Sink {
                    poll,
                    ..refuses(at, AGAIN, EVER)
                })
            })
    };
    let at_points = move |points: Vec<usize>, errno, times| {
        points
            .into_iter()
            .flat_map(move |at| small(refuses(at, errno, times)))
    };
    let refusing = move |points: Vec<usize>, times| {
        refusals(points).flat_map(move |(at, errno)| small(refuses(at, errno, times)))
    };
    let refusing_large =
        move |times| refusals(LARGE).flat_map(move |(at, errno)| large(refuses(at, errno, times)));

    let rows = [
        row(
            dir,
            "takes a few bytes a call",
            slow().chain(parts()),
            slow().chain(parts()),
        ),
        row(dir, "writes the first slice only", first(), first()),
        row(
            dir,
            "`AGAIN` 1, 2, 20 or 1022 times before each call",
            not_ready(),
            not_ready(),
        ),
        row(
            dir,
            "`AGAIN` once, at each point",
            at_points(third().collect(), AGAIN, 1),
            at_points(some().collect(), AGAIN, 1),
        ),
        row(
            dir,
            "`AGAIN` for ever, and a poll that never fires",
            never_ready(),
            never_ready(),
        ),
        row(
            dir,
            "`INTR` once, at each point",
            at_points(third().collect(), INTR, 1),
            at_points(some().collect(), INTR, 1),
        ),
        row(
            dir,
            "`INTR` for ever",
            at_points(few().to_vec(), INTR, EVER),
            at_points(few().to_vec(), INTR, EVER),
        ),
        row(
            dir,
            "`NOSPC` or `PIPE` once, at each point",
            refusing(every().collect(), 1).chain(refusing_large(1)),
            refusing(some().collect(), 1).chain(refusing_large(1)),
        ),
        row(
            dir,
            "`NOSPC` or `PIPE` for ever, from each point",
            refusing(every().collect(), EVER).chain(refusing_large(EVER)),
            refusing(some().collect(), EVER).chain(refusing_large(EVER)),
        ),
        row(
            dir,
            "`BADF` for ever, from the start",
            at_points(vec![0], BADF, EVER).chain(large(refuses(0, BADF, EVER))),
            at_points(vec![0], BADF, EVER).chain(large(refuses(0, BADF, EVER))),
        ),
    ];
    document::table("writes", ["the host", "nanowasi", "`std`"], &rows);
}

/// Where nobody can be told: `eprint!` has no answer, and a `BufWriter` that is dropped none either. What waits
/// for standard output is told by the status all the same.
#[test]
fn what_nobody_can_be_told_of_is_lost_alone() {
    let dir = TempDir::new("writes-untold");
    let programs = both("fault_writes");
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
    let program = both("fault_writes").nanowasi;
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
