//! A program that cannot write: it never panics, never hangs, and never reports success.

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Response, Run, Status, errno};

use super::host::{Reply, letters, replying, script};

/// Errors of closed streams, readers that ended, full and broken disks; an undefined errno, and a
/// value that no errno has.
const ERRNOS: [i32; 6] = [BADF, 64, 51, 29, 9999, -1];

const BADF: i32 = 8;

/// `std` panics if it cannot print. Then a message about the tool's own failure goes to a stream
/// that may be broken as well. A tool that ignores the error would make `make` continue.
#[test]
fn a_lost_print_turns_the_status_of_a_success_to_1() {
    for errno in ERRNOS {
        for (args, status) in [
            (&["print:lost"][..], 1),
            (&["println:lost", "return:0"], 1),
            (&["print:lost", "return:7"], 7),
            (&["print:lost", "exit:0"], 1),
            (&["print:lost", "exit:3"], 3),
            (&["formatted:lost"], 1),
            (&["print:lost", "read"], 1),
            (&["letters:20000"], 1),
            (&["letters:20000", "exit:3"], 3),
        ] {
            let (output, seen) = replying(script(args.to_vec()), move |_| Reply::Errno(errno));
            assert_eq!(
                output.status,
                Status::Exit(status),
                "{args:?}, {errno}: {output}"
            );
            assert!(!output.stderr_str().contains("panicked"), "{output}");
            assert_eq!(seen.text(), "");
        }
    }
}

/// The same for a `main` that returns nothing, as most do.
#[test]
fn a_main_without_a_status_fails_if_its_output_is_lost() {
    for mode in [Mode::Default, Mode::Tiny] {
        let hello = build::example("hello", mode);
        for errno in ERRNOS {
            let (output, _) = replying(Run::new(&hello), move |_| Reply::Errno(errno));
            assert_eq!(output.status, Status::Exit(1), "{errno}: {output}");
            assert_eq!(output.stderr_str(), "");
        }
        let (output, seen) = replying(Run::new(&hello), |_| Reply::All);
        assert_eq!(
            (output.status, seen.text()),
            (Status::Exit(0), "Hello, world!\n".into())
        );
    }
}

/// A failure to write to standard error cannot be reported.
#[test]
fn a_lost_message_does_not_change_the_status() {
    let output = script(["eprint:lost", "eletters:2000", "print:kept"])
        .fault("fd_write", |call| match call.arg(0) {
            2 => Response::Errno(8),
            _ => Response::Real,
        })
        .run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    assert_eq!(output.stdout_str(), "kept");
}

/// A `Display` that fails leaves a partial line. `std` panics; here it counts as lost output.
#[test]
fn a_display_that_fails_counts_as_lost_output() {
    let output = script(["print:before ", "faulty", "print: after"]).run();
    assert_eq!(output.stdout_str(), "before half of it after");
    assert_eq!(output.status, Status::Exit(1), "{output}");
}

/// The caller of a write receives its errno, even though the stream is buffered.
#[test]
fn write_all_and_flush_return_the_errno() {
    for errno in [8, 64, 51, 29] {
        let name = errno::name(errno).unwrap();
        let args = [
            "write-letters:20000",
            "write-formatted:buffered",
            "flush",
            "write-letters:16382",
            "return:5",
        ];
        let (output, _) = replying(script(args), move |_| Reply::Errno(errno));
        assert_eq!(
            output.stderr_str(),
            format!("write-letters: {name}\nflush: {name}\nwrite-letters: {name}\n"),
            "{output}"
        );
        assert_eq!(output.status, Status::Exit(5));
    }
}

/// A false count: subtracting it wraps around at 4 GiB, and the runtime writes its own memory to
/// standard output until it traps. A count of 0 that is accepted never ends.
#[test]
fn a_false_count_is_an_error() {
    for reply in [
        Reply::Take(0),
        Reply::Lie {
            takes: 4,
            claims: 5,
        },
        Reply::Lie {
            takes: 0,
            claims: 5,
        },
        Reply::Lie {
            takes: 4,
            claims: u32::MAX,
        },
        Reply::Lie {
            takes: 0,
            claims: 1 << 31,
        },
        Reply::Silence,
    ] {
        let (output, seen) = replying(script(["print:text"]), move |_| reply);
        assert_eq!(output.status, Status::Exit(1), "{reply:?}: {output}");
        assert!(
            seen.offered.len() <= 4,
            "{reply:?}: {} calls",
            seen.offered.len()
        );
        assert!(
            ["", "text"].contains(&&*seen.text()),
            "{reply:?}: {:?}",
            seen.text()
        );
    }
}

/// A flush after a false count must not write again what the host took, or a terminal shows the
/// first line with each later one.
#[test]
fn bytes_with_a_false_count_are_not_written_again() {
    let lines = ["println:one", "println:two", "println:six"];
    for claims in [5, 4096, u32::MAX] {
        let lie = Reply::Lie { takes: 4, claims };
        let (output, seen) = replying(script(lines).terminal(), move |_| lie);
        assert_eq!(output.status, Status::Exit(1), "{output}");
        for line in ["one", "two", "six"] {
            assert!(
                seen.text().matches(line).count() <= 1,
                "{:?}: {output}",
                seen.text()
            );
        }
    }
}

