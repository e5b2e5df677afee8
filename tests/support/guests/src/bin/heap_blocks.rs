//! heap_blocks VERB: allocates blocks of many sizes and alignments, and all memory, also in a
//! program that continues without it.
//!
//! | verb | what it does |
//! | --- | --- |
//! | `limits SIZE` | allocates blocks of this size with each alignment |
//! | `lengths` | requests capacities beyond any memory |
//! | `again SIZE LIVE` | frees a block and allocates it again, with LIVE MiB in use before it |
//! | `down SIZE` | grows a block near the end of memory to this size, with free memory at the front |
//! | `fill SIZE [FOREIGN]` | allocates all memory in blocks of this size; the host grows FOREIGN pages before |
//! | `push` | builds lists of words without handling allocation errors |
//! | `reserve` | the same with `try_reserve`, and repeats what was refused |

#![no_std]
#![no_main]

extern crate alloc;

use alloc::alloc::{alloc, dealloc, realloc};
use alloc::collections::TryReserveError;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::alloc::{Layout, LayoutError};
#[cfg(target_arch = "wasm32")]
use core::arch::wasm32::memory_size;
use core::ptr;

use nanowasi::process::ExitCode;
use nanowasi::{env, println};

nanowasi::main!(main);

/// A replacement for native builds.
#[cfg(not(target_arch = "wasm32"))]
fn memory_size<const MEMORY: u32>() -> usize {
    0
}

#[path = "../test_imports.rs"]
mod test_imports;

const PAGE: usize = 65_536;

fn main() -> ExitCode {
    let mut args = env::static_args().skip(1);
    let verb = args.next().unwrap_or_default();
    let mut number = || args.next().and_then(|text| text.parse().ok()).unwrap_or(0);
    match verb {
        "limits" => limits(number()),
        "lengths" => lengths(),
        "again" => again(number(), number()),
        "down" => down(number()),
        "fill" => fill(number(), number()),
        "push" => push(),
        "reserve" => return reserve(),
        _ => println!("blocks: no verb"),
    }
    ExitCode::SUCCESS
}

/// Allocates blocks of one size with each alignment, and grows a small one to the size.
fn limits(size: usize) {
    let kept: Vec<u32> = (0..10_000).collect();
    let is_kept = || kept.iter().zip(0..).all(|(there, number)| *there == number);
    let (mut given, mut refused, mut wrong) = (0, 0, 0);
    for exponent in 0..=31 {
        let Ok(layout) = Layout::from_size_align(size, 1 << exponent) else {
            continue;
        };
        // SAFETY: the layout's size is not 0, and the block is freed with the layout it was
        // allocated with.
        unsafe {
            let block = alloc(layout);
            if block.is_null() {
                refused += 1;
            } else {
                given += 1;
                wrong += u32::from(!is_right(block, layout));
                block.write(0xAA);
                block.add(size - 1).write(0xAA);
                dealloc(block, layout);
            }
        }
        wrong += u32::from(!is_kept());
    }
    let became = grown(size);
    wrong += u32::from(became.is_err() || !is_kept());
    let became = u32::from(became == Ok(true));
    let after = Vec::<u8>::new().try_reserve_exact(1 << 20).is_ok();
    println!(
        "{} given, {} refused, {} wrong, {} grown, {} after it",
        given, refused, wrong, became, after
    );
}

/// Allocates and frees several blocks of a size in turn.
fn again(size: usize, live: usize) {
    let (Ok(layout), Ok(mebibyte)) = (layout(size), layout(1 << 20)) else {
        return;
    };
    // SAFETY: no layout has the size 0, and each block is freed with its own layout.
    unsafe {
        let kept = (0..live).filter(|_| !alloc(mebibyte).is_null()).count();
        let given = (0..5).take_while(|_| {
            let block = alloc(layout);
            if !block.is_null() {
                dealloc(block, layout);
            }
            !block.is_null()
        });
        println!("{} kept, {} times", kept, given.count());
    }
}

/// Allocates blocks of 1,900 and 1,000 MiB and a small one after them, frees the first, and grows
/// the last to the size.
fn down(size: usize) {
    let (Ok(front), Ok(middle), Ok(small)) =
        (layout(1_900 << 20), layout(1_000 << 20), layout(200_000))
    else {
        return;
    };
    // SAFETY: no layout has the size 0, each block is freed with its own layout, and writes stay
    // within the blocks.
    unsafe {
        let first = alloc(front);
        let kept = alloc(middle);
        let last = alloc(small);
        if first.is_null() || kept.is_null() || last.is_null() {
            return;
        }
        last.write_bytes(0xAA, small.size());
        dealloc(first, front);
        let moved = realloc(last, small, size);
        let whole = !moved.is_null() && (0..small.size()).all(|at| *moved.add(at) == 0xAA);
        println!("{}, {}", moved < last && !moved.is_null(), whole);
    }
}

fn layout(size: usize) -> Result<Layout, LayoutError> {
    Layout::from_size_align(size, 8)
}

