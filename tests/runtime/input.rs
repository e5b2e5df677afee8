//! Guards standard input's one buffer.
//!
//! The failures that it stands for: a call to the host for each byte; a line that one handle has read and
//! another one misses; bytes that change while they are looked at; a read of nothing, which a host
//! answers with an interruption for ever.

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Answer, OutOfBounds, Output, Run, Status};

/// The buffer's size.
const BUFFER: usize = 65_536;

fn input<'a>(operations: impl IntoIterator<Item = &'a str>) -> Run {
    Run::new(build::guest("input", Mode::Default)).args(operations)
}

#[track_caller]
fn shown(run: Run) -> (Vec<String>, Output) {
    let output = run.run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let lines = output.stdout_str().lines().map(str::to_owned).collect();
    (lines, output)
}

/// A byte used to be a call to the host.
#[test]
fn small_reads_are_one_call() {
    let (lines, output) =
        shown(input(["bytes:5", "read:3", "exact:4", "vectored:2"]).stdin("abcdefghijklmnopqrs"));
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

/// And so it was through a lock, which is what a program takes to read fast.
#[test]
fn small_reads_of_a_lock_are_one_call() {
    let (lines, output) = shown(input(["locked:5", "read:3"]).stdin("abcdefghij"));
    assert_eq!(lines, [r#"locked "abcdefg""#, r#"read "hij""#]);
    assert_eq!(output.count("fd_read"), 1, "{output}");
}

#[test]
fn a_large_read_goes_past_the_buffer() {
    let text = "x".repeat(3 * BUFFER);
    let (lines, output) = shown(input(["read:131072", "end"]).stdin(text.clone()));
    let lens: Vec<_> = lines.iter().map(|line| line.matches('x').count()).collect();
    assert_eq!(lens.iter().sum::<usize>(), text.len(), "{output}");
    // Not a call for each buffer.
    assert!(lens[0] > BUFFER, "{lens:?}");
}

/// What is left in the buffer belongs to whoever reads next, however it does.
#[test]
fn every_way_to_read_goes_on_where_the_last_one_stopped() {
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
    let (lines, _) = shown(input(operations).stdin(text));
    assert_eq!(
        lines,
        [
            r#"line "first\n""#,
            r#"read "sec""#,
            r#"line "ond\n""#,
            r#"fill "third:rest\nand\r\nmore\n""#,
            r#"until "ird:""#,
            // Not past the buffer, while something waits in it.
            r#"read "rest\nand\r\nmore\n""#,
            r#"end """#,
        ]
    );
    let (lines, _) = shown(input(["line", "lines"]).stdin(text));
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[3], r#"lines "and""#);
    let (lines, _) = shown(input(["line", "end"]).stdin(text));
    assert_eq!(lines[1], r#"end "second\nthird:rest\nand\r\nmore\n""#);
}

/// A host that gives one byte a call, and is interrupted before each.
#[test]
fn lines_arrive_whole_from_a_host_that_gives_little() {
    let given = std::sync::Mutex::new(0);
    let run = input(["line", "lines"])
        .stdin("ab\ncd\nef")
        .fault("fd_read", move |call| {
            let mut calls = given.lock().unwrap();
            *calls += 1;
            if *calls % 2 == 1 {
                return 27.into();
            }
            // The same call, with room for one byte.
            let iovec = call.arg(1);
            let len = call.u32(iovec + 4).unwrap();
            call.write_u32(iovec + 4, 1).unwrap();
            let answer = call.real();
            call.write_u32(iovec + 4, len).unwrap();
            answer
        });
    let (lines, _) = shown(run);
    assert_eq!(lines, [r#"line "ab\n""#, r#"lines "cd""#, r#"lines "ef""#]);
}

/// A retry loop around a host that answers `INTR` every time would spin for ever.
#[test]
fn a_host_that_is_always_interrupted_ends_in_an_error() {
    for operation in ["line", "lines", "until", "bytes:1", "exact:1", "end"] {
        let output = input([operation]).stdin("x").fault("fd_read", |_| 27).run();
        assert_eq!(output.status, Status::Exit(1), "{operation}: {output}");
        assert!(output.stderr_str().contains("Interrupted"), "{output}");
    }
}

/// Whoever gives up waiting for a smaller program is told of it, once: a loop beneath that goes on was 100 bytes.
#[test]
fn without_waiting_an_interruption_is_an_error_at_once() {
    let guest = Build::guest("input").feature("no-wait").wasm();
    for operation in ["line", "lines", "until", "bytes:1", "exact:1", "end"] {
        let run = Run::new(&guest).args([operation]).stdin("x");
        let output = run.fault("fd_read", |_| 27).run();
        assert_eq!(output.status, Status::Exit(1), "{operation}: {output}");
        assert!(output.stderr_str().contains("Interrupted"), "{output}");
        assert_eq!(output.count("fd_read"), 1, "{output}");
    }
}

/// wasmtime answers a read of no bytes with `INTR`, every time.
#[test]
fn no_host_is_asked_for_nothing() {
    let (lines, output) = shown(input(["read:0", "vectored:0", "exact:0", "read:1"]).stdin("x"));
    assert_eq!(lines.last().unwrap(), r#"read "x""#);
    assert_eq!(output.count("fd_read"), 1, "{output}");
}

/// runno and pywasm take an empty first piece for the end: a read into one and a full one lost all of the input.
#[test]
fn no_host_sees_an_empty_piece_first() {
    let output = Run::new(Build::conformance("input").wasm())
        .arg("vectored")
        .stdin("12345678")
        .fault("fd_read", |call| {
            let first = call.iovecs(call.arg(1), 1)?[0];
            if first.len == 0 {
                call.write_u32(call.arg(3), 0)?;
                return Ok(Answer::Errno(0));
            }
            Ok::<_, OutOfBounds>(Answer::Real)
        })
        .run();
    assert_eq!(output.stdout_str(), "read: 12345678\n", "{output}");
}

/// The slice that a lock lends used to be where the next read went.
#[test]
fn what_a_lock_has_lent_stays_as_it_is() {
    // One byte waits, and is lent: the first read takes it, the second has to go past the buffer.
    let text = format!("{}abc", "x".repeat(BUFFER - 1));
    let (lines, output) = shown(input(["read-beside:2"]).stdin(format!("{text}d")));
    assert_eq!(lines[0], r#"lent "a""#, "{output}");
    assert!(lines[1].starts_with(r#"read-beside "a"#), "{output}");
}

/// A second lock would wait for ever for the first, as in `std`.
#[test]
fn locking_twice_ends_with_a_message() {
    let output = input(["lock-twice"]).run();
    assert_eq!(output.status, Status::Exit(101), "{output}");
    assert!(output.stderr_str().contains("locked already"), "{output}");
}

/// A read that lies about its count must not lend what is behind the buffer.
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
