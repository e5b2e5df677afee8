//! sort: prints the lines of standard input in the order of their bytes. What can't be read is status 1.
#![no_std]
#![no_main]

extern crate alloc;

use alloc::collections::BinaryHeap;
use alloc::vec::Vec;
use nanowasi::io::{self, Read, Write};
use nanowasi::{process::ExitCode, sys::Errno};

nanowasi::main!(main);

fn main() -> ExitCode {
    match sort() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn sort() -> io::Result<()> {
    let mut text = Vec::new();
    io::stdin().read_to_end(&mut text)?;
    if text.is_empty() {
        return Ok(());
    }
    let text = text.strip_suffix(b"\n").unwrap_or(&text);
    let mut lines = Vec::new();
    let count = text.iter().filter(|byte| **byte == b'\n').count() + 1;
    lines.try_reserve_exact(count).map_err(|_| Errno::NOMEM)?;
    for line in text.split(|byte| *byte == b'\n') {
        if lines.len() < lines.capacity() {
            lines.push(line);
        }
    }
    let mut out = io::stdout();
    for line in BinaryHeap::from(lines).into_sorted_vec() {
        out.write_all(line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
