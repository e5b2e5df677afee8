//! `cargo bench --bench speed`: what programs cost beside `std`'s, in time, calls to the host and memory.
//!
//! The work is done by the package in `speed/`, which has a wasmtime: it is built as the tests are, so that
//! a clone that has run them has it already. (A bench of this package would have one built for itself.)

use std::env;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "nanowasi-speed",
            "--",
        ])
        .args(env::args_os().skip(1).filter(|arg| arg != "--bench"))
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("speed: cannot run cargo: {error}");
            ExitCode::FAILURE
        }
    }
}
