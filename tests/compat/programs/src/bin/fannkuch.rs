//! fannkuch [N]: finds the maximum number of flips that a permutation of 1 to N needs.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cmp::max;
use std::env;

fn flips(mut permutation: Vec<usize>) -> i32 {
    let mut count = 0;
    loop {
        match permutation[0] {
            0 => return count,
            first => permutation[..=first].reverse(),
        }
        count += 1;
    }
}

fn fannkuch(n: usize) -> (i32, i32) {
    let mut permutation: Vec<usize> = (0..n).collect();
    let mut counts = vec![0; n];
    let (mut checksum, mut most, mut even) = (0, 0, true);
    loop {
        let flips = flips(permutation.clone());
        checksum += if even { flips } else { -flips };
        most = max(most, flips);
        even = !even;
        let mut at = 1;
        loop {
            if at >= n {
                return (checksum, most);
            }
            permutation[..=at].rotate_left(1);
            counts[at] += 1;
            if counts[at] <= at {
                break;
            }
            counts[at] = 0;
            at += 1;
        }
    }
}

fn main() {
    let n = env::args()
        .nth(1)
        .map_or(7, |n| n.parse().expect("a number"));
    let (checksum, most) = fannkuch(n);
    println!("{checksum}\nPfannkuchen({n}) = {most}");
}
