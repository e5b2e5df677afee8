//! operations SEED COUNT [brim]: performs random operations on the allocator, and compares its
//! blocks and their contents with a model. At the end it frees everything, prints how much memory
//! is free, and repeats all once.
//!
//! The model is a table outside the heap under test. No two blocks may overlap, and each is filled
//! with its own pattern.
//!
//! With `brim`, blocks have any size that a layout can have, so memory is nearly full most of the
//! time. Then blocks may be refused, and only their first and last bytes are checked.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::alloc::{alloc, alloc_zeroed, dealloc, realloc};
use core::alloc::Layout;
#[cfg(target_arch = "wasm32")]
use core::arch::wasm32::memory_size;

use nanowasi::{env, println, process};

nanowasi::main!(main);

/// A replacement for native builds.
#[cfg(not(target_arch = "wasm32"))]
fn memory_size<const MEMORY: u32>() -> usize {
    0
}

const PAGE: usize = 65_536;

/// The largest size, and the largest alignment as an exponent.
const MAX_SIZE: usize = 1 << 20;
const ALIGNMENTS: usize = 12;

/// Up to this size, each byte of a block is checked. Of larger ones, a word in each 4 KiB and the
/// last word are checked, and now and then each byte.
const FULLY_CHECKED: usize = 1024;

/// The maximum number of blocks.
const BLOCKS: usize = 128;

#[derive(Clone, Copy)]
struct Block {
    brim: bool,
    at: *mut u8,
    layout: Layout,
    seed: u64,
}

struct Program {
    state: u64,
    blocks: [Option<Block>; BLOCKS],
    brim: bool,
    refused: u32,
    bytes: usize,
    peak: usize,
    counts: [u32; 4],
}

fn fail(what: &str, block: &Block) -> ! {
    let (size, align) = (block.layout.size(), block.layout.align());
    println!("{}: {} bytes aligned to {}", what, size, align);
    process::exit(2)
}

impl Block {
    /// Returns the eight expected bytes at an offset that is a multiple of eight.
    fn word(&self, at: usize) -> [u8; 8] {
        let mixed = (self.seed ^ at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed ^ (mixed >> 29)).to_le_bytes()
    }

    /// Calls `f` with the addresses and expected bytes that are checked, up to `len`.
    fn each(&self, len: usize, all: bool, mut f: impl FnMut(*mut u8, &[u8])) {
        let step = match () {
            () if self.layout.size() <= FULLY_CHECKED => 8,
            () if self.brim => 1 << 31,
            () if all => 8,
            () => 4096,
        };
        let last = self.layout.size().saturating_sub(1) & !7;
        let words = (0..len).step_by(step).chain((last < len).then_some(last));
        for at in words {
            let word = self.word(at);
            let rest = word.len().min(len - at);
            // SAFETY: `at` is below the block's size.
            f(unsafe { self.at.add(at) }, &word[..rest]);
        }
    }

    fn fill(&self, all: bool) {
        self.each(self.layout.size(), all, |at, bytes| {
            // SAFETY: the block has these bytes.
            unsafe { at.copy_from(bytes.as_ptr(), bytes.len()) };
        });
    }

    /// Ends the program if one of the first `len` bytes changed.
    fn check(&self, len: usize, all: bool) {
        self.each(len, all, |at, bytes| {
            // SAFETY: the block has these bytes.
            let there = unsafe { core::slice::from_raw_parts(at, bytes.len()) };
            if there != bytes {
                fail("written over", self);
            }
        });
    }

    fn end(&self) -> usize {
        self.at.addr() + self.layout.size()
    }
}

