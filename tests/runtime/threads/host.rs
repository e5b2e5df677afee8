//! Clocks and random numbers.

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

/// The last time that a host can report is in the year 2554, and does not overflow. One nanosecond
/// more is the value that marks a time the host did not write.
#[test]
fn every_time_that_a_host_can_report_is_valid() {
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

/// The clock of a virtual machine may run back when it is migrated. The time in between is zero,
/// and there is no panic.
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

/// A made-up time would be wrong unnoticed, in a file's name or in the check of a certificate.
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

/// Whatever time a host returns, no sum overflows and no index is out of bounds. The guest `clocks`
/// calls each of these functions, and its module must contain no panic code.
#[test]
fn reading_a_clock_cannot_panic() {
    let parts = [
        "panic_",
        "begin_unwind",
        "unwrap_failed",
        "4core3fmt",
        "core::fmt",
        "talc",
    ];
    assert_eq!(functions("clocks", &parts), [""; 0]);
    // The test proves nothing unless such functions would be found.
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
fn yielding_is_one_call_whatever_it_returns() {
    for response in [0, NOSYS] {
        let output = threads(&["yield"])
            .fault("sched_yield", move |_| response)
            .run();
        assert_eq!(output.count("sched_yield"), 1, "{output}");
        assert_eq!(output.status, Status::Exit(0), "{output}");
    }
}

/// The guest counts the one bits in 200,000 bytes, which should be about half of all bits.
#[test]
fn random_bytes_are_requested_in_parts() {
    let output = threads(&["random"]).run();
    let ones: u32 = output.stdout_str().trim().parse().unwrap();
    assert!((790_000..810_000).contains(&ones), "{output}");
    // A browser's shim throws for more than 65,536 bytes a call.
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
