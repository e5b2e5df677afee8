//! `panic` shows what a panic looks like from outside.

use std::fs;
use std::path::Path;

use nanowasi_test_host::Run;
use nanowasi_test_host::build::guest;

use super::{MODES, assert_ended, tools};

/// Returns the location of the panic in a source file as the compiler prints it:
/// `file:line:column`.
fn location(file: &str) -> String {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let mut lines = source.lines().zip(1..);
    let found = lines.find_map(|(line, number)| Some((line.find("panic!(")? + 1, number)));
    let (column, line) = found.unwrap();
    format!("{file}:{line}:{column}")
}

/// A message that is written in fragments can be interleaved with the output of other processes. A
/// message without a location or a reason does not help, and a status of 0 hides it.
#[test]
fn a_panic_is_one_line_and_a_status() {
    let location = location("examples/src/bin/panic.rs");
    for panic in tools("panic") {
        let out = panic().run();
        let message = format!("panicked at {location}: something went wrong\n");
        // wasmtime has no signals: `proc_raise` returns `NOTSUP`, and the status is Rust's 101.
        assert_ended(&out, 101, "", &message);
        assert_eq!(
            out.call_names(),
            ["fd_write", "proc_raise", "proc_exit"],
            "{out}"
        );
    }
}

/// Hosts differ in what `proc_raise` does. The program must end even if the call returns, or
/// returns success.
#[test]
fn a_panic_ends_the_program_whatever_the_host_says_of_signals() {
    for panic in tools("panic") {
        for response in [0, 52, 58, -1] {
            let out = panic().fault("proc_raise", move |_| response).run();
            assert_eq!(out.status.code(), Some(101), "{out}");
        }
    }
}

/// Output that was still buffered explains the panic. On a terminal, which shows both streams, it
/// has to come first.
#[test]
fn buffered_output_comes_before_the_message() {
    let location = location("tests/support/guests/src/bin/print_and_panic.rs");
    for mode in MODES {
        let out = Run::new(guest("print_and_panic", mode)).run();
        let message = format!("panicked at {location}: and then no more\n");
        assert_ended(&out, 101, "a line\nhalf a line", &message);
        let streams: Vec<_> = out.calls_of("fd_write").map(|call| call.args[0]).collect();
        assert_eq!(streams, [1, 2], "{mode:?}: {out}");
    }
}
