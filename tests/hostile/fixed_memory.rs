//! Memory that cannot grow, because the module or the host limits it: arguments and environment
//! have to fit into the initial memory, or the program ends with a message.

use std::fs;

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Output, Run, Status};

use crate::attempts::run_attempts;
use crate::common::TempDir;

/// Linker flags for a memory of fixed size.
const FIXED: [&str; 2] = [
    "-Clink-arg=--initial-memory=4194304",
    "-Clink-arg=--max-memory=4194304",
];

fn fixed(build: Build) -> Vec<u8> {
    let build = build.mode(Mode::Tiny).alone();
    FIXED
        .iter()
        .fold(build, |build, flag| build.flag(flag))
        .wasm()
}

/// Makes the host refuse each growth of memory after instantiation.
fn refused(run: Run) -> Run {
    run.growth(|now, _| now == 0)
}

/// A program that failed to get memory for its arguments continued without any: `cat f` copied
/// standard input, and `echo` printed an empty line, with status 0.
#[test]
fn tools_get_their_arguments_if_memory_cannot_grow() {
    let folder = TempDir::new("fixed-memory");
    fs::write(folder.join("f"), "content\n").unwrap();
    let mut modules = vec![("echo", Build::nine("echo").smallest().wasm())];
    for name in ["echo", "cat"] {
        modules.push((name, build::example(name, Mode::Default)));
        modules.push((name, build::example(name, Mode::Tiny)));
        modules.push((name, fixed(Build::example(name))));
    }
    for (name, wasm) in modules {
        let run = Run::new(wasm).stdin("input\n").dir(&folder, ".");
        let (args, expected) = match name {
            "echo" => (&["hello", "world"][..], "hello world\n"),
            _ => (&["f"][..], "content\n"),
        };
        let output = refused(run.args(args.to_vec())).run();
        assert_eq!(output.stdout_str(), expected, "{name}: {output}");
        assert_eq!(output.status, Status::Exit(0), "{name}: {output}");
    }
}

/// Returns what the guest `strings` should report for each kind of string.
fn expected(name: &str) -> &'static [&'static str] {
    match name {
        "static args" | "owned args" => &["name", "one", "two"],
        "static vars" | "owned vars" => &["KEY", "value", "OTHER", ""],
        "static var" | "owned var" | "set var" => &["value"],
        _ => &[],
    }
}

/// Runs the guest `strings` with these operations in this order.
fn run(wasm: &[u8], names: &[&str], host: impl FnOnce(Run) -> Run) -> (Vec<String>, Output) {
    let run = Run::new(wasm)
        .name("name")
        .args(["one", "two"])
        .env("KEY", "value")
        .env("OTHER", "");
    let attempted = run_attempts(run, names.to_vec(), |run, _| host(run));
    (attempted.reports, attempted.output)
}

/// The same, and fails unless each operation succeeds.
#[track_caller]
fn works(wasm: &[u8], names: &[&str], host: impl FnOnce(Run) -> Run) {
    let (reports, output) = run(wasm, names, host);
    assert_eq!(output.status, Status::Exit(0), "{names:?}: {output}");
    let all: Vec<&str> = names
        .iter()
        .flat_map(|name| expected(name))
        .copied()
        .collect();
    assert_eq!(reports, all, "{names:?}: {output}");
    assert_eq!(output.stdout_str(), "before");
}

const READS: [&str; 7] = [
    "static args",
    "owned args",
    "static vars",
    "owned vars",
    "static var",
    "owned var",
    "set var",
];

/// The heap uses the same memory: neither may get what the other has, and neither all of it.
#[test]
fn strings_and_heap_share_the_memory() {
    let fixed = fixed(Build::guest("strings"));
    let growing = build::guest("strings", Mode::Default);
    for (number, first) in READS.iter().enumerate() {
        for by in [1, 2, 3] {
            let second = READS[(number + by) % READS.len()];
            for names in [
                vec![first, "allocate", second, "allocate"],
                vec!["allocate", first, "allocate", second, "allocate"],
                vec![first, second, "fill"],
            ] {
                works(&fixed, &names, |run| run);
                works(&growing, &names, |run| run.memory_limit(4 << 20));
            }
        }
    }
}

/// The end of the last page is unused. If the heap has taken it, the strings are allocated on the
/// heap.
#[test]
fn strings_are_on_the_heap_if_no_other_memory_is_left() {
    for (wasm, host) in [
        (
            fixed(Build::guest("strings")),
            (|run| run) as fn(Run) -> Run,
        ),
        (build::guest("strings", Mode::Default), |run| {
            run.memory_limit(4 << 20)
        }),
    ] {
        for name in READS {
            if name.starts_with("static") {
                continue;
            }
            works(&wasm, &["fill", "free", name, name, "fill"], host);
        }
    }
}

/// Without memory, arguments and variables were missing without a message.
#[test]
fn strings_without_memory_end_the_program_with_a_message() {
    let fixed = fixed(Build::guest("strings"));
    let growing = build::guest("strings", Mode::Default);
    // Setting a variable itself needs no memory for the environment.
    for name in READS.into_iter().filter(|name| *name != "set var") {
        for (wasm, limit) in [(&fixed, usize::MAX), (&growing, 4 << 20)] {
            let (reports, output) = run(wasm, &["fill", name], |run| run.memory_limit(limit));
            assert_eq!(output.status, Status::Exit(101), "{name}: {output}");
            assert_eq!(reports, [""; 0], "{name}: {output}");
            assert_eq!(output.stderr_str(), "out of memory\n", "{name}: {output}");
            // Also what was printed before.
            assert_eq!(output.stdout_str(), "before", "{name}: {output}");
            let streams = output.calls_of("fd_write").map(|call| call.args[0]);
            assert_eq!(streams.collect::<Vec<_>>(), [1, 2], "{name}: {output}");
        }
    }
}

/// The initial memory may belong to the program's own allocator, whose first block overlapped an
/// argument. Without the feature `talc` the strings are elsewhere, or the program ends with a
/// message.
#[test]
fn arguments_leave_the_initial_memory_to_the_programs_allocator() {
    let build = Build::guest("script").no_default_features();
    let wasm = build.feature("panic-location").alone().wasm();
    let run = || Run::new(&wasm).args(["print:no ", "print:heap"]);
    let output = run().run();
    assert_eq!(output.stdout_str(), "no heap", "{output}");
    assert_eq!(output.status, Status::Exit(0), "{output}");
    assert!(output.peak_memory > 17 * 65_536, "{output}");
    let output = refused(run()).run();
    assert_eq!(output.stderr_str(), "out of memory\n", "{output}");
    assert_eq!(output.status, Status::Exit(101), "{output}");

    // With `System`, code for the initial memory is linked; the program's own allocator uses that
    // memory nevertheless.
    let build = Build::guest("allocator").no_default_features();
    let build = build.feature("system").feature("panic-location").alone();
    let output = refused(Run::new(build.wasm()).arg("one")).run();
    assert_eq!(output.stderr_str(), "out of memory\n", "{output}");
    assert_eq!(output.status, Status::Exit(101), "{output}");
}
