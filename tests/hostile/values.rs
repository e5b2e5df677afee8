//! Results that cannot be: unknown file types, times beyond all ranges, clocks that run back.
//!
//! The same program reads them with `std` and with nanowasi. What it reports is compared with what
//! the values mean.

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use nanowasi_test_host::build::{Mode, guest};
use nanowasi_test_host::{Call, OutOfBounds, Output, Response, Run, Status};

use crate::common::TempDir;
use crate::document::table;
use crate::program_pair::{ProgramPair, build_pair};
use crate::report::Reports;

/// The results of a run.
pub(super) struct Seen {
    /// What the program reported once it was ready, one line for each attempt.
    pub(super) lines: Vec<String>,
    pub(super) output: Output,
}

impl Seen {
    /// Returns how it ended, in a word or two.
    pub(super) fn end(&self) -> String {
        match &self.output.status {
            Status::Exit(0) => "status 0".to_owned(),
            Status::Exit(status) => format!("status {status}"),
            Status::Trap(text) if text.contains("unreachable") => "trap".to_owned(),
            other => other.to_string(),
        }
    }
}

/// The program in both builds.
pub(super) struct Builds(pub(super) ProgramPair);

impl Builds {
    pub(super) fn get() -> Self {
        Self(build_pair("fault_values"))
    }

    /// Runs both builds, each on a host with the same fault. The fault gets the call, and the
    /// number of earlier ones.
    pub(super) fn run<A: Into<Response>>(
        &self,
        what: &str,
        times: usize,
        function: &str,
        fault: impl Fn(&mut Call<'_>, usize) -> A + Clone + Send + 'static,
    ) -> [Seen; 2] {
        [&self.0.nanowasi, &self.0.std].map(|wasm| {
            let fault = fault.clone();
            run(wasm, what, times, |run, reports| {
                let mut before = 0;
                run.fault(function, move |call| {
                    if reports.lines().is_empty() {
                        return call.real();
                    }
                    before += 1;
                    fault(call, before - 1).into()
                })
            })
        })
    }
}

/// Runs one build on a host that `fault` sets up.
pub(super) fn run(
    wasm: &[u8],
    what: &str,
    times: usize,
    fail: impl FnOnce(Run, Reports) -> Run,
) -> Seen {
    static RUNS: AtomicU64 = AtomicU64::new(0);
    let number = RUNS.fetch_add(1, Ordering::Relaxed);
    let folder = TempDir::new(&format!("values-{number}"));
    fs::write(folder.join("file"), "text").expect("the folder is writable");
    let (run, reports) = Reports::of(
        Run::new(wasm)
            .args([what.to_owned(), times.to_string()])
            .dir(&folder, "."),
    );
    let output = fail(run, reports.clone()).run();
    let lines = reports.lines().into_iter().skip(1).collect();
    Seen { lines, output }
}

/// The offsets of the type, the size and the times in a `filestat`, and of the type in a directory
/// entry.
const FILETYPE: u32 = 16;
const SIZE: u32 = 32;
const ATIM: u32 = 40;
const MTIM: u32 = 48;
const D_TYPE: u32 = 20;

fn name_of(filetype: usize) -> &'static str {
    match filetype {
        3 => "dir",
        4 => "file",
        7 => "symlink",
        _ => "other",
    }
}

