//! `cargo nanowasi`: builds any program for `wasm32-wasip1` with nanowasi as its `std`.
//!
//! The program is compiled by the user's own cargo and rustc, on stable Rust. The one difference to
//! `cargo build --target wasm32-wasip1` is `--sysroot`, by which rustc takes nanowasi for `std`: see
//! `sysroot/mod.rs`. The options of cargo are passed on, and cargo's status is returned.

mod clean;
mod compare;
mod failure;
mod flags;
mod linker;
mod new;
mod options;
mod package;
mod sysroot;
mod toolchain;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};

use failure::{Failure, Result, exit_code};
use nanowasi_interpreter as interpreter;
use options::{Options, Panic, Size};
use sysroot::Kind;
use toolchain::{TARGET, Toolchain, cargo};

const HELP: &str = "\
Build any program for wasm32-wasip1 with nanowasi as its `std`.

Usage: cargo nanowasi COMMAND [OPTIONS]

Commands:
  build, check, clippy, doc  As cargo's, with its options
  run [-- ARGS...]           Build a program, and run it
  new NAME                   Make a package that builds at once; `--no-std` for
                             a program that is small from the start
  sysroot                    Print the path of the sysroot, built if need be
  clean                      Remove the sysroots

Options of build, check, clippy, doc, run and sysroot:
      --small                Optimize all for size (implies --release)
      --smallest             Also `core` and `alloc`; panics are silent
      --panic HOW            `message` (the default), `location` or `silent`
      --compare              With `build`: also build with the toolchain's
                             `std`, and print both sizes
Options of run:
      --dir HOST[::GUEST]    Preopen a directory, as GUEST
      --env KEY=VALUE        Set an environment variable
      --host HOST            `wasmi` (the default, an embedded interpreter),
                             or the wasmtime or Node of this machine
      --trace                Write each import call to standard error

All other options are cargo's. The sysroot is kept in the target folder, or in
NANOWASI_SYSROOT_DIR.
";

fn main() -> ExitCode {
    let mut args = env::args_os();
    let program = args.next().unwrap_or_default();
    if linker::is_linker(&program) {
        return Failure::report(linker::link(args));
    }
    let mut args = args.peekable();
    // Cargo passes on the name of the command, an alias does not.
    args.next_if(|arg| arg == "nanowasi");
    Failure::report(run(args))
}

/// The command that `run` gives cargo as the runner of a program.
const RUNNER: &str = "__runner";
/// The environment variable with the runner's options, separated by the byte 0x1F.
const RUNNER_OPTIONS: &str = "NANOWASI_RUNNER_OPTIONS";

fn run(mut args: impl Iterator<Item = OsString>) -> Result<u8> {
    let command = args.next().unwrap_or_else(|| "--help".into());
    let args: Vec<OsString> = args.collect();
    let mut own = args.iter().take_while(|arg| *arg != "--");
    if command != RUNNER && own.any(|arg| arg == "-h" || arg == "--help") {
        return print(HELP);
    }
    let args = args.into_iter();
    match command.to_str().unwrap_or_default() {
        command @ ("build" | "b" | "check" | "c" | "clippy" | "doc" | "d" | "run" | "r") => {
            let command = match command {
                "b" => "build",
                "c" => "check",
                "d" => "doc",
                "r" => "run",
                command => command,
            };
            run_cargo(command, &Options::parse(command, args)?)
        }
        "sysroot" => print_sysroot(&Options::parse("sysroot", args)?),
        "new" => new::new(args),
        "clean" => clean::clean(&Options::parse("clean", args)?),
        RUNNER => Ok(interpreter::run_command_line(runner_options().chain(args))?),
        "-h" | "--help" | "help" => print(HELP),
        "-V" | "--version" => print(concat!("cargo-nanowasi ", env!("CARGO_PKG_VERSION"), "\n")),
        "test" | "t" | "bench" => Err(Failure::usage(format!(
            "`cargo nanowasi {}` does not exist yet: the toolchain's test harness needs its own \
             `std`; use `cargo test` or `cargo test --target {TARGET}`",
            command.display()
        ))),
        _ => Err(Failure::usage(format!(
            "no command `{}`; see `cargo nanowasi --help`",
            command.display()
        ))),
    }
}

