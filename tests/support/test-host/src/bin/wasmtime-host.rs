//! `cargo guest --host wasmtime`: runs a module on the test host.
//!
//! The command line is that of `cargo guest`, without the options that choose a host and build an
//! example. NAME is the path of a module. `cargo guest` builds and starts this program.
#![forbid(unsafe_code)]

use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use nanowasi_runner::options::{Failure, NOT_STARTED, Options, TRAPPED};
use nanowasi_test_host::{Run, Status};

fn main() -> ExitCode {
    Failure::report(run())
}

fn run() -> Result<u8, Failure> {
    let Some(options) = Options::parse(env::args_os().skip(1))? else {
        return Err(Failure::usage("see `cargo guest --help`"));
    };
    let path = Path::new(&options.name);
    let wasm = fs::read(path)
        .map_err(|error| Failure(NOT_STARTED, format!("{}: {error}", options.name)))?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let mut run = Run::new(wasm)
        .name(name.to_string_lossy())
        .args(options.args)
        .inherit_stdio()
        .no_timeout();
    for (host, guest) in options.dirs {
        run = run.dir(host, guest);
    }
    for (key, value) in options.env {
        run = run.env(key, value);
    }
    if options.trace {
        run = run.trace(io::stderr());
    }
    match run.run().status {
        // wasmtime allows only 0 to 125.
        Status::Exit(code) => Ok(u8::try_from(code).unwrap_or(u8::MAX)),
        Status::Trap(message) => Err(Failure(TRAPPED, message)),
        ended @ (Status::Link(_) | Status::Timeout) => Err(Failure(NOT_STARTED, ended.to_string())),
    }
}
