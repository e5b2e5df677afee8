//! sort: prints the lines of standard input in the order of their bytes. Exits with 1 on an error.
#![no_std]
#![no_main]

extern crate alloc;

use alloc::vec::Vec;
use core::mem;
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
    let count = text.iter().filter(|byte| **byte == b'\n').count() + 1;
    let (mut lines, mut merged) = (with_capacity(count)?, with_capacity(count)?);
    for line in text.split(|byte| *byte == b'\n') {
        push(&mut lines, line);
    }
    // A merge sort: a run of one line is sorted, and each pass merges pairs of runs.
    let mut run = 1;
    while run < count {
        for runs in lines.chunks(2 * run) {
            merge(
                runs.split_at_checked(run).unwrap_or((runs, &[])),
                &mut merged,
            );
        }
        mem::swap(&mut lines, &mut merged);
        merged.clear();
        run *= 2;
    }
    let mut out = io::stdout();
    for line in lines {
        out.write_all(line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Merges two sorted runs, and appends the result.
fn merge<'text>(
    (mut one, mut two): (&[&'text [u8]], &[&'text [u8]]),
    merged: &mut Vec<&'text [u8]>,
) {
    loop {
        match (one, two) {
            ([line, rest @ ..], [other, ..]) if line <= other => {
                push(merged, line);
                one = rest;
            }
            (_, [line, rest @ ..]) => {
                push(merged, line);
                two = rest;
            }
            ([line, rest @ ..], []) => {
                push(merged, line);
                one = rest;
            }
            ([], []) => return,
        }
    }
}

/// Returns a list with capacity for `count` lines. It never grows, so no code for that is linked.
fn with_capacity<'text>(count: usize) -> Result<Vec<&'text [u8]>, Errno> {
    let mut lines = Vec::new();
    lines.try_reserve_exact(count).map_err(|_| Errno::NOMEM)?;
    Ok(lines)
}

/// Appends a line to a list with spare capacity.
fn push<'text>(lines: &mut Vec<&'text [u8]>, line: &'text [u8]) {
    if lines.len() < lines.capacity() {
        lines.push(line);
    }
}
