//! `poll`: waiting for clocks and descriptors, on hosts that implement `poll_oneoff` fully, in part
//! or not at all.

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Call, Module, OutOfBounds, Output, Run, Status};

/// Sizes and offsets of the records.
const SUBSCRIPTION: u32 = 48;
const EVENT: u32 = 32;
const ERROR: u32 = 8;
const TYPE: u32 = 10;
const NBYTES: u32 = 16;

/// The types of subscriptions and events.
const CLOCK: u8 = 0;

pub(super) fn polls<const N: usize>(args: [&str; N]) -> Run {
    Run::new(build::guest("polls", Mode::Default)).args(args)
}

/// Returns the lines that the guest printed. Fails unless its status was 0.
pub(super) fn lines(output: &Output) -> Vec<String> {
    assert_eq!(output.status, Status::Exit(0), "{output}");
    output.stdout_str().lines().map(str::to_owned).collect()
}

/// Returns the arguments of each poll as text.
fn poll_arguments(output: &Output) -> Vec<String> {
    let calls = output.calls_of("poll_oneoff");
    calls
        .map(|call| call.text.split(") = ").next().unwrap().to_owned())
        .collect()
}

/// Writes the results of a poll: for each event the index of its subscription, an errno and a byte
/// count. Writes the number of events unless `count` is `None`.
pub(super) fn write_events(
    call: &mut Call<'_>,
    events: &[(u32, u16, u64)],
    count: Option<u32>,
) -> Result<i32, OutOfBounds> {
    for (&(index, errno, nbytes), at) in events.iter().zip(0..) {
        let subscription = call.arg(0) + index * SUBSCRIPTION;
        let event = call.arg(1) + at * EVENT;
        let userdata = call.u64(subscription)?;
        let tag = call.u8(subscription + 8)?;
        call.write_u64(event, userdata)?;
        call.write_u16(event + ERROR, errno)?;
        call.write_u8(event + TYPE, tag)?;
        call.write_u64(event + NBYTES, nbytes)?;
    }
    if let Some(count) = count {
        call.write_u32(call.arg(3), count)?;
    }
    Ok(0)
}

#[test]
fn pending_input_is_reported() {
    let output = polls(["input"]).stdin("some").run();
    assert_eq!(lines(&output), ["input 1 false", "input: done"], "{output}");
    assert_eq!(
        poll_arguments(&output),
        ["poll_oneoff([fd_read 0]"],
        "{output}"
    );
    let output = polls(["output:1000"]).run();
    assert_eq!(lines(&output), ["output 1 false", "output: done"]);
    assert_eq!(
        poll_arguments(&output),
        ["poll_oneoff([fd_write 1, clock monotonic +1000 ms]"]
    );
}

/// Without a timeout there must be no clock subscription. With a timeout of zero, wasmtime and Node
/// reported that nothing was readable, whatever was pending, and wasmer blocked for ever.
#[test]
fn a_timeout_is_one_clock_subscription() {
    for (arg, expected) in [
        ("input:0", "fd_read 0, clock monotonic +1 ms"),
        ("input:7", "fd_read 0, clock monotonic +7 ms"),
        ("input", "fd_read 0"),
        (
            "longest",
            "fd_read 0, clock monotonic +9223372036854775807 ns",
        ),
        ("nothing:3", "clock monotonic +3 ms"),
        // Some hosts wait for the longest of several clocks; others accept only one.
        ("ticks:4", "clock monotonic +4 ms"),
        ("tick:5", "fd_read 0, fd_write 1, clock monotonic +5 ms"),
    ] {
        let output = polls([arg]).stdin("some").run();
        assert_eq!(
            poll_arguments(&output),
            [format!("poll_oneoff([{expected}]")],
            "{output}"
        );
    }
}

