//! deep_recursion FRAME [sparse|dense] [full]: fills its memory with what can be known again, says where the data are, and calls itself
//! without an end, with so many bytes of the stack for each call. With `full`, it first takes all the memory
//! that a module can have.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::vec::Vec;
use core::hint::black_box;
use core::mem::MaybeUninit;
use core::slice;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use nanowasi::env;

nanowasi::main!(main);

#[path = "../test_imports.rs"]
mod test_imports;

unsafe extern "C" {
    static __global_base: u8;
}

/// What has a value before the program begins.
static VALUES: [AtomicU32; 4096] = [const { AtomicU32::new(0x5A5A_5A5A) }; 4096];

/// What is zero then.
static ZEROS: [AtomicU32; 4096] = [const { AtomicU32::new(0) }; 4096];

fn main() {
    let mut args = env::static_args().skip(1);
    let frame = args.next().unwrap_or_default();
    let dense = args.next() == Some("dense");
    let full = args.next() == Some("full");
    for (number, (value, zero)) in (0..).zip(VALUES.iter().zip(&ZEROS)) {
        value.fetch_xor(number, Relaxed);
        zero.store(!number, Relaxed);
    }
    let heap: Vec<u32> = (0..100_000).collect();
    let all = if full { all() } else { Vec::new() };
    say(&[(&raw const __global_base).addr(), (&raw const frame).addr()]);
    let called = match (frame, dense) {
        ("0", _) => call::<0, true>(0),
        ("64", false) => call::<64, false>(0),
        ("64", true) => call::<64, true>(0),
        ("1024", false) => call::<1024, false>(0),
        ("1024", true) => call::<1024, true>(0),
        ("16384", false) => call::<16_384, false>(0),
        ("16384", true) => call::<16_384, true>(0),
        ("65000", false) => call::<65_000, false>(0),
        ("65000", true) => call::<65_000, true>(0),
        ("1000000", false) => call::<1_000_000, false>(0),
        ("1000000", true) => call::<1_000_000, true>(0),
        _ => 0,
    };
    say(&[called as usize]);
    black_box((heap, all, &VALUES, &ZEROS));
}

/// Says some numbers, without a byte of the heap.
fn say(numbers: &[usize]) {
    // SAFETY: each byte of a number has a value, and they are as many as that.
    test_imports::report(unsafe {
        slice::from_raw_parts(numbers.as_ptr().cast::<u8>(), size_of_val(numbers))
    });
}

/// All the memory that there is, in blocks that get smaller.
fn all() -> Vec<Vec<u8>> {
    let mut blocks = Vec::with_capacity(4096);
    for size in [1 << 28, 1 << 24, 1 << 20, 1 << 16, 1 << 12] {
        while blocks.len() < blocks.capacity() {
            let mut block = Vec::new();
            if block.try_reserve_exact(size).is_err() {
                break;
            }
            blocks.push(block);
        }
    }
    blocks
}

/// Calls itself until there is no more stack. Of its frame, it writes to all bytes or to the first alone.
#[inline(never)]
fn call<const N: usize, const DENSE: bool>(depth: u32) -> u32 {
    let mut frame = MaybeUninit::<[u8; N]>::uninit();
    let bytes = black_box(frame.as_mut_ptr().cast::<u8>());
    // SAFETY: it has `N` bytes.
    unsafe { bytes.write_bytes(0xEE, if DENSE { N } else { N.min(1) }) };
    if depth == black_box(u32::MAX) {
        return depth;
    }
    let below = call::<N, DENSE>(depth + 1);
    black_box(&mut frame);
    below + 1
}
