//! The nine programs of the size ladder do what their peers for `std` do.
//!
//! The failure that they stand for: a table in which one program is smaller than another because it does
//! less. What may differ is what is said on standard error: `std`'s describe an error, ours have a status.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what can't go on here is a test that fails"
)]

use std::fs;

use nanowasi_test_host::build::{Build, nine};
use nanowasi_test_host::{Module, Output, Run, Status};

use crate::common::TempDir;

/// How a run is to end.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ending {
    Exit(i32),
    /// `std` ends in a trap, ours with Rust's own status.
    Panic,
    /// `std` ends in a panic where ours has a status.
    Failure,
}

/// The programs of a name.
struct Pair {
    name: &'static str,
    std: Vec<u8>,
    /// Those whose sizes stand in the README: with output's buffer and without.
    ours: [Vec<u8>; 2],
}

impl Pair {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            std: Build::std_peer(name).wasm(),
            ours: [Build::smallest, Build::bare].map(|small| small(Build::nine(name)).wasm()),
        }
    }

    /// Runs them all, ours on a host that takes everything and on one that takes half and a byte of each write; fails
    /// unless they write the same to standard output, and end as they are to.
    #[track_caller]
    fn same(&self, ending: Ending, prepare: impl Fn(Run) -> Run) {
        let run = |wasm: &[u8]| prepare(Run::new(wasm).name(format!("{}.wasm", self.name)));
        let std = run(&self.std).run();
        for ours in &self.ours {
            self.compare(ending, &std, &run(ours).run());
            self.compare(ending, &std, &run(ours).short_writes().run());
        }
    }

    #[track_caller]
    fn compare(&self, ending: Ending, std: &Output, ours: &Output) {
        let (a, b) = (&std.status, &ours.status);
        let right = match ending {
            Ending::Exit(code) => *a == Status::Exit(code) && a == b,
            Ending::Panic => a.is_unreachable() && *b == Status::Exit(101),
            Ending::Failure => a.is_unreachable() && *b == Status::Exit(1),
        };
        assert!(right, "{}: {a} / {b}, not {ending:?}", self.name);
        assert!(
            std.stdout == ours.stdout,
            "{}: (std / nanowasi)\n{std}\n{ours}",
            self.name
        );
    }
}

/// Text of all sorts: none, a line that has no end, blank lines, long lines, many.
fn texts() -> Vec<String> {
    let many: Vec<String> = (0..20_000_u32)
        .map(|number| (number.wrapping_mul(2_654_435_761) >> 8).to_string())
        .collect();
    vec![
        String::new(),
        "\n".to_owned(),
        "b\na\tc\n\n a\nab\na".to_owned(),
        format!("{}\n{}\n", "z".repeat(70_000), "y".repeat(70_000)),
        many.join("\n"),
    ]
}

#[test]
fn hello_greets() {
    Pair::new("hello").same(Ending::Exit(0), |run| run);
}

#[test]
fn exit_has_its_status() {
    Pair::new("exit").same(Ending::Exit(42), |run| run);
}

/// What is printed is one line, whatever the arguments: none, an empty one, more than a buffer holds.
#[test]
fn echo_prints_its_arguments() {
    let echo = Pair::new("echo");
    let long = "long ".repeat(4000);
    for args in [
        &[][..],
        &[""],
        &["one"],
        &["one", "", "zwölf"],
        &[&long, "end"],
    ] {
        echo.same(Ending::Exit(0), |run| run.args(args.iter().copied()));
    }
}

#[test]
fn cat_copies_standard_input() {
    let cat = Pair::new("cat");
    for text in texts() {
        cat.same(Ending::Exit(0), |run| run.stdin(text.clone()));
    }
}

#[test]
fn wc_counts_a_file_or_standard_input() {
    let wc = Pair::new("wc");
    let folder = TempDir::new("nine-wc");
    for text in texts() {
        wc.same(Ending::Exit(0), |run| run.stdin(text.clone()));
        fs::write(folder.join("text"), text).unwrap();
        wc.same(Ending::Exit(0), |run| run.arg("text").dir(&folder, "."));
    }
    wc.same(Ending::Exit(1), |run| run.arg("none").dir(&folder, "."));
}

/// More names than one call of the host lists.
#[test]
fn sizer_lists_a_directory() {
    let sizer = Pair::new("sizer");
    let folder = TempDir::new("nine-sizer");
    fs::create_dir_all(folder.join("here/inner")).unwrap();
    for number in 0..300 {
        let name = format!("here/file number {number:040}");
        fs::write(folder.join(name), "x".repeat(number)).unwrap();
    }
    // What a folder has of its own depends on the file system, and on nothing else.
    sizer.same(Ending::Exit(0), |run| run.arg("here").dir(&folder, "."));
    sizer.same(Ending::Exit(0), |run| {
        run.arg("here/inner").dir(&folder, ".")
    });
    sizer.same(Ending::Exit(1), |run| run.arg("none").dir(&folder, "."));
}

#[test]
fn sort_sorts_lines() {
    let sort = Pair::new("sort");
    for text in texts() {
        sort.same(Ending::Exit(0), |run| run.stdin(text.clone()));
    }
}

/// Means that are rounded up, down, to even, and to the next whole number.
#[test]
fn sum_adds_integers() {
    let sum = Pair::new("sum");
    let numbers = [
        "",
        "0",
        "7\n",
        "1\n2\n",
        " 1\n2 \n\t4\r\n",
        "1\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n",
        "18446744073709551615",
        "18446744073709551614\n1",
        "9007199254740993\n0\n0",
    ];
    for text in numbers
        .map(str::to_owned)
        .into_iter()
        .chain([texts().remove(4)])
    {
        sum.same(Ending::Exit(0), |run| run.stdin(text.clone()));
    }
    for k in 1..200_u32 {
        let text = format!("{k}\n{}", "0\n".repeat(k as usize * 7 % 97));
        sum.same(Ending::Exit(0), |run| run.stdin(text.clone()));
    }
    for text in [
        "x",
        "1\n\n2",
        "1 2",
        "-1",
        "18446744073709551616",
        "1\n2x\n",
    ] {
        sum.same(Ending::Failure, |run| run.stdin(text));
    }
}

/// The place is what a panic can't do without.
#[test]
fn panic_says_where() {
    let panic = Pair::new("panic");
    panic.same(Ending::Panic, |run| run);
    for ours in &panic.ours {
        let out = Run::new(ours).run();
        let said = "panicked at benches/nine/src/bin/panic.rs:8:5\n";
        assert_eq!(out.stderr_str(), said, "{out}");
    }
}

/// The README says so of the flag, and what a program has in static memory may grow past it.
#[test]
fn each_of_the_nine_begins_with_two_pages() {
    for name in nine().unwrap() {
        let module = Module::parse(&Build::nine(&name).smallest().wasm()).unwrap();
        assert_eq!(module.pages, Some(2), "{name}");
    }
}