/// Two hosts hang on a poll without subscriptions, and a third one hangs on a timeout of zero.
#[test]
fn an_empty_poll_and_a_timeout_of_zero_call_no_host() {
    let output = polls(["nothing", "nothing:0", "ticks:0"]).run();
    let mut expected = vec!["nothing: INVAL", "nothing: done"];
    expected.extend(["tick 0 false"; 4]);
    expected.push("ticks: done");
    assert_eq!(lines(&output), expected, "{output}");
    assert_eq!(output.count("poll_oneoff"), 0, "{output}");
}

/// The guest passes only the shortest timeout to the host. The longer ones must not be reported as
/// expired.
#[test]
fn longer_timeouts_have_not_expired() {
    let output = polls(["ticks:2"]).run();
    let expected = [
        "tick pending",
        "tick 0 false",
        "tick pending",
        "tick 0 false",
        "ticks: done",
    ];
    assert_eq!(lines(&output), expected, "{output}");
}

#[test]
fn a_set_finds_events_by_their_userdata() {
    let output = polls(["set:1000"])
        .fault("poll_oneoff", |call| {
            if call.number() == 1 {
                // All three in one call, in reverse order.
                write_events(call, &[(2, 0, 0), (1, 0, 9), (0, 8, 0)], Some(3))
            } else {
                write_events(call, &[(0, 0, 4)], Some(1))
            }
        })
        .run();
    let expected = [
        "full at 3",
        "10 event BADF",
        "20 event 0 false",
        "18446744073709551615 event 9 false",
        "1 removed, 2 left",
        "10 event 4 false",
        "set: done",
    ];
    assert_eq!(lines(&output), expected, "{output}");
    assert_eq!(
        poll_arguments(&output),
        [
            "poll_oneoff([fd_read 0, fd_write 1, clock monotonic +1 ms]",
            "poll_oneoff([fd_read 0, clock monotonic +1 ms]"
        ]
    );
}

/// bjorn3's browser shim writes an event but not the number of events. The previous content of that
/// variable was used.
#[test]
fn events_are_found_without_their_number() {
    for count in [None, Some(3), Some(1000), Some(u32::MAX)] {
        let output = polls(["input:50", "nothing:50"])
            .fault("poll_oneoff", move |call| {
                write_events(call, &[(0, 0, 5)], count)
            })
            .run();
        let expected = ["input 5 false", "input: done", "nothing: done"];
        assert_eq!(lines(&output), expected, "{count:?}: {output}");
    }
}

/// A host may write events for subscriptions that do not exist, or leave those of an earlier call
/// in the buffer.
#[test]
fn events_without_a_subscription_are_ignored() {
    for userdata in [2, 1 << 32, u64::MAX - 1, u64::MAX] {
        for kind in [CLOCK, 1, 77] {
            let output = polls(["input:50"])
                .fault("poll_oneoff", move |call| {
                    let result = write_events(call, &[(0, 0, 5)], Some(1))?;
                    call.write_u64(call.arg(1), userdata)?;
                    call.write_u8(call.arg(1) + TYPE, kind)?;
                    Ok(result)
                })
                .run();
            let expected = ["input pending", "input: done"];
            assert_eq!(lines(&output), expected, "{userdata} {kind}: {output}");
        }
    }
}

/// Bun writes events 16 bytes apart, so the second one is not where it should be. The next wait
/// reports it.
#[test]
fn overlapping_events_do_no_harm() {
    let output = polls(["tick:50"])
        .fault("poll_oneoff", |call| {
            for (index, at) in [(0_u64, 0), (1, 16)] {
                let event = call.arg(1) + at;
                call.write_u64(event, index)?;
                call.write_u16(event + ERROR, 0)?;
                call.write_u8(event + TYPE, 1)?;
            }
            call.write_u32(call.arg(3), 2)?;
            Ok(0)
        })
        .run();
    let lines = lines(&output);
    assert!(lines[0].starts_with("input "), "{output}");
    assert_eq!(lines[3], "tick: done", "{output}");
}

