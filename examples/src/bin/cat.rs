//! cat [FILE…]: copies files to standard output, or standard input if none is named (or `-`).
//!
//! What can't be read is named on standard error with its errno; the other files are still copied, and
//! the status is 1.
#![no_std]
#![no_main]

use nanowasi::io::{self, Read, Write};
use nanowasi::{env, eprintln, fs::File, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    let mut names = env::static_args().skip(1).peekable();
    if names.peek().is_none() {
        return report("-", cat("-"));
    }
    for name in names {
        if report(name, cat(name)) != ExitCode::SUCCESS {
            status = ExitCode::FAILURE;
        }
    }
    status
}

fn cat(name: &str) -> io::Result<()> {
    if name == "-" {
        copy(io::stdin())
    } else {
        copy(File::open(name)?)
    }
}

fn copy(mut from: impl Read) -> io::Result<()> {
    let mut buffer = [0; 65_536];
    loop {
        let count = from.read(&mut buffer)?;
        if count == 0 {
            return Ok(());
        }
        io::stdout().write_all(buffer.get(..count).unwrap_or_default())?;
    }
}

fn report(name: &str, result: io::Result<()>) -> ExitCode {
    let Err(error) = result else {
        return ExitCode::SUCCESS;
    };
    let errno = error.errno().map_or("", |errno| errno.name());
    eprintln!("cat: {name}: {errno}");
    ExitCode::FAILURE
}
