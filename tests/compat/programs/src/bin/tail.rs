//! tail [-n LINES | +LINE] [FILE]: prints the last lines, or those from a line on.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::VecDeque;
use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1).peekable();
    let mut last = 10;
    let mut from = None;
    if let Some(option) = args.next_if(|arg| arg == "-n" || arg.starts_with('+')) {
        match option.strip_prefix('+') {
            Some(line) => from = Some(line.parse::<usize>()?),
            None => last = args.next().ok_or("-n takes a number")?.parse()?,
        }
    }
    let input: Box<dyn BufRead> = match args.next() {
        Some(name) => Box::new(BufReader::new(File::open(name)?)),
        None => Box::new(io::stdin().lock()),
    };

    if let Some(from) = from {
        for line in input.lines().skip(from.saturating_sub(1)) {
            println!("{}", line?);
        }
        return Ok(());
    }
    let mut kept = VecDeque::with_capacity(last);
    for line in input.lines() {
        if kept.len() == last {
            kept.pop_front();
        }
        kept.push_back(line?);
    }
    kept.truncate(last);
    for line in kept {
        println!("{line}");
    }
    Ok(())
}
