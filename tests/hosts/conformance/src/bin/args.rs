//! Prints its arguments.

#![no_std]
#![no_main]

use nanowasi::{env, println};

nanowasi::main!(main);

fn main() {
    println!("count: {}", env::args().count());
    println!(
        "name: {}",
        env::args().next().is_some_and(|name| !name.is_empty())
    );
    for arg in env::args().skip(1) {
        println!("arg: {arg:?}");
    }
}
