//! Standard input and its buffer.
//!
//! These tests guard against:
//!
//! - a host call for each byte;
//! - a line that one handle buffered and another one misses;
//! - borrowed bytes that change;
//! - a read of zero bytes, for which a host returns `INTR` for ever.

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{OutOfBounds, Output, Response, Run, Status};

/// The buffer's size.
const BUFFER: usize = 65_536;

fn input<'a>(operations: impl IntoIterator<Item = &'a str>) -> Run {
    Run::new(build::guest("input", Mode::Default)).args(operations)
}

#[track_caller]
fn printed_lines(run: Run) -> (Vec<String>, Output) {
    let output = run.run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let lines = output.stdout_str().lines().map(str::to_owned).collect();
    (lines, output)
}

/// Each byte was a host call.
#[test]
fn small_reads_are_one_call() {
    let (lines, output) = printed_lines(
        input(["bytes:5", "read:3", "exact:4", "vectored:2"]).stdin("abcdefghijklmnopqrs"),
    );
    assert_eq!(
        lines,
        [
            r#"bytes "abcde""#,
            r#"read "fgh""#,
            r#"exact "ijkl""#,
            r#"vectored "mnop""#
        ]
    );
    assert_eq!(output.count("fd_read"), 1, "{output}");
}

/// The same through a lock, which programs take to read faster.
#[test]
fn small_reads_of_a_lock_are_one_call() {
    let (lines, output) = printed_lines(input(["locked:5", "read:3"]).stdin("abcdefghij"));
    assert_eq!(lines, [r#"locked "abcdefg""#, r#"read "hij""#]);
    assert_eq!(output.count("fd_read"), 1, "{output}");
}

#[test]
fn a_large_read_bypasses_the_buffer() {
    let text = "x".repeat(3 * BUFFER);
    let (lines, output) = printed_lines(input(["read:131072", "end"]).stdin(text.clone()));
    let lens: Vec<_> = lines.iter().map(|line| line.matches('x').count()).collect();
    assert_eq!(lens.iter().sum::<usize>(), text.len(), "{output}");
    // Not one call for each buffer.
    assert!(lens[0] > BUFFER, "{lens:?}");
}

/// The next read of any kind returns the buffered bytes.
#[test]
fn each_kind_of_read_continues_where_the_last_one_stopped() {
    let text = "first\nsecond\nthird:rest\nand\r\nmore\n";
    let operations = [
        "line",
        "read:3",
        "line",
        "fill",
        "consume:2",
        "until",
        "read:80000",
        "lines",
        "end",
    ];
    let (lines, _) = printed_lines(input(operations).stdin(text));
    assert_eq!(
        lines,
        [
            r#"line "first\n""#,
            r#"read "sec""#,
            r#"line "ond\n""#,
            r#"fill "third:rest\nand\r\nmore\n""#,
            r#"until "ird:""#,
            // Only buffered bytes, as long as there are any.
            r#"read "rest\nand\r\nmore\n""#,
            r#"end """#,
        ]
    );
    let (lines, _) = printed_lines(input(["line", "lines"]).stdin(text));
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[3], r#"lines "and""#);
    let (lines, _) = printed_lines(input(["line", "end"]).stdin(text));
    assert_eq!(lines[1], r#"end "second\nthird:rest\nand\r\nmore\n""#);
}

/// The host returns one byte a call, and `INTR` before each.
#[test]
fn lines_arrive_whole_from_a_host_with_short_reads() {
    let given = std::sync::Mutex::new(0);
    let run = input(["line", "lines"])
        .stdin("ab\ncd\nef")
        .fault("fd_read", move |call| {
            let mut calls = given.lock().unwrap();
            *calls += 1;
            if *calls % 2 == 1 {
                return 27.into();
            }
            // The same call, with a buffer of one byte.
            let iovec = call.arg(1);
            let len = call.u32(iovec + 4).unwrap();
            call.write_u32(iovec + 4, 1).unwrap();
            let response = call.real();
            call.write_u32(iovec + 4, len).unwrap();
            response
        });
    let (lines, _) = printed_lines(run);
    assert_eq!(lines, [r#"line "ab\n""#, r#"lines "cd""#, r#"lines "ef""#]);
}

/// A host that returns `INTR` each time must not make the guest loop for ever.
#[test]
fn a_host_that_is_always_interrupted_ends_in_an_error() {
    for operation in ["line", "lines", "until", "bytes:1", "exact:1", "end"] {
        let output = input([operation]).stdin("x").fault("fd_read", |_| 27).run();
        assert_eq!(output.status, Status::Exit(1), "{operation}: {output}");
        assert!(output.stderr_str().contains("Interrupted"), "{output}");
    }
}

/// A program that is built not to wait gets each `INTR` as an error. A retry loop in a lower layer
/// cost 100 bytes.
#[test]
fn without_waiting_an_interruption_is_returned() {
    let guest = Build::guest("input").feature("no-wait").wasm();
    for operation in ["line", "lines", "until", "bytes:1", "exact:1", "end"] {
        let run = Run::new(&guest).args([operation]).stdin("x");
        let output = run.fault("fd_read", |_| 27).run();
        assert_eq!(output.status, Status::Exit(1), "{operation}: {output}");
        assert!(output.stderr_str().contains("Interrupted"), "{output}");
        assert_eq!(output.count("fd_read"), 1, "{output}");
    }
}

/// wasmtime returns `INTR` for each read of zero bytes.
#[test]
fn a_read_of_zero_bytes_calls_no_host() {
    let (lines, output) =
        printed_lines(input(["read:0", "vectored:0", "exact:0", "read:1"]).stdin("x"));
    assert_eq!(lines.last().unwrap(), r#"read "x""#);
    assert_eq!(output.count("fd_read"), 1, "{output}");
}

/// runno and pywasm take an empty first buffer for the end of file. A read into an empty buffer and
/// another one lost all input.
#[test]
fn no_read_begins_with_an_empty_buffer() {
    let output = Run::new(Build::conformance("input").wasm())
        .arg("vectored")
        .stdin("12345678")
        .fault("fd_read", |call| {
            let first = call.iovecs(call.arg(1), 1)?[0];
            if first.len == 0 {
                call.write_u32(call.arg(3), 0)?;
                return Ok(Response::Errno(0));
            }
            Ok::<_, OutOfBounds>(Response::Real)
        })
        .run();
    assert_eq!(output.stdout_str(), "read: 12345678\n", "{output}");
}

/// The slice that `fill_buf` returned was where the next read went.
#[test]
fn bytes_borrowed_from_a_lock_do_not_change() {
    // One byte is buffered and borrowed. The first read takes it; the second has to read directly.
    let text = format!("{}abc", "x".repeat(BUFFER - 1));
    let (lines, output) = printed_lines(input(["borrow-and-read:2"]).stdin(format!("{text}d")));
    assert_eq!(lines[0], r#"borrowed "a""#, "{output}");
    assert!(lines[1].starts_with(r#"borrow-and-read "a"#), "{output}");
}

/// A second lock would block for ever, as in `std`.
#[test]
fn locking_twice_ends_with_a_message() {
    let output = input(["lock-twice"]).run();
    assert_eq!(output.status, Status::Exit(101), "{output}");
    assert!(output.stderr_str().contains("locked already"), "{output}");
}

/// A count beyond the buffer must not expose the memory after it.
#[test]
fn a_count_beyond_the_buffer_is_an_error() {
    for operation in ["line", "read:10", "fill"] {
        let run = input([operation]).stdin("x").fault("fd_read", |call| {
            call.write_u32(call.arg(3), BUFFER as u32 + 1).unwrap();
            0
        });
        let output = run.run();
        assert_eq!(output.status, Status::Exit(1), "{operation}: {output}");
        assert!(output.stderr_str().contains("code: 29"), "{output}");
    }
}
