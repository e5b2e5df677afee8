//! sum: reads an integer from each line of standard input, and prints the sum and the mean.
//!
//! Exits with 1 if a line or the sum is not an integer from 0 to 18,446,744,073,709,551,615.
#![no_std]
#![no_main]

use nanowasi::io::{self, Read};
use nanowasi::{print, println, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    match sum() {
        Some(()) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    }
}

fn sum() -> Option<()> {
    let (mut sum, mut count) = (0_u64, 0_u64);
    let mut number = Number::Before;
    let mut buffer = [0; 65_536];
    loop {
        let len = io::stdin().read(&mut buffer).ok()?;
        for &byte in buffer.get(..len).unwrap_or_default() {
            if byte != b'\n' {
                number = number.with(byte)?;
                continue;
            }
            sum = sum.checked_add(number.value()?)?;
            count += 1;
            number = Number::Before;
        }
        if len == 0 {
            break;
        }
    }
    if let Some(last) = number.value() {
        sum = sum.checked_add(last)?;
        count += 1;
    }
    print!("{} ", sum);
    let mean = sum as f64 / count as f64;
    if count == 0 {
        println!("NaN");
    } else if mean >= u64::MAX as f64 {
        // The only mean that does not fit `u64`: the largest sums are rounded up to 2^64.
        println!("18446744073709551616.000");
    } else {
        let (whole, thousandths) = thousandths(mean);
        println!(
            "{}.{}{}{}",
            whole,
            thousandths / 100,
            thousandths / 10 % 10,
            thousandths % 10
        );
    }
    Some(())
}

/// The state of a line so far: before, within or after its digits.
#[derive(Clone, Copy)]
enum Number {
    Before,
    Within(u64),
    After(u64),
}

impl Number {
    fn with(self, byte: u8) -> Option<Self> {
        match (self, byte) {
            (Self::Before, b'0'..=b'9') => Some(Self::Within(u64::from(byte - b'0'))),
            (Self::Within(value), b'0'..=b'9') if value <= u64::MAX / 10 => {
                let digit = u64::from(byte - b'0');
                (value * 10).checked_add(digit).map(Self::Within)
            }
            (Self::Before, b' ' | b'\t' | b'\r') => Some(self),
            (Self::Within(value) | Self::After(value), b' ' | b'\t' | b'\r') => {
                Some(Self::After(value))
            }
            _ => None,
        }
    }

    fn value(self) -> Option<u64> {
        match self {
            Self::Before => None,
            Self::Within(value) | Self::After(value) => Some(value),
        }
    }
}

/// Splits a non-negative number into its integer part and thousandths, rounded as `{:.3}` rounds:
/// ties to even. The module is 16 KB smaller than with `{:.3}`.
fn thousandths(number: f64) -> (u64, u64) {
    let whole = number as u64;
    // The first 64 fractional bits. Only a number below 0.0005 has more, which do not matter.
    let bits = ((number - whole as f64) * 18_446_744_073_709_551_616.0) as u64;
    // `bits` times 1,000, in two halves.
    let low = (bits & 0xFFFF_FFFF) * 1000;
    let high = (bits >> 32) * 1000 + (low >> 32);
    let (mut thousandths, rest) = (high >> 32, high << 32 | low & 0xFFFF_FFFF);
    let half = 1 << 63;
    if rest > half || (rest == half && thousandths % 2 == 1) {
        thousandths += 1;
    }
    (whole + thousandths / 1000, thousandths % 1000)
}
