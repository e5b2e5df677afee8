//! exit: exits with status 42, and prints nothing.
#![no_std]
#![no_main]

use nanowasi::process::ExitCode;

nanowasi::main!(main);

fn main() -> ExitCode {
    ExitCode::from(42)
}