/// Requests capacities beyond any memory. Existing content must not change.
fn lengths() {
    let max = isize::MAX as usize;
    let (mut errors, mut wrong) = (0, 0);
    for count in [
        max - 8,
        max,
        max + 1,
        usize::MAX - 64,
        usize::MAX - 8,
        usize::MAX,
    ] {
        let mut bytes = Vec::from(*b"abc");
        let mut words = Vec::from([1_u64, 2]);
        let mut text = String::from("abc");
        let results = [
            bytes.try_reserve(count),
            bytes.try_reserve_exact(count),
            words.try_reserve(count),
            words.try_reserve(count / 8),
            words.try_reserve_exact(count / 8 + 1),
            text.try_reserve(count),
        ];
        errors += results.iter().filter(|result| result.is_err()).count();
        wrong += u32::from((&bytes[..], &words[..], &text[..]) != (b"abc", &[1, 2], "abc"));
    }
    println!("{} refused, {} wrong", errors, wrong);
}

/// Returns whether a block lies in memory and is aligned as requested.
fn is_right(block: *mut u8, layout: Layout) -> bool {
    let end = block.addr().checked_add(layout.size());
    let is_inside = end.is_some_and(|end| end.div_ceil(PAGE) <= memory_size::<0>());
    is_inside && block.addr().is_multiple_of(layout.align())
}

/// Grows a small block to the size. Returns whether that succeeded, or an error if its content
/// changed.
fn grown(size: usize) -> Result<bool, ()> {
    const SMALL: Layout = Layout::new::<[u8; 100]>();
    // SAFETY: no layout has the size 0, and each block is freed with its current layout.
    unsafe {
        let block = alloc(SMALL);
        if block.is_null() {
            return Err(());
        }
        for at in 0..SMALL.size() {
            block.add(at).write(at as u8);
        }
        let new = realloc(block, SMALL, size);
        let (there, layout) = if new.is_null() {
            (block, SMALL)
        } else {
            (new, Layout::from_size_align(size, 1).map_err(drop)?)
        };
        let len = SMALL.size().min(layout.size());
        let is_kept = (0..len).all(|at| there.add(at).read() == at as u8);
        let is_right = is_right(there, layout);
        dealloc(there, layout);
        if is_kept && is_right {
            Ok(!new.is_null())
        } else {
            Err(())
        }
    }
}

/// Allocates all memory in blocks of a size, each with the address of the previous one, twice.
fn fill(size: usize, foreign: usize) {
    let Ok(layout) = Layout::from_size_align(size.max(16), 8) else {
        return;
    };
    if foreign > 0 {
        test_imports::grow_memory(foreign);
    }
    for round in ["first", "second"] {
        let mut last: *mut u8 = ptr::null_mut();
        let mut count = 0_usize;
        loop {
            if foreign > 0 && round == "first" && count.is_multiple_of(200) && count < 1000 {
                test_imports::grow_memory(1);
            }
            // SAFETY: the layout's size is not 0.
            let block = unsafe { alloc(layout) };
            if block.is_null() {
                break;
            }
            // SAFETY: the block is aligned for these values, and large enough.
            unsafe {
                block.cast::<*mut u8>().write(last);
                block
                    .add(size - 4)
                    .cast::<[u8; 4]>()
                    .write((!count as u32).to_le_bytes());
            }
            count += 1;
            last = block;
        }
        let had = count;
        let mut wrong = 0;
        while !last.is_null() {
            count -= 1;
            // SAFETY: the values were written above, and each block is freed once.
            last = unsafe {
                let end = last.add(size - 4).cast::<[u8; 4]>().read();
                wrong += u32::from(end != (!count as u32).to_le_bytes() || !is_right(last, layout));
                let before = last.cast::<*mut u8>().read();
                dealloc(last, layout);
                before
            };
        }
        println!(
            "{}: {} blocks, {} wrong, {} left, {} pages",
            round,
            had,
            wrong,
            count,
            memory_size::<0>()
        );
    }
}

const LINES: u32 = 4000;

/// The width to which numbers are padded.
const LONG: usize = 500;

/// Collects formatted lines, and prints a number now and then.
fn push() {
    let mut lines = Vec::new();
    for number in 0..LINES {
        lines.push(format!("line {number:>LONG$}"));
        if number % 100 == 0 {
            println!("{}", number);
        }
    }
    println!("{} bytes", lines.iter().map(String::len).sum::<usize>());
}

const WORDS: [&str; 3] = ["line", "number", "a line of"];

fn reserve() -> ExitCode {
    let mut lines: Vec<String> = Vec::new();
    let mut refused = 0;
    // Three times, and then it gives up.
    let mut again = |result: Result<(), TryReserveError>| {
        refused += u32::from(result.is_err());
        result.is_err() && refused < 3
    };
    for number in 0..LINES {
        let error_text = WORDS[number as usize % 3];
        let mut line = String::new();
        while again(lines.try_reserve(1)) {}
        while again(line.try_reserve_exact(LONG)) {}
        if lines.capacity() == lines.len() || line.capacity() < LONG {
            println!("no memory for line {}", number);
            let is_right = lines
                .iter()
                .zip(0..)
                .all(|(line, number)| *line == WORDS[number as usize % 3]);
            println!("the others are there: {}", is_right);
            return ExitCode::from(3);
        }
        line.push_str(error_text);
        lines.push(line);
    }
    println!("{} bytes", lines.iter().map(String::len).sum::<usize>());
    ExitCode::SUCCESS
}
