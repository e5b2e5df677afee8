//! Start-up: hosts whose sizes of the arguments and of the environment are not true, and that put them anywhere.
//!
//! What a program has made room for is all that a host may write into, and what it takes for an argument is
//! what the host has written there. The sizes are asked for first: a host whose list grows in between has more
//! to write than it told.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nanowasi_test_host::{Answer, Call, OutOfBounds, Output, Run, Status};

use crate::document;
use crate::program_pair::build_pair;
use crate::report::Reports;

const NOSYS: i32 = 52;

/// The two lists that a program is started with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Args,
    Environ,
}

use List::{Args, Environ};

impl List {
    fn sizes(self) -> &'static str {
        match self {
            Args => "args_sizes_get",
            Environ => "environ_sizes_get",
        }
    }

    fn get(self) -> &'static str {
        match self {
            Args => "args_get",
            Environ => "environ_get",
        }
    }
}

/// What the host has in each of them.
const STRINGS: [&str; 5] = [
    "A=one",
    "B=two",
    "C=three",
    "D=",
    "E=the fifth, and the longest",
];

/// How many bytes those are, with a NUL behind each.
const LEN: u32 = 6 + 6 + 8 + 3 + 29;

/// What the host does to a list.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// Tells this many strings, of so many bytes.
    Tells(u32, u32),
    /// Says that the string of a number begins there.
    Puts(u32, Place),
    /// Writes no NUL behind the last string, as far as there is room; nor is the first address behind it one,
    /// which is that of the second string.
    NoEnd,
    /// Answers an errno when it is asked for the sizes.
    NoSizes,
    /// Answers an errno when it is asked for the strings.
    NoStrings,
}

/// A place outside of the block.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// An address.
    At(u32),
    /// So far behind the start of the addresses, which are no strings.
    Table(u32),
    /// In the program's own texts.
    Program,
}

/// What became of it.
struct Seen {
    output: Output,
    /// What the program took for its arguments, or for its environment.
    strings: Vec<String>,
    /// How long the last string is that has no end.
    endless: u32,
    /// Whether the host has changed memory that the program had not made room in.
    outside: bool,
}

