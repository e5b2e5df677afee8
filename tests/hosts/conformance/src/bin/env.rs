//! Prints its environment, without variables that some hosts add.

#![no_std]
#![no_main]

use nanowasi::prelude::v1::*;
use nanowasi::{env, println};

nanowasi::main!(main);

fn main() {
    for name in ["PLAIN", "EQUALS", "UMLAUT", "EMPTY"] {
        println!("{name}: {:?}", env::var(name).as_deref().unwrap_or("none"));
    }
    println!("none: {}", env::var("NONE").is_err());
    let all: Vec<_> = env::vars()
        .filter(|(name, _)| name.starts_with("PLAIN"))
        .collect();
    println!("listed: {}", all.len());
}
