//! clocks: reads both clocks, computes with times, sleeps and reads random bytes. It cannot panic.
//!
//! The module must contain neither panic code nor `core::fmt`, which `tests/runtime/threads`
//! checks.

#![no_std]
#![no_main]

use nanowasi::time::{Duration, Instant, SystemTime};
use nanowasi::{println, process::ExitCode, random, thread};

nanowasi::main!(main);

fn main() -> ExitCode {
    let start = Instant::now();
    let nap = Duration::from_millis(1);
    thread::sleep(nap);
    thread::park_timeout(nap);
    thread::yield_now();
    let slept = start.elapsed() >= nap
        && start
            .checked_add(nap)
            .and_then(|end| end.checked_add(nap))
            .is_some_and(|end| end <= Instant::now());
    println!("slept: {}", slept);
    let age = SystemTime::UNIX_EPOCH.elapsed();
    println!("after 1970: {}", age.is_ok_and(|age| age > nap));
    let mut bytes = [0; 16];
    match random::fill(&mut bytes) {
        Ok(()) => println!("random: {}", bytes != [0; 16]),
        Err(error) => println!("{}", error.name()),
    }
    ExitCode::from(u8::from(!slept))
}