/// Some runtimes represent file types as an `enum`, which an unknown value makes undefined
/// behaviour.
#[test]
fn each_file_type_is_reported_as_it_is() {
    let builds = Builds::get();
    let mut rows = Vec::new();
    let cases = [
        ("type", "path_filestat_get", "`path_filestat_get`", 4),
        ("open type", "fd_filestat_get", "`fd_filestat_get`", 1),
    ];
    for (what, function, says, out) in cases {
        let [ours, std] = builds.run(what, 256, function, move |call, before| {
            let response = call.real();
            let filetype = u8::try_from(before).unwrap_or(0);
            call.write_u8(call.arg(out) + FILETYPE, filetype)?;
            Ok::<_, OutOfBounds>(response)
        });
        let expected: Vec<&str> = (0..256).map(name_of).collect();
        rows.push(row(
            &format!("{says}, each of 256 types"),
            &expected,
            [&ours, &std],
        ));
    }
    // A listing takes several calls, so the attempts are counted and not the calls.
    let [ours, std] = [&builds.0.nanowasi, &builds.0.std].map(|wasm| {
        run(wasm, "listed type", 256, |run, reports| {
            run.fault("fd_readdir", move |call| {
                let response = call.real();
                let before = reports.lines().len().saturating_sub(1);
                let filetype = u8::try_from(before).unwrap_or(0);
                let (mut at, used) = (call.arg(1), call.u32(call.arg(4))?);
                let end = at + used;
                while at + 24 <= end {
                    let name = call.u32(at + 16)?;
                    call.write_u8(at + D_TYPE, filetype)?;
                    at += 24 + name;
                }
                Ok::<_, OutOfBounds>(response)
            })
        })
    });
    // If an entry's type is unknown, the file is queried.
    let expected: Vec<&str> = (0..256)
        .map(|written| {
            if written == 0 || written > 7 {
                "file"
            } else {
                name_of(written)
            }
        })
        .collect();
    rows.push(row(
        "directory entries, each of 256 types",
        &expected,
        [&ours, &std],
    ));
    let [ours, std] = builds.run("terminal", 256, "fd_fdstat_get", |call, before| {
        let filetype = u8::try_from(before).unwrap_or(0);
        // No rights: with the right to seek, a descriptor is not a terminal, whatever its type.
        call.write(call.arg(1), &[0; 24])?;
        call.write_u8(call.arg(1), filetype)?;
        Ok::<_, OutOfBounds>(0)
    });
    let expected: Vec<&str> = (0..256)
        .map(|t| if t == 2 { "true" } else { "false" })
        .collect();
    rows.push(row(
        "`fdstat`, each of 256 types: `is_terminal`",
        &expected,
        [&ours, &std],
    ));
    let right = (0..=u8::MAX).filter(|filetype| line_by_line(*filetype, 0) == (*filetype == 2));
    rows.push([
        "`fdstat`, each of 256 types: `print!` line by line".to_owned(),
        "256".to_owned(),
        match right.count() {
            256 => "all correct".to_owned(),
            some => format!("{some} correct"),
        },
        "–".to_owned(),
    ]);
    assert_all_right(&rows);
    table("types", HEAD, &rows);
}

/// Returns whether `print!` writes each line immediately on a host that reports this type of
/// standard output, with this errno.
fn line_by_line(filetype: u8, errno: i32) -> bool {
    let out = Run::new(guest("script", Mode::Tiny))
        .args(["println:one", "println:two"])
        .fault("fd_fdstat_get", move |call| {
            call.write(call.arg(1), &[filetype; 24])?;
            Ok::<_, OutOfBounds>(errno)
        })
        .run();
    assert_eq!(out.stdout_str(), "one\ntwo\n", "{filetype}: {out}");
    assert_eq!(out.count("fd_fdstat_get"), 1, "{filetype}: {out}");
    out.count("fd_write") == 2
}

/// A result does not count if the call returns an error: type 2 made standard output a terminal.
#[test]
fn a_result_that_comes_with_an_error_is_ignored() {
    for errno in [8, 52, 58, 256, 65_536, -1] {
        for filetype in [0, 1, 2, 4, 0x80, 0x82, 255] {
            assert!(!line_by_line(filetype, errno), "{filetype}, {errno}");
        }
    }
}

const HEAD: [&str; 4] = ["result of the host", "attempts", "nanowasi", "`std`"];

#[track_caller]
fn assert_all_right(rows: &[[String; 4]]) {
    for [what, _, ours, _] in rows {
        assert_eq!(ours, "all correct", "{what}");
    }
}

/// The limits of 64 bits, and of what a program converts them to.
const NUMBERS: [u64; 9] = [
    0,
    1,
    999_999_999,
    1_000_000_000,
    i64::MAX as u64 - 1,
    i64::MAX as u64,
    i64::MAX as u64 + 1,
    u64::MAX - 1,
    u64::MAX,
];

fn duration(nanos: u64) -> String {
    format!("{:?}", Duration::from_nanos(nanos))
}

