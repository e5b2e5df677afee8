//! `cargo nanowasi`: builds any program for `wasm32-wasip1` with nanowasi as its `std`.
//!
//! The user's own cargo and rustc compile the program, on stable Rust. The only difference from
//! `cargo build --target wasm32-wasip1` is `--sysroot`, with which rustc uses nanowasi as `std`:
//! see `sysroot/mod.rs`. Cargo's options are passed on, and cargo's exit status is returned.

mod artifacts;
mod clean;
mod compare;
mod facade;
mod failure;
mod flags;
mod imports;
mod linker;
mod new;
mod options;
mod package;
mod sysroot;
mod test;
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
  build, check, clippy, doc  Run this command of cargo, with its options
  run [-- ARGS...]           Build a program and run it
  test [-- OPTIONS]          Run the tests of a package, each in an instance of
                             its own; `-- --help` lists the harness's options
  new NAME                   Create a package that is ready to build; with
                             `--no-std`, of a program without `std`; with
                             `--plugin [plain|extism|typst]`, of a plug-in
  sysroot                    Build the sysroot if needed, and print its path
  clean                      Remove the sysroots

Options of build, check, clippy, doc, run, test and sysroot:
      --small                Optimize the program and `std` for size (implies
                             --release)
      --smallest             Also `core` and `alloc`; panics are silent
      --panic OUTPUT         What a panic prints: `message` (the default),
                             `location`, or `silent` for nothing. With `trap` it
                             prints nothing and traps, and with `trap-message`
                             the host can read the message from memory
      --no-wasi              For a plug-in whose host has no WASI: panics trap,
                             and hash maps have the same keys in each run. With
                             `build`, a WASI import that is left is an error
      --check-imports        With `build`: list the WASI imports of each module,
                             and the functions that bring them in
      --compare              With `build`: also build with the toolchain's
                             `std`, and print both sizes
Options of run and test:
      --dir HOST[::GUEST]    Preopen a directory, as GUEST
      --env KEY=VALUE        Set an environment variable
      --host HOST            Run on `wasmi` (the default, an embedded
                             interpreter), or on the wasmtime or Node of this
                             machine
      --trace                With `run`: write each import call to standard error
      --timeout SECONDS      With `test`: the time limit of each test or program
                             (300 by default, 0 for none)

All other options are cargo's. The sysroot is kept in the target folder, or in
the folder that NANOWASI_SYSROOT_DIR names.
";

fn main() -> ExitCode {
    let mut args = env::args_os();
    let program = args.next().unwrap_or_default();
    if linker::is_linker(&program) {
        return Failure::report(linker::link(args));
    }
    if facade::is_wrapper(&program) {
        return Failure::report(facade::compile(args));
    }
    let mut args = args.peekable();
    // Cargo passes the name of the command as the first argument; an alias does not.
    args.next_if(|arg| arg == "nanowasi");
    Failure::report(run(args))
}

/// The command that `run` sets as cargo's runner of a program.
const RUNNER: &str = "__runner";
/// The command that `test` sets as cargo's runner of a test module.
const TEST_RUNNER: &str = "__test";
/// The environment variable with the runner's options, separated by the byte 0x1F.
const RUNNER_OPTIONS: &str = "NANOWASI_RUNNER_OPTIONS";

fn run(mut args: impl Iterator<Item = OsString>) -> Result<u8> {
    let command = args.next().unwrap_or_else(|| "--help".into());
    let args: Vec<OsString> = args.collect();
    let mut own = args.iter().take_while(|arg| *arg != "--");
    let is_runner = command == RUNNER || command == TEST_RUNNER;
    if !is_runner && own.any(|arg| arg == "-h" || arg == "--help") {
        return print(HELP);
    }
    let args = args.into_iter();
    match command.to_str().unwrap_or_default() {
        command @ ("build" | "b" | "check" | "c" | "clippy" | "doc" | "d" | "run" | "r"
        | "test" | "t") => {
            let command = match command {
                "b" => "build",
                "c" => "check",
                "d" => "doc",
                "r" => "run",
                "t" => "test",
                command => command,
            };
            run_cargo(command, &Options::parse(command, args)?)
        }
        "sysroot" => print_sysroot(&Options::parse("sysroot", args)?),
        "new" => new::new(args),
        "clean" => clean::clean(&Options::parse("clean", args)?),
        RUNNER => Ok(interpreter::run_command_line(runner_options().chain(args))?),
        TEST_RUNNER => test::run_module(runner_options(), args),
        "-h" | "--help" | "help" => print(HELP),
        "-V" | "--version" => print(concat!("cargo-nanowasi ", env!("CARGO_PKG_VERSION"), "\n")),
        "bench" => Err(Failure::usage(
            "`cargo nanowasi bench` does not exist: on an interpreter, times would mean little; \
             `cargo nanowasi test --benches` runs each benchmark once",
        )),
        _ => Err(Failure::usage(format!(
            "no command `{}`; see `cargo nanowasi --help`",
            command.display()
        ))),
    }
}

