//! Printing while `main` does not run: in a library, in a constructor, and in an export that is
//! called after `_start` returned. No code runs at exit then, so each print has to be written
//! before it returns.

use nanowasi_test_host::build::{Build, Mode};
use nanowasi_test_host::{Output, Run, Status};

use super::host::{Reply, replying};

/// The exports, and what each prints.
const PRINTED: [(&str, &str); 8] = [
    ("print_text", "text "),
    ("print_line", "line\n"),
    ("print_pieces", "1 two true "),
    ("print_formatted", "\"quoted\" 007 "),
    ("write_all", "all "),
    ("write_some", "some "),
    ("write_formatted", "1 \"two\" "),
    ("write_locked", "whole\nhalf 07 "),
];

fn library() -> Vec<u8> {
    Build::library().wasm()
}

fn commands() -> [Vec<u8>; 2] {
    [Mode::Default, Mode::Tiny].map(|mode| Build::guest("exported").mode(mode).alone().wasm())
}

/// Returns the texts that were written to the host, each with its descriptor.
fn writes(output: &Output) -> Vec<&str> {
    let calls = output.calls_of("fd_write");
    calls
        .map(|call| call.text.split(')').next().unwrap())
        .collect()
}

/// The output of a plug-in stayed in its buffer for ever.
#[test]
fn an_export_writes_its_output_before_it_returns() {
    for (export, printed) in PRINTED {
        let output = Run::new(library()).exports([export]).run();
        assert_eq!(output.status, Status::Exit(0), "{output}");
        assert_eq!(output.stdout_str(), printed, "{export}: {output}");
    }
    let all = Run::new(library())
        .exports(PRINTED.map(|(export, _)| export))
        .run();
    let expected: String = PRINTED.iter().map(|(_, printed)| *printed).collect();
    assert_eq!(all.stdout_str(), expected, "{all}");
}

/// On a terminal as well, and with more text than the buffer holds.
#[test]
fn a_library_writes_much_and_to_a_terminal() {
    let output = Run::new(library()).exports(["print_much"; 2]).run();
    assert_eq!(output.stdout_str(), "1".repeat(40_000), "{}", output.status);
    for program in commands() {
        let order = ["print_much", "_start", "print_much", "print_text"];
        let output = Run::new(program).exports(order).terminal().run();
        let much = "1".repeat(20_000);
        // The linker makes each export call the constructors first, if no other code does.
        let text = output.stdout_str().replace("constructed ", "");
        assert!(text == format!("{much}{much}text "), "{}", output.status);
    }
}

/// As with `std`'s lock, a line is written when it ends, and the rest when the lock is dropped.
#[test]
fn a_lock_writes_lines_and_the_rest_when_it_is_dropped() {
    let output = Run::new(library()).exports(["write_locked"]).run();
    assert_eq!(
        writes(&output),
        [
            "fd_write(1, [11 \"whole\\nhalf \"]",
            "fd_write(2, [8 \"[locked]\"]",
            "fd_write(1, [3 \"07 \"]",
            "fd_write(2, [10 \"[unlocked]\"]",
        ],
        "{output}"
    );
}

/// Each part of a text was a call to the host. So a test that printed many lines took nine times as
/// long as with `std`, and a host that logs each call split the text.
#[test]
fn a_print_is_one_call_to_the_host() {
    let one_call = [
        ("print_line", "line\n"),
        ("print_pieces", "1 two true "),
        ("print_formatted", "\"quoted\" 007 "),
        ("print_empty", "\"a\"|b"),
        ("print_empty_plain", "a|\n"),
        ("write_formatted", "1 \"two\" "),
    ];
    for (export, text) in one_call {
        let output = Run::new(library()).exports([export]).run();
        let length = text.len();
        let call = format!("fd_write(1, [{length} {text:?}]");
        assert_eq!(writes(&output), [call], "{export}: {output}");
    }
    let output = Run::new(library()).exports(["print_lines"]).run();
    assert_eq!(
        writes(&output),
        [
            "fd_write(1, [2 \"1\\n\"]",
            "fd_write(1, [6 \"\\\"two\\\"\\n\"]"
        ],
        "{output}"
    );
}

