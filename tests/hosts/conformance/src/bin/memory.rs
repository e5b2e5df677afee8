//! Allocates up to 512 MiB, writes and reads each page, frees it, and allocates as much again.

#![no_std]
#![no_main]

use nanowasi::prelude::v1::*;
use nanowasi::println;

nanowasi::main!(main);

fn main() {
    for mebibytes in [1, 16, 128, 512] {
        println!("{mebibytes} MiB: {}", allocate(mebibytes << 20));
    }
    println!("again: {}", allocate(512 << 20));
    let mut grown = Vec::new();
    for number in 0_u32..1 << 16 {
        grown.push(number);
    }
    println!(
        "grown: {}",
        grown.iter().map(|number| u64::from(*number)).sum::<u64>()
    );
}

fn allocate(bytes: usize) -> &'static str {
    let mut block = Vec::<u8>::new();
    if block.try_reserve_exact(bytes).is_err() {
        return "refused";
    }
    block.resize(bytes, 0);
    for (page, number) in block.chunks_mut(1 << 16).zip((1..=255).cycle()) {
        page.fill(number);
    }
    let kept = block
        .chunks(1 << 16)
        .zip((1..=255_u8).cycle())
        .all(|(page, number)| page.first() == Some(&number) && page.last() == Some(&number));
    if kept { "ok" } else { "lost" }
}
