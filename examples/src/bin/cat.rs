//! cat [FILE…]: copies files to standard output; without a file, or for `-`, copies standard input.
//!
//! Reports a file that it cannot read on standard error, with the errno. Then it still copies the
//! other files, and exits with status 1.
#![no_std]
#![no_main]

use nanowasi::io::{self, Read, Write};
use nanowasi::{env, eprintln, process::ExitCode};
use nanowasi_examples::Input;

nanowasi::main!(main);

fn main() -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    let mut names = env::static_args();
    let mut name = names.nth(1).unwrap_or("-");
    loop {
        if let Err(error) = cat(name) {
            eprintln!("cat: {}: {}", name, error.name());
            status = ExitCode::FAILURE;
        }
        match names.next() {
            Some(next) => name = next,
            None => return status,
        }
    }
}

fn cat(name: &str) -> io::Result<()> {
    let mut input = Input::open(name)?;
    let mut buffer = [0; 65_536];
    loop {
        let count = input.read(&mut buffer)?;
        if count == 0 {
            return Ok(());
        }
        io::stdout().write_all(buffer.get(..count).unwrap_or_default())?;
    }
}
