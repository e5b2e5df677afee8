//! tokio with nanowasi as its `std`: the program `tasks`, and the example `examples/tokio-lines`.
//!
//! tokio's runtime for one thread blocks that thread when no task can run: by `thread::sleep` until
//! the next timer, or by `Condvar::wait` without one. These tests guard against a wait that returns
//! immediately, so that the runtime spins, and against one that never ends.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "what can't go on here is a test that fails"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use nanowasi_dropin::tool::{Tool, Variant, folder};
use nanowasi_test_host::build::workspace;
use nanowasi_test_host::{Call, OutOfBounds, Output, Run, Status};

/// The time limit of the child process, after which it is ended.
const HANGS: Duration = Duration::from_secs(120);

const MILLI: u64 = 1_000_000;

fn tool() -> &'static Tool {
    static TOOL: OnceLock<Tool> = OnceLock::new();
    TOOL.get_or_init(|| Tool::build().unwrap())
}

/// Returns the directory of the program `tasks`.
fn package() -> PathBuf {
    workspace().join("tests/compat/dropin/programs/tasks")
}

/// Returns the directory of the example.
fn example() -> PathBuf {
    workspace().join("examples/tokio-lines")
}

/// Returns a program's module, with real `std` or with nanowasi.
fn module(package: PathBuf, bin: &str, variant: Variant) -> Vec<u8> {
    tool()
        .fast_module(&package, bin, &[], variant)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// Returns a run of the program `tasks`.
fn tasks(variant: Variant, args: &[&str]) -> Run {
    static MODULES: [OnceLock<Vec<u8>>; 2] = [OnceLock::new(), OnceLock::new()];
    let wasm = MODULES[usize::from(variant == Variant::Std)]
        .get_or_init(|| module(package(), "tasks", variant));
    Run::new(wasm).args(args.to_vec())
}

/// Returns a run of the example.
fn lines(variant: Variant, args: &[&str]) -> Run {
    static MODULES: [OnceLock<Vec<u8>>; 2] = [OnceLock::new(), OnceLock::new()];
    let wasm = MODULES[usize::from(variant == Variant::Std)]
        .get_or_init(|| module(example(), "tokio-lines", variant));
    Run::new(wasm).args(args.to_vec())
}

/// The offsets in a subscription to a clock, and in an event.
mod offset {
    pub const TAG: u32 = 8;
    pub const TIMEOUT: u32 = 24;
    pub const FLAGS: u32 = 40;
    pub const EVENT_TYPE: u32 = 10;
}

/// The size of a subscription.
const SUBSCRIPTION: u32 = 48;

/// Reports that the timeout, the last of the subscriptions, has passed. Returns the timeout.
fn expire(call: &mut Call<'_>) -> Result<u64, OutOfBounds> {
    let last = call.arg(0) + (call.arg(2) - 1) * SUBSCRIPTION;
    assert_eq!(call.u8(last + offset::TAG)?, 0, "the tag of a clock");
    assert_eq!(call.u16(last + offset::FLAGS)?, 0, "a relative time");
    let (userdata, event) = (call.u64(last)?, call.arg(1));
    call.write(event, &[0; 32])?;
    call.write(event, &userdata.to_le_bytes())?;
    call.write_u8(event + offset::EVENT_TYPE, 0)?;
    call.write_u32(call.arg(3), 1)?;
    call.u64(last + offset::TIMEOUT)
}

/// Runs a guest with a clock that advances while the guest waits, and by a microsecond at each
/// reading.
///
/// `poll` handles a wait and returns how much time passes.
fn on_clock(
    run: Run,
    poll: impl Fn(&mut Call<'_>) -> Result<u64, OutOfBounds> + Send + 'static,
) -> Output {
    let time = Arc::new(AtomicU64::new(1_000 * MILLI));
    let passing = Arc::clone(&time);
    run.fault("clock_time_get", move |call| {
        let now = time.fetch_add(1_000, SeqCst);
        call.write_u64(call.arg(2), now)?;
        Ok(0)
    })
    .fault("poll_oneoff", move |call| {
        let passed = poll(call)?;
        passing.fetch_add(passed, SeqCst);
        Ok(0)
    })
    .run()
}

/// Runs `tasks`, and returns its standard output and the timeouts of its waits in milliseconds.
fn waits(args: &[&str]) -> (String, Vec<u64>) {
    let output = on_clock(tasks(Variant::DropIn, args), expire);
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let timeout = |text: &str| {
        let timeout = text.strip_prefix("poll_oneoff([clock monotonic +")?;
        timeout.split_once(" ms])")?.0.parse().ok()
    };
    let calls = output.calls_of("poll_oneoff");
    let timeouts = calls.map(|call| timeout(&call.text).unwrap_or_else(|| panic!("{output}")));
    (output.stdout_str().into_owned(), timeouts.collect())
}

#[test]
fn each_part_of_tokio_prints_as_with_std() {
    for what in ["channel", "timers", "io", "sync", "tasks"] {
        let [std, ours] = [Variant::Std, Variant::DropIn].map(|variant| {
            let output = tasks(variant, &[what]).run();
            assert_eq!(output.status, Status::Exit(0), "{what}: {output}");
            assert_ne!(output.stdout_str(), "unknown\n");
            output.stdout_str().into_owned()
        });
        assert_eq!(ours, std, "{what}");
        assert_ne!(ours, "", "{what}");
    }
}

/// A timer that is awaited by many short waits uses the processor all the time.
#[test]
fn a_timer_is_awaited_by_one_poll() {
    for millis in [1, 10, 50] {
        let (stdout, timeouts) = waits(&["sleep", &millis.to_string()]);
        assert_eq!(stdout, "slept\n");
        // tokio rounds up to its next millisecond.
        assert_eq!(timeouts, [millis + 1]);
    }
    // tokio waits for a far timer in up to one step for each level of its wheel: 64 ms, 4 s, 4 min.
    for (millis, steps) in [(100, 2), (10_000, 3), (1_000_000, 4)] {
        let (stdout, timeouts) = waits(&["sleep", &millis.to_string()]);
        assert_eq!(stdout, "slept\n");
        assert!(timeouts.len() <= steps, "{millis}: {timeouts:?}");
        let sum: u64 = timeouts.iter().sum();
        assert!(
            (millis..=millis + 2).contains(&sum),
            "{millis}: {timeouts:?}"
        );
    }
}

#[test]
fn spawned_tasks_wait_for_the_earliest_timer() {
    let (stdout, timeouts) = waits(&["channel"]);
    assert_eq!(stdout, "10\n20\n30\n");
    assert_eq!(timeouts, [11, 10, 10]);
}

/// A task that yields is ready. The runtime looks for expired timers, and must not sleep.
#[test]
fn a_task_that_is_ready_is_not_waited_for() {
    let (stdout, timeouts) = waits(&["yield"]);
    assert_eq!(stdout, "yielded\n");
    assert_eq!(timeouts, []);
}

/// Without a timer, no other thread could wake a task. The message names what is missing, where
/// `std` has "condvar wait not supported".
#[test]
fn a_task_that_nothing_wakes_is_a_panic() {
    for (what, polls) in [("never", 0), ("empty", 1)] {
        let output = tasks(Variant::DropIn, &[what]).run();
        assert_eq!(output.status, Status::Exit(101), "{output}");
        assert_eq!(output.stdout_str(), "waiting\n", "{output}");
        let stderr = output.stderr_str();
        assert!(stderr.contains("/src/runtime/park.rs:"), "{output}");
        let message = ": waiting for a notification that no other thread can send\n";
        assert!(stderr.ends_with(message), "{output}");
        assert_eq!(output.count("poll_oneoff"), polls, "{output}");
        let std = tasks(Variant::Std, &[what]).run();
        assert!(std.status.is_unreachable(), "{std}");
    }
}

#[test]
fn a_blocking_task_is_a_panic_that_names_the_thread() {
    let output = tasks(Variant::DropIn, &["blocking"]).run();
    assert_eq!(output.status, Status::Exit(101), "{output}");
    let stderr = output.stderr_str();
    assert!(stderr.contains("OS can't spawn worker thread"), "{output}");
    assert!(stderr.contains("Not supported"), "{output}");
}

/// Runs the tests of a package by `cargo nanowasi test`, which must all pass.
fn run_tests(package: PathBuf, passed: usize) {
    let mut command = tool().command("test");
    let command = command
        .current_dir(package)
        .args(["--quiet", "--locked", "--target-dir"])
        .arg(folder().join(Variant::DropIn.name()));
    let output = command.output().unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let result = format!("test result: ok. {passed} passed");
    assert!(stdout.contains(&result), "{stdout}{stderr}");
    assert!(output.status.success(), "{stderr}");
}

/// `#[tokio::test]` makes a runtime for each test. With a paused clock, an hour passes immediately.
#[test]
fn tests_with_a_runtime_run() {
    run_tests(package(), 3);
}

/// A wait that outlives its timeout would delay later timers until input arrives.
#[test]
fn the_wait_for_input_ends_with_its_timeout() {
    run_tests(example(), 2);
}

#[test]
fn the_example_numbers_lines_as_with_std() {
    for input in ["", "one\ntwo\n", "one\n\nlast", "\u{e9}\n"] {
        for variant in [Variant::Std, Variant::DropIn] {
            let output = lines(variant, &[]).stdin(input).run();
            let numbered = (1..).zip(input.lines());
            let expected: String = numbered.map(|(n, line)| format!("{n}: {line}\n")).collect();
            assert_eq!(output.stdout_str(), expected, "{output}");
            assert_eq!(output.status, Status::Exit(0), "{output}");
        }
    }
    for variant in [Variant::Std, Variant::DropIn] {
        let output = lines(variant, &[]).stdin(*b"\xff\n").run();
        let message = "tokio-lines: invalid utf-8 sequence of 1 bytes from index 0\n";
        assert_eq!(output.stderr_str(), message, "{output}");
        assert_eq!(output.status, Status::Exit(1), "{output}");
        // Too far in the future for a clock: no timeout.
        let seconds = u64::MAX.to_string();
        let output = lines(variant, &[&seconds]).stdin("one\n").run();
        assert_eq!(output.stdout_str(), "1: one\n", "{output}");
        assert_eq!(output.status, Status::Exit(0), "{output}");
        let output = lines(variant, &["x"]).run();
        let message = "tokio-lines: invalid digit found in string\n";
        assert_eq!(output.stderr_str(), message, "{output}");
        assert_eq!(output.status, Status::Exit(1), "{output}");
    }
}

/// One wait for input and for the timer together, instead of many short ones.
#[test]
fn the_example_waits_by_one_poll() {
    for variant in [Variant::Std, Variant::DropIn] {
        let run = lines(variant, &["7"]).fault("fd_read", |call| {
            let [buffers, count] = [1, 2].map(|at| call.arg(at));
            let buffers = call.iovecs(buffers, count)?;
            let count = call.scatter(&buffers, b"one\ntwo\n")?;
            call.write_u32(call.arg(3), u32::try_from(count).unwrap())?;
            Ok(0)
        });
        let output = on_clock(run, |call| {
            if call.number() > 1 {
                return expire(call);
            }
            // Input after half of the time: the first of the two subscriptions.
            assert_eq!(call.arg(2), 2);
            expire(call)?;
            let (userdata, event) = (call.u64(call.arg(0))?, call.arg(1));
            call.write(event, &userdata.to_le_bytes())?;
            call.write_u8(event + offset::EVENT_TYPE, 1)?;
            Ok(3500 * MILLI)
        });
        assert_eq!(output.stdout_str(), "1: one\n2: two\n", "{output}");
        let stderr = "tokio-lines: no line for 7s\n";
        assert_eq!(output.stderr_str(), stderr, "{output}");
        assert_eq!(output.status, Status::Exit(2), "{output}");
        let polls = output.calls_of("poll_oneoff");
        let polls: Vec<_> = polls
            .map(|call| call.text.split(") = ").next().unwrap())
            .collect();
        assert_eq!(polls.len(), 2, "{output}");
        for poll in polls {
            assert!(
                poll.starts_with("poll_oneoff([fd_read 0, clock "),
                "{output}"
            );
            assert!(poll.ends_with(" +7001 ms]"), "{output}");
        }
    }
}

/// A browser's host cannot wait for a descriptor. All of its input is there from the start.
#[test]
fn the_example_reads_where_the_host_cannot_wait() {
    const NOTSUP: i32 = 58;
    let run = lines(Variant::DropIn, &[]).stdin("one\n");
    let output = run.fault("poll_oneoff", |_| NOTSUP).run();
    assert_eq!(output.stdout_str(), "1: one\n", "{output}");
    assert_eq!(output.status, Status::Exit(0), "{output}");
}

/// Starts the example by `cargo nanowasi run` with pipes for its streams.
fn start(seconds: &str) -> Child {
    let mut command = tool().command("run");
    command
        .current_dir(example())
        .args(["--quiet", "--locked", "--release", "--target-dir"])
        .arg(folder().join(Variant::DropIn.name()))
        .args(["--", seconds])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // Builds the program and its sysroot before.
    drop(lines(Variant::DropIn, &[]));
    command.spawn().unwrap()
}

/// Waits for a child's end, and returns its exit status and standard error.
fn finish(mut child: Child) -> (Option<i32>, String) {
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        if start.elapsed() > HANGS {
            child.kill().unwrap();
            break None;
        }
        thread::sleep(Duration::from_millis(20));
    };
    let mut stderr = String::new();
    child.stderr.unwrap().read_to_string(&mut stderr).unwrap();
    (status, stderr)
}

/// A line is printed when it arrives, although the pipe stays open. Then nothing arrives.
#[test]
fn a_silent_pipe_ends_the_example_by_its_timeout() {
    let mut child = start("3");
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for (line, expected) in [("one\n", "1: one\n"), ("two\n", "2: two\n")] {
        stdin.write_all(line.as_bytes()).unwrap();
        let mut printed = String::new();
        stdout.read_line(&mut printed).unwrap();
        assert_eq!(printed, expected);
    }
    let (status, stderr) = finish(child);
    assert_eq!(stderr, "tokio-lines: no line for 3s\n");
    assert_eq!(status, Some(2));
    drop(stdin);
}

#[test]
fn a_closed_pipe_ends_the_example() {
    let mut child = start("60");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"one\ntwo").unwrap();
    drop(stdin);
    let mut stdout = String::new();
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_to_string(&mut stdout).unwrap();
    assert_eq!(stdout, "1: one\n2: two\n");
    assert_eq!(finish(child), (Some(0), String::new()));
}

/// The sizes that `docs/dropin.md` states.
#[test]
fn the_example_is_smaller_than_with_std() {
    let size = |variant| module(example(), "tokio-lines", variant).len();
    let (std, ours) = (size(Variant::Std), size(Variant::DropIn));
    assert!(ours * 100 < std * 60, "{ours} of {std} bytes");
}
