//! polls VERB[:MILLISECONDS]…: waits as its arguments say, and prints a line with the result of
//! each wait.
//!
//! It needs neither a heap nor `core::fmt`, and cannot panic, which `tests/runtime/descriptors`
//! checks.

#![no_std]
#![no_main]

use core::time::Duration;

use nanowasi::io;
use nanowasi::poll::{self, Ready, Set, Subscription};
use nanowasi::{env, print, println};

nanowasi::main!(main);

fn main() {
    for arg in env::static_args().skip(1) {
        let (verb, text) = arg.split_once(':').unwrap_or((arg, ""));
        let span = text.parse().ok().map(Duration::from_millis);
        let (stdin, stdout) = (io::stdin(), io::stdout());
        let input = Subscription::readable(&stdin);
        let output = Subscription::writable(&stdout);
        let result = match verb {
            "input" => poll::wait([input], span).map(|[input]| print_outcome("input", input)),
            "output" => poll::wait([output], span).map(|[output]| print_outcome("output", output)),
            "tick" => {
                let tick = Subscription::after(span.unwrap_or_default());
                poll::wait([input, tick, output], None).map(|[input, tick, output]| {
                    print_outcome("input", input);
                    print_outcome("tick", tick);
                    print_outcome("output", output);
                })
            }
            "ticks" => {
                let span = span.unwrap_or_default();
                let ticks = [span.saturating_mul(2), span, span.saturating_mul(3), span]
                    .map(Subscription::after);
                poll::wait(ticks, None)
                    .map(|ticks| ticks.map(|ready| print_outcome("tick", ready)).len())
                    .map(drop)
            }
            "nothing" => poll::wait([], span).map(|[]| ()),
            "longest" => poll::wait([input], Some(Duration::MAX))
                .map(|[ready]| print_outcome("input", ready)),
            "set" => set(span),
            "readable" => poll::is_readable(&stdin).map(|ready| println!("readable {}", ready)),
            "read" => read(),
            "nonblocking" => poll::set_nonblocking(&stdin, true),
            "blocking" => poll::set_nonblocking(&stdin, false),
            "prompt" => {
                print!("{}", text);
                Ok(())
            }
            _ => {
                println!("no verb {}", verb);
                Ok(())
            }
        };
        match result {
            Ok(()) => println!("{}: done", verb),
            Err(error) => println!("{}: {}", verb, error.name()),
        }
    }
}

fn print_outcome(what: &str, outcome: Option<io::Result<Ready>>) {
    match outcome {
        None => println!("{} pending", what),
        Some(Ok(ready)) => println!("{} {} {}", what, ready.bytes, ready.hangup),
        Some(Err(error)) => println!("{} {}", what, error.name()),
    }
}

/// The same three in a set, and again after one is removed.
fn set(span: Option<Duration>) -> io::Result<()> {
    let (stdin, stdout) = (io::stdin(), io::stdout());
    let mut set = Set::<3>::new();
    for subscription in [
        Subscription::readable(&stdin).with_userdata(10),
        Subscription::after(Duration::from_millis(1)).with_userdata(20),
        Subscription::writable(&stdout).with_userdata(u64::MAX),
        Subscription::writable(&stdout),
    ] {
        if set.add(subscription).is_err() {
            println!("full at {}", set.len());
        }
    }
    for event in set.wait(span)? {
        print!("{} ", event.userdata);
        print_outcome("event", Some(event.result));
    }
    println!("{} removed, {} left", set.remove(u64::MAX), set.len());
    for event in set.wait(span)? {
        print!("{} ", event.userdata);
        print_outcome("event", Some(event.result));
    }
    Ok(())
}

/// Reads pending input, until there is none or the file ends.
fn read() -> io::Result<()> {
    let mut buffer = [0; 4];
    loop {
        match poll::read_available(&io::stdin(), &mut buffer)? {
            None => println!("no input"),
            Some(0) => println!("the end"),
            Some(count) => {
                let read = buffer
                    .get(..count)
                    .and_then(|read| core::str::from_utf8(read).ok());
                println!("read {}", read.unwrap_or("no text"));
                continue;
            }
        }
        return Ok(());
    }
}
