//! factorial [N]...: computes large numbers exactly, with its own number type.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fmt;
use std::iter::{Product, Sum};
use std::ops::{Add, Mul};

#[derive(Clone, Debug, PartialEq, Eq)]
struct Big(Vec<u32>);

const BASE: u64 = 1_000_000_000;

impl From<u32> for Big {
    fn from(n: u32) -> Self {
        Big(vec![
            (u64::from(n) % BASE) as u32,
            (u64::from(n) / BASE) as u32,
        ])
        .trimmed()
    }
}

impl Big {
    fn trimmed(mut self) -> Self {
        while self.0.len() > 1 && self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }
}

impl Add for Big {
    type Output = Big;

    fn add(self, other: Big) -> Big {
        let mut carry = 0;
        let length = self.0.len().max(other.0.len()) + 1;
        let digits = (0..length).map(|at| {
            let digit = |big: &Big| u64::from(big.0.get(at).copied().unwrap_or(0));
            let sum = digit(&self) + digit(&other) + carry;
            carry = sum / BASE;
            (sum % BASE) as u32
        });
        Big(digits.collect()).trimmed()
    }
}

impl Mul for &Big {
    type Output = Big;

    fn mul(self, other: &Big) -> Big {
        let mut digits = vec![0u64; self.0.len() + other.0.len() + 1];
        for (i, &a) in self.0.iter().enumerate() {
            for (j, &b) in other.0.iter().enumerate() {
                let product = digits[i + j] + u64::from(a) * u64::from(b);
                digits[i + j] = product % BASE;
                digits[i + j + 1] += product / BASE;
            }
        }
        Big(digits.into_iter().map(|digit| digit as u32).collect()).trimmed()
    }
}

impl Product for Big {
    fn product<I: Iterator<Item = Big>>(factors: I) -> Big {
        factors.fold(Big::from(1), |product, factor| &product * &factor)
    }
}

impl Sum for Big {
    fn sum<I: Iterator<Item = Big>>(terms: I) -> Big {
        terms.fold(Big::from(0), |sum, term| sum + term)
    }
}

impl fmt::Display for Big {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for (at, digits) in self.0.iter().rev().enumerate() {
            text += &if at == 0 {
                format!("{digits}")
            } else {
                format!("{digits:09}")
            };
        }
        f.pad_integral(true, "", &text)
    }
}

fn main() {
    for arg in std::env::args().skip(1) {
        match arg.parse::<u32>() {
            Ok(n) => {
                let factorial: Big = (1..=n).map(Big::from).product();
                let digits: u32 = factorial
                    .to_string()
                    .chars()
                    .filter_map(|c| c.to_digit(10))
                    .sum();
                println!("{n}! = {factorial} (digits: {digits})");
            }
            Err(error) => println!("{arg}: {error}"),
        }
    }
    let powers = std::iter::successors(Some(Big::from(1)), |power| {
        Some(power * &Big::from(u32::MAX))
    });
    for power in powers.take(4) {
        println!("{power:>32}|{power:+}");
    }
    println!(
        "{}",
        (0..=100)
            .map(|n| &Big::from(n) * &Big::from(999_999_999))
            .sum::<Big>()
    );
}
