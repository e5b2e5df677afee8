//! primes [LIMIT]: runs a sieve, and prints the gaps between primes, and factors.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::BTreeMap;

fn sieve(limit: usize) -> Vec<usize> {
    let mut composite = vec![false; limit + 1];
    let mut primes = Vec::new();
    for n in 2..=limit {
        if !composite[n] {
            primes.push(n);
            for multiple in (n * n..=limit).step_by(n) {
                composite[multiple] = true;
            }
        }
    }
    primes
}

fn factors(mut n: usize, primes: &[usize]) -> Vec<(usize, u32)> {
    let mut factors = Vec::new();
    for &prime in primes {
        if prime * prime > n {
            break;
        }
        let mut power = 0;
        while n.is_multiple_of(prime) {
            n /= prime;
            power += 1;
        }
        if power > 0 {
            factors.push((prime, power));
        }
    }
    if n > 1 {
        factors.push((n, 1));
    }
    factors
}

fn main() {
    let limit = std::env::args()
        .nth(1)
        .and_then(|it| it.parse().ok())
        .unwrap_or(1000);
    let primes = sieve(limit);
    println!(
        "{} primes up to {limit}, the last is {:?}",
        primes.len(),
        primes.last()
    );
    let mut gaps = BTreeMap::new();
    for pair in primes.windows(2) {
        *gaps.entry(pair[1] - pair[0]).or_insert(0) += 1;
    }
    for (gap, count) in gaps.iter().rev().take(5) {
        println!("gap {gap:>3}: {count}");
    }
    for n in [limit, limit - 1, limit + 1, 2 * 3 * 5 * 7 * 11, 1 << 20] {
        let text: Vec<String> = factors(n, &primes)
            .into_iter()
            .map(|(prime, power)| match power {
                1 => prime.to_string(),
                _ => format!("{prime}^{power}"),
            })
            .collect();
        println!("{n} = {}", text.join(" * "));
    }
    println!(
        "{}",
        primes
            .binary_search(&97)
            .map_or("no".into(), |at| format!("97 is prime number {}", at + 1))
    );
}
