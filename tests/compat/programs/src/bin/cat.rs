//! cat [-n] [FILE]...: copies lines, with line numbers on request.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};

fn copy(input: impl BufRead, number: &mut usize, numbered: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in input.lines() {
        let line = line?;
        if numbered {
            *number += 1;
            writeln!(out, "{number:>6}\t{line}")?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let mut numbered = false;
    let mut names = Vec::new();
    for arg in env::args().skip(1) {
        match arg.as_str() {
            "-n" => numbered = true,
            _ => names.push(arg),
        }
    }
    let mut number = 0;
    if names.is_empty() {
        return copy(io::stdin().lock(), &mut number, numbered);
    }
    for name in &names {
        copy(BufReader::new(File::open(name)?), &mut number, numbered)?;
    }
    Ok(())
}
