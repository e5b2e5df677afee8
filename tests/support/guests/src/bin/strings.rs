//! strings: fills its heap, and reads its arguments and its environment, in the order that its host
//! picks.

#![no_std]
#![no_main]

extern crate nanowasi as std;
use std::prelude::v1::*;
std::main!(main);

use std::env;

#[path = "../test_imports.rs"]
mod test_imports;

use test_imports::{pick, report};

/// Blocks on the heap, each filled with a different byte.
struct Blocks(Vec<Vec<u8>>);

fn main() {
    // This has to be written however the program ends.
    print!("before");
    let mut blocks = Blocks(Vec::with_capacity(4096));
    let mut buffer = [0; 32];
    loop {
        match pick(&mut buffer) {
            "" => break,
            "allocate" => _ = blocks.push(20_000),
            "fill" => blocks.fill(),
            "free" => blocks.0.truncate(blocks.0.len() / 2),
            "static args" => env::static_args().for_each(report),
            "owned args" => env::args_os().for_each(|arg| report(arg.as_encoded_bytes())),
            "static vars" => env::static_vars().for_each(pair),
            "owned vars" => env::vars().for_each(pair),
            "static var" => report(env::static_var("KEY").unwrap_or("none")),
            "owned var" => report(env::var("KEY").unwrap_or_default()),
            "set var" => {
                // SAFETY: the program has one thread.
                unsafe { env::set_var("NEW", "new") };
                report(env::var("KEY").unwrap_or_default());
            }
            other => report(other),
        }
    }
    if !blocks.are_whole() {
        report("a block was written over");
    }
}

fn pair<T: AsRef<str>>((name, value): (T, T)) {
    report(name.as_ref());
    report(value.as_ref());
}

impl Blocks {
    /// Allocates one more block, if there is memory.
    fn push(&mut self, len: usize) -> bool {
        let mut block = Vec::new();
        let is_there = self.0.len() < self.0.capacity() && block.try_reserve_exact(len).is_ok();
        if is_there {
            block.resize(len, self.byte());
            self.0.push(block);
        }
        is_there
    }

    /// Allocates all memory.
    fn fill(&mut self) {
        for len in [50_000, 1000, 100, 8] {
            while self.push(len) {}
        }
    }

    /// Returns the byte of the next block, which is never 0.
    fn byte(&self) -> u8 {
        self.0.len() as u8 | 1
    }

    fn are_whole(&mut self) -> bool {
        while let Some(block) = self.0.pop() {
            if block.iter().any(|byte| *byte != self.byte()) {
                return false;
            }
        }
        true
    }
}
