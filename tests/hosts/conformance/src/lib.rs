//! How the programs of the conformance suite say what they see: a line for each check, `name: value`.
//!
//! `tests/hosts/cases.toml` has what each line is to be.

#![no_std]

use core::fmt::Display;

use nanowasi::{io, println};

/// Says what came of something that can fail: the value, or the errno's name.
pub fn say<T: Display>(check: &str, result: io::Result<T>) {
    match result {
        Ok(value) => println!("{check}: {value}"),
        Err(error) => println!("{check}: {}", error.name()),
    }
}

/// Says whether something that has no value went well: `ok`, or the errno's name.
pub fn done<T>(check: &str, result: io::Result<T>) {
    say(check, result.map(|_| "ok"));
}

/// A number that depends on each byte and its place (FNV-1a, 32 bits).
pub fn sum(bytes: &[u8], mut sum: u32) -> u32 {
    for byte in bytes {
        sum = (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    sum
}

/// What [`sum`] begins with.
pub const NO_SUM: u32 = 0x811c_9dc5;
