//! How the programs of the conformance suite report: a line `name: value` for each check.
//!
//! `tests/hosts/cases.toml` has the expected values.

#![no_std]

use core::fmt::Display;

use nanowasi::{io, println};

/// Reports a result: the value, or the errno's name.
pub fn report<T: Display>(check: &str, result: io::Result<T>) {
    match result {
        Ok(value) => println!("{check}: {value}"),
        Err(error) => println!("{check}: {}", error.name()),
    }
}

/// Reports whether an operation without a value succeeded: `ok`, or the errno's name.
pub fn report_success<T>(check: &str, result: io::Result<T>) {
    report(check, result.map(|_| "ok"));
}

/// Computes a checksum of bytes (FNV-1a, 32 bits).
pub fn sum(bytes: &[u8], mut sum: u32) -> u32 {
    for byte in bytes {
        sum = (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    sum
}

/// The initial value of [`sum`].
pub const INITIAL_SUM: u32 = 0x811c_9dc5;
