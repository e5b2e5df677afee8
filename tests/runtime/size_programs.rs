//! The nine programs that sizes are compared by do the same as their versions for `std`.
//!
//! Otherwise a program could be smaller because it does less. Only messages on standard error may
//! differ: `std` describes an error, and these programs have a status instead.

use std::fs;

use nanowasi_test_host::build::{Build, nine};
use nanowasi_test_host::{Module, Output, Run, Status};

use crate::common::TempDir;

/// How a run is expected to end.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ending {
    Exit(i32),
    /// `std` ends with a trap, nanowasi with status 101.
    Panic,
    /// `std` ends with a panic, nanowasi with a status.
    Failure,
}

/// One program, built for `std` and with nanowasi.
struct Pair {
    name: &'static str,
    std: Vec<u8>,
    /// The builds whose sizes are in the README: with a buffer for output, and without.
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

    /// Runs all builds. nanowasi's also run on a host that takes half of each write and one byte.
    /// Fails unless standard output is the same and the run ends as expected.
    #[track_caller]
    fn assert_same(&self, ending: Ending, prepare: impl Fn(Run) -> Run) {
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

/// Texts: empty, without a final newline, with blank lines, with long lines, with many lines.
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
    Pair::new("hello").assert_same(Ending::Exit(0), |run| run);
}

#[test]
fn exit_has_its_status() {
    Pair::new("exit").assert_same(Ending::Exit(42), |run| run);
}

/// The output is one line, whatever the arguments: none, an empty one, or more than the buffer
/// holds.
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
        echo.assert_same(Ending::Exit(0), |run| run.args(args.iter().copied()));
    }
}

#[test]
fn cat_copies_standard_input() {
    let cat = Pair::new("cat");
    for text in texts() {
        cat.assert_same(Ending::Exit(0), |run| run.stdin(text.clone()));
    }
}

#[test]
fn wc_counts_a_file_or_standard_input() {
    let wc = Pair::new("wc");
    let folder = TempDir::new("nine-wc");
    for text in texts() {
        wc.assert_same(Ending::Exit(0), |run| run.stdin(text.clone()));
        fs::write(folder.join("text"), text).unwrap();
        wc.assert_same(Ending::Exit(0), |run| run.arg("text").dir(&folder, "."));
    }
    wc.assert_same(Ending::Exit(1), |run| run.arg("none").dir(&folder, "."));
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
    // The size of a directory depends only on the file system.
    sizer.assert_same(Ending::Exit(0), |run| run.arg("here").dir(&folder, "."));
    sizer.assert_same(Ending::Exit(0), |run| {
        run.arg("here/inner").dir(&folder, ".")
    });
    sizer.assert_same(Ending::Exit(1), |run| run.arg("none").dir(&folder, "."));
}

#[test]
fn sort_sorts_lines() {
    let sort = Pair::new("sort");
    for text in texts() {
        sort.assert_same(Ending::Exit(0), |run| run.stdin(text.clone()));
    }
}

/// Means that are rounded up, down, to even, and to the next integer.
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
        sum.assert_same(Ending::Exit(0), |run| run.stdin(text.clone()));
    }
    for k in 1..200_u32 {
        let text = format!("{k}\n{}", "0\n".repeat(k as usize * 7 % 97));
        sum.assert_same(Ending::Exit(0), |run| run.stdin(text.clone()));
    }
    for text in [
        "x",
        "1\n\n2",
        "1 2",
        "-1",
        "18446744073709551616",
        "1\n2x\n",
    ] {
        sum.assert_same(Ending::Failure, |run| run.stdin(text));
    }
}

/// The location is what each panic prints.
#[test]
fn panic_prints_its_location() {
    let panic = Pair::new("panic");
    panic.assert_same(Ending::Panic, |run| run);
    for ours in &panic.ours {
        let out = Run::new(ours).run();
        let expected = "panicked at benches/nine/src/bin/panic.rs:8:5\n";
        assert_eq!(out.stderr_str(), expected, "{out}");
    }
}

/// The README states it for the flag. Static memory may grow past it.
#[test]
fn each_of_the_nine_begins_with_two_pages() {
    for name in nine().unwrap() {
        let module = Module::parse(&Build::nine(&name).smallest().wasm()).unwrap();
        assert_eq!(module.pages, Some(2), "{name}");
    }
}
