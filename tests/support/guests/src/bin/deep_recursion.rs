//! deep_recursion FRAME [sparse|dense] [full]: fills its memory with known values, reports the
//! addresses of its data, and recurses without a limit, with FRAME bytes of stack for each call.
//! With `full`, it first allocates all the memory that a module can have.

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

/// Initialized data.
static VALUES: [AtomicU32; 4096] = [const { AtomicU32::new(0x5A5A_5A5A) }; 4096];

/// Zero-initialized data.
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
    let allocate_all = if full { allocate_all() } else { Vec::new() };
    report_numbers(&[(&raw const __global_base).addr(), (&raw const frame).addr()]);
    let called = match (frame, dense) {
        ("0", _) => recurse::<0, true>(0),
        ("64", false) => recurse::<64, false>(0),
        ("64", true) => recurse::<64, true>(0),
        ("1024", false) => recurse::<1024, false>(0),
        ("1024", true) => recurse::<1024, true>(0),
        ("16384", false) => recurse::<16_384, false>(0),
        ("16384", true) => recurse::<16_384, true>(0),
        ("65000", false) => recurse::<65_000, false>(0),
        ("65000", true) => recurse::<65_000, true>(0),
        ("1000000", false) => recurse::<1_000_000, false>(0),
        ("1000000", true) => recurse::<1_000_000, true>(0),
        _ => 0,
    };
    report_numbers(&[called as usize]);
    black_box((heap, allocate_all, &VALUES, &ZEROS));
}

/// Reports numbers without using the heap.
fn report_numbers(numbers: &[usize]) {
    // SAFETY: the numbers are borrowed and have no padding, and the length is theirs in bytes.
    test_imports::report(unsafe {
        slice::from_raw_parts(numbers.as_ptr().cast::<u8>(), size_of_val(numbers))
    });
}

/// Allocates all memory, in smaller and smaller blocks.
fn allocate_all() -> Vec<Vec<u8>> {
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

/// Recurses until the stack overflows. Writes to all bytes of its frame, or only to the first.
#[inline(never)]
fn recurse<const N: usize, const DENSE: bool>(depth: u32) -> u32 {
    let mut frame = MaybeUninit::<[u8; N]>::uninit();
    let bytes = black_box(frame.as_mut_ptr().cast::<u8>());
    // SAFETY: `bytes` points to an array of `N` bytes.
    unsafe { bytes.write_bytes(0xEE, if DENSE { N } else { N.min(1) }) };
    if depth == black_box(u32::MAX) {
        return depth;
    }
    let below = recurse::<N, DENSE>(depth + 1);
    black_box(&mut frame);
    below + 1
}