/// Runs the program with the strings in a list.
fn run(program: &[u8], list: List, fault: Fault) -> Seen {
    let mut run = Run::new(program).memory_limit(64 << 20);
    run = match list {
        Args => run.name(STRINGS[0]).args(STRINGS[1..].to_vec()),
        Environ => STRINGS
            .iter()
            .filter_map(|entry| entry.split_once('='))
            .fold(run, |run, (name, value)| run.env(name, value)),
    };
    let written = Arc::new(Mutex::new((false, 0)));
    let shared = Arc::clone(&written);
    // How large the memory was when the sizes were asked for.
    let before = Arc::new(Mutex::new(0));
    let old = Arc::clone(&before);
    let run = run
        .fault(list.sizes(), move |call| {
            *lock(&before) = u32::try_from(call.memory_len()).unwrap();
            match fault {
                Fault::Tells(count, len) => tell(call, count, len),
                Fault::NoSizes => Ok(Answer::Errno(NOSYS)),
                _ => Ok(call.real()),
            }
        })
        .fault(list.get(), move |call| {
            if matches!(fault, Fault::NoStrings) {
                return Ok(Answer::Errno(NOSYS));
            }
            let (answer, outside, endless) = watched(call, fault, *lock(&old))?;
            *lock(&shared) = (outside, endless);
            Ok(answer)
        });
    let (run, reports) = Reports::of(run);
    let output = run.run();
    let begin = match list {
        Args => "argument: ",
        Environ => "variable: ",
    };
    let lines = reports.lines();
    let strings = lines.iter().filter_map(|line| line.strip_prefix(begin));
    let (outside, endless) = *lock(&written);
    Seen {
        output,
        strings: strings.map(str::to_owned).collect(),
        endless,
        outside,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells sizes.
fn tell(call: &mut Call<'_>, count: u32, len: u32) -> Result<Answer, OutOfBounds> {
    call.write_u32(call.arg(0), count)?;
    call.write_u32(call.arg(1), len)?;
    Ok(Answer::Errno(0))
}

/// What a program has made room for behind the addresses, if it makes one block of both: more
/// addresses.
const SLACK: u32 = 4096;

/// Has the host write its strings, and looks whether it was elsewhere than the program has made
/// room. All memory that is new since the sizes were told is for them, and what lies between the
/// strings and the addresses of one block.
fn watched(
    call: &mut Call<'_>,
    fault: Fault,
    old: u32,
) -> Result<(Answer, bool, u32), OutOfBounds> {
    let (table, block) = (call.arg(0), call.arg(1));
    let before = call.bytes(0, old)?;
    let answer = call.real();
    let (count, len) = match fault {
        Fault::Tells(count, len) => (count, len),
        _ => (5, LEN),
    };
    let after = call.bytes(0, old)?;
    let room = if block < table && table - block < len * 4 + 2 * SLACK {
        [(block, table - block), (table, count * 4 + SLACK)]
    } else {
        [(table, count * 4), (block, len)]
    };
    let is_outside = |at: u32| {
        room.iter()
            .all(|(start, len)| at < *start || at - start >= *len)
    };
    let changed = (0_u32..)
        .step_by(4096)
        .zip(before.chunks(4096).zip(after.chunks(4096)));
    let outside =
        changed
            .filter(|(_, (before, after))| before != after)
            .any(|(at, (before, after))| {
                let bytes = (at..).zip(before.iter().zip(after));
                bytes
                    .into_iter()
                    .any(|(at, (before, after))| before != after && is_outside(at))
            });
    let mut endless = 0;
    match fault {
        Fault::Puts(number, place) => {
            let address = match place {
                Place::At(address) => address,
                Place::Table(offset) => table + offset,
                Place::Program => {
                    let texts = before.windows(8).position(|bytes| bytes == b"variable");
                    u32::try_from(texts.expect("a text of the program")).unwrap()
                }
            };
            call.write_u32(table + 4 * number, address)?;
        }
        Fault::NoEnd => {
            let last = call.u32(table + 16)?;
            let end = if table > block { table } else { block + LEN };
            endless = end - last;
            let second = call.u32(table + 4)?;
            call.write_u32(table, second)?;
            call.write(last, &vec![b'x'; endless as usize])?;
        }
        _ => {}
    }
    Ok((answer, outside, endless))
}

/// What has to be taken for the list: what the host has, as far as it told that it has so many. An argument
/// that is missing is empty; what has no name is no variable.
fn expected(list: List, fault: Fault, endless: u32) -> Vec<String> {
    let mut strings = STRINGS.map(str::to_owned).to_vec();
    match fault {
        Fault::Tells(count, _) => strings.resize(count as usize, String::new()),
        Fault::Puts(number, _) => strings[number as usize].clear(),
        // As the program shows it.
        Fault::NoEnd => {
            strings[0] = strings[1].clone();
            strings[4] = format!("{} of {endless} characters", "x".repeat(60));
        }
        Fault::NoSizes | Fault::NoStrings => strings.clear(),
    }
    strings.retain(|string| list == Args || string.contains('='));
    strings
}

/// What became of some runs.
#[derive(Default)]
struct Tally {
    right: usize,
    garbled: usize,
    failed: usize,
    trapped: usize,
    outside: usize,
}

impl Tally {
    fn add(&mut self, seen: &Seen, expected: &[String]) {
        match seen.output.status {
            Status::Exit(0) if seen.strings == expected => self.right += 1,
            Status::Exit(0) => self.garbled += 1,
            Status::Exit(_) => self.failed += 1,
            _ => self.trapped += 1,
        }
        self.outside += usize::from(seen.outside);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.right, "right"),
            (self.garbled, "**garbled**"),
            (self.failed, "status 71"),
            (self.trapped, "**trap**"),
            (self.outside, "with **memory overwritten**"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count != 0);
        let parts: Vec<String> = parts
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        f.write_str(&parts.join(", "))
    }
}

/// A host that had more to write than it told had the addresses of its strings end up in their text: `\n` was an
/// argument then. `std` reads them wherever they are said to be, and has its heap written over.
#[test]
fn what_is_told_of_the_arguments_need_not_be_true() {
    let programs = build_pair("fault_start");
    let tells = |counts: &[u32], lens: &[u32]| -> Vec<Fault> {
        let pairs = counts
            .iter()
            .flat_map(|count| lens.iter().map(|len| (*count, *len)));
        pairs.map(|(count, len)| Fault::Tells(count, len)).collect()
    };
    let places = [
        Place::At(0),
        Place::At(1),
        Place::At(65_537),
        Place::At(0x7FFF_FFFF),
        Place::At(0x8000_0000),
        Place::At(u32::MAX),
        Place::Table(0),
        Place::Table(3),
        Place::Table(4096),
        Place::Program,
    ];
    let puts = (0..5).flat_map(|number| places.map(|place| Fault::Puts(number, place)));
    let mut rows = Vec::new();
    for (name, faults) in [
        ("tells the truth", tells(&[5], &[LEN])),
        (
            "tells fewer strings than it has",
            tells(&[0, 1, 2, 3, 4], &[0, 1, 10, LEN - 1, LEN, 1000]),
        ),
        (
            "tells fewer bytes than it has",
            tells(&[5], &[0, 1, 7, 20, LEN - 1]),
        ),
        (
            "tells more of one or both",
            tells(&[5, 6, 8], &[LEN + 1, 1000, 100_000]),
        ),
        (
            "tells more strings and fewer bytes",
            tells(&[6, 7, 8], &[0, 1, 20, LEN - 1]),
        ),
        ("puts one outside of the block", puts.collect()),
        ("writes no NUL", vec![Fault::NoEnd]),
        ("answers an errno", vec![Fault::NoSizes, Fault::NoStrings]),
    ] {
        let (mut ours, mut theirs) = (Tally::default(), Tally::default());
        for fault in faults {
            for list in [Args, Environ] {
                let seen = run(&programs.nanowasi, list, fault);
                let right = expected(list, fault, seen.endless);
                assert_eq!(
                    seen.output.status,
                    Status::Exit(0),
                    "{list:?}, {fault:?}: {}",
                    seen.output
                );
                assert_eq!(seen.strings, right, "{list:?}, {fault:?}: {}", seen.output);
                assert!(!seen.outside, "{list:?}, {fault:?}: {}", seen.output);
                ours.add(&seen, &right);
                let seen = run(&programs.std, list, fault);
                theirs.add(&seen, &expected(list, fault, seen.endless));
            }
        }
        rows.push([name.to_owned(), ours.to_string(), theirs.to_string()]);
    }
    document::table("start-up", ["the host", "nanowasi", "`std`"], &rows);
}

/// Lists that are too long for memory were no lists; a trap, or memory that goes round at 4 GiB,
/// would be as wrong.
#[test]
fn sizes_that_no_memory_has_end_the_program() {
    let program = build_pair("fault_start").nanowasi;
    for (count, len) in [
        (u32::MAX - 1, 0),
        (5, u32::MAX - 1),
        (u32::MAX - 1, u32::MAX - 1),
        (1 << 30, 1),
        (1 << 24, 1),
        (1, 1 << 30),
        (5, 1 << 25),
    ] {
        for list in [Args, Environ] {
            let seen = run(&program, list, Fault::Tells(count, len));
            let what = format!("{count} of {len} bytes: {}", seen.output);
            assert_eq!(seen.output.status, Status::Exit(101), "{what}");
            assert_eq!(seen.output.stderr_str(), "out of memory\n", "{what}");
            assert_eq!(seen.strings, [""; 0], "{what}");
            assert_eq!(seen.output.count(list.get()), 0, "{what}");
        }
    }
}
