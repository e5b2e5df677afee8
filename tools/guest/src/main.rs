//! `cargo guest`: builds an example and runs it as if it were a native program.
//!
//! It is also the runner of `cargo run --target wasm32-wasip1`. Only the guest writes to standard
//! output, and the guest's exit status is returned, so that examples work in pipes and scripts.
#![forbid(unsafe_code)]

mod tests_wasmtime;

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nanowasi_build::{Build, Mode, WASIP1};
use nanowasi_runner::options::{Failure, Host, NOT_BUILT, NOT_STARTED, Options};

const HELP: &str = "\
Build an example of nanowasi for wasm32-wasip1 and run it.

Usage: cargo guest [OPTIONS] NAME [ARGS...]

NAME is an example, or the path of a .wasm or .wat file. The guest inherits the
standard streams, has the current directory preopened as `.`, and receives all
arguments after NAME.

Options:
      --dir HOST[::GUEST]  Preopen another directory, as GUEST
      --env KEY=VALUE      Set an environment variable
      --host HOST          Run on `wasmi` (the default, an embedded interpreter),
                           on `wasmtime` (the tests' host, which takes minutes to
                           build the first time), or on the wasmtime or Node of
                           this machine, given by its path, or `node`
      --tiny               Link without the toolchain's start-up object
      --trace              Write each import call to standard error
  -h, --help               Print this help

The exit status is the guest's: 134 if it traps, 126 if it cannot start, 101 if
it does not build, 2 if the command line is wrong.
";

fn main() -> ExitCode {
    Failure::report(run())
}

/// Runs the command, and returns the guest's exit status.
fn run() -> Result<u8, Failure> {
    let Some(mut options) = Options::parse(env::args_os().skip(1))? else {
        // A reader may close the pipe before the end, which is not a failure.
        let _ = io::stdout().write_all(HELP.as_bytes());
        return Ok(0);
    };
    let module = find_module(&options)?;
    options.dirs.insert(0, (current_dir()?, ".".to_owned()));
    match options.host {
        Host::Wasmtime => tests_wasmtime::run(&module, &options),
        Host::Wasmi | Host::Program(_) => nanowasi_interpreter::run(&module, options),
    }
}

fn current_dir() -> Result<PathBuf, Failure> {
    env::current_dir()
        .map_err(|error| Failure(NOT_STARTED, format!("no current directory: {error}")))
}

/// Finds the module that a command line names; an example is built first.
fn find_module(options: &Options) -> Result<PathBuf, Failure> {
    let name = &options.name;
    let path = Path::new(name);
    if path
        .extension()
        .is_some_and(|extension| extension == "wasm" || extension == "wat")
    {
        if options.tiny {
            return Err(Failure::usage(format!(
                "`--tiny` is for examples; `{name}` is already built"
            )));
        }
        fs::File::open(path).map_err(|error| Failure(NOT_STARTED, format!("{name}: {error}")))?;
        return Ok(path.to_owned());
    }
    let examples = nanowasi_build::examples()
        .map_err(|error| Failure(NOT_BUILT, format!("cannot list the examples: {error}")))?;
    if !examples.contains(name) {
        return Err(Failure::usage(format!(
            "no example `{name}`; the examples are: {}",
            examples.join(", ")
        )));
    }
    let mode = if options.tiny {
        Mode::Tiny
    } else {
        Mode::Default
    };
    let build = Build::example(name).mode(mode).alone();
    if !build.path().exists() {
        let _ = writeln!(io::stderr(), "guest: building `{name}` for {WASIP1}");
    }
    build
        .try_wasm()
        .map_err(|error| Failure(NOT_BUILT, error))?;
    Ok(build.path())
}
