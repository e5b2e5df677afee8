//! Recurses until 900 of its stack's 1,024 KiB are used, and checks each frame on return.

#![no_std]
#![no_main]

use core::hint::black_box;

use nanowasi::println;

nanowasi::main!(main);

fn main() {
    println!(
        "depth 900: {}",
        if descend(900) == 900 * 901 / 2 {
            "ok"
        } else {
            "lost"
        }
    );
}

/// Uses a frame of one KiB, and those below it.
#[inline(never)]
fn descend(depth: u32) -> u32 {
    if depth == 0 {
        return 0;
    }
    let mut frame = [0; 250];
    frame.fill(black_box(depth));
    let below = descend(black_box(depth - 1));
    black_box(&mut frame);
    below + frame.last().copied().unwrap_or(0)
}
