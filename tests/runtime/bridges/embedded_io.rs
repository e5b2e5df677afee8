//! Streams by the traits of `embedded-io` and `embedded-io-async`.

use std::fs;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Run, Status};

use crate::common::TempDir;

const PIPE: i32 = 64;

fn streams(operation: &str) -> Run {
    let wasm = Build::bridge_guest("embedded_streams")
        .feature("embedded-io-async")
        .wasm();
    Run::new(wasm).arg(operation)
}

#[test]
fn a_generic_function_copies_the_standard_streams() {
    let text = "some text that is longer than the buffer\n";
    let out = streams("copy").stdin(text).run();
    assert_eq!(out.stdout_str(), text, "{out}");
    assert_eq!(out.stderr_str(), "  41 bytes\n", "{out}");
    // Standard output keeps its buffer: one write for all parts, and one for each part of standard
    // error's text.
    let writes = out.calls_of("fd_write").filter(|call| call.args[0] == 1);
    assert_eq!(writes.count(), 1, "{out}");
}

#[test]
fn a_file_is_written_and_read() {
    let folder = TempDir::new("embedded-io-file");
    let out = streams("file").dir(&folder, ".").run();
    assert_eq!(out.stdout_str(), "14 two\n5\none\ntwo\nthree\n", "{out}");
    assert_eq!(fs::read(folder.join("file")).unwrap(), b"one\ntwo\nthree\n");
}

#[test]
fn a_buffered_reader_is_read_in_place() {
    let out = streams("lines").stdin("a\nlonger\n\nlast").run();
    assert_eq!(out.stdout_str(), "6\n", "{out}");
    // The input, and its end.
    assert_eq!(out.count("fd_read"), 2, "{out}");
}

/// `write_fmt` of `embedded-io` writes each part by itself, which was a call to the host each.
#[test]
fn formatted_text_outside_of_main_is_one_call_to_the_host() {
    let output = streams("").exports(["_start", "write_formatted"]).run();
    let call = r#"fd_write(1, [13 "\"quoted\" 007 "]"#;
    assert_eq!(output.count("fd_write"), 2, "{output}");
    for seen in output.calls_of("fd_write") {
        assert!(seen.text.starts_with(call), "{output}");
    }
}

#[test]
fn errors_keep_their_kind_and_errno() {
    let folder = TempDir::new("embedded-io-errors");
    let out = streams("errors").dir(&folder, ".").run();
    assert_eq!(
        out.stdout_str(),
        "NOENT NotFound\nBADF Other\nUnexpectedEof\nFmtError\nTimedOut\n",
        "{out}"
    );
    assert_eq!(out.status, Status::Exit(0), "{out}");
}

/// The error of a write, through a generic function, is the one that `main` prints.
#[test]
fn an_error_of_the_host_reaches_the_caller() {
    let out = streams("copy")
        .stdin("text")
        .fault("fd_write", |call| {
            if call.arg(0) == 1 {
                PIPE.into()
            } else {
                call.real()
            }
        })
        .run();
    assert!(
        out.stderr_str()
            .starts_with("Error: Os { code: 64, kind: BrokenPipe"),
        "{out}"
    );
    assert_eq!(out.status, Status::Exit(1), "{out}");
}

/// A write of nothing is an error, because `write_all` of `embedded-io` panics on it.
#[test]
fn a_write_without_progress_is_an_error() {
    let folder = TempDir::new("embedded-io-zero");
    let out = streams("file")
        .dir(&folder, ".")
        .fault("fd_write", |call| {
            // Standard streams work.
            if call.arg(0) < 3 {
                return call.real();
            }
            call.write_u32(call.arg(3), 0).map(|()| 0).into()
        })
        .run();
    assert!(out.stderr_str().contains("WriteZero"), "{out}");
    assert_eq!(out.status, Status::Exit(1), "{out}");
}

#[test]
fn readiness_is_that_of_the_buffer_or_of_the_host() {
    let folder = TempDir::new("embedded-io-ready");
    let out = streams("ready").stdin("xyz").dir(&folder, ".").run();
    assert_eq!(out.stdout_str(), "120 true\ntrue\ntrue\n", "{out}");
    assert_eq!(out.count("fd_read"), 1, "{out}");
    // One call for each stream. The host may need more for standard input.
    assert!(out.count("poll_oneoff") >= 3, "{out}");
}

#[test]
fn adapters_lead_in_both_directions() {
    let out = streams("adapters").stdin("first second\nthird").run();
    assert_eq!(out.stdout_str(), "first |sec\nall of it\n", "{out}");
}

/// One poll of a future completes it.
#[test]
fn asynchronous_code_runs_on_blocking_streams() {
    let out = streams("async").stdin("first line\n").run();
    assert_eq!(out.stdout_str(), "first\n", "{out}");
    assert_eq!(out.status, Status::Exit(0), "{out}");
}
