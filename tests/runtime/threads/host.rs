//! Clocks and randomness.

use std::time::{SystemTime, UNIX_EPOCH};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Run, Status};

use super::{functions, threads};

const NOSYS: i32 = 52;
const IO: i32 = 29;

#[test]
fn the_time_of_day_is_the_host_s() {
    let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).unwrap().as_nanos();
    let before = since(SystemTime::now());
    let output = threads(&["now"]).run();
    let after = since(SystemTime::now());
    let time: u128 = output.stdout_str().trim().parse().unwrap();
    assert!((before..=after).contains(&time), "{output}");
}

/// The last moment that a host can report is in 2554, and no overflow. One more nanosecond is the
/// value of a record that the host leaves unwritten.
#[test]
fn every_time_that_a_host_can_tell_is_one() {
    for time in [0, 1, 999_999_999, 1_000_000_000, u64::MAX - 1] {
        let output = threads(&["now"])
            .fault("clock_time_get", move |call| {
                call.write_u64(call.arg(2), time)?;
                Ok(0)
            })
            .run();
        assert_eq!(output.stdout_str(), format!("{time}\n"), "{output}");
    }
}

/// A virtual machine that is moved has such a clock: the time in between is none, and no panic.
#[test]
fn a_clock_that_runs_back_is_no_panic() {
    let mut time = 5_000_000_000;
    let output = threads(&["elapsed"])
        .fault("clock_time_get", move |call| {
            time -= 1_000_000_000;
            call.write_u64(call.arg(2), time)?;
            Ok(0)
        })
        .run();
    assert_eq!(output.stdout_str(), "0\n", "{output}");
    assert_eq!(output.status, Status::Exit(0), "{output}");
}

/// A time that is made up is wrong where nobody sees it: in a file's name, or in a certificate's check.
#[test]
fn a_clock_that_is_refused_ends_the_program() {
    for what in ["now", "elapsed"] {
        let output = threads(&[what]).fault("clock_time_get", |_| NOSYS).run();
        assert_eq!(
            output.stderr_str(),
            "the host refuses its clock\n",
            "{output}"
        );
        assert_eq!(output.status, Status::Exit(101), "{output}");
    }
}

/// Whatever a host's clock shows: no sum is taken that can overflow unseen, and no index that can be out of
/// bounds. So the guest `clocks` goes down each of these paths, and its functions are looked through.
#[test]
fn no_look_at_a_clock_can_panic() {
    let parts = [
        "panic_",
        "begin_unwind",
        "unwrap_failed",
        "4core3fmt",
        "core::fmt",
        "talc",
    ];
    assert_eq!(functions("clocks", &parts), [""; 0]);
    // The test is worth nothing if it can't see them.
    for part in ["panic_", "begin_unwind", "unwrap_failed"] {
        assert!(!functions("threads", &[part]).is_empty(), "{part}");
    }
    let output = Run::new(build::guest("clocks", Mode::Default)).run();
    assert_eq!(
        output.stdout_str(),
        "slept: true\nafter 1970: true\nrandom: true\n",
        "{output}"
    );
}

#[test]
fn yielding_is_one_call_whatever_it_answers() {
    for answer in [0, NOSYS] {
        let output = threads(&["yield"])
            .fault("sched_yield", move |_| answer)
            .run();
        assert_eq!(output.count("sched_yield"), 1, "{output}");
        assert_eq!(output.status, Status::Exit(0), "{output}");
    }
}

/// The guest counts the ones in 200,000 bytes: half of all bits, give or take.
#[test]
fn random_bytes_are_asked_for_in_parts() {
    let output = threads(&["random"]).run();
    let ones: u32 = output.stdout_str().trim().parse().unwrap();
    assert!((790_000..810_000).contains(&ones), "{output}");
    // A browser's shim has no more than 65,536 for a call, and throws.
    let parts: Vec<u64> = output
        .calls_of("random_get")
        .map(|call| call.args[1])
        .collect();
    assert_eq!(parts, [65_536, 65_536, 65_536, 3392], "{output}");
}

#[test]
fn a_host_without_randomness_is_an_error() {
    let mut calls = 0;
    let output = threads(&["random"])
        .fault("random_get", move |call| {
            calls += 1;
            if calls == 2 { IO.into() } else { call.real() }
        })
        .run();
    assert_eq!(output.count("random_get"), 2, "{output}");
    assert!(
        output.stderr_str().starts_with("Error: Os { code: 29"),
        "{output}"
    );
    assert_eq!(output.status, Status::Exit(1), "{output}");
}
