//! cat: copies standard input to standard output. Exits with 1 on an error.
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
