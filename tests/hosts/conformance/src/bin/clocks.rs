//! clocks CASE: says whether both clocks go, and whether a sleep lasts as long as it is to.

#![no_std]
#![no_main]

use nanowasi::time::{Duration, Instant, SystemTime};
use nanowasi::{env, println, thread};

nanowasi::main!(main);

/// Long after the first host was written, and long before the last will be: 2020 and 2100, in seconds.
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

/// A function of its own: wasm3 refuses one that makes a call which it lacks.
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
