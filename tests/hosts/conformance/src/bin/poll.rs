//! poll CASE: waits for standard input, in each of the ways that programs do.

#![no_std]
#![no_main]

use nanowasi::io::{self, Read, Write};
use nanowasi::poll::{self, Ready, Subscription};
use nanowasi::prelude::v1::*;
use nanowasi::raw::{Clockid, Subclockflags};
use nanowasi::sys::{self, Errno, STDIN, UNSET_EVENT};
use nanowasi::time::{Duration, Instant};
use nanowasi::{env, println};

nanowasi::main!(main);

/// How long an immediate wait may take on a slow host.
const SOON: Duration = Duration::from_millis(150);

fn main() -> io::Result<()> {
    println!("begun");
    io::stdout().flush()?;
    let stdin = io::stdin();
    let input = Subscription::readable(&stdin);
    match env::static_args().nth(1).unwrap_or_default() {
        // No timeout: waits for input.
        "wait" => timed(|| poll::wait([input], None).map(|[ready]| outcome(ready))),
        // A timeout of zero: what is pending now. A slow host is polled until it notices.
        "zero" => timed(|| poll::wait([input], Some(Duration::ZERO)).map(|[ready]| outcome(ready))),
        // The same with a plain `poll_oneoff`, as by a program without nanowasi's workarounds.
        "own" => timed(|| Ok(poll_oneoff()?)),
        "again" => timed(|| {
            for _ in 0..50 {
                if let [Some(ready)] = poll::wait([input], Some(Duration::ZERO))? {
                    return Ok(outcome(Some(ready)));
                }
                nanowasi::thread::sleep(Duration::from_millis(2));
            }
            Ok("not ready".to_owned())
        }),
        "50" => timed(|| {
            poll::wait([input], Some(Duration::from_millis(50))).map(|[ready]| outcome(ready))
        }),
        // A clock among the subscriptions, and no timeout.
        "clock" => timed(|| {
            let tick = Subscription::after(Duration::from_millis(50));
            poll::wait([input, tick], None).map(|[ready, ticked]| {
                let ticked = if ticked.is_some() { "tick" } else { "no tick" };
                format!("{}, {ticked}", outcome(ready))
            })
        }),
        "available" => timed(|| {
            let count = poll::read_available(&stdin, &mut [0; 16])?;
            Ok(count.map_or("no bytes".to_owned(), |count| format!("{count} bytes")))
        }),
        "nonblocking" => {
            match poll::set_nonblocking(&stdin, true) {
                Ok(()) => println!("flag: granted"),
                Err(error) => {
                    println!("flag: refused");
                    println!("errno: {}", error.name());
                }
            }
            timed(|| Ok(format!("{} bytes", io::stdin().read(&mut [0; 16])?)));
        }
        "tick" => timed(|| {
            let ticks = [50, 200]
                .map(Duration::from_millis)
                .map(Subscription::after);
            poll::wait(ticks, None)
                .map(|[short, long]| format!("short {}, long {}", outcome(short), outcome(long)))
        }),
        _ => return Err(io::ErrorKind::InvalidInput.into()),
    }
    Ok(())
}

/// Polls standard input together with a clock of zero, which [`poll::wait`] never requests.
fn poll_oneoff() -> Result<String, Errno> {
    let now = Subclockflags::empty();
    let subscriptions = [
        sys::Subscription::fd_read(0, STDIN),
        sys::Subscription::clock(1, Clockid::MONOTONIC, 0, 0, now),
    ];
    let mut events = [UNSET_EVENT; 2];
    let events = sys::poll_oneoff(&subscriptions, &mut events)?;
    let input = events.iter().find(|event| event.userdata == 0);
    Ok(match input.map(|event| event.error) {
        None => "not ready".to_owned(),
        Some(Errno::SUCCESS) => "ready".to_owned(),
        Some(errno) => errno.name().to_owned(),
    })
}

/// Reports the result of a wait, and about how long it took.
fn timed(wait: impl FnOnce() -> io::Result<String>) {
    let start = Instant::now();
    let result = wait();
    let took = start.elapsed();
    match result {
        Ok(outcome) => println!("result: {outcome}"),
        Err(error) => println!("result: {}", error.name()),
    }
    println!(
        "duration: {}",
        if took < Duration::from_millis(45) {
            "short"
        } else if took < SOON {
            "50 ms"
        } else {
            "long"
        }
    );
}

fn outcome(ready: Option<io::Result<Ready>>) -> String {
    match ready {
        None => "not ready".to_owned(),
        Some(Ok(_)) => "ready".to_owned(),
        Some(Err(error)) => error.name().to_owned(),
    }
}
