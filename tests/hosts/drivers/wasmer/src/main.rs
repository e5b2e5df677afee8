//! nanowasi-host-wasmer MODULE [KEY=VALUE…] -- [ARG…]: runs a module on wasmer, with the current
//! directory as its root and with this process's standard streams.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use wasmer::{Engine, Module};
use wasmer_types::ModuleHash;
use wasmer_wasix::runners::MappedDirectory;
use wasmer_wasix::runners::wasi::{RuntimeOrEngine, WasiRunner};
use wasmer_wasix::{WasiError, WasiRuntimeError};

/// The status of all drivers after a trap.
const TRAPPED: u8 = 134;

fn main() -> ExitCode {
    match run() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("host: {error}");
            ExitCode::from(TRAPPED)
        }
    }
}

fn run() -> Result<u8, Box<dyn Error>> {
    let mut command = env::args().skip(1);
    let path = command.next().ok_or("no module named")?;
    let envs: Vec<(String, String)> = command
        .by_ref()
        .take_while(|arg| arg != "--")
        .filter_map(|arg| {
            arg.split_once('=')
                .map(|(key, value)| (key.into(), value.into()))
        })
        .collect();
    let engine = Engine::default();
    let module = Module::new(&engine, fs::read(&path)?)?;
    let name = Path::new(&path).file_name().unwrap_or_default();
    let here = MappedDirectory {
        host: env::current_dir()?,
        guest: "/".to_owned(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let _entered = runtime.enter();
    let mut runner = WasiRunner::new();
    runner
        .with_args(command)
        .with_envs(envs)
        .with_mapped_directories([here])
        .with_current_dir("/");
    let name = name.to_string_lossy();
    let ended = runner.run_wasm(
        RuntimeOrEngine::Engine(engine),
        &name,
        module,
        ModuleHash::random(),
    );
    match ended {
        Ok(()) => Ok(0),
        Err(error) => exit_code(error.chain()).ok_or_else(|| format!("{error:#}").into()),
    }
}

/// Finds the exit status of a program among the causes of an error.
fn exit_code<'error>(causes: impl Iterator<Item = &'error (dyn Error + 'static)>) -> Option<u8> {
    causes.into_iter().find_map(|cause| {
        let code = match (cause.downcast_ref(), cause.downcast_ref()) {
            (Some(WasiError::Exit(code)), _)
            | (_, Some(WasiRuntimeError::Wasi(WasiError::Exit(code)))) => code.raw(),
            _ => return None,
        };
        u8::try_from(code & 0xff).ok()
    })
}
