//! sum: adds the integers on standard input, one a line: prints their sum and their mean.
//!
//! A line that is no integer from 0 to 18,446,744,073,709,551,615 is named on standard error and left
//! out, and the status is 1; so is the whole when the sum would be larger than that.
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
            eprintln!("sum: line {}: `{}` is no integer", number, line);
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
    status
}

/// A number that isn't negative as `{:.3}` prints it: exactly, halves to even. That is 16 KB smaller.
fn thousandths(number: f64) -> (u64, u64) {
    let whole = number as u64;
    // 64 bits behind the point: a number with more of them is below 0.0005, and they don't matter.
    let bits = ((number - whole as f64) * 18_446_744_073_709_551_616.0) as u64;
    let exact = u128::from(bits) * 1000;
    let (mut thousandths, rest) = ((exact >> 64) as u64, exact as u64);
    let half = 1 << 63;
    if rest > half || (rest == half && thousandths % 2 == 1) {
        thousandths += 1;
    }
    (whole + thousandths / 1000, thousandths % 1000)
}