/// Writes text for the user to standard output.
fn print(text: &str) -> Result<u8> {
    // A reader may close the pipe before the end: that is no failure.
    let _ = io::stdout().write_all(text.as_bytes());
    Ok(0)
}

/// Prints the path of the sysroot, and nothing else.
fn print_sysroot(options: &Options) -> Result<u8> {
    options.refuse_unknown("sysroot")?;
    let folder = package::sysroot_folder(options)?;
    let sysroot = sysroot::ensure(&Toolchain::find()?, &folder, Kind::of(options))?;
    let line = format!("{}\n", sysroot.display());
    io::stdout()
        .write_all(line.as_bytes())
        .map_err(|error| Failure::new(format!("standard output: {error}")))?;
    Ok(0)
}

/// Runs a command of cargo with nanowasi as `std`.
fn run_cargo(command: &str, options: &Options) -> Result<u8> {
    let toolchain = Toolchain::find()?;
    let folder = package::sysroot_folder(options)?;
    let sysroot = sysroot::ensure(&toolchain, &folder, Kind::of(options))?;
    if options.panic() == Panic::Silent && command == "build" && !options.is_quiet() {
        let _ = writeln!(
            io::stderr(),
            "cargo-nanowasi: panics are silent and trap, and output that is buffered then is lost; \
             `--panic message` keeps both"
        );
    }
    if options.compare {
        match status(cargo_with(command, options, &sysroot))? {
            0 => return compare::compare(options, &sysroot),
            status => return Ok(status),
        }
    }
    let mut cargo = cargo_with(command, options, &sysroot);
    if command == "run" {
        set_runner(&mut cargo, options)?;
    }
    if let Some(rest) = &options.rest {
        cargo.arg("--").args(rest);
    }
    status(cargo)
}

/// Returns a command of cargo that takes the sysroot, without what follows `--`.
fn cargo_with(command: &str, options: &Options, sysroot: &Path) -> Command {
    let mut cargo = cargo();
    cargo
        .arg(command)
        .args(["--target", TARGET])
        .args(&options.cargo);
    let configs = flags::configs(&options.cargo);
    flags::add_sysroot(&mut cargo, flags::Kind::Rustc, sysroot, &configs);
    if command == "doc" {
        flags::add_sysroot(&mut cargo, flags::Kind::Rustdoc, sysroot, &configs);
    }
    if options.size != Size::Fast {
        package::add_size_profile(&mut cargo, options.profile().unwrap_or("release"));
    }
    cargo
}

/// Makes this program the runner, by environment variables: they replace a runner from the user's
/// configuration, whether that is a string or an array.
///
/// Cargo splits the variable at spaces, which a path may have. So this program is named by its file
/// name, and its options are in a variable of their own.
fn set_runner(cargo: &mut Command, options: &Options) -> Result<()> {
    let own = env::current_exe();
    let own = own.map_err(|error| Failure::new(format!("cannot find this program: {error}")))?;
    let (folder, name) = (own.parent().unwrap_or(&own), package::file_name(&own));
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(
        [folder.to_owned()]
            .into_iter()
            .chain(env::split_paths(&path)),
    );
    let path = path.map_err(|error| Failure::file(folder, &error))?;
    let mut runner = name.to_owned();
    runner.push(" ");
    runner.push(RUNNER);
    cargo
        .env(flags::variable(&format!("target.{TARGET}.runner")), runner)
        .env(RUNNER_OPTIONS, options.runner.join("\x1f".as_ref()))
        .env("PATH", path);
    Ok(())
}

/// Returns the options that [`set_runner`] has put into the environment.
fn runner_options() -> impl Iterator<Item = OsString> {
    let options = env::var_os(RUNNER_OPTIONS).filter(|options| !options.is_empty());
    let options = options.map(|options| options.to_string_lossy().into_owned());
    let options = options.map(|options| {
        options
            .split('\x1f')
            .map(OsString::from)
            .collect::<Vec<_>>()
    });
    options.unwrap_or_default().into_iter()
}

/// Runs cargo to its end, and returns its status.
fn status(mut cargo: Command) -> Result<u8> {
    let status = cargo.status();
    let status = status.map_err(|error| Failure::program(cargo.get_program(), &error))?;
    Ok(exit_code(status))
}