/// A panic in the middle of a print, also one that writes no message, writes what came before.
#[test]
fn a_panic_loses_nothing_that_was_printed_before() {
    for build in [Build::library(), Build::library().feature("panic-trap")] {
        let exports = ["print_text", "print_a_panic"];
        let output = Run::new(build.wasm()).exports(exports).run();
        assert!(output.status.is_unreachable(), "{output}");
        assert_eq!(output.stdout_str(), "text before ", "{output}");
    }
}

/// A `Display` that fails ends the text: without the newline, it stayed in the buffer.
#[test]
fn a_display_that_fails_loses_nothing_that_was_printed_before() {
    let output = Run::new(library()).exports(["print_an_error"]).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    assert_eq!(output.stdout_str(), "before ", "{output}");
}

/// A plug-in has no exit status, so `write!` must return the error.
#[test]
fn write_returns_the_error_of_the_host() {
    const NOSPC: i32 = 51;
    let run = Run::new(library()).exports(["write_an_error", "print_text"]);
    let (output, seen) = replying(run, |call| match call {
        1 => Reply::Errno(NOSPC),
        _ => Reply::All,
    });
    assert_eq!(output.stderr_str(), "[error]", "{output}");
    assert_eq!(seen.text(), "1text ", "{output}");
}

/// A module that traps in the middle of a print has written the prints and lines before, as with
/// `std`.
#[test]
fn a_trap_loses_no_line_that_was_printed_before() {
    let exports = ["print_text", "print_a_trap"];
    let output = Run::new(library()).exports(exports).run();
    assert!(output.status.is_unreachable(), "{output}");
    assert_eq!(output.stdout_str(), "text line\nhalf ", "{output}");
}

/// What a constructor printed was written at the end of `main`, or never if `main` trapped. What an
/// export printed after `main` was never written. In `main` itself the buffer is written when it is
/// full.
#[test]
fn prints_before_and_after_main_are_written_before_they_return() {
    for program in commands() {
        let exports = ["_start", "print_text", "print_line", "write_all"];
        let output = Run::new(&program).args(["a", "b"]).exports(exports).run();
        assert_eq!(
            output.stdout_str(),
            "constructed a b text line\nall ",
            "{output}"
        );
        assert_eq!(
            writes(&output),
            [
                "fd_write(1, [12 \"constructed \"]",
                "fd_write(1, [4 \"a b \"]",
                "fd_write(1, [5 \"text \"]",
                "fd_write(1, [5 \"line\\n\"]",
                "fd_write(1, [4 \"all \"]",
            ],
            "{output}"
        );
        let names = output.call_names();
        let (written, checked) = (
            names.iter().position(|name| *name == "fd_write"),
            names.iter().position(|name| *name == "args_sizes_get"),
        );
        assert!(written < checked, "{output}");
    }
}

/// Text that the host does not take stays in the buffer until the next print. A library has no exit
/// status, and must import only what a print needs.
#[test]
fn refused_output_of_a_library_is_written_with_the_next_print() {
    const NOSPC: i32 = 51;
    let run = Run::new(library()).exports(["print_text", "print_line"]);
    let (output, seen) = replying(run, |call| match call {
        1 => Reply::Errno(NOSPC),
        _ => Reply::All,
    });
    assert_eq!(seen.text(), "text line\n", "{output}");
    assert_eq!(output.status, Status::Exit(0), "{output}");
}

/// The host of a plug-in refuses a module with an import that it does not provide.
#[test]
fn a_library_imports_only_the_functions_its_prints_need() {
    let features = ["alloc", "talc"];
    let build = Build::library().no_default_features();
    let library = features.into_iter().fold(build, Build::feature);
    let module = nanowasi_test_host::Module::parse(&library.wasm()).unwrap();
    assert_eq!(module.wasi(), ["fd_write", "poll_oneoff"]);
}
