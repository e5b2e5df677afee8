//! A wasmtime or Node of this machine.

use std::fmt::Display;
use std::path::Path;
use std::process::{Command, ExitStatus};

use nanowasi_runner::options::{Failure, NOT_STARTED, Options, Program, TRAPPED};

/// The script that has Node run a module.
const NODE: &str = include_str!("node.mjs");

/// Runs a module on a program of this machine.
///
/// # Errors
///
/// Returns a failure where the program has no such option or can't be started.
pub fn run_program(program: &Path, module: &Path, options: &Options) -> Result<u8, Failure> {
    if options.trace {
        return Err(Failure::usage(format!(
            "`--trace` needs the host `wasmi` or `wasmtime`; `{}` has no such option",
            program.display()
        )));
    }
    let mut command = Command::new(program);
    command.args(first_arguments(program));
    add_options(&mut command, options);
    wait(program, command.arg(module).args(&options.args))
}

/// Returns the first arguments of a program that runs a module, before the options and the path.
pub(crate) fn first_arguments(program: &Path) -> Vec<&'static str> {
    if Program::of(program) != Some(Program::Node) {
        return vec!["run"];
    }
    let mut args = vec!["--no-warnings", "--input-type=module", "--eval", NODE, "--"];
    // Node 20 aborts at random in its fast calls once memory has grown. A version without the
    // option has no such calls.
    let option = "--no-turbo-fast-api-calls";
    let knows = Command::new(program).args([option, "--version"]).output();
    if knows.is_ok_and(|output| output.status.success()) {
        args.insert(0, option);
    }
    args
}

/// Adds the options that all of these hosts have.
pub fn add_options(command: &mut Command, options: &Options) {
    for (host, guest) in &options.dirs {
        let mut dir = host.as_os_str().to_owned();
        dir.push("::");
        dir.push(guest);
        command.arg("--dir").arg(dir);
    }
    for (key, value) in &options.env {
        command.arg("--env").arg(format!("{key}={value}"));
    }
}

/// Runs a program to its end, and returns its exit status.
///
/// # Errors
///
/// Returns a failure if it can't be started.
pub fn wait(program: &Path, command: &mut Command) -> Result<u8, Failure> {
    let status = command.status();
    let status = status.map_err(|error| not_started(program, &error))?;
    Ok(exit_status(status))
}

/// Returns the failure of a program that cannot be started.
pub(crate) fn not_started(program: &Path, error: &dyn Display) -> Failure {
    Failure(
        NOT_STARTED,
        format!("cannot run `{}`: {error}", program.display()),
    )
}

/// The exit status as a shell has it: 128 and the signal's number for a program that a signal
/// ended.
pub(crate) fn exit_status(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal = None::<i32>;
    let code = status.code().or(signal.map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok())
        .unwrap_or(TRAPPED)
}
