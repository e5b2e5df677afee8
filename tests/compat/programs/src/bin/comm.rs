//! comm FILE FILE: prints which lines of two sorted files are in one, in the other, in both.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cmp::Ordering::{Equal, Greater, Less};
use std::env;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::process::ExitCode;

fn lines(name: &str) -> io::Result<impl Iterator<Item = String>> {
    let file = File::open(name)?;
    Ok(BufReader::new(file).lines().map_while(Result::ok))
}

fn main() -> ExitCode {
    let Some((one, two)) = env::args().nth(1).zip(env::args().nth(2)) else {
        eprintln!("usage: comm FILE FILE");
        return ExitCode::from(64);
    };
    let (mut one, mut two) = match (lines(&one), lines(&two)) {
        (Ok(one), Ok(two)) => (one.peekable(), two.peekable()),
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("comm: {error} ({:?})", error.kind());
            return ExitCode::FAILURE;
        }
    };
    let mut counts = [0u32; 3];
    loop {
        let order = match (one.peek(), two.peek()) {
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Less,
            (None, Some(_)) => Greater,
            (None, None) => break,
        };
        let (column, line) = match order {
            Less => (0, one.next()),
            Greater => (1, two.next()),
            Equal => (2, one.next().and(two.next())),
        };
        counts[column] += 1;
        println!("{}{}", "\t".repeat(column), line.unwrap_or_default());
    }
    let [first, second, both] = counts;
    println!("{first}\t{second}\t{both}\ttotal");
    ExitCode::SUCCESS
}