impl Program {
    /// Returns a number below `below`.
    fn random(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) as usize % below
    }

    /// Returns a size from 0 to the largest; small ones are as frequent as large ones.
    fn size(&mut self) -> usize {
        let (largest, exponents) = if self.brim {
            (isize::MAX as usize, 31)
        } else {
            (MAX_SIZE, 20)
        };
        let exponent = self.random(exponents + 1);
        self.random((largest >> exponent) + 1)
    }

    /// Returns whether to check all bytes this time. Of a large block only if its whole pattern was
    /// written.
    fn all(&self) -> bool {
        self.state.is_multiple_of(512)
    }

    fn run(&mut self, count: usize) {
        for _ in 0..count {
            let slot = self.random(BLOCKS);
            match (self.blocks[slot].take(), self.random(3)) {
                (None, _) => self.blocks[slot] = self.allocate(),
                // Reallocating a large block would copy up to 4 GiB byte by byte.
                (Some(block), 0) if !self.brim || block.layout.size() <= PAGE => {
                    self.blocks[slot] = self.reallocate(block);
                }
                (Some(block), _) => self.free(block),
            }
        }
        for slot in 0..BLOCKS {
            if let Some(block) = self.blocks[slot].take() {
                self.free(block);
            }
        }
        if self.bytes != 0 {
            println!("{} bytes too many", self.bytes);
        }
    }

    /// Records a block. Fails unless it lies in memory, is aligned as requested, and overlaps no
    /// other.
    fn record(&mut self, block: &Block) {
        let (start, end) = (block.at.addr(), block.end());
        if !start.is_multiple_of(block.layout.align()) {
            fail("askew", block);
        }
        if end < start || end.div_ceil(PAGE) > memory_size::<0>() {
            fail("outside of the memory", block);
        }
        let over = |other: &Block| start < other.end() && other.at.addr() < end;
        if self.blocks.iter().flatten().any(over) {
            fail("over another one", block);
        }
        self.bytes += block.layout.size();
        self.peak = self.peak.max(self.bytes);
    }

    fn allocate(&mut self) -> Option<Block> {
        let (size, exponent) = (self.size(), self.random(ALIGNMENTS + 1));
        let (seed, zeroed) = (self.state, self.random(4) == 0);
        // As above, for zeroing.
        let zeroed = zeroed && (!self.brim || size <= PAGE);
        let layout = Layout::from_size_align(size, 1 << exponent).ok()?;
        if size == 0 {
            // A block of size 0 needs no allocator.
            return None;
        }
        // SAFETY: the layout's size is not 0.
        let at = unsafe {
            if zeroed {
                alloc_zeroed(layout)
            } else {
                alloc(layout)
            }
        };
        let brim = self.brim;
        let block = Block {
            brim,
            at,
            layout,
            seed,
        };
        if at.is_null() {
            self.refuse(&block);
            return None;
        }
        self.record(&block);
        self.counts[usize::from(zeroed)] += 1;
        let all = self.all();
        if zeroed {
            block.each(size, all, |at, bytes| {
                // SAFETY: the block has these bytes.
                if unsafe { core::slice::from_raw_parts(at, bytes.len()) }
                    .iter()
                    .any(|byte| *byte != 0)
                {
                    fail("not zero", &block);
                }
            });
        }
        block.fill(all);
        Some(block)
    }

    fn reallocate(&mut self, block: Block) -> Option<Block> {
        let size = self.size();
        let Some(layout) = Layout::from_size_align(size, block.layout.align())
            .ok()
            .filter(|_| size > 0)
        else {
            self.free(block);
            return None;
        };
        let all = self.all();
        if all {
            block.fill(true);
        }
        // SAFETY: the block was allocated with this layout, and the new size is not 0.
        let at = unsafe { realloc(block.at, block.layout, size) };
        if at.is_null() {
            self.refuse(&block);
            return Some(block);
        }
        let len = size.min(block.layout.size());
        let moved = Block { at, ..block };
        self.bytes -= block.layout.size();
        let new = Block { layout, ..moved };
        self.record(&new);
        // The last word of the old content exists only if the block has not shrunk.
        moved.check(len, all);
        self.counts[2] += 1;
        new.fill(all);
        Some(new)
    }

    fn refuse(&mut self, block: &Block) {
        if !self.brim {
            fail("refused", block);
        }
        self.refused += 1;
    }

    fn free(&mut self, block: Block) {
        block.check(block.layout.size(), false);
        self.bytes -= block.layout.size();
        self.counts[3] += 1;
        // SAFETY: the block was allocated with this layout.
        unsafe { dealloc(block.at, block.layout) };
    }
}

/// Returns whether a block of this size can be allocated without growing memory.
fn fits(bytes: usize) -> bool {
    let before = memory_size::<0>();
    let Ok(layout) = Layout::from_size_align(bytes, 8) else {
        return false;
    };
    // SAFETY: the layout's size is not 0, and the block is freed with the same layout.
    unsafe {
        let block = alloc(layout);
        if !block.is_null() {
            dealloc(block, layout);
        }
        !block.is_null() && memory_size::<0>() == before
    }
}

fn main() {
    let mut args = env::static_args().skip(1);
    let mut number = || args.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    let (seed, count): (usize, usize) = (number(), number());
    let brim = args.next() == Some("brim");
    // The heap begins with one free block, as large as the program can ever need.
    let first = Layout::from_size_align(BLOCKS * (MAX_SIZE + 8192), 8);
    let Ok(first) = first else { return };
    // SAFETY: the layout's size is not 0, and the block is freed with the same layout.
    unsafe { dealloc(alloc(first), first) };
    let (mut largest, pages) = (first.size(), memory_size::<0>());
    // The free memory at the start, to 4 KiB. This needs a host that does not grow memory.
    while fits(largest + 4096) {
        largest += 4096;
    }
    for round in ["first", "second"] {
        let pages = memory_size::<0>();
        let mut program = Program {
            state: 0x9E37_79B9_7F4A_7C15 ^ (seed as u64) << 17,
            blocks: [None; BLOCKS],
            brim,
            refused: 0,
            bytes: 0,
            peak: 0,
            counts: [0; 4],
        };
        program.run(count);
        let [alloc, zeroed, realloc, free] = program.counts;
        println!(
            "{}: alloc {}, alloc_zeroed {}, realloc {}, free {}; peak {} KiB; pages {} more",
            round,
            alloc,
            zeroed,
            realloc,
            free,
            program.peak >> 10,
            memory_size::<0>() - pages
        );
        if brim {
            println!("{}: refused {}", round, program.refused);
            continue;
        }
        println!("{}: as large as at the start: {}", round, fits(largest));
        println!("{}: 99% of it: {}", round, fits(largest / 100 * 99));
    }
    println!("pages before and after: {} {}", pages, memory_size::<0>());
}
