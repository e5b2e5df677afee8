//! sort: prints the lines of standard input in the order of their bytes. What can't be read is status 1.
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
    let (mut lines, mut merged) = (room(count)?, room(count)?);
    for line in text.split(|byte| *byte == b'\n') {
        push(&mut lines, line);
    }
    // Runs of one line are sorted; two that are sorted are merged to one.
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

/// Puts two sorted runs behind what is there, as one.
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

/// A list with room for so many lines: it need not grow, and so has no code for that.
fn room<'text>(count: usize) -> Result<Vec<&'text [u8]>, Errno> {
    let mut lines = Vec::new();
    lines.try_reserve_exact(count).map_err(|_| Errno::NOMEM)?;
    Ok(lines)
}

/// Adds a line, for which there is room.
fn push<'text>(lines: &mut Vec<&'text [u8]>, line: &'text [u8]) {
    if lines.len() < lines.capacity() {
        lines.push(line);
    }
}