#[test]
fn numbers_and_times_are_those_of_the_host() {
    let builds = Builds::get();
    let number = |before: usize| NUMBERS[before % NUMBERS.len()];
    let mut rows = Vec::new();

    // The last number marks a size that the host did not write, and is an error: see
    // `unwritten_results.rs`.
    let sizes = &NUMBERS[..NUMBERS.len() - 1];
    let seen = builds.run(
        "size",
        sizes.len(),
        "path_filestat_get",
        move |call, before| {
            let response = call.real();
            call.write_u64(call.arg(4) + SIZE, number(before))?;
            Ok::<_, OutOfBounds>(response)
        },
    );
    let expected: Vec<String> = sizes.iter().map(u64::to_string).collect();
    rows.push(row("a file's size", &expected, seen.each_ref()));

    // An unwritten offset must not be taken for 0, because the program would then overwrite the
    // start of the file.
    let seen = builds.run("seek", 2, "fd_seek", |call, before| match before {
        0 => call.write_u64(call.arg(3), 7).map(|()| 0),
        _ => Ok(0),
    });
    let expected = ["7", "Some(29)"];
    rows.push(row(
        "an offset after a seek, and an unwritten one",
        &expected,
        seen.each_ref(),
    ));

    let seen = builds.run(
        "times",
        NUMBERS.len(),
        "path_filestat_get",
        move |call, before| {
            let response = call.real();
            call.write_u64(call.arg(4) + MTIM, number(before))?;
            call.write_u64(call.arg(4) + ATIM, number(before + 1))?;
            Ok::<_, OutOfBounds>(response)
        },
    );
    let expected: Vec<String> = (0..NUMBERS.len())
        .map(|at| format!("{} {}", duration(number(at)), duration(number(at + 1))))
        .collect();
    rows.push(row("a file's times", &expected, seen.each_ref()));

    // The last number marks a time that the host did not write.
    let clock = &NUMBERS[..NUMBERS.len() - 1];
    let seen = builds.run(
        "system time",
        clock.len(),
        "clock_time_get",
        move |call, before| {
            call.write_u64(call.arg(2), number(before))?;
            Ok::<_, OutOfBounds>(0)
        },
    );
    let expected = clock
        .iter()
        .map(|now| format!("Ok({}), later true", duration(*now)));
    let expected: Vec<String> = expected.collect();
    rows.push(row("the realtime clock", &expected, seen.each_ref()));

    let seen = builds.run(
        "instant",
        clock.len(),
        "clock_time_get",
        move |call, before| {
            call.write_u64(call.arg(2), number(before))?;
            Ok::<_, OutOfBounds>(0)
        },
    );
    let expected = ["later false, earlier true"; NUMBERS.len() - 1];
    rows.push(row("the monotonic clock", &expected, seen.each_ref()));

    // The first read of the clock comes before it runs back.
    let back = |call: &mut Call<'_>, before: usize| {
        call.write_u64(call.arg(2), 1_000 - before as u64)?;
        Ok::<_, OutOfBounds>(0)
    };
    let seen = builds.run("elapsed", 10, "clock_time_get", back);
    rows.push(row(
        "a clock that runs backwards: `elapsed`",
        &["0ns"; 10],
        seen.each_ref(),
    ));
    let seen = builds.run("since", 10, "clock_time_get", back);
    rows.push(row(
        "a clock that runs backwards: `duration_since`",
        &["0ns None"; 10],
        seen.each_ref(),
    ));
    assert_all_right(&rows);
    table("numbers", HEAD, &rows);
}

/// Returns a row of the table: what was tried, how often, and how many results are what the values
/// mean.
fn row<T: AsRef<str>>(what: &str, expected: &[T], seen: [&Seen; 2]) -> [String; 4] {
    let [ours, std] = seen.map(|seen| {
        let pairs = seen.lines.iter().zip(expected);
        let right = pairs.filter(|(line, expected)| *line == expected.as_ref());
        match right.count() {
            all if all == expected.len() => "all correct".to_owned(),
            some => format!("{some} correct, {}", seen.end()),
        }
    });
    [what.to_owned(), expected.len().to_string(), ours, std]
}
