//! hook VERB: panics in many ways, with and without a hook. `main` has the verbs.

#![no_std]
#![no_main]

extern crate nanowasi as std;
use std::prelude::v1::*;
std::main!(main);

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Instant;
use std::{env, hint, io, mem, panic};

fn main() {
    print!("out;");
    let verb = env::args().nth(1).unwrap_or_default();
    let text = verb.as_str();
    match text {
        "taken" => {
            set_hook();
            let hook = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                print!("around;");
                hook(info);
            }));
        }
        "default" | "default-any" => {
            let hook = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                print!("before;");
                hook(info);
            }));
        }
        "dropped" => {
            set_hook();
            drop(panic::take_hook());
        }
        "nested" => panic::set_hook(Box::new(|_| {
            print!("nested;");
            panic!("in the hook");
        })),
        "changes" => panic::set_hook(Box::new(|_| {
            print!("changes;");
            set_hook();
            print!("went on;");
        })),
        "memory" => panic::set_hook(Box::new(|info| println!("hook: {info}"))),
        "resume" | "any" | "any-text" => {}
        _ => set_hook(),
    }
    let caught = panic::catch_unwind(|| match text {
        "any" | "hook-any" | "default-any" => panic::panic_any(5_u8),
        "any-text" => panic::panic_any(String::from("owned")),
        "resume" | "hook-resume" => panic::resume_unwind(Box::new("not caught")),
        "literal" => panic!("a literal"),
        "memory" => {
            use_up_memory();
            hint::black_box(String::with_capacity(1000));
            "memory was left"
        }
        "keys" => {
            hint::black_box(HashMap::<u8, u8>::new());
            "there were keys"
        }
        "clock" => {
            hint::black_box(Instant::now());
            "there was a clock"
        }
        "input" => {
            let _locks = (io::stdin().lock(), io::stdin().lock());
            "locked twice"
        }
        "mutex" => {
            let mutex = Mutex::new(());
            let _locks = (mutex.lock(), mutex.lock());
            "locked twice"
        }
        "caught" => "not a panic",
        _ => panic!("with {text}"),
    });
    println!("{:?}", caught.ok());
}

/// Sets a hook that prints all of its information.
fn set_hook() {
    panic::set_hook(Box::new(|info| {
        let line = info.location().map(|location| location.line() > 1);
        println!("hook: {:?} {line:?}", info.payload_as_str());
        println!("{:?}", info.payload().downcast_ref::<u8>());
        println!("{}", info.to_string().replace('\n', "|"));
    }));
}

/// Allocates all memory, to the last byte.
fn use_up_memory() {
    for size in [1 << 20, 1 << 16, 4096, 256, 16, 1] {
        let mut block = Vec::<u8>::new();
        while block.try_reserve_exact(size).is_ok() {
            mem::forget(mem::take(&mut block));
        }
    }
}
