//! heap_blocks VERB: asks for memory of each size and alignment, for all of it, and in a program that goes on without.
//!
//! | verb | what it does |
//! | --- | --- |
//! | `limits SIZE` | asks for blocks of that size with all alignments |
//! | `lengths` | asks for room for more than any memory has |
//! | `again SIZE LIVE` | frees a block and asks for it again, with LIVE MiB in use before it |
//! | `down SIZE` | makes a block near the end of memory as large as that, while there is room at the front |
//! | `fill SIZE [FOREIGN]` | takes all there is in blocks of that size; FOREIGN pages are the host's before |
//! | `push` | makes lists of words, as a program does that knows no errors of memory |
//! | `reserve` | the same, with `try_reserve`, and tries again what was refused |

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

/// So that it also builds natively.
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

/// Asks for blocks of one size with each alignment, and makes a small one as large.
fn limits(size: usize) {
    let kept: Vec<u32> = (0..10_000).collect();
    let is_kept = || kept.iter().zip(0..).all(|(there, number)| *there == number);
    let (mut given, mut refused, mut wrong) = (0, 0, 0);
    for exponent in 0..=31 {
        let Ok(layout) = Layout::from_size_align(size, 1 << exponent) else {
            continue;
        };
        // SAFETY: the layout isn't empty; the block is freed as it was allocated.
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

/// Asks for some blocks of a size one after the other, and each time frees it.
fn again(size: usize, live: usize) {
    let (Ok(layout), Ok(piece)) = (layout(size), layout(1 << 20)) else {
        return;
    };
    // SAFETY: no layout is empty, and what is freed was allocated with its own.
    unsafe {
        let kept = (0..live).filter(|_| !alloc(piece).is_null()).count();
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

/// Has blocks of 1,900 and 1,000 MiB and a small one behind them, frees the first, and makes the last one so large.
fn down(size: usize) {
    let (Ok(front), Ok(middle), Ok(small)) =
        (layout(1_900 << 20), layout(1_000 << 20), layout(200_000))
    else {
        return;
    };
    // SAFETY: no layout is empty, what is freed was allocated with its own, and what is written is the block's.
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

/// Asks for room for more than any memory has. What there is has to stay.
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

/// Whether a block lies in memory, and as it was asked for.
fn is_right(block: *mut u8, layout: Layout) -> bool {
    let end = block.addr().checked_add(layout.size());
    let is_inside = end.is_some_and(|end| end.div_ceil(PAGE) <= memory_size::<0>());
    is_inside && block.addr().is_multiple_of(layout.align())
}

/// Makes a small block as large as that, and says whether it became so. What stands in it has to stay.
fn grown(size: usize) -> Result<bool, ()> {
    const SMALL: Layout = Layout::new::<[u8; 100]>();
    // SAFETY: no layout is empty, and each block is freed with the layout that it has.
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

/// Takes all the memory in blocks of a size, each with the address of the one before, twice.
fn fill(size: usize, foreign: usize) {
    let Ok(layout) = Layout::from_size_align(size.max(16), 8) else {
        return;
    };
    if foreign > 0 {
        test_imports::grow(foreign);
    }
    for round in ["first", "second"] {
        let mut last: *mut u8 = ptr::null_mut();
        let mut count = 0_usize;
        loop {
            if foreign > 0 && round == "first" && count.is_multiple_of(200) && count < 1000 {
                test_imports::grow(1);
            }
            // SAFETY: the layout isn't empty.
            let block = unsafe { alloc(layout) };
            if block.is_null() {
                break;
            }
            // SAFETY: the block is aligned for these, and has room for them.
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
            // SAFETY: written above; each block is freed once.
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

/// How long they are.
const LONG: usize = 500;

/// Words, a list of them, and now and then a line of output.
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
    // Three times, and then no more.
    let mut again = |result: Result<(), TryReserveError>| {
        refused += u32::from(result.is_err());
        result.is_err() && refused < 3
    };
    for number in 0..LINES {
        let word = WORDS[number as usize % 3];
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
        line.push_str(word);
        lines.push(line);
    }
    println!("{} bytes", lines.iter().map(String::len).sum::<usize>());
    ExitCode::SUCCESS
}
