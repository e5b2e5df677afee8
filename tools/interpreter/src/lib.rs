//! Runs a module: on wasmi, an interpreter that is part of the program, or on a wasmtime or Node of
//! this machine.
//!
//! `cargo guest` and `cargo nanowasi run` call [`run`]: only the guest writes to standard output,
//! and the guest's exit status is what is returned. `cargo nanowasi test` has a [`Session`], which
//! runs a module many times and captures its output.
#![forbid(unsafe_code)]

mod interpreter;
mod output;
mod programs;
mod session;
mod state;
mod trace;

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use nanowasi_runner::options::{Failure, Host, NOT_STARTED, Options};

pub use interpreter::run as run_wasmi;
pub use output::{Output, Stream};
pub use programs::{add_options, run_program, wait};
pub use session::{Ended, Input, Session};

/// Runs a module on the host that the options name. `wasmtime` is the one on `PATH`.
///
/// # Errors
///
/// Returns a failure if the module can't be started, and for a trap.
pub fn run(module: &Path, options: Options) -> Result<u8, Failure> {
    match options.host.clone() {
        Host::Wasmi => run_wasmi(module, options),
        Host::Wasmtime => run_program("wasmtime".as_ref(), module, &options),
        Host::Program(program) => run_program(&program, module, &options),
    }
}

/// Checks that the directories and the host of the options exist.
///
/// # Errors
///
/// Returns a failure that names the first that does not.
pub fn check(options: &Options) -> Result<(), Failure> {
    for (dir, _) in &options.dirs {
        let error = match fs::metadata(dir) {
            Ok(found) if found.is_dir() => continue,
            Ok(_) => "it is not a directory".to_owned(),
            Err(error) => error.to_string(),
        };
        let dir = dir.display();
        return Err(Failure(
            NOT_STARTED,
            format!("cannot open `{dir}`: {error}"),
        ));
    }
    let program = match &options.host {
        Host::Wasmi => return Ok(()),
        Host::Wasmtime => Path::new("wasmtime"),
        Host::Program(program) => program,
    };
    let output = Command::new(program).arg("--version").output();
    let output = output.map_err(|error| programs::not_started(program, &error))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(programs::not_started(program, &output.status)),
    }
}

/// Runs the module of a command line: options, the module's path, and its arguments.
///
/// # Errors
///
/// Returns a failure for a wrong command line, and as [`run`].
pub fn run_command_line(args: impl Iterator<Item = OsString>) -> Result<u8, Failure> {
    let options = Options::parse(args)?;
    let options = options.ok_or_else(|| Failure::usage("a module's path is needed"))?;
    let module = options.name.clone();
    run(Path::new(&module), options)
}
