//! rev: reverses the characters of each line.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::io::{BufRead, BufWriter, Result, Write, stdin, stdout};

fn main() -> Result<()> {
    let mut input = stdin().lock();
    let mut output = BufWriter::with_capacity(64, stdout().lock());
    let mut line = String::new();
    while input.read_line(&mut line)? > 0 {
        let text = line.trim_end_matches('\n');
        for c in text.chars().rev() {
            write!(output, "{c}")?;
        }
        if text.len() < line.len() {
            output.write_all(b"\n")?;
        }
        line.clear();
    }
    output.flush()
}
