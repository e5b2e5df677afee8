//! Takes random bytes: few, and more than a browser gives at once.

#![no_std]
#![no_main]

use nanowasi::prelude::v1::*;
use nanowasi::{println, random};
use nanowasi_conformance::done;

nanowasi::main!(main);

fn main() {
    done("nothing", random::fill(&mut []));
    let (mut one, mut other) = ([0; 16], [0; 16]);
    done(
        "16 bytes",
        random::fill(&mut one).and_then(|()| random::fill(&mut other)),
    );
    println!("differ: {}", one != other);
    let mut many = vec![0; 70_000];
    done("70,000 bytes", random::fill(&mut many));
    // 35 bytes in a row are all zeros once in 10^84.
    let zeros = many
        .chunks(35)
        .filter(|chunk| chunk.iter().all(|byte| *byte == 0))
        .count();
    println!("zeros: {zeros}");
}
