//! heap VERB: fills, uses up and frees memory in ways in which allocators fail.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::alloc::{alloc, alloc_zeroed, dealloc, realloc};
use alloc::collections::TryReserveError;
use alloc::string::String;
use alloc::vec::Vec;
use core::alloc::Layout;
#[cfg(target_arch = "wasm32")]
use core::arch::wasm32::memory_grow;
use core::hint::black_box;
use core::ptr;

use nanowasi::{env, print, println, process};

/// A replacement for native builds, which have no wasm memory.
#[cfg(not(target_arch = "wasm32"))]
fn memory_grow<const MEMORY: u32>(_pages: usize) -> usize {
    usize::MAX
}

nanowasi::main!(main);

const PAGE: usize = 65_536;

fn main() -> Result<(), TryReserveError> {
    let mut args = env::static_args().skip(1);
    let verb = args.next().unwrap_or_default();
    let number = args
        .next()
        .map_or(0, |text| text.parse().unwrap_or_default());
    match verb {
        "nothing" => {}
        "one" => drop(black_box(Vec::<u8>::with_capacity(number))),
        "push" => push(),
        "collect" => println!("{}", "long ".repeat(number).len()),
        "refuse" => refuse()?,
        "error" => black_box(Vec::<u8>::new()).try_reserve(usize::MAX)?,
        "stress" => Stress::new().run(number),
        "all" => all(),
        _ => println!("heap: no verb {}", verb),
    }
    Ok(())
}

/// Pushes to a vector until memory runs out.
fn push() {
    print!("pushing");
    let mut numbers = Vec::new();
    loop {
        numbers.push(black_box(0x0123_4567_89AB_CDEF_u64));
    }
}

/// Reserves more than there is, gets an error, and continues.
fn refuse() -> Result<(), TryReserveError> {
    let mut large = Vec::<u8>::new();
    for _ in 0..100 {
        if large.try_reserve(1 << 30).is_ok() {
            println!("there was too much memory");
        }
    }
    let mut kept = Vec::new();
    for number in 0..1000 {
        let mut text = String::new();
        text.try_reserve(10)?;
        text.push_str("text");
        kept.push((number, text));
    }
    if large.try_reserve(1 << 30).is_ok() {
        println!("there was too much memory");
    }
    let right = kept
        .iter()
        .zip(0..)
        .all(|((number, text), at)| *number == at && text == "text");
    println!("went on: {} {}", kept.len(), right);
    Ok(())
}

/// A block, and the number from which its content is computed.
struct Block {
    at: *mut u8,
    layout: Layout,
    seed: usize,
}

impl Block {
    /// Returns the expected byte at an offset.
    fn byte(&self, at: usize) -> u8 {
        (self
            .seed
            .wrapping_mul(31)
            .wrapping_add(at)
            .wrapping_mul(0x9E37_79B1)
            >> 24) as u8
    }

    /// Fills the block from an offset on.
    fn fill(&self, from: usize) {
        for at in from..self.layout.size() {
            // SAFETY: `at` is below the block's size.
            unsafe { self.at.add(at).write(self.byte(at)) };
        }
    }

    /// Ends the program if one of the first bytes changed, or if the block is misaligned.
    fn check(&self, len: usize) {
        if !self.at.addr().is_multiple_of(self.layout.align()) {
            println!("a block of {} bytes lies askew", self.layout.size());
            process::exit(2);
        }
        for at in 0..len {
            // SAFETY: `at` is below the block's size.
            if unsafe { self.at.add(at).read() } != self.byte(at) {
                println!("byte {} of {} was written over", at, self.layout.size());
                process::exit(2);
            }
        }
    }
}

/// Uses the allocator with pseudo-random operations. Some pages are grown outside the allocator, as
/// an adapter may do.
struct Stress {
    state: u64,
    live: Vec<Block>,
    foreign: Vec<Block>,
    refused: u32,
}

impl Stress {
    const LIVE: usize = 200;

    fn new() -> Self {
        Self {
            state: 0x9E37_79B9_7F4A_7C15,
            live: Vec::with_capacity(Self::LIVE),
            foreign: Vec::with_capacity(1000),
            refused: 0,
        }
    }

