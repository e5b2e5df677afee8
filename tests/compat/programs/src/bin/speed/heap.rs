//! Work for the allocator.

#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;

use std::hint::black_box;
use std::io::Result;

/// The number of blocks that are in use at a time.
const LIVE: usize = 1000;

/// Pseudo-random numbers, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as usize % end
    }
}

/// Frees a block of 8 to 512 bytes and allocates another, repeatedly.
#[expect(clippy::unnecessary_wraps, reason = "as the others")]
pub fn pairs(times: usize) -> Result<()> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut blocks: Vec<Vec<u8>> = (0..LIVE).map(|_| Vec::new()).collect();
    for _ in 0..times {
        let at = random.below(LIVE);
        blocks[at] = Vec::with_capacity(8 + random.below(505));
    }
    println!("{}", black_box(&blocks).len());
    Ok(())
}

/// Doubles the capacity of several vectors in turn, so that none can grow in place.
#[expect(clippy::unnecessary_wraps, reason = "as the others")]
pub fn growth(times: usize) -> Result<()> {
    let mut sum = 0;
    for _ in 0..times {
        let mut lists: [Vec<u32>; 4] = Default::default();
        for size in [4, 8, 16, 32, 64, 128, 256, 512, 1024] {
            for list in &mut lists {
                list.reserve_exact(size);
            }
        }
        sum += black_box(&lists).iter().map(Vec::capacity).sum::<usize>();
    }
    println!("{sum}");
    Ok(())
}

/// Allocates blocks of any size, some of them large, which live long or short, and grow or shrink.
#[expect(clippy::unnecessary_wraps, reason = "as the others")]
pub fn mix(times: usize) -> Result<()> {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut blocks: Vec<Vec<u8>> = (0..LIVE).map(|_| Vec::new()).collect();
    for _ in 0..times {
        let at = random.below(LIVE);
        let size = match random.below(64) {
            0 => random.below(65_536),
            1..8 => random.below(4096),
            _ => random.below(256),
        };
        let block = &mut blocks[at];
        match random.below(4) {
            0 => block.reserve(size),
            1 => block.shrink_to(size),
            _ => *block = Vec::with_capacity(size),
        }
    }
    println!("{}", black_box(&blocks).len());
    Ok(())
}
