//! Output before a program ends by a panic, within a `Display` or a `drop`, or for lack of memory:
//! on a host that takes it, and on one that fails at each of its bytes.

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Output, Run, Status};

use crate::document;
use crate::program_pair::build_pair;
use crate::sink::{Poll, Sink};
use crate::transcript::{Fate, Fates};

const AGAIN: i32 = 6;
const INTR: i32 = 27;
const NOSPC: i32 = 51;

/// How the program `fault_exit` ends: its name for the guest, its description, standard output, and
/// the status.
const ENDS: [(&str, &str, &str, i32); 10] = [
    ("return", "`main` returns", "a line\nand the end", 0),
    ("exit", "`process::exit(0)`", "a line\nand ", 0),
    (
        "writer",
        "a `BufWriter` of standard output is dropped",
        "a line\nand a writer",
        0,
    ),
    ("panic", "a panic", "a line\nand ", 101),
    (
        "hook",
        "a panic with a hook that prints",
        "a line\nand the hook, ",
        101,
    ),
    (
        "drop",
        "a `drop` prints and panics",
        "a line\nand a drop, ",
        101,
    ),
    (
        "display",
        "a `Display` panics",
        "a line\nand half of it",
        101,
    ),
    (
        "display-exit",
        "a `Display` calls `process::exit(0)`",
        "a line\nand half of it",
        0,
    ),
    (
        "display-allocates",
        "a `Display` runs out of memory",
        "a line\nand half of it",
        101,
    ),
    ("allocate", "memory runs out", "a line\nand ", 101),
];

/// Runs a program with little memory and this host for standard output. Returns the run, and what
/// the host took.
fn run(program: &[u8], how: &str, sink: Sink) -> (Output, String) {
    let run = Run::new(program).arg(how).memory_limit(4 << 20);
    let (run, taken) = sink.into(run);
    let output = run.run();
    (output, taken.text())
}

/// Returns how a run ended, as text.
fn ending(output: &Output) -> String {
    match &output.status {
        Status::Exit(code) => format!("status {code}"),
        _ if output.status.is_unreachable() => "trap".to_owned(),
        Status::Trap(text) if text == "endless" => "**endless**".to_owned(),
        status => format!("{status:?}"),
    }
}

/// A `panic!` in a `drop` lost the output before it. One in a `Display` found its own lock taken.
#[test]
fn output_is_written_however_a_program_ends() {
    let programs = build_pair("fault_exit");
    let mut rows = Vec::new();
    for (how, name, printed, status) in ENDS {
        let (output, taken) = run(&programs.nanowasi, how, Sink::new(1));
        assert_eq!(
            (&*taken, &output.status),
            (printed, &Status::Exit(status)),
            "{how}: {output}"
        );
        let (theirs, their_words) = run(&programs.std, how, Sink::new(1));
        let cell = |taken: &str, output: &Output| {
            format!("`{}`, {}", taken.escape_debug(), ending(output))
        };
        rows.push([
            name.to_owned(),
            cell(&taken, &output),
            cell(&their_words, &theirs),
        ]);
    }
    document::table(
        "output at exit",
        ["end of the program", "nanowasi", "`std`"],
        &rows,
    );
}

/// Returns what became of the output of which the host took `taken`.
fn fate(printed: &str, output: &Output, taken: &str) -> Fate {
    match &output.status {
        Status::Trap(text) if text == "endless" => Fate::Endless,
        Status::Timeout => Fate::Endless,
        _ if taken == printed => Fate::Whole,
        _ if !printed.starts_with(taken) => Fate::Wrong,
        Status::Exit(0) => Fate::Lost,
        _ => Fate::Reported,
    }
}