    /// Returns a number below `below`.
    fn random(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) as usize % below
    }

    /// Mostly small sizes, sometimes pages; alignments up to a page.
    fn layout(&mut self) -> Layout {
        let exponent = self.random(18);
        let size = 1 + self.random(1 << exponent);
        let align = match self.random(10) {
            0 => 1 << self.random(17),
            _ => 1 << self.random(5),
        };
        Layout::from_size_align(size, align).unwrap_or(Layout::new::<u64>())
    }

    fn run(mut self, steps: usize) {
        for step in 0..steps {
            match self.random(8) {
                0..4 => self.allocate(step),
                4..6 => self.reallocate(),
                _ => self.free(),
            }
            if step % 50 == 0 {
                self.grow(step);
            }
        }
        while !self.live.is_empty() {
            self.free();
        }
        for block in &self.foreign {
            block.check(block.layout.size());
        }
        println!("refused: {}", self.refused);
        println!("foreign: {}", self.foreign.len());
    }

    fn allocate(&mut self, step: usize) {
        let layout = self.layout();
        if self.live.len() == Self::LIVE {
            self.free();
        }
        let zeroed = self.random(4) == 0;
        // SAFETY: the layout has a size other than 0.
        let at = unsafe {
            if zeroed {
                alloc_zeroed(layout)
            } else {
                alloc(layout)
            }
        };
        if at.is_null() {
            self.refused += 1;
            return;
        }
        // SAFETY: the block has `layout.size()` bytes.
        if zeroed && (0..layout.size()).any(|n| unsafe { at.add(n).read() } != 0) {
            println!("a zeroed block of {} bytes is not", layout.size());
            process::exit(2);
        }
        let block = Block {
            at,
            layout,
            seed: step,
        };
        block.fill(0);
        block.check(0);
        self.live.push(block);
    }

    fn reallocate(&mut self) {
        if self.live.is_empty() {
            return;
        }
        let size = self.layout().size();
        let number = self.random(self.live.len());
        let block = &mut self.live[number];
        // SAFETY: the block was allocated with this layout, and the new size is not 0.
        let at = unsafe { realloc(block.at, block.layout, size) };
        if at.is_null() {
            self.refused += 1;
            return;
        }
        let before = block.layout.size();
        block.at = at;
        block.layout = Layout::from_size_align(size, block.layout.align()).unwrap_or(block.layout);
        block.check(before.min(size));
        block.fill(before);
    }

    fn free(&mut self) {
        if self.live.is_empty() {
            return;
        }
        let number = self.random(self.live.len());
        let block = self.live.swap_remove(number);
        block.check(block.layout.size());
        // SAFETY: the block was allocated with this layout.
        unsafe { dealloc(block.at, block.layout) };
    }

    /// Grows memory by a page that the allocator does not know.
    fn grow(&mut self, step: usize) {
        let before = memory_grow::<0>(1);
        if before == usize::MAX || self.foreign.len() == self.foreign.capacity() {
            return;
        }
        if let Ok(layout) = Layout::from_size_align(PAGE, PAGE) {
            let at = ptr::with_exposed_provenance_mut(before * PAGE);
            let block = Block {
                at,
                layout,
                seed: step,
            };
            block.fill(0);
            self.foreign.push(block);
        }
    }
}

/// Allocates all memory that a module can have, up to its last page, in smaller and smaller blocks,
/// and marks their ends.
fn all() {
    let mut blocks: Vec<Vec<u8>> = Vec::with_capacity(4096);
    let mut total = 0_u64;
    for size in [1 << 28, 1 << 24, 1 << 20, 1 << 16, 1 << 12] {
        while blocks.len() < blocks.capacity() {
            let mut block = Vec::new();
            if block.try_reserve_exact(size).is_err() {
                break;
            }
            total += size as u64;
            let ends = block.spare_capacity_mut();
            ends[0].write(blocks.len() as u8);
            ends[size - 1].write(!blocks.len() as u8);
            blocks.push(block);
        }
    }
    let right = blocks.iter_mut().enumerate().all(|(number, block)| {
        let ends = block.spare_capacity_mut();
        let last = ends.len() - 1;
        // SAFETY: both elements were initialized above.
        let (first, last) = unsafe { (ends[0].assume_init(), ends[last].assume_init()) };
        first == number as u8 && last == !number as u8
    });
    println!("took {} MiB, right: {}", total >> 20, right);
    blocks.clear();
    println!(
        "again: {}",
        Vec::<u8>::new().try_reserve_exact(1 << 30).is_ok()
    );
}
