//! The default host: wasmi, an interpreter, with the preview 1 of `wasi-common`.
//!
//! It compiles in a fraction of the time of an optimizing compiler, and starts a small guest as
//! fast.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use nanowasi_runner::options::{Failure, NOT_STARTED, Options, TRAPPED};
use wasmi::{Config, Engine, Error, Linker, Module, Store};
use wasmi_wasi::{Dir, WasiCtxBuilder, ambient_authority};

use crate::state::State;
use crate::trace;

/// The stack of a guest's calls, in bytes: what wasmtime gives one by default.
const MAX_STACK_HEIGHT: usize = 512 << 10;

/// The depth of a guest's calls. The stack ends before, unless its frames are tiny.
const MAX_RECURSION_DEPTH: usize = 32 << 10;

/// Runs a module to its end, and returns its exit status.
///
/// # Errors
///
/// Returns a failure if the module can't be started, and for a trap.
pub fn run(path: &Path, options: Options) -> Result<u8, Failure> {
    let not_started = |error: &dyn std::fmt::Display| {
        Failure(NOT_STARTED, format!("{}: {error}", path.display()))
    };
    let bytes = fs::read(path).map_err(|error| not_started(&error))?;
    let wasm = wat::parse_bytes(&bytes).map_err(|error| not_started(&error))?;

    let engine = Engine::new(&config());
    let module = Module::new(&engine, &wasm).map_err(|error| not_started(&error))?;

    let mut linker = Linker::new(&engine);
    wasmi_wasi::add_to_linker(&mut linker, |state: &mut State| &mut state.wasi)
        .map_err(|error| not_started(&error))?;
    let mut wasi = context(path, &options)?;
    let state = State {
        wasi: wasi.inherit_stdio().build(),
        trace: None,
    };
    let mut store = Store::new(&engine, state);
    if options.trace {
        linker = trace::wrap(&mut store, &module, linker, Box::new(io::stderr()))
            .map_err(|error| not_started(&error))?;
    }
    let instance = match linker.instantiate_and_start(&mut store, &module) {
        Ok(instance) => instance,
        // A start function can trap or exit as `_start` can. Every other error is a refusal to
        // link.
        Err(error) if error.as_trap_code().is_some() || error.i32_exit_status().is_some() => {
            return ended(Err(error));
        }
        Err(error) => return Err(not_started(&error)),
    };
    let start = instance
        .get_typed_func::<(), ()>(&store, "_start")
        .map_err(|error| not_started(&format!("no `_start` to call: {error}")))?;
    ended(start.call(&mut store, ()))
}

/// The limits of a guest's calls.
pub(crate) fn config() -> Config {
    let mut config = Config::default();
    config
        .set_max_stack_height(MAX_STACK_HEIGHT)
        .set_max_recursion_depth(MAX_RECURSION_DEPTH);
    config
}

/// The preview 1 state of a run, without the streams: arguments, environment and preopened
/// directories.
pub(crate) fn context(path: &Path, options: &Options) -> Result<WasiCtxBuilder, Failure> {
    let mut wasi = WasiCtxBuilder::new();
    let too_many = |error| Failure(NOT_STARTED, format!("too many arguments: {error}"));
    wasi.arg(&name(path)).map_err(too_many)?;
    wasi.args(&options.args).map_err(too_many)?;
    wasi.envs(&options.env).map_err(too_many)?;
    for (host, guest) in &options.dirs {
        let cannot_open = |error: &dyn std::fmt::Display| {
            Failure(
                NOT_STARTED,
                format!("cannot open `{}`: {error}", host.display()),
            )
        };
        let dir = Dir::open_ambient_dir(host, ambient_authority())
            .map_err(|error| cannot_open(&error))?;
        wasi.preopened_dir(dir, guest)
            .map_err(|error| cannot_open(&error))?;
    }
    Ok(wasi)
}

/// The name that a module has as a guest.
pub(crate) fn name(path: &Path) -> Cow<'_, str> {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
}

/// The exit status of a guest, from the result of its function.
fn ended(result: Result<(), Error>) -> Result<u8, Failure> {
    let Err(error) = result else {
        return Ok(0);
    };
    // wasi-common makes a trap of a status above 125.
    match error.i32_exit_status() {
        Some(status) => Ok(u8::try_from(status).unwrap_or(u8::MAX)),
        None => {
            let _ = io::stdout().flush();
            Err(Failure(TRAPPED, error.to_string()))
        }
    }
}
