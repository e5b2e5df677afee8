//! `cargo bench --bench speed`: compares programs with nanowasi and with `std` in time, calls to
//! the host and memory.
//!
//! This program runs the package in `speed/`, which is built in the profile of the tests. So both
//! share one build of wasmtime, where a bench of this package would build another.

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
