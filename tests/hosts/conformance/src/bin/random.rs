//! Reads random bytes: a few, and more than a browser returns in one call.

#![no_std]
#![no_main]

use nanowasi::prelude::v1::*;
use nanowasi::{println, random};
use nanowasi_conformance::report_success;

nanowasi::main!(main);

fn main() {
    report_success("nothing", random::fill(&mut []));
    let (mut one, mut other) = ([0; 16], [0; 16]);
    report_success(
        "16 bytes",
        random::fill(&mut one).and_then(|()| random::fill(&mut other)),
    );
    println!("differ: {}", one != other);
    let mut many = vec![0; 70_000];
    report_success("70,000 bytes", random::fill(&mut many));
    // 35 zeros in a row occur once in 10^84.
    let zeros = many
        .chunks(35)
        .filter(|chunk| chunk.iter().all(|byte| *byte == 0))
        .count();
    println!("zeros: {zeros}");
}
