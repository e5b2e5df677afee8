//! All of the output is written once and in order, on a host that takes any part of each write.

use nanowasi_test_host::Status;

use super::host::{Reply, replying, script};

/// Three calls to `print!`, with text that is long enough to be split.
const PARTS: [&str; 3] = ["The quick ", "brown fox jumps over ", "the lazy dog"];

/// The ways to write a text: by a macro, by the methods of a handle, and with a flush after each
/// part.
fn ways() -> [Vec<String>; 4] {
    [
        PARTS.map(|part| format!("print:{part}")).to_vec(),
        PARTS.map(|part| format!("write:{part}")).to_vec(),
        PARTS.map(|part| format!("write-formatted:{part}")).to_vec(),
        PARTS
            .iter()
            .flat_map(|part| [format!("print:{part}"), "flush".to_owned()])
            .collect(),
    ]
}

/// A short write ends in the middle of a buffer. The next write has to begin after the bytes that
/// were taken.
#[test]
fn the_rest_of_a_short_write_is_written() {
    let text = PARTS.concat();
    for way in ways() {
        for count in 1..=text.len() {
            let (output, seen) = replying(script(way.clone()), move |_| Reply::Take(count));
            assert_eq!(seen.text(), text, "{count} bytes a call: {output}");
            assert_eq!(output.status, Status::Exit(0), "{output}");
        }
    }
}

#[test]
fn a_write_may_be_split_at_any_byte() {
    let text = PARTS.concat();
    for way in ways() {
        for at in 1..text.len() {
            let first = move |call| {
                if call == 1 {
                    Reply::Take(at)
                } else {
                    Reply::All
                }
            };
            let (output, seen) = replying(script(way.clone()), first);
            assert_eq!(seen.text(), text, "split at {at}: {output}");
            assert_eq!(output.status, Status::Exit(0), "{output}");
        }
    }
}

/// Some hosts return `INTR` when a signal comes. Nothing was written then, and the write is
/// repeated once.
#[test]
fn an_interrupted_write_is_repeated() {
    for interruptions in [1, 2, 10, 500] {
        let (output, seen) = replying(script(["print:once"]), move |call| {
            if call <= interruptions {
                Reply::Errno(27)
            } else {
                Reply::All
            }
        });
        assert_eq!(
            (seen.text(), &output.status),
            ("once".into(), &Status::Exit(0)),
            "{output}"
        );
        assert_eq!(seen.offered.len(), interruptions + 1);
    }
}

/// A host whose standard output does not block, as Node's may not, returns `AGAIN` while it is
/// full. Repeating the write immediately would spin; `poll_oneoff` waits.
#[test]
fn a_host_that_is_not_ready_is_waited_for() {
    for refusals in [1, 3, 20] {
        let run = script(["print:some text"]).fault("poll_oneoff", |call| {
            // The number of events; their content does not matter.
            call.write_u32(call.arg(3), 1)?;
            Ok(0)
        });
        let (output, seen) = replying(run, move |call| {
            if call <= refusals {
                Reply::Errno(6)
            } else {
                Reply::Take(3)
            }
        });
        assert_eq!(seen.text(), "some text", "{output}");
        assert_eq!(output.status, Status::Exit(0), "{output}");
        assert_eq!(output.count("poll_oneoff"), refusals);
        let polls: Vec<_> = output.calls_of("poll_oneoff").collect();
        assert!(
            polls[0].text.starts_with("poll_oneoff([fd_write 1"),
            "{}",
            polls[0]
        );
        // The poll comes between the two writes.
        let names = output.call_names();
        let first = names.iter().position(|name| *name == "fd_write").unwrap();
        let expected = ["fd_write", "poll_oneoff"].repeat(refusals);
        assert_eq!(names[first..][..2 * refusals], expected, "{output}");
    }
}

/// Interruptions between short writes must not add up to a failure, because each success shows that
/// the host takes data.
#[test]
fn each_byte_that_is_taken_resets_the_retry_limit() {
    let text = "0123456789";
    let (output, seen) = replying(script([format!("print:{text}")]), |call| {
        if call % 800 == 0 {
            Reply::Take(1)
        } else {
            Reply::Errno(27)
        }
    });
    assert_eq!(seen.text(), text, "{output}");
    assert_eq!(output.status, Status::Exit(0), "{output}");
}

/// A host that is never ready, and whose poll returns immediately, as Bun's does, must not make the
/// guest loop for ever.
#[test]
fn a_host_that_is_never_ready_ends_in_an_error() {
    for errno in [6, 27] {
        for poll in [0, 52] {
            let run = script(["print:lost"]).fault("poll_oneoff", move |_| poll);
            let (output, seen) = replying(run, move |_| Reply::Errno(errno));
            assert_eq!(
                output.status,
                Status::Exit(1),
                "{errno}, poll returns {poll}: {output}"
            );
            assert!(seen.offered.len() <= 10_000, "{} calls", seen.offered.len());
            assert_eq!(seen.text(), "");
        }
    }
}

/// Some hosts write only the first of several buffers (wasmtime), others all. Taking a count of one
/// buffer for all loses the rest; continuing after the first buffer in any case writes the rest
/// twice.
#[test]
fn several_buffers_in_one_call_arrive_at_every_host() {
    let args = ["gather:one|two|three"];
    let (output, seen) = replying(script(args), |_| Reply::All);
    assert_eq!(seen.text(), "onetwothree", "{output}");
    assert_eq!(seen.offered.len(), 1, "{output}");
    assert_eq!(output.stderr_str(), "took 11\n");

    let output = script(args).run();
    assert_eq!(output.stdout_str(), "onetwothree", "{output}");
    assert_eq!(
        output.stderr_str(),
        "took 3\ntook 3\ntook 5\n",
        "the host has changed"
    );

    for count in 1..11 {
        let (output, seen) = replying(script(args), move |_| Reply::Take(count));
        assert_eq!(seen.text(), "onetwothree", "{count} bytes a call: {output}");
    }
    let (output, seen) = replying(script(["vectored:one|two|three"]), |_| Reply::All);
    assert_eq!(seen.text(), "onetwothree", "{output}");
}

/// Some hosts trap on an empty buffer, or take it for the end of output. More than 1,024 buffers
/// are refused.
#[test]
fn a_write_has_no_empty_buffer_and_at_most_1024() {
    let many = ["x"; 1500].join("|");
    for (text, calls) in [
        ("|one", 1),
        ("||one||two|", 2),
        ("one|", 1),
        ("|||", 0),
        (&many, 2),
    ] {
        let (output, seen) = replying(script([format!("gather:{text}")]), |_| Reply::All);
        assert_eq!(seen.text(), text.replace('|', ""), "{output}");
        assert_eq!(seen.offered.len(), calls, "{text}: {output}");
        for call in output.calls_of("fd_write").filter(|call| call.args[0] == 1) {
            assert!(
                !call.text.contains("[0 ") && !call.text.contains(", 0 "),
                "{call}"
            );
            assert!(call.args[2] <= 1024, "{call}");
        }
    }
}

/// A typed call returns its count to the caller, who does not check it again.
#[test]
fn an_impossible_count_of_several_buffers_is_an_error() {
    for reply in [
        Reply::Lie {
            takes: 6,
            claims: 7,
        },
        Reply::Lie {
            takes: 6,
            claims: u32::MAX,
        },
        Reply::Silence,
    ] {
        let (output, seen) = replying(script(["gather:one|two"]), move |_| reply);
        assert_eq!(output.stderr_str(), "gather: IO\n", "{reply:?}: {output}");
        assert_eq!(seen.offered.len(), 1);
    }
}
