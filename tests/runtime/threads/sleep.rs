//! `thread::sleep` and the other waits with a limit, on hosts that do not wait properly.
//!
//! The test controls the clock: time passes only if the host says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use nanowasi_test_host::{Call, Output, Run, Status};

use super::threads;

const MONOTONIC: u32 = 1;
const NOSYS: i32 = 52;

/// The offset of the timeout in a clock subscription.
const TIMEOUT: u32 = 24;

/// Runs a sleep. `clock` maps the elapsed time to what the clock shows. `poll` gets the timeout,
/// and returns how much time passes and an errno, 0 for success. Returns the output and the elapsed
/// time.
fn sleep(
    millis: &str,
    clock: impl Fn(u64) -> u64 + Send + 'static,
    poll: impl Fn(&mut Call<'_>, u64) -> (u64, i32) + Send + 'static,
) -> (Output, u64) {
    wait(&["sleep", millis], clock, poll)
}

/// The same with any arguments of the guest.
fn wait(
    args: &[&str],
    clock: impl Fn(u64) -> u64 + Send + 'static,
    poll: impl Fn(&mut Call<'_>, u64) -> (u64, i32) + Send + 'static,
) -> (Output, u64) {
    let time = Arc::new(AtomicU64::new(0));
    let (shown, passing) = (Arc::clone(&time), Arc::clone(&time));
    let output = threads(args)
        .fault("clock_time_get", move |call| {
            assert_eq!(call.arg(0), MONOTONIC);
            // Each call takes a little time.
            let now = shown.fetch_add(10, SeqCst);
            call.write_u64(call.arg(2), clock(now))?;
            Ok(0)
        })
        .fault("poll_oneoff", move |call| {
            let [subscriptions, _, count, _] = [0, 1, 2, 3].map(|at| call.arg(at));
            assert_eq!(count, 1);
            assert_eq!(call.u8(subscriptions + 8)?, 0, "the tag of a clock");
            assert_eq!(call.u32(subscriptions + 16)?, MONOTONIC);
            assert_eq!(call.u16(subscriptions + 40)?, 0, "a relative time");
            let timeout = call.u64(subscriptions + TIMEOUT)?;
            assert_ne!(timeout, 0, "one host hangs then");
            let (passed, errno) = poll(call, timeout);
            passing.fetch_add(passed, SeqCst);
            Ok(errno)
        })
        .run();
    assert_eq!(output.stdout_str(), "slept\n", "{output}");
    assert_eq!(output.status, Status::Exit(0), "{output}");
    (output, time.load(SeqCst))
}

/// Writes one event.
fn one(call: &mut Call<'_>) {
    call.write_u32(call.arg(3), 1).unwrap();
}

const MILLI: u64 = 1_000_000;

#[test]
fn a_correct_host_is_polled_once() {
    let (output, passed) = sleep(
        "50",
        |now| now,
        |call, timeout| {
            one(call);
            (timeout, 0)
        },
    );
    assert_eq!(output.count("poll_oneoff"), 1, "{output}");
    assert_eq!(output.count("clock_time_get"), 2, "{output}");
    assert!(passed >= 50 * MILLI);
}

/// A wait with a limit that returned immediately would make its caller spin, and one without the
/// limit would never end.
#[test]
fn each_wait_with_a_limit_is_one_poll() {
    for what in [
        "sleep_ms",
        "park_timeout",
        "park_timeout_ms",
        "wait_timeout",
        "wait_timeout_ms",
        "wait_timeout_while",
        "recv_timeout",
    ] {
        let (output, _) = wait(
            &["wait", "50", what],
            |now| now,
            |call, timeout| {
                one(call);
                assert_eq!(timeout, 50 * MILLI);
                (timeout, 0)
            },
        );
        assert_eq!(output.count("poll_oneoff"), 1, "{what}: {output}");
    }
}

#[test]
fn a_sleep_of_zero_calls_no_host() {
    let (output, _) = sleep("0", |now| now, |_, _| unreachable!());
    assert_eq!(output.count("poll_oneoff"), 0, "{output}");
    assert_eq!(output.count("clock_time_get"), 0, "{output}");
}

/// The browser shim sleeps, and does not write the number of events.
#[test]
fn an_unwritten_number_of_events_does_not_fail_a_sleep() {
    let (output, passed) = sleep("50", |now| now, |_, timeout| (timeout, 0));
    assert_eq!(output.count("poll_oneoff"), 1, "{output}");
    assert!(passed >= 50 * MILLI);
}

/// A sleep that ends after an interruption, or early, makes a program's speed depend on its host.
#[test]
fn a_host_that_wakes_early_is_polled_again() {
    let (output, passed) = sleep(
        "50",
        |now| now,
        |call, timeout| {
            one(call);
            (timeout / 3 + 1, 0)
        },
    );
    assert!(output.count("poll_oneoff") > 5, "{output}");
    assert!(passed >= 50 * MILLI);
}

/// On a host without `poll_oneoff` (uwasi), or whose poll returns immediately, the clock decides.
#[test]
fn without_a_working_poll_the_clock_ends_a_sleep() {
    for errno in [NOSYS, 0] {
        let (output, passed) = sleep("1", |now| now, move |_, _| (MILLI / 20, errno));
        assert!(output.count("poll_oneoff") >= 19, "{output}");
        assert!(passed >= MILLI);
    }
}

/// A clock that stands still would be waited for for ever.
#[test]
fn a_sleep_ends_although_the_clock_stands_still() {
    let (output, passed) = sleep(
        "50",
        |_| 7,
        |call, timeout| {
            one(call);
            (timeout, 0)
        },
    );
    assert!(output.count("poll_oneoff") <= 2000, "{output}");
    assert!((50 * MILLI..=101 * MILLI).contains(&passed), "{passed}");
    // The same on a host that cannot wait.
    sleep("50", |_| 7, |_, _| (0, NOSYS));
}

/// wasmtime's own poll and clock.
#[test]
fn a_real_host_sleeps() {
    let output = threads(&["sleep", "20"]).run();
    assert_eq!(output.stdout_str(), "slept\n", "{output}");
    assert!((1..5).contains(&output.count("poll_oneoff")), "{output}");
}

/// A host without a clock: the program continues in any case.
#[test]
fn a_sleep_without_a_clock_trusts_the_poll() {
    let without_clock = |run: Run| run.fault("clock_time_get", |_| NOSYS).run();
    let output = without_clock(threads(&["sleep", "10"]));
    assert_eq!(output.stdout_str(), "slept\n", "{output}");
    assert_eq!(output.count("poll_oneoff"), 1, "{output}");
    let output = without_clock(threads(&["sleep", "10"]).fault("poll_oneoff", |_| NOSYS));
    assert_eq!(output.stdout_str(), "slept\n", "{output}");
}

#[test]
fn a_park_with_a_limit_is_a_sleep() {
    let output = threads(&["park", "5"]).run();
    assert_eq!(output.stdout_str(), "parked\n", "{output}");
    // The first two find the token that `unpark` left; only the third one sleeps.
    assert_eq!(output.count("poll_oneoff"), 1, "{output}");
}
