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
use std::path::Path;

use nanowasi_runner::options::{Failure, Host, Options};

pub use interpreter::run as run_wasmi;
pub use output::{Output, Stream};
pub use programs::{add_options, run_program, wait};
pub use session::{Ended, Session};

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
