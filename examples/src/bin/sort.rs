//! sort: prints the lines of standard input in the order of their bytes.
//!
//! If the input cannot be read or does not fit into memory, it reports the errno on standard error,
//! prints nothing, and exits with status 1.
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
