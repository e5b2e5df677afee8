//! clocks CASE: checks that both clocks advance, and that a sleep lasts as long as requested.

#![no_std]
#![no_main]

use nanowasi::time::{Duration, Instant, SystemTime};
use nanowasi::{env, println, thread};

nanowasi::main!(main);

/// From 2020 to 2100, in seconds: after the first hosts, and a plausible time for the others.
const PLAUSIBLE: core::ops::Range<u64> = 1_577_836_800..4_102_444_800;

fn main() {
    match env::static_args().nth(1) {
        Some("both") => both(),
        Some("sleep") => sleep(),
        _ => println!("no such case"),
    }
}

fn both() {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    let is_plausible = PLAUSIBLE.contains(&now.as_secs());
    println!("wall clock: {}", if is_plausible { "ok" } else { "wrong" });
    let (mut backwards, mut last) = (0, Instant::now());
    for _ in 0..1000 {
        let now = Instant::now();
        backwards += u32::from(now < last);
        last = now;
    }
    println!("backwards: {backwards}");
}

/// A separate function, because wasm3 refuses one that calls a missing import.
#[inline(never)]
fn sleep() {
    const LONG: Duration = Duration::from_secs(5);
    for (check, nap) in [
        ("none", Duration::ZERO),
        ("50 ms", Duration::from_millis(50)),
        ("1 ns", Duration::from_nanos(1)),
    ] {
        let before = Instant::now();
        thread::sleep(nap);
        let slept = before.elapsed();
        let verdict = if slept < nap {
            "short"
        } else if slept > nap + LONG {
            "long"
        } else {
            "ok"
        };
        println!("sleep {check}: {verdict}");
    }
}
