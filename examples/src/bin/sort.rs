//! sort: prints the lines of standard input in the order of their bytes.
//!
//! Text that is not UTF-8, or more than memory can hold, is an error: status 1, nothing printed.
#![no_std]
#![no_main]

extern crate alloc;

use alloc::vec::Vec;
use nanowasi::io::{self, Error, ErrorKind, Write};
use nanowasi::{eprintln, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    match sort() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sort: {}", error.name());
            ExitCode::FAILURE
        }
    }
}

fn sort() -> io::Result<()> {
    let mut text = Vec::new();
    io::Read::read_to_end(&mut io::stdin(), &mut text)?;
    let text = text.strip_suffix(b"\n").unwrap_or(&text);
    if text.is_empty() {
        return Ok(());
    }
    let count = text.iter().filter(|byte| **byte == b'\n').count() + 1;
    let mut lines = Vec::new();
    lines
        .try_reserve_exact(count)
        .map_err(|_| Error::from(ErrorKind::OutOfMemory))?;
    lines.extend(text.split(|byte| *byte == b'\n'));
    lines.sort_unstable();
    let mut out = io::stdout();
    for line in lines {
        out.write_all(line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
