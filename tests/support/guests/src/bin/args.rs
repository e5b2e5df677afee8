//! args: prints its arguments by each function that returns them, one line each. Brackets make an
//! empty argument visible.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::string::String;
use alloc::vec::Vec;
use nanowasi::{env, print, println};

nanowasi::main!(main);

fn main() {
    line("static", env::static_args());
    line("owned", env::args());
    line("reversed", env::static_args().rev());
    line("owned, reversed", env::args().rev());
    let collected: Vec<String> = env::args().collect();
    line("collected", collected.iter());
    line(
        "nth",
        [1, 0, 7]
            .into_iter()
            .filter_map(|n| env::static_args().nth(n)),
    );
    line("owned nth", env::args().nth(1).into_iter());
    line("skipped", env::static_args().skip(1));
    line("last", env::static_args().next_back().into_iter());

    let mut both = env::static_args();
    line(
        "from both ends",
        [both.next(), both.next_back(), both.next()]
            .into_iter()
            .flatten(),
    );
    println!("left: {} {:?}", both.len(), both.size_hint());
    let mut beyond = env::static_args();
    beyond.next();
    let nth = beyond.nth(usize::MAX);
    println!("beyond: {:?} {} {:?}", nth, beyond.len(), beyond.next());
    println!("count: {} {}", env::args().len(), env::args().count());
    println!("debug: {:?}", env::static_args());
}

fn line<T: core::fmt::Display>(name: &str, args: impl Iterator<Item = T>) {
    print!("{}:", name);
    args.for_each(|arg| print!(" [{}]", arg));
    println!();
}
