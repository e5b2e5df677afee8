//! Work for C's memory functions, which the compiler calls.

#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;

use std::hint::black_box;
use std::io::Result;

/// Compares two equal slices of a length, `times` times.
#[expect(clippy::unnecessary_wraps, reason = "as the others")]
pub fn compare(len: usize, times: usize) -> Result<()> {
    let (one, other) = (vec![7_u8; len], vec![7_u8; len]);
    let mut equal = 0_usize;
    for _ in 0..times {
        equal += usize::from(black_box(&one[..]) == black_box(&other[..]));
    }
    println!("{equal}");
    Ok(())
}
