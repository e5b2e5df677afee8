//! The retry limit of output: how long a write to a host that takes nothing is retried, at first
//! and after a failure, and which output arrives then.

use std::time::Duration;

use nanowasi_test_host::build::{Build, Mode, guest};
use nanowasi_test_host::{Output, Response, Run};

use crate::sink::Taken;

const AGAIN: i32 = 6;
const INTR: i32 = 27;
const NOSPC: i32 = 51;
const NOTSUP: i32 = 58;

const OUT: u32 = 1;
const ERR: u32 = 2;

/// How often in a row a host may refuse a write: at first, and at least, however long it refused
/// before.
const MAX_RETRIES: usize = 1024;
const MIN_RETRIES: usize = 32;

/// The number of calls until the limit reaches its minimum, and the number of writes that were
/// given up by then.
const CALLS_UNTIL_MIN: usize = 10_240;
const WRITES_UNTIL_MIN: usize = 62;

/// Tens of thousands of logged calls take seconds, and on a busy machine more than the default
/// limit.
const TIMEOUT: Duration = Duration::from_secs(120);

/// What a host does with a call.
enum Reply {
    /// Takes up to that many bytes.
    Take(usize),
    Refuse(i32),
}

const ALL: Reply = Reply::Take(usize::MAX);

/// Runs a program. `reply` gets the number of each write to the descriptor, from 1. A poll returns
/// immediately.
fn replying(
    run: Run,
    fd: u32,
    mut reply: impl FnMut(usize) -> Reply + Send + 'static,
) -> (Output, String) {
    let taken = Taken::default();
    let all = taken.clone();
    let mut calls = 0;
    let run = run
        .fault("poll_oneoff", |_| NOTSUP)
        .fault("fd_write", move |call| {
            if call.arg(0) != fd {
                return Ok(Response::Real);
            }
            calls += 1;
            let max = match reply(calls) {
                Reply::Take(max) => max,
                Reply::Refuse(errno) => return Ok(Response::Errno(errno)),
            };
            let iovecs = call.iovecs(call.arg(1), call.arg(2))?;
            let bytes = call.gather(&iovecs)?;
            let count = bytes.len().min(max);
            all.add(&bytes[..count]);
            call.write_u32(call.arg(3), u32::try_from(count).unwrap())?;
            Ok(Response::Errno(0))
        });
    (run.run(), taken.text())
}

fn script<S: Into<String>>(args: impl IntoIterator<Item = S>) -> Run {
    Run::new(guest("script", Mode::Tiny)).args(args)
}

/// Returns the number of writes to a descriptor.
fn writes(output: &Output, fd: u32) -> usize {
    let all = output.calls_of("fd_write");
    all.filter(|call| call.args[0] == u64::from(fd)).count()
}

/// Returns whether each line of `some` is one of `lines`, at most once and in order.
fn is_part<'a>(some: &str, mut lines: impl Iterator<Item = &'a String>) -> bool {
    some.lines().all(|line| lines.any(|other| other == line))
}

/// A host that takes some pending bytes now and then: after the first lost line, each line was
/// tried only once, and six of seven were lost.
#[test]
fn a_slow_host_gets_nearly_all_lines() {
    for (terminal, printed, least) in [(false, 10_000, 9_500), (true, 200, 190)] {
        let lines: Vec<String> = (0..printed).map(|at| format!("line {at:06}")).collect();
        let mut run = script(lines.iter().map(|line| format!("print:{line}\n"))).timeout(TIMEOUT);
        if terminal {
            run = run.terminal();
        }
        let (output, text) = replying(run, OUT, |call| {
            if call % 3000 == 0 {
                Reply::Take(4096)
            } else {
                Reply::Refuse(AGAIN)
            }
        });
        let count = text.lines().count();
        assert!(count >= least, "{count} of {printed} lines");
        assert!(
            text.ends_with('\n') && is_part(&text, lines.iter()),
            "{text}"
        );
        assert_eq!(output.status.code(), Some(1), "{count} of {printed} lines");
    }
}