/// Writes text for the user to standard output.
fn print(text: &str) -> Result<u8> {
    // A reader may close the pipe before the end, which is not a failure.
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
    let target = package::target_folder(options)?;
    let folder = sysroot::folder(&target);
    let sysroot = sysroot::ensure(&toolchain, &folder, Kind::of(options))?;
    if options.panic() == Panic::Silent && command == "build" && !options.is_quiet() {
        let _ = writeln!(
            io::stderr(),
            "cargo-nanowasi: a panic prints nothing and traps, and buffered output is lost then; \
             `--panic message` keeps the message and the output"
        );
    }
    if options.panic.is_some() || options.no_wasi {
        warn_of_own_panic_handlers(options)?;
    }
    let copies = target.join(imports::COPIES);
    let cargo = |options: &Options| -> Result<Command> {
        let mut cargo = cargo_with(command, options, &sysroot);
        if command == "test" || options.compiles_tests() {
            let metadata = package::metadata(options)?.unwrap_or_default();
            if facade::is_needed(options, &metadata) {
                let configs = flags::configs(&options.cargo);
                facade::add(&mut cargo, &toolchain, &sysroot, &configs);
            }
        }
        match command {
            "build" => {
                cargo.env(linker::COPIES, &copies);
            }
            "run" => {
                cargo.env(linker::COPIES, &copies);
                set_runner(&mut cargo, RUNNER, &options.runner)?;
            }
            "test" => {
                // Cargo also links the programs and plug-ins of the package.
                cargo.env(linker::COPIES, &copies);
                let metadata = package::metadata(options)?.unwrap_or_default();
                let runner = test::prepare(&mut cargo, options, &metadata)?;
                set_runner(&mut cargo, TEST_RUNNER, &runner)?;
            }
            _ => {}
        }
        if let Some(rest) = &options.rest {
            cargo.arg("--").args(rest);
        }
        Ok(cargo)
    };
    let status = if command == "build" && (options.check_imports || options.no_wasi) {
        imports::build(options, &copies, cargo)?
    } else {
        status(cargo(options)?)?
    };
    match status {
        0 if options.compare => compare::compare(options, &sysroot),
        status => Ok(status),
    }
}

/// Prints a warning for each package whose panic handler is that of its dependency nanowasi, which
/// the options for panics do not change.
fn warn_of_own_panic_handlers(options: &Options) -> Result<()> {
    for name in package::dependents(&package::metadata(options)?.unwrap_or_default()) {
        let _ = writeln!(
            io::stderr(),
            "cargo-nanowasi: warning: `--panic` and `--no-wasi` do not change the panics of \
             `{name}`, which depends on nanowasi: set that dependency's features, for example \
             `panic-trap` for a host without WASI"
        );
    }
    Ok(())
}

/// Returns a command of cargo that uses the sysroot, without the arguments after `--`.
fn cargo_with(command: &str, options: &Options, sysroot: &Path) -> Command {
    let mut cargo = cargo();
    cargo
        .arg(command)
        .args(["--target", TARGET])
        .args(&options.cargo);
    let configs = flags::configs(&options.cargo);
    flags::add_sysroot(&mut cargo, flags::Kind::Rustc, sysroot, &configs);
    if command == "doc" || command == "test" {
        flags::add_sysroot(&mut cargo, flags::Kind::Rustdoc, sysroot, &configs);
    }
    if options.size != Size::Fast {
        package::add_size_profile(&mut cargo, options.profile().unwrap_or("release"));
    }
    cargo
}

/// Makes a command of this program the runner, by environment variables. These override a runner in
/// the user's configuration files, whether it is a string or an array.
///
/// Cargo splits the variable at spaces, and a path may contain spaces. So the variable has this
/// program's file name only, `PATH` has its folder, and another variable has its options.
fn set_runner(cargo: &mut Command, command: &str, options: &[OsString]) -> Result<()> {
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
    runner.push(command);
    cargo
        .env(flags::variable(&format!("target.{TARGET}.runner")), runner)
        .env(RUNNER_OPTIONS, options.join("\x1f".as_ref()))
        .env("PATH", path);
    Ok(())
}

/// Returns the options that [`set_runner`] stored in the environment.
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
