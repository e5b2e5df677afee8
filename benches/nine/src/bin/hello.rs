//! hello: prints a greeting.
#![no_std]
#![no_main]

use nanowasi::println;

nanowasi::main!(main);

fn main() {
    println!("Hello, world!");
}
