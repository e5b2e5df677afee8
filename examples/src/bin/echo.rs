//! echo [ARG…]: prints its arguments with a space between them, and a newline.
#![no_std]
#![no_main]

use nanowasi::{env, io::Write, io::stdout, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    let mut out = stdout();
    let mut separator = "";
    for arg in env::static_args().skip(1) {
        if out.write_all(separator.as_bytes()).is_err() || out.write_all(arg.as_bytes()).is_err() {
            return ExitCode::FAILURE;
        }
        separator = " ";
    }
    if out.write_all(b"\n").is_err() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
