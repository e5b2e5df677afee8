//! cat: copies standard input to standard output. What can't be read or written is status 1.
#![no_std]
#![no_main]

use nanowasi::{io, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    match io::copy(&mut io::stdin(), &mut io::stdout()) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