/// The same on a host that refuses at each byte. It takes a prefix of the output, the status is a
/// failure, and no write is retried for ever. A single `AGAIN` at the end lost everything, with
/// status 0.
#[test]
fn refused_output_at_exit_fails_the_program_at_each_point() {
    const FOREVER: usize = usize::MAX;
    let programs = build_pair("fault_exit");
    let mut rows = Vec::new();
    for (name, errno, times) in [
        ("`AGAIN` once", AGAIN, 1),
        (
            "always `AGAIN`, and a poll that reports nothing",
            AGAIN,
            FOREVER,
        ),
        ("always `INTR`", INTR, FOREVER),
        ("`NOSPC` once", NOSPC, 1),
        ("always `NOSPC`", NOSPC, FOREVER),
    ] {
        let (mut ours, mut theirs) = (Fates::default(), Fates::default());
        for (how, _, printed, status) in ENDS {
            // A thousand retries take a while, so fewer points are tried.
            let step = if times == FOREVER && errno != NOSPC {
                5
            } else {
                1
            };
            for fails_at in (0..printed.len()).step_by(step) {
                let poll = Poll::Never;
                let sink = Sink {
                    fails_at,
                    errno,
                    times,
                    poll,
                    ..Sink::new(1)
                };
                let (output, taken) = run(&programs.nanowasi, how, sink);
                let found = fate(printed, &output, &taken);
                let expected = match (errno, times) {
                    (AGAIN, 1) => [Fate::Whole; 2],
                    (_, FOREVER) => [Fate::Reported; 2],
                    _ => [Fate::Whole, Fate::Reported],
                };
                assert!(
                    expected.contains(&found),
                    "{found:?} of {how}, {sink:?}: {output}"
                );
                // A write that was refused and repeated may change the status as well.
                let max_status = if errno == AGAIN && times == 1 {
                    status
                } else {
                    status.max(1)
                };
                let min_status = if found == Fate::Reported {
                    max_status
                } else {
                    status
                };
                let code = output.status.code();
                assert!(
                    code.is_some_and(|code| (min_status..=max_status).contains(&code)),
                    "{how}, {sink:?}: {output}"
                );
                // Each of the writes at exit has a retry limit.
                assert!(
                    output.count("fd_write") < 5_000,
                    "{how}, {sink:?}: {output}"
                );
                ours.add(found);
            }
            for fails_at in [0, printed.len() - 1] {
                let sink = Sink {
                    fails_at,
                    errno,
                    times,
                    ..Sink::new(1)
                };
                let (output, taken) = run(&programs.std, how, sink);
                theirs.add(fate(printed, &output, &taken));
            }
        }
        rows.push([name.to_owned(), ours.to_string(), theirs.to_string()]);
    }
    document::table(
        "refused output at exit",
        ["the host", "nanowasi", "`std`"],
        &rows,
    );
}

/// An allocator that fails and prints, in the middle of a print that allocates. If a print kept the
/// buffer borrowed while it calls other code, the two would overwrite each other's bytes.
#[test]
fn an_allocator_may_print_in_the_middle_of_a_print() {
    const PRINTED: &str =
        "a line\nand before [no 1048576] after, text; before [no 1048576] after[no 1048576]";
    let features = ["alloc", "system", "panic-message"];
    let build = Build::guest("allocator_prints").no_default_features();
    let program = features.into_iter().fold(build, Build::feature).wasm();
    for step in [1, 7, usize::MAX] {
        let (output, taken) = run(
            &program,
            "",
            Sink {
                step,
                ..Sink::new(1)
            },
        );
        assert_eq!(taken, PRINTED, "{output}");
        assert_eq!(output.status, Status::Exit(101), "{output}");
        let message = output.stderr_str().into_owned();
        let message = message.strip_prefix("no memory; no memory; no memory; panicked at ");
        assert!(
            message.is_some_and(
                |message| message.ends_with(": memory allocation of 1048576 bytes failed\n")
            ),
            "{output}"
        );
    }
    for fails_at in 0..PRINTED.len() {
        let sink = Sink {
            fails_at,
            errno: NOSPC,
            times: usize::MAX,
            ..Sink::new(1)
        };
        let (output, taken) = run(&program, "", sink);
        assert_eq!(taken, PRINTED[..fails_at], "{output}");
        assert_eq!(output.status, Status::Exit(101), "{output}");
    }
}
