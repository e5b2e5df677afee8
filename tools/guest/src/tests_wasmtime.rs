//! Runs a module on the wasmtime of the tests, which is a separate program.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use nanowasi_build::{target_folder, workspace};
use nanowasi_interpreter::{add_options, wait};
use nanowasi_runner::options::{Failure, NOT_BUILT, Options};

/// Builds the wasmtime of the tests, and runs a module on it.
pub(crate) fn run(module: &Path, options: &Options) -> Result<u8, Failure> {
    const NAME: &str = "wasmtime-host";
    let program = target_folder()
        .join("debug")
        .join(NAME)
        .with_extension(env::consts::EXE_EXTENSION);
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--package", "nanowasi-test-host", "--bin", NAME])
        .arg("--manifest-path")
        .arg(workspace().join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target_folder());
    if program.exists() {
        cargo.arg("--quiet");
    } else {
        let _ = writeln!(
            io::stderr(),
            "guest: building the wasmtime of the tests, which takes a few minutes"
        );
    }
    let built = cargo
        .status()
        .map_err(|error| Failure(NOT_BUILT, format!("cannot run cargo: {error}")))?;
    if !built.success() {
        return Err(Failure(NOT_BUILT, format!("{NAME} does not build")));
    }
    let mut command = Command::new(&program);
    add_options(&mut command, options);
    if options.trace {
        command.arg("--trace");
    }
    wait(&program, command.arg(module).args(&options.args))
}
