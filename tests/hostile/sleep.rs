//! Polls that do not wait, clocks that stand still, and random numbers that are not available.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use nanowasi_test_host::{Call, OutOfBounds, Response};

use crate::document::table;
use crate::values::{Builds, Seen, run};

/// Nanoseconds in a millisecond.
const MILLI: u64 = 1_000_000;

/// How a host's poll passes 50 milliseconds, or does not; it gets the host's clock.
type Wait = fn(&mut Call<'_>, &AtomicU64) -> Result<i32, OutOfBounds>;

const WAITS: [(&str, Wait); 9] = [
    ("the full time", |call, clock| {
        let timeout = call.u64(call.arg(0) + 24)?;
        clock.fetch_add(timeout, Ordering::Relaxed);
        event(call, 0, 0)
    }),
    ("none, reports that the time has passed", |call, _| {
        event(call, 0, 0)
    }),
    ("half of the time", |call, clock| {
        let timeout = call.u64(call.arg(0) + 24)?;
        clock.fetch_add(timeout.div_ceil(2), Ordering::Relaxed);
        event(call, 0, 0)
    }),
    ("none, returns `INTR`", |_, _| Ok(27)),
    ("none, returns `NOTSUP`", |_, _| Ok(58)),
    ("the full time, returns `NOSYS`", |call, clock| {
        let timeout = call.u64(call.arg(0) + 24)?;
        clock.fetch_add(timeout, Ordering::Relaxed);
        Ok(52)
    }),
    ("none, reports an error in the event", |call, _| {
        event(call, 0, 28)
    }),
    (
        "none, reports an event without a subscription",
        |call, _| event(call, 0xdead_beef, 0),
    ),
    ("none, writes no event", |_, _| Ok(0)),
];

/// Writes an event, and that there is one.
fn event(call: &mut Call<'_>, userdata: u64, errno: u16) -> Result<i32, OutOfBounds> {
    let at = call.arg(1);
    call.write(at, &[0; 32])?;
    let asked = call.u64(call.arg(0))?;
    call.write_u64(at, asked ^ userdata)?;
    call.write_u16(at + 8, errno)?;
    call.write_u32(call.arg(3), 1)?;
    Ok(0)
}

/// A poll that returns early makes a sleep too short, and one that fails makes it end. With `std`,
/// the first continues too early, and the second ends the program.
#[test]
fn a_sleep_lasts_as_long_as_requested() {
    let builds = Builds::get();
    let mut rows = Vec::new();
    for (how, wait) in WAITS {
        let [ours, std] = [&builds.0.nanowasi, &builds.0.std].map(|wasm| {
            let clock = Arc::new(AtomicU64::new(1_000 * MILLI));
            let (now, later) = (Arc::clone(&clock), Arc::clone(&clock));
            let seen = run(wasm, "sleep", 1, |run, _| {
                run.fault("clock_time_get", move |call| {
                    // Reading the clock takes a little time.
                    let now = now.fetch_add(MILLI / 10, Ordering::Relaxed);
                    call.write_u64(call.arg(2), now)?;
                    Ok::<_, OutOfBounds>(0)
                })
                .fault("poll_oneoff", move |call| wait(call, &later))
            });
            let passed = clock.load(Ordering::Relaxed) / MILLI - 1_000;
            match &seen.lines[..] {
                [_] if passed >= 50 => "long enough".to_owned(),
                [_] => format!("ends after {passed} ms of 50"),
                _ => seen.end(),
            }
        });
        assert_eq!(ours, "long enough", "{how}");
        rows.push([how.to_owned(), ours, std]);
    }
    table("sleep", ["wait of the host", "nanowasi", "`std`"], &rows);
}

/// A sleep on a host whose clock stands still would never end.
#[test]
fn a_sleep_by_a_clock_that_has_stopped_ends() {
    let builds = Builds::get();
    for now in [0, 1_000 * MILLI, u64::MAX - 1] {
        let seen = run(&builds.0.nanowasi, "sleep", 1, |run, _| {
            run.fault("clock_time_get", move |call| {
                call.write_u64(call.arg(2), now)?;
                Ok::<_, OutOfBounds>(0)
            })
            .fault("poll_oneoff", |call| event(call, 0, 0))
        });
        assert_eq!(seen.lines, ["slept"], "{}", seen.output);
        assert!(seen.output.count("poll_oneoff") <= 2_000, "{}", seen.output);
    }
}

/// How a host supplies random bytes, or does not; it gets the number of earlier calls.
type RandomGet = fn(&mut Call<'_>, usize) -> Response;

/// Without random keys, an attacker can choose values whose hashes collide. An interrupted call is
/// retried; `std` ends the program.
#[test]
fn a_map_has_random_keys_or_the_program_ends() {
    let builds = Builds::get();
    let whole = |seen: &Seen| seen.lines == ["100 entries, sum 328350"];
    let mut rows = Vec::new();
    let cases: [(&str, RandomGet, bool); 4] = [
        ("random bytes", |_, _| Response::Real, true),
        (
            "`INTR` once, then random bytes",
            |call, before| {
                if before == 0 {
                    Response::Errno(27)
                } else {
                    call.real()
                }
            },
            true,
        ),
        ("`NOSYS`", |_, _| Response::Errno(52), false),
        ("success, nothing written", |_, _| Response::Errno(0), false),
    ];
    for (what, fault, has_map) in cases {
        let seen = builds.run("map", 1, "random_get", fault);
        let [ours, std] = seen.each_ref().map(|seen| {
            if whole(seen) {
                "map created".to_owned()
            } else {
                seen.end()
            }
        });
        let expected = if has_map { "map created" } else { "status 101" };
        assert_eq!(ours, expected, "{what}: {}", seen[0].output);
        rows.push([what.to_owned(), ours, std]);
    }
    table(
        "random",
        ["result of `random_get`", "nanowasi", "`std`"],
        &rows,
    );
}
