//! sum: adds the integers on standard input, one a line: prints their sum and their mean.
//!
//! What is no integer from 0 to 18,446,744,073,709,551,615 is status 1, and so is a sum that is none.
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
        // The one mean that its sum is rounded up to, and no `u64`.
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

/// A line, as far as it was read: blanks, digits, blanks.
#[derive(Clone, Copy)]
enum Number {
    Before,
    Within(u64),
    Behind(u64),
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
            (Self::Within(value) | Self::Behind(value), b' ' | b'\t' | b'\r') => {
                Some(Self::Behind(value))
            }
            _ => None,
        }
    }

    fn value(self) -> Option<u64> {
        match self {
            Self::Before => None,
            Self::Within(value) | Self::Behind(value) => Some(value),
        }
    }
}

/// A number that isn't negative as `{:.3}` prints it: exactly, halves to even. That is 16 KB smaller.
fn thousandths(number: f64) -> (u64, u64) {
    let whole = number as u64;
    // 64 bits behind the point: a number with more of them is below 0.0005, and they don't matter.
    let bits = ((number - whole as f64) * 18_446_744_073_709_551_616.0) as u64;
    // A thousand times that, in two halves.
    let low = (bits & 0xFFFF_FFFF) * 1000;
    let high = (bits >> 32) * 1000 + (low >> 32);
    let (mut thousandths, rest) = (high >> 32, high << 32 | low & 0xFFFF_FFFF);
    let half = 1 << 63;
    if rest > half || (rest == half && thousandths % 2 == 1) {
        thousandths += 1;
    }
    (whole + thousandths / 1000, thousandths % 1000)
}
