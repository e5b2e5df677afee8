//! Start-up on hosts that return false sizes of the arguments and the environment, or place strings
//! anywhere.
//!
//! The host may write only into memory that the program provided, and an argument may be only what
//! the host wrote there. The sizes are queried first, so a host whose list grows in between has
//! more to write than it announced.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nanowasi_test_host::{Call, OutOfBounds, Output, Response, Run, Status};

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

/// The strings in each list.
const STRINGS: [&str; 5] = [
    "A=one",
    "B=two",
    "C=three",
    "D=",
    "E=the fifth, and the longest",
];

/// The number of their bytes, with a NUL after each.
const LEN: u32 = 6 + 6 + 8 + 3 + 29;

/// What the host does.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// Reports this number of strings, and of bytes.
    Sizes(u32, u32),
    /// Returns this address for the string with this index.
    Pointer(u32, Address),
    /// Writes no NUL after the last string. The first address, which follows the strings, contains
    /// no NUL either, because it is that of the second string.
    NoEnd,
    /// Returns an errno instead of the sizes.
    NoSizes,
    /// Returns an errno instead of the strings.
    NoStrings,
}

/// An address outside the block of strings.
#[derive(Clone, Copy, Debug)]
enum Address {
    /// This address.
    At(u32),
    /// This offset in the table of addresses.
    Table(u32),
    /// In the program's own data.
    Program,
}

/// The results of a run.
struct Seen {
    output: Output,
    /// What the program received as its arguments, or as its environment.
    strings: Vec<String>,
    /// The length of the last string if it has no NUL.
    endless: u32,
    /// Whether the host changed memory outside the block that the program provided.
    outside: bool,
}

/// Runs the program with the strings in one of the lists.
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
    // The size of memory when the sizes were queried.
    let before = Arc::new(Mutex::new(0));
    let old = Arc::clone(&before);
    let run = run
        .fault(list.sizes(), move |call| {
            *lock(&before) = u32::try_from(call.memory_len()).unwrap();
            match fault {
                Fault::Sizes(count, len) => write_sizes(call, count, len),
                Fault::NoSizes => Ok(Response::Errno(NOSYS)),
                _ => Ok(call.real()),
            }
        })
        .fault(list.get(), move |call| {
            if matches!(fault, Fault::NoStrings) {
                return Ok(Response::Errno(NOSYS));
            }
            let (response, outside, endless) = get_and_check(call, fault, *lock(&old))?;
            *lock(&shared) = (outside, endless);
            Ok(response)
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

/// Writes the sizes.
fn write_sizes(call: &mut Call<'_>, count: u32, len: u32) -> Result<Response, OutOfBounds> {
    call.write_u32(call.arg(0), count)?;
    call.write_u32(call.arg(1), len)?;
    Ok(Response::Errno(0))
}

/// The spare memory that a program adds for further addresses if it makes one block for both.
const SLACK: u32 = 4096;

/// Lets the host write its strings, and checks whether it wrote outside the memory for them. That
/// memory is all that is new since the sizes were queried, and what lies between the strings and
/// the addresses of one block.
fn get_and_check(
    call: &mut Call<'_>,
    fault: Fault,
    old: u32,
) -> Result<(Response, bool, u32), OutOfBounds> {
    let (table, block) = (call.arg(0), call.arg(1));
    let before = call.bytes(0, old)?;
    let response = call.real();
    let (count, len) = match fault {
        Fault::Sizes(count, len) => (count, len),
        _ => (5, LEN),
    };
    let after = call.bytes(0, old)?;
    let spare = if block < table && table - block < len * 4 + 2 * SLACK {
        [(block, table - block), (table, count * 4 + SLACK)]
    } else {
        [(table, count * 4), (block, len)]
    };
    let is_outside = |at: u32| {
        spare
            .iter()
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
        Fault::Pointer(number, address) => {
            let address = match address {
                Address::At(address) => address,
                Address::Table(offset) => table + offset,
                Address::Program => {
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
    Ok((response, outside, endless))
}

/// Returns the expected list: the host's strings, as far as it announced them. A missing argument
/// is empty, and an entry without a name is not a variable.
fn expected(list: List, fault: Fault, endless: u32) -> Vec<String> {
    let mut strings = STRINGS.map(str::to_owned).to_vec();
    match fault {
        Fault::Sizes(count, _) => strings.resize(count as usize, String::new()),
        Fault::Pointer(number, _) => strings[number as usize].clear(),
        // In the form that the program prints.
        Fault::NoEnd => {
            strings[0] = strings[1].clone();
            strings[4] = format!("{} of {endless} characters", "x".repeat(60));
        }
        Fault::NoSizes | Fault::NoStrings => strings.clear(),
    }
    strings.retain(|string| list == Args || string.contains('='));
    strings
}

/// The outcomes of several runs.
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
            (self.right, "correct"),
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

/// A host with more strings than it announced wrote their addresses into their text, so that an
/// argument was `\n`. `std` follows any address, and its heap is overwritten.
#[test]
fn false_sizes_and_addresses_of_arguments_are_handled() {
    let programs = build_pair("fault_start");
    let reports = |counts: &[u32], lens: &[u32]| -> Vec<Fault> {
        let pairs = counts
            .iter()
            .flat_map(|count| lens.iter().map(|len| (*count, *len)));
        pairs.map(|(count, len)| Fault::Sizes(count, len)).collect()
    };
    let addresses = [
        Address::At(0),
        Address::At(1),
        Address::At(65_537),
        Address::At(0x7FFF_FFFF),
        Address::At(0x8000_0000),
        Address::At(u32::MAX),
        Address::Table(0),
        Address::Table(3),
        Address::Table(4096),
        Address::Program,
    ];
    let pointers =
        (0..5).flat_map(|number| addresses.map(|address| Fault::Pointer(number, address)));
    let mut rows = Vec::new();
    for (name, faults) in [
        ("reports the correct sizes", reports(&[5], &[LEN])),
        (
            "reports fewer strings than it writes",
            reports(&[0, 1, 2, 3, 4], &[0, 1, 10, LEN - 1, LEN, 1000]),
        ),
        (
            "reports fewer bytes than it writes",
            reports(&[5], &[0, 1, 7, 20, LEN - 1]),
        ),
        (
            "reports more strings, bytes, or both",
            reports(&[5, 6, 8], &[LEN + 1, 1000, 100_000]),
        ),
        (
            "reports more strings and fewer bytes",
            reports(&[6, 7, 8], &[0, 1, 20, LEN - 1]),
        ),
        ("returns an address outside the block", pointers.collect()),
        ("writes no final NUL", vec![Fault::NoEnd]),
        ("returns an errno", vec![Fault::NoSizes, Fault::NoStrings]),
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

/// Lists that are too long for memory were empty. A trap, or a size that wraps around at 4 GiB,
/// would be as wrong.
#[test]
fn sizes_beyond_memory_end_the_program() {
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
            let seen = run(&program, list, Fault::Sizes(count, len));
            let what = format!("{count} of {len} bytes: {}", seen.output);
            assert_eq!(seen.output.status, Status::Exit(101), "{what}");
            assert_eq!(seen.output.stderr_str(), "out of memory\n", "{what}");
            assert_eq!(seen.strings, [""; 0], "{what}");
            assert_eq!(seen.output.count(list.get()), 0, "{what}");
        }
    }
}
