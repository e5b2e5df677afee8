//! hello: prints a greeting.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::println;
#[cfg(feature = "nanowasi")]
std::main!(main);

fn main() {
    println!("Hello, world!");
}
