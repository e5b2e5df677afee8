//! sum: reads an integer from each line of standard input, and prints the sum and the mean.
//!
//! Reports a line that is not an integer from 0 to 18,446,744,073,709,551,615 on standard error,
//! skips it, and exits with status 1. A larger sum is an error as well, and prints nothing.
#![no_std]
#![no_main]

extern crate alloc;

use alloc::string::String;
use nanowasi::io::{self, Read};
use nanowasi::{eprintln, print, println, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    let mut text = String::new();
    if let Err(error) = io::stdin().read_to_string(&mut text) {
        eprintln!("sum: {}", error.name());
        return ExitCode::FAILURE;
    }
    let mut status = ExitCode::SUCCESS;
    let (mut sum, mut count) = (0_u64, 0_u64);
    for (number, line) in (1_u64..).zip(text.lines()) {
        let Ok(value) = line.trim_ascii().parse::<u64>() else {
            eprintln!("sum: line {}: `{}` is not an integer", number, line);
            status = ExitCode::FAILURE;
            continue;
        };
        match sum.checked_add(value) {
            Some(more) => sum = more,
            None => {
                eprintln!("sum: line {}: OVERFLOW", number);
                return ExitCode::FAILURE;
            }
        }
        count += 1;
    }
    let mean = sum as f64 / count as f64;
    print!("{} ", sum);
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
    status
}

/// Splits a non-negative number into its integer part and thousandths, rounded as `{:.3}` rounds:
/// ties to even. The module is 16 KB smaller than with `{:.3}`.
fn thousandths(number: f64) -> (u64, u64) {
    let whole = number as u64;
    // The first 64 fractional bits. Only a number below 0.0005 has more, which do not matter.
    let bits = ((number - whole as f64) * 18_446_744_073_709_551_616.0) as u64;
    let exact = u128::from(bits) * 1000;
    let (mut thousandths, rest) = ((exact >> 64) as u64, exact as u64);
    let half = 1 << 63;
    if rest > half || (rest == half && thousandths % 2 == 1) {
        thousandths += 1;
    }
    (whole + thousandths / 1000, thousandths % 1000)
}
