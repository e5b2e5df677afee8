//! timing: computes with durations, and prints what must hold for clocks.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn main() {
    let duration = Duration::new(3_725, 45_006_000);
    println!("{duration:?} {:?} {:.2?}", duration / 1_000, duration * 7);
    println!(
        "{} {} {}",
        duration.as_millis(),
        duration.subsec_micros(),
        duration.as_secs_f64()
    );
    println!(
        "{:?} {:?}",
        Duration::from_secs_f32(0.5),
        Duration::from_micros(1_234_567)
    );
    println!(
        "{:?} {:?}",
        Duration::ZERO.checked_sub(duration),
        duration.saturating_sub(Duration::MAX)
    );
    println!(
        "{:?}",
        Duration::try_from_secs_f64(-1.0).map_err(|error| error.to_string())
    );
    println!(
        "{:?}",
        [1, 20, 300]
            .map(Duration::from_millis)
            .iter()
            .sum::<Duration>()
    );

    let start = Instant::now();
    let pause = Duration::from_millis(5);
    thread::sleep(pause);
    let elapsed = start.elapsed();
    println!("{} {}", elapsed >= pause, elapsed < Duration::from_secs(10));
    let later = start + Duration::from_secs(60);
    println!(
        "{:?} {:?}",
        later - start,
        later.duration_since(start) == Duration::from_secs(60)
    );
    println!(
        "{:?} {:?}",
        start.checked_duration_since(later),
        start.saturating_duration_since(later)
    );
    println!("{}", Instant::now() < later);

    let now = SystemTime::now();
    println!("{}", now > UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let past = UNIX_EPOCH - Duration::from_secs(90);
    match past.duration_since(UNIX_EPOCH) {
        Ok(_) => println!("after"),
        Err(error) => println!("{error}: {:?}", error.duration()),
    }
    println!("{:?}", UNIX_EPOCH.duration_since(past));
    println!(
        "{:?}",
        (UNIX_EPOCH + duration)
            .duration_since(past)
            .map(|it| it.as_nanos())
    );
    println!("{:?}", UNIX_EPOCH.elapsed().is_ok());
    thread::yield_now();
    println!(
        "{:?}",
        thread::Builder::new()
            .spawn(|| 1)
            .map(|_| ())
            .map_err(|error| error.kind())
    );
}
