//! Memory that cannot grow, because the module or the host says so: the arguments and the
//! environment are in what there is, or the program ends with a message.

use std::fs;

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Output, Run, Status};

use crate::attempts::attempts;
use crate::common::TempDir;

/// The flags of a module whose memory has a size for good.
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

/// Has the host refuse each growth of memory, after it has come into being.
fn refused(run: Run) -> Run {
    run.growth(|now, _| now == 0)
}

/// A program that takes no memory of its own for its arguments used to take a refusal for "there
/// are none": `cat f` copied standard input, and `echo` printed an empty line, with status 0.
#[test]
fn tools_have_their_arguments_where_memory_cannot_grow() {
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

/// What the guest `strings` reports of each thing that it can read.
fn expected(name: &str) -> &'static [&'static str] {
    match name {
        "static args" | "owned args" => &["name", "one", "two"],
        "static vars" | "owned vars" => &["KEY", "value", "OTHER", ""],
        "static var" | "owned var" | "set var" => &["value"],
        _ => &[],
    }
}

/// Has the guest `strings` do things in an order.
fn run(wasm: &[u8], names: &[&str], host: impl FnOnce(Run) -> Run) -> (Vec<String>, Output) {
    let run = Run::new(wasm)
        .name("name")
        .args(["one", "two"])
        .env("KEY", "value")
        .env("OTHER", "");
    let attempted = attempts(run, names.to_vec(), |run, _| host(run));
    (attempted.said, attempted.output)
}

/// The same, which it has to do well.
#[track_caller]
fn works(wasm: &[u8], names: &[&str], host: impl FnOnce(Run) -> Run) {
    let (said, output) = run(wasm, names, host);
    assert_eq!(output.status, Status::Exit(0), "{names:?}: {output}");
    let all: Vec<&str> = names
        .iter()
        .flat_map(|name| expected(name))
        .copied()
        .collect();
    assert_eq!(said, all, "{names:?}: {output}");
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

/// The heap takes the same memory: neither is to be given what the other has, and neither all of
/// it.
#[test]
fn strings_and_heap_share_what_there_is() {
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

/// The last page has a rest, which the heap has when it comes first: then the strings that can be
/// in the heap are there.
#[test]
fn strings_are_in_the_heap_where_nothing_else_is_left() {
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

/// Without memory there was no argument and no variable, and nothing said so.
#[test]
fn strings_without_memory_end_the_program_with_a_message() {
    let fixed = fixed(Build::guest("strings"));
    let growing = build::guest("strings", Mode::Default);
    // What sets a variable has no memory for that itself.
    for name in READS.into_iter().filter(|name| *name != "set var") {
        for (wasm, limit) in [(&fixed, usize::MAX), (&growing, 4 << 20)] {
            let (said, output) = run(wasm, &["fill", name], |run| run.memory_limit(limit));
            assert_eq!(output.status, Status::Exit(101), "{name}: {output}");
            assert_eq!(said, [""; 0], "{name}: {output}");
            assert_eq!(output.stderr_str(), "out of memory\n", "{name}: {output}");
            // And before it.
            assert_eq!(output.stdout_str(), "before", "{name}: {output}");
            let streams = output.calls_of("fd_write").map(|call| call.args[0]);
            assert_eq!(streams.collect::<Vec<_>>(), [1, 2], "{name}: {output}");
        }
    }
}

/// The memory that a module begins with may be that of an allocator of the program's own, whose
/// first block an argument was in. Without the feature `talc` the arguments are elsewhere, or the
/// program says that they are nowhere.
#[test]
fn arguments_leave_the_initial_memory_to_an_allocator_of_the_programs_own() {
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

    // With `System` there is code for the initial memory, which an allocator of the program's own
    // takes just the same.
    let build = Build::guest("allocator").no_default_features();
    let build = build.feature("system").feature("panic-location").alone();
    let output = refused(Run::new(build.wasm()).arg("one")).run();
    assert_eq!(output.stderr_str(), "out of memory\n", "{output}");
    assert_eq!(output.status, Status::Exit(101), "{output}");
}