/// A write that bypasses the buffer had a separate retry limit, so a hundred of them took a
/// hundred thousand calls on a host that takes nothing.
#[test]
fn a_host_that_takes_nothing_is_not_retried_for_each_large_write() {
    for (fd, text, errno, status) in [
        (OUT, "letters:16385", AGAIN, 1),
        (ERR, "eletters:513", AGAIN, 0),
        (ERR, "eletters:513", INTR, 0),
    ] {
        let (output, text) = replying(script([text; 100]), fd, move |_| Reply::Refuse(errno));
        assert_eq!((output.status.code(), &*text), (Some(status), ""), "{text}");
        let calls = (100 - WRITES_UNTIL_MIN) * MIN_RETRIES;
        assert_eq!(
            writes(&output, fd),
            CALLS_UNTIL_MIN + calls,
            "{text}, {errno}"
        );
    }
}

/// The rest of such a write is dropped: it does not block later output, and is not written later.
/// Also with pending bytes before it, and on a host that takes a part.
#[test]
fn a_large_write_that_is_given_up_drops_nothing_else() {
    for (taken, expected) in [
        (0, "before after"),
        (7, "before after"),
        (9, "before abafter"),
    ] {
        let args = ["print:before ", "letters:20000", "print:after"];
        let (_, text) = replying(script(args), OUT, move |call| match call {
            1 => Reply::Take(7),
            2 if taken > 7 => Reply::Take(taken - 7),
            call if call < 1000 => Reply::Refuse(AGAIN),
            call if call < 1100 => Reply::Refuse(INTR),
            _ => ALL,
        });
        assert_eq!(text, expected, "{taken}");
    }
}

/// An interruption costs one more call. It was counted as the last retry if the host had not been
/// ready before.
#[test]
fn an_interruption_is_retried_after_any_refusals() {
    // These refusals, with or without another errno after them, make the write give up. The next
    // call is interrupted.
    for (before, end) in [
        (MAX_RETRIES, 0),
        (MAX_RETRIES - 1, NOSPC),
        (MAX_RETRIES - 2, NOSPC),
    ] {
        let args = ["print:text", "flush", "flush"];
        let refused = before + usize::from(end != 0);
        let (output, text) = replying(script(args), OUT, move |call| match call {
            call if call <= before => Reply::Refuse(AGAIN),
            call if call <= refused => Reply::Refuse(end),
            call if call == refused + 1 => Reply::Refuse(INTR),
            _ => ALL,
        });
        assert_eq!(text, "text", "{before}, {end}: {output}");
        let errors = output.stderr_str().lines().count();
        assert_eq!((errors, writes(&output, OUT)), (1, refused + 2), "{output}");
    }
}

/// The flush at exit has the full retry limit. It was tried only once if a line had been lost
/// before, and so was the message of a panic.
#[test]
fn the_flush_at_exit_has_the_full_retry_limit() {
    // Many writes are given up, and the flush at exit is retried 900 times.
    const MANY: usize = 70;
    let late = |call: usize| {
        if call <= CALLS_UNTIL_MIN + (MANY - WRITES_UNTIL_MIN) * MIN_RETRIES + 900 {
            Reply::Refuse(AGAIN)
        } else {
            ALL
        }
    };
    for (end, status) in [
        ("return:0", 1),
        ("exit:0", 1),
        ("abort", 101),
        ("panic:boom", 101),
    ] {
        let args = [&["println:lines"; MANY][..], &["print:end", end]].concat();
        let (output, text) = replying(script(args).terminal(), OUT, late);
        assert_eq!(text, "lines\n".repeat(MANY) + "end", "{end}: {output}");
        assert_eq!(output.status.code(), Some(status), "{end}: {output}");
    }
    for feature in ["panic-message", "panic-location"] {
        let build = Build::guest("script").mode(Mode::Tiny);
        let program = build.no_default_features().feature(feature).wasm();
        let args = [&["eprint:."; MANY][..], &["panic-literal"]].concat();
        let (output, text) = replying(Run::new(program).args(args), ERR, late);
        let message = text.strip_prefix(&".".repeat(MANY));
        let is_whole = |text: &str| text.starts_with("panicked at ") && text.ends_with('\n');
        assert!(message.is_some_and(is_whole), "{text:?}: {output}");
        assert_eq!(output.status.code(), Some(101), "{output}");
    }
}
