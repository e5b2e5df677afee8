//! operations SEED COUNT [brim]: uses the allocator at random, and compares it with a model: where each block is, and what
//! stands in it. Then it frees everything, and says what is left of the memory; and does it all once more.
//!
//! The model is a table: no two blocks of it may overlap, each has a pattern of its own from its first byte to its
//! last, and nothing of it lies in the heap that is tested.
//!
//! With `brim`, blocks are of any size that a layout can have, and so memory is full most of the time: then a block
//! may be refused, and of each only the first and the last bytes are looked at.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::alloc::{alloc, alloc_zeroed, dealloc, realloc};
use core::alloc::Layout;
#[cfg(target_arch = "wasm32")]
use core::arch::wasm32::memory_size;

use nanowasi::{env, println, process};

nanowasi::main!(main);

/// So that it also builds natively.
#[cfg(not(target_arch = "wasm32"))]
fn memory_size<const MEMORY: u32>() -> usize {
    0
}

const PAGE: usize = 65_536;

/// The largest block, and the largest alignment as an exponent.
const LARGEST: usize = 1 << 20;
const ALIGNMENTS: usize = 12;

/// Up to this size, each byte of a block is looked at; of others, one word of each 4 KiB and the last one; and each
/// byte now and then.
const SMALL: usize = 1024;

/// How many blocks there can be at a time.
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
    most: usize,
    counts: [u32; 4],
}

fn fail(what: &str, block: &Block) -> ! {
    let (size, align) = (block.layout.size(), block.layout.align());
    println!("{}: {} bytes aligned to {}", what, size, align);
    process::exit(2)
}

impl Block {
    /// The eight bytes that begin at a place that is a multiple of eight.
    fn word(&self, at: usize) -> [u8; 8] {
        let mixed = (self.seed ^ at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed ^ (mixed >> 29)).to_le_bytes()
    }

    /// Calls `f` with the places and the bytes that are looked at, of the first `len`.
    fn each(&self, len: usize, all: bool, mut f: impl FnMut(*mut u8, &[u8])) {
        let step = match () {
            () if self.layout.size() <= SMALL => 8,
            () if self.brim => 1 << 31,
            () if all => 8,
            () => 4096,
        };
        let last = self.layout.size().saturating_sub(1) & !7;
        let words = (0..len).step_by(step).chain((last < len).then_some(last));
        for at in words {
            let word = self.word(at);
            let rest = word.len().min(len - at);
            // SAFETY: inside of the block.
            f(unsafe { self.at.add(at) }, &word[..rest]);
        }
    }

    fn fill(&self, all: bool) {
        self.each(self.layout.size(), all, |at, bytes| {
            // SAFETY: as many bytes of the block.
            unsafe { at.copy_from(bytes.as_ptr(), bytes.len()) };
        });
    }

    /// Ends the program if one of its first bytes isn't what it was.
    fn check(&self, len: usize, all: bool) {
        self.each(len, all, |at, bytes| {
            // SAFETY: as many bytes of the block.
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
    /// A number below another.
    fn random(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) as usize % below
    }

    /// From 0 to the largest, small ones as often as large ones.
    fn size(&mut self) -> usize {
        let (largest, exponents) = if self.brim {
            (isize::MAX as usize, 31)
        } else {
            (LARGEST, 20)
        };
        let exponent = self.random(exponents + 1);
        self.random((largest >> exponent) + 1)
    }

    /// Whether all bytes are looked at, this once. Of a large block only if the pattern is there from its beginning.
    fn all(&self) -> bool {
        self.state.is_multiple_of(512)
    }

    fn run(&mut self, count: usize) {
        for _ in 0..count {
            let place = self.random(BLOCKS);
            match (self.blocks[place].take(), self.random(3)) {
                (None, _) => self.blocks[place] = self.allocate(),
                // A large block would be copied, byte by byte of 4 GiB.
                (Some(block), 0) if !self.brim || block.layout.size() <= PAGE => {
                    self.blocks[place] = self.reallocate(block);
                }
                (Some(block), _) => self.free(block),
            }
        }
        for place in 0..BLOCKS {
            if let Some(block) = self.blocks[place].take() {
                self.free(block);
            }
        }
        if self.bytes != 0 {
            println!("{} bytes too many", self.bytes);
        }
    }

    /// Takes note of a block: it lies in memory, as it was asked for, and over no other one.
    fn has(&mut self, block: &Block) {
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
        self.most = self.most.max(self.bytes);
    }

    fn allocate(&mut self) -> Option<Block> {
        let (size, exponent) = (self.size(), self.random(ALIGNMENTS + 1));
        let (seed, zeroed) = (self.state, self.random(4) == 0);
        // As with what is copied.
        let zeroed = zeroed && (!self.brim || size <= PAGE);
        let layout = Layout::from_size_align(size, 1 << exponent).ok()?;
        if size == 0 {
            // Which a program has without an allocator.
            return None;
        }
        // SAFETY: the layout isn't empty.
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
        self.has(&block);
        self.counts[usize::from(zeroed)] += 1;
        let all = self.all();
        if zeroed {
            block.each(size, all, |at, bytes| {
                // SAFETY: as many bytes of the block.
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
        // SAFETY: allocated with this layout; the new size isn't 0.
        let at = unsafe { realloc(block.at, block.layout, size) };
        if at.is_null() {
            self.refuse(&block);
            return Some(block);
        }
        let len = size.min(block.layout.size());
        let moved = Block { at, ..block };
        self.bytes -= block.layout.size();
        let new = Block { layout, ..moved };
        self.has(&new);
        // The last word of the old one is there only if it hasn't become shorter.
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
        // SAFETY: allocated with this layout.
        unsafe { dealloc(block.at, block.layout) };
    }
}

/// Whether a block of so many bytes can be had without more memory.
fn fits(bytes: usize) -> bool {
    let before = memory_size::<0>();
    let Ok(layout) = Layout::from_size_align(bytes, 8) else {
        return false;
    };
    // SAFETY: the layout isn't empty, and the block is freed as it was allocated.
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
    // The heap begins with one block, as large as the program below can ever need: so it is one piece at the start.
    let first = Layout::from_size_align(BLOCKS * (LARGEST + 8192), 8);
    let Ok(first) = first else { return };
    // SAFETY: the layout isn't empty, and the block is freed as it was allocated.
    unsafe { dealloc(alloc(first), first) };
    let (mut largest, pages) = (first.size(), memory_size::<0>());
    // What there is at the start, to 4 KiB: a host that gives no more is needed to tell.
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
            most: 0,
            counts: [0; 4],
        };
        program.run(count);
        let [alloc, zeroed, realloc, free] = program.counts;
        println!(
            "{}: alloc {}, alloc_zeroed {}, realloc {}, free {}; most {} KiB; pages {} more",
            round,
            alloc,
            zeroed,
            realloc,
            free,
            program.most >> 10,
            memory_size::<0>() - pages
        );
        if brim {
            println!("{}: refused {}", round, program.refused);
            continue;
        }
        println!("{}: in one piece as at the start: {}", round, fits(largest));
        println!("{}: 99% of it: {}", round, fits(largest / 100 * 99));
    }
    println!("pages before and after: {} {}", pages, memory_size::<0>());
}