/// A host that keeps waking the guest without an event must not make it loop for ever. A host that
/// does so now and then has to be polled again, because a wait without a timeout must not end
/// without an event.
#[test]
fn a_wait_without_a_timeout_ends_only_with_an_event() {
    let output = polls(["input"])
        .fault("poll_oneoff", |call| {
            let events: &[_] = if call.number() < 20 {
                &[]
            } else {
                &[(0, 0, 5)]
            };
            write_events(call, events, Some(u32::try_from(events.len()).unwrap()))
        })
        .run();
    assert_eq!(lines(&output), ["input 5 false", "input: done"], "{output}");
    assert_eq!(output.count("poll_oneoff"), 20);

    for count in [Some(0), None, Some(9)] {
        let output = polls(["input"])
            .fault("poll_oneoff", move |call| write_events(call, &[], count))
            .run();
        assert_eq!(lines(&output), ["input: IO"], "{count:?}: {output}");
        assert!(output.count("poll_oneoff") <= 2000, "{output}");
    }
    // A wait that has a timeout is not repeated.
    let output = polls(["input:50"])
        .fault("poll_oneoff", |call| write_events(call, &[], Some(0)))
        .run();
    assert_eq!(lines(&output), ["input pending", "input: done"], "{output}");
    assert_eq!(output.count("poll_oneoff"), 1);
}

#[test]
fn a_failed_poll_returns_the_errno() {
    for (errno, name) in [
        (52, "NOSYS"),
        (58, "NOTSUP"),
        (8, "BADF"),
        (9999, "UNKNOWN"),
    ] {
        let output = polls(["input:5", "readable", "set:5"])
            .fault("poll_oneoff", move |_| errno)
            .run();
        let expected = [
            format!("input: {name}"),
            format!("readable: {name}"),
            "full at 3".to_owned(),
            format!("set: {name}"),
        ];
        assert_eq!(lines(&output), expected, "{output}");
    }
    // A clock that the host cannot wait for never expires.
    let output = polls(["nothing:5", "input:5"])
        .fault("poll_oneoff", |call| {
            let clock = call.arg(2) - 1;
            write_events(call, &[(clock, 52, 0)], Some(1))
        })
        .run();
    assert_eq!(lines(&output), ["nothing: NOSYS", "input: NOSYS"]);
}

/// A prompt that was still buffered during the wait appeared only after the user's reply.
#[test]
fn buffered_output_is_written_before_a_wait() {
    let output = polls(["prompt:Name? ", "input:5"]).stdin("some").run();
    let names = output.call_names();
    let poll = names
        .iter()
        .position(|name| *name == "poll_oneoff")
        .unwrap();
    let write = names.iter().position(|name| *name == "fd_write").unwrap();
    assert!(write < poll, "{output}");
    let text = &output.calls_of("fd_write").next().unwrap().text;
    assert!(text.contains("Name? "), "{output}");
}

/// A wait needs no memory but the arrays that the caller passes.
#[test]
fn a_program_that_polls_has_no_heap_no_formatting_and_no_panic() {
    let wasm = Build::guest("polls").flag("-Cstrip=debuginfo").wasm();
    let names = wasm.split(|byte| !(byte.is_ascii_alphanumeric() || b"_$.<>:".contains(byte)));
    let names: Vec<_> = names.filter_map(|name| str::from_utf8(name).ok()).collect();
    assert!(names.iter().any(|name| name.contains("wait")));
    for part in ["panic", "talc", "alloc", "core3fmt", "core::fmt"] {
        let found: Vec<_> = names.iter().filter(|name| name.contains(part)).collect();
        assert!(found.is_empty(), "{part}: {found:?}");
    }
    let module = Module::parse(&build::guest("polls", Mode::Tiny)).unwrap();
    assert!(!module.has_text("panicked") && !module.has_text("000102030405"));
    // The same program runs from start to end.
    let output = polls(["input:5", "tick:5", "set:5", "read"])
        .stdin("some")
        .run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
}
