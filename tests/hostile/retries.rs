//! Patience: how long a host is waited for that takes no output, how long after it was given up once, and what of
//! the output it gets then.

use nanowasi_test_host::build::{Build, Mode, guest};
use nanowasi_test_host::{Answer, Output, Run};

use crate::sink::Taken;

const AGAIN: i32 = 6;
const INTR: i32 = 27;
const NOSPC: i32 = 51;
const NOTSUP: i32 = 58;

const OUT: u32 = 1;
const ERR: u32 = 2;

/// How often in a row a host may refuse a write at first, and how often at least, however long it has
/// refused before.
const FULL: usize = 1024;
const FEW: usize = 32;

/// How often it has refused when it has come from the one to the other, and how many writes were given up then.
const WORN: usize = 10_240;
const WEARS: usize = 62;

/// What a host does with a call.
enum Reply {
    /// Takes so many bytes, or all if there are fewer.
    Take(usize),
    Refuse(i32),
}

const ALL: Reply = Reply::Take(usize::MAX);

/// Runs a program. `reply` is asked at each write to the descriptor, and told which it is, from 1; a poll is
/// over at once.
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
                return Ok(Answer::Real);
            }
            calls += 1;
            let most = match reply(calls) {
                Reply::Take(most) => most,
                Reply::Refuse(errno) => return Ok(Answer::Errno(errno)),
            };
            let iovecs = call.iovecs(call.arg(1), call.arg(2))?;
            let bytes = call.gather(&iovecs)?;
            let count = bytes.len().min(most);
            all.add(&bytes[..count]);
            call.write_u32(call.arg(3), u32::try_from(count).unwrap())?;
            Ok(Answer::Errno(0))
        });
    (run.run(), taken.text())
}

fn script<S: Into<String>>(args: impl IntoIterator<Item = S>) -> Run {
    Run::new(guest("script", Mode::Tiny)).args(args)
}

/// How many calls there were to write to a descriptor.
fn writes(output: &Output, fd: u32) -> usize {
    let all = output.calls_of("fd_write");
    all.filter(|call| call.args[0] == u64::from(fd)).count()
}

/// Whether some lines are those of `lines`, each once at most and in order.
fn is_part<'a>(some: &str, mut lines: impl Iterator<Item = &'a String>) -> bool {
    some.lines().all(|line| lines.any(|other| other == line))
}

/// A host that takes a part of what waits, now and then: after the first line that it lost, each one was tried
/// once, and six of seven were lost with it.
#[test]
fn a_slow_host_gets_nearly_all_lines() {
    for (terminal, printed, least) in [(false, 10_000, 9_500), (true, 200, 190)] {
        let lines: Vec<String> = (0..printed).map(|at| format!("line {at:06}")).collect();
        let mut run = script(lines.iter().map(|line| format!("print:{line}\n")));
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

/// What goes past the buffer had a patience of its own, anew for each piece: a hundred of them took a hundred thousand
/// calls on a host that takes nothing.
#[test]
fn a_host_that_never_takes_output_is_not_waited_for_at_each_large_piece() {
    for (fd, piece, errno, status) in [
        (OUT, "letters:16385", AGAIN, 1),
        (ERR, "eletters:513", AGAIN, 0),
        (ERR, "eletters:513", INTR, 0),
    ] {
        let (output, text) = replying(script([piece; 100]), fd, move |_| Reply::Refuse(errno));
        assert_eq!(
            (output.status.code(), &*text),
            (Some(status), ""),
            "{piece}"
        );
        let few = (100 - WEARS) * FEW;
        assert_eq!(writes(&output, fd), WORN + few, "{piece}, {errno}");
    }
}

/// And what could not be written of such a piece is dropped: nothing of it stands in the way of what is printed
/// behind, or comes later. With what waits in front of it, and on a host that takes some of it.
#[test]
fn a_large_piece_that_is_given_up_is_dropped_alone() {
    for (taken, expected) in [
        (0, "before behind"),
        (7, "before behind"),
        (9, "before abbehind"),
    ] {
        let args = ["print:before ", "letters:20000", "print:behind"];
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

/// One interruption costs one call more: it was the last straw where the host had not been ready before.
#[test]
fn an_interruption_is_tried_again_whatever_was_before() {
    // So many refusals, with another errno behind them or without, give a write up; the next one is interrupted.
    for (before, end) in [(FULL, 0), (FULL - 1, NOSPC), (FULL - 2, NOSPC)] {
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

/// The last words are written once, and waited for: they were tried a single time, since a line had been lost long
/// ago. So was the message of a panic.
#[test]
fn the_last_words_are_waited_for_as_the_first() {
    // Many writes are given up, and the end is tried 900 times.
    const MANY: usize = 70;
    let late = |call: usize| {
        if call <= WORN + (MANY - WEARS) * FEW + 900 {
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
