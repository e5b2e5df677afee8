//! Hosts that are programs of their own: the tests' wasmtime, and a wasmtime or Node of this
//! machine.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus};

use nanowasi_build::{target_folder, workspace};
use nanowasi_runner::options::{Failure, NOT_BUILT, NOT_STARTED, Options, Program, TRAPPED};

/// The script that has Node run a module.
const NODE: &str = include_str!("node.mjs");

/// Runs a module on the wasmtime of the tests, after building that.
pub(crate) fn run_tests_wasmtime(module: &Path, options: &Options) -> Result<u8, Failure> {
    const NAME: &str = "wasmtime-host";
    let program = target_folder()
        .join("debug")
        .join(NAME)
        .with_extension(env::consts::EXE_EXTENSION);
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--package", "nanowasi-host", "--bin", NAME])
        .arg("--manifest-path")
        .arg(workspace().join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target_folder());
    if program.exists() {
        cargo.arg("--quiet");
    } else {
        let _ = writeln!(
            io::stderr(),
            "guest: building the wasmtime of the tests, which takes some minutes"
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

/// Runs a module on a program of this machine.
pub(crate) fn run_program(program: &Path, module: &Path, options: &Options) -> Result<u8, Failure> {
    if options.trace {
        return Err(Failure::usage(format!(
            "`--trace` needs the host `wasmi` or `wasmtime`; `{}` has no such option",
            program.display()
        )));
    }
    let mut command = Command::new(program);
    if Program::of(program) == Some(Program::Node) {
        // Node 20 aborts at random in its fast calls once memory has grown. A version without the
        // option has no such calls.
        let option = "--no-turbo-fast-api-calls";
        let knows = Command::new(program).args([option, "--version"]).output();
        if knows.is_ok_and(|output| output.status.success()) {
            command.arg(option);
        }
        command.args(["--no-warnings", "--input-type=module", "--eval", NODE, "--"]);
    } else {
        command.arg("run");
    }
    add_options(&mut command, options);
    wait(program, command.arg(module).args(&options.args))
}

/// Adds the options that all of these hosts have.
fn add_options(command: &mut Command, options: &Options) {
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
fn wait(program: &Path, command: &mut Command) -> Result<u8, Failure> {
    let status = command.status().map_err(|error| {
        Failure(
            NOT_STARTED,
            format!("cannot run `{}`: {error}", program.display()),
        )
    })?;
    Ok(exit_status(status))
}

/// The exit status as a shell has it: 128 and the signal's number for a program that a signal
/// ended.
fn exit_status(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal = None::<i32>;
    let code = status.code().or(signal.map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok())
        .unwrap_or(TRAPPED)
}
