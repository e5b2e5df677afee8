//! uniq [-c] [-d]: prints lines without those that repeat the one before.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::io::{self, BufRead, BufReader, Write};

struct Options {
    count: bool,
    repeated: bool,
}

fn put(out: &mut impl Write, line: &str, count: u32, options: &Options) -> io::Result<()> {
    match options {
        Options { repeated: true, .. } if count < 2 => Ok(()),
        Options { count: true, .. } => writeln!(out, "{count:7} {line}"),
        _ => writeln!(out, "{line}"),
    }
}

fn main() -> io::Result<()> {
    let has = |option: &str| std::env::args().any(|arg| arg == option);
    let options = Options {
        count: has("-c"),
        repeated: has("-d"),
    };
    let stdin = io::stdin();
    let mut out = io::stdout().lock();
    let mut last: Option<(String, u32)> = None;
    for line in BufReader::new(stdin.lock()).lines() {
        let line = line?;
        match &mut last {
            Some((same, count)) if *same == line => *count += 1,
            _ => {
                if let Some((line, count)) = last.replace((line, 1)) {
                    put(&mut out, &line, count, &options)?;
                }
            }
        }
    }
    if let Some((line, count)) = last {
        put(&mut out, &line, count, &options)?;
    }
    Ok(())
}
