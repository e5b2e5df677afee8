//! sort: prints the lines of standard input in the order of their bytes.
//!
//! What can't be read, or is more than memory can hold, is named on standard error with its errno: nothing
//! is printed then, and the status is 1.
#![no_std]
#![no_main]

extern crate alloc;

use alloc::vec::Vec;
use nanowasi::io::{self, Write};
use nanowasi::{eprintln, process::ExitCode, sys::Errno};

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
    if text.is_empty() {
        return Ok(());
    }
    let text = text.strip_suffix(b"\n").unwrap_or(&text);
    let count = text.iter().filter(|byte| **byte == b'\n').count() + 1;
    let mut lines = Vec::new();
    lines.try_reserve_exact(count).map_err(|_| Errno::NOMEM)?;
    lines.extend(text.split(|byte| *byte == b'\n'));
    lines.sort_unstable();
    let mut out = io::stdout();
    for line in lines {
        out.write_all(line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