/// The next write has the new text, not the bytes that were in the buffer before.
#[test]
fn text_after_a_false_count_is_written() {
    for args in [
        &["println:one", "flush", "println:two", "println:six"][..],
        &["println:one", "read", "print:two\nsix\n", "flush"],
    ] {
        for (takes, claims) in [(4, 5), (4, u32::MAX), (0, 5), (2, 4096)] {
            let (output, seen) = replying(script(args.to_vec()), move |call| match call {
                1 => Reply::Lie { takes, claims },
                _ => Reply::All,
            });
            let expected = format!("{}two\nsix\n", &"one\n"[..takes]);
            assert_eq!(seen.text(), expected, "{claims}: {output}");
        }
    }
}

/// A disk may be full for a moment. Pending bytes stay in the buffer, are not lost, and are not
/// written twice. A program that flushes gets the error, and decides on its status. For `print!`
/// and prompts no caller gets it, so the stream remembers it, as in C.
#[test]
fn output_that_a_full_disk_refused_is_written_later() {
    for (args, status) in [
        (&["print:one ", "flush", "print:two"][..], 0),
        (&["print:one ", "flush", "flush", "print:two", "flush"], 0),
        (&["print:one ", "read", "print:two"], 1),
    ] {
        let full_once = |call| match call {
            1 => Reply::Take(2),
            2 => Reply::Errno(51),
            _ => Reply::All,
        };
        let (output, seen) = replying(script(args.to_vec()), full_once);
        assert_eq!(seen.text(), "one two", "{args:?}: {output}");
        assert_eq!(output.status, Status::Exit(status), "{args:?}: {output}");
    }
    let lines = ["println:one", "println:two"];
    let full_once = |call| match call {
        1 => Reply::Errno(51),
        _ => Reply::Take(3),
    };
    let (output, seen) = replying(script(lines).terminal(), full_once);
    assert_eq!(seen.text(), "one\ntwo\n", "{output}");
    assert_eq!(output.status, Status::Exit(1), "{output}");
}

/// Text that does not fit the buffer while the host takes nothing is lost, and the status shows it.
/// What was pending before is kept, and what follows is printed again.
#[test]
fn text_that_exceeds_a_full_buffer_is_lost_and_reported() {
    let args = ["letters:16000", "letters:600", "print:after"];
    let (output, seen) = replying(script(args), |call| match call {
        1 => Reply::Errno(51),
        _ => Reply::All,
    });
    assert!(seen.text() == letters(16_000) + "after", "{output}");
    assert_eq!(output.status, Status::Exit(1), "{output}");
}

/// Some hosts cannot poll a descriptor, and return `NOTSUP`. One interruption, which needs no poll,
/// lost all output there.
#[test]
fn a_poll_that_fails_does_not_fail_the_write() {
    for errno in [27, 6] {
        let mut first = true;
        let output = script(["print:text"])
            .fault("poll_oneoff", |_| Response::Errno(58))
            .fault("fd_write", move |call| {
                if std::mem::take(&mut first) {
                    return Response::Errno(errno);
                }
                call.real()
            })
            .run();
        assert_eq!(output.status, Status::Exit(0), "{output}");
        assert_eq!(output.stdout_str(), "text", "{output}");
        assert_eq!(
            output.count("poll_oneoff"),
            usize::from(errno == 6),
            "{output}"
        );
    }
}

/// `yes | head -1` never ended, because `print!` does not panic and lost output did not end the
/// program. The same happened on a host that takes nothing and returns success.
#[test]
fn a_program_that_prints_for_ever_ends_when_its_output_is_gone() {
    for mode in [Mode::Default, Mode::Tiny] {
        let program = Build::guest("endless").mode(mode).alone().wasm();
        let gone = ERRNOS.into_iter().filter(|errno| *errno != BADF);
        for reply in gone.map(Reply::Errno).chain([Reply::Take(0)]) {
            let (output, seen) = replying(Run::new(&program), move |call| match call {
                1 => Reply::All,
                _ => reply,
            });
            assert_eq!(output.status, Status::Exit(1), "{reply:?}: {output}");
            assert_eq!(output.stderr_str(), "", "{reply:?}");
            assert!(seen.text().starts_with("y\ny\n"));
            // One buffer, and what is written directly.
            assert!(seen.offered.len() < 10, "{reply:?}");
        }
    }
}

/// A host that takes output again later must still find the program running. Programs for `std`
/// work without a standard output as well.
#[test]
fn a_program_continues_if_output_may_recover_or_never_existed() {
    const AGAIN: i32 = 6;
    const INTR: i32 = 27;
    for errno in [AGAIN, INTR, BADF] {
        let program = Build::guest("endless").mode(Mode::Tiny).alone().wasm();
        let run = Run::new(&program)
            .fault("poll_oneoff", |_| Response::Errno(0))
            .fault("fd_write", move |call| match call.number() {
                0..=50_000 => Response::Errno(errno),
                _ => Response::Trap("still running".to_owned()),
            });
        let output = run.run();
        let went_on =
            matches!(&output.status, Status::Trap(text) if text.contains("still running"));
        assert!(went_on, "{errno}: {output}");
    }
}

/// A library does not exit: its host decides.
#[test]
fn a_library_does_not_end_when_its_output_is_gone() {
    let run = Run::new(Build::library().wasm()).exports(["print_much", "print_text"]);
    let (output, _) = replying(run, |_| Reply::Errno(64));
    assert_eq!(
        output.statuses,
        [Status::Exit(0), Status::Exit(0)],
        "{output}"
    );
    assert_eq!(output.count("proc_exit"), 0);
}
