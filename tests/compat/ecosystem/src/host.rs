//! The host of the tests: wasmtime, a module compiled once, and an instance for each test.
//!
//! `nanowasi-test-host` decodes and logs each import call. That takes too long for tens of
//! thousands of tests, so their imports are linked directly.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use nanowasi_test_host::Status;
use wasmtime::{
    Config, Engine, InstancePre, Linker, Module, Store, StoreLimits, StoreLimitsBuilder, Trap,
};
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtxBuilder};

use crate::Result;

/// How often deadlines are checked.
const TICK: Duration = Duration::from_millis(100);
/// How many ticks a test may run: a minute.
const TICKS: u64 = 600;
/// How much memory a test may use.
const MAX_MEMORY: usize = 2 << 30;
/// The size limit of a captured stream. Writes beyond it trap.
const MAX_CAPTURED: usize = 64 << 20;
/// The stack of a test's own calls, besides the one in its memory.
const STACK: usize = 16 << 20;

/// An engine that compiles and runs modules.
pub struct Host {
    engine: Engine,
    linker: Linker<State>,
}

/// The state of an instance.
struct State {
    wasi: WasiP1Ctx,
    limits: StoreLimits,
}

/// A compiled module, and the environment of its runs.
pub struct Guest {
    module: InstancePre<State>,
    /// Environment variables.
    pub env: Vec<(String, String)>,
    /// Directories of this machine, and their names in the guest.
    pub dirs: Vec<(PathBuf, String)>,
}

/// How a run ended, and what it printed.
#[derive(Clone, Debug)]
pub struct Ended {
    /// How it ended.
    pub status: Status,
    /// Its standard output.
    pub stdout: String,
    /// Its standard error.
    pub stderr: String,
}

impl Host {
    /// Makes a host.
    ///
    /// # Errors
    ///
    /// Returns the error of wasmtime.
    pub fn new() -> Result<Self> {
        let mut config = Config::new();
        config
            .epoch_interruption(true)
            .async_stack_size(2 * STACK)
            .max_wasm_stack(STACK)
            .wasm_backtrace_max_frames(None);
        let engine = Engine::new(&config)?;
        let mut linker = Linker::new(&engine);
        p1::add_to_linker_sync(&mut linker, |state: &mut State| &mut state.wasi)?;
        let ticker = engine.weak();
        thread::spawn(move || {
            while let Some(engine) = ticker.upgrade() {
                engine.increment_epoch();
                drop(engine);
                thread::sleep(TICK);
            }
        });
        Ok(Self { engine, linker })
    }

    /// Compiles a module.
    ///
    /// # Errors
    ///
    /// Returns the error of wasmtime, also for an import that does not exist.
    pub fn compile(&self, wasm: &[u8]) -> Result<Guest> {
        let module = Module::from_binary(&self.engine, wasm)?;
        Ok(Guest {
            module: self.linker.instantiate_pre(&module)?,
            env: Vec::new(),
            dirs: Vec::new(),
        })
    }
}

impl Guest {
    /// Runs `_start` in a new instance. `temporary` is an empty directory for `/tmp`.
    ///
    /// # Errors
    ///
    /// Returns the error of wasmtime, if the instance does not start.
    pub fn run(&self, args: &[&str], temporary: &std::path::Path) -> Result<Ended> {
        let stdout = MemoryOutputPipe::new(MAX_CAPTURED);
        let stderr = MemoryOutputPipe::new(MAX_CAPTURED);
        let mut wasi = WasiCtxBuilder::new();
        wasi.arg("test.wasm").args(args).envs(&self.env);
        wasi.stdout(stdout.clone()).stderr(stderr.clone());
        for (path, name) in &self.dirs {
            wasi.preopened_dir(path, name, FsPerms::ReadWrite)?;
        }
        wasi.preopened_dir(temporary, "/tmp", FsPerms::ReadWrite)?;
        let state = State {
            wasi: wasi.build_p1(),
            limits: StoreLimitsBuilder::new().memory_size(MAX_MEMORY).build(),
        };
        let mut store = Store::new(self.module.module().engine(), state);
        store.limiter(|state| &mut state.limits);
        store.set_epoch_deadline(TICKS);
        let instance = self.module.instantiate(&mut store)?;
        let start = instance.get_typed_func::<(), ()>(&mut store, "_start")?;
        let status = match start.call(&mut store, ()) {
            Ok(()) => Status::Exit(0),
            Err(error) => match (error.downcast_ref(), error.downcast_ref()) {
                (Some(I32Exit(code)), _) => Status::Exit(*code),
                (_, Some(Trap::Interrupt)) => Status::Timeout,
                _ => Status::Trap(format!("{error:#}")),
            },
        };
        drop(store);
        let text = |pipe: MemoryOutputPipe| String::from_utf8_lossy(&pipe.contents()).into_owned();
        Ok(Ended {
            status,
            stdout: text(stdout),
            stderr: text(stderr),
        })
    }
}

/// Runs a closure on a thread whose stack has space for a guest's calls.
///
/// # Errors
///
/// Returns the error of the system.
pub fn spawn<'scope, T: Send + 'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    run: impl FnOnce() -> T + Send + 'scope,
) -> Result<thread::ScopedJoinHandle<'scope, T>> {
    let builder = thread::Builder::new().stack_size(STACK + (4 << 20));
    Ok(builder.spawn_scoped(scope, run)?)
}

/// An empty directory, which is made again after a test has used it.
#[derive(Debug)]
pub struct Temporary {
    path: PathBuf,
}

impl Temporary {
    /// Makes the directory.
    ///
    /// # Errors
    ///
    /// Returns the error of the file system.
    pub fn new(path: PathBuf) -> Result<Self> {
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path)?;
        Ok(Self { path })
    }

    /// Returns the path, after removing what a test left.
    ///
    /// # Errors
    ///
    /// Returns the error of the file system.
    pub fn empty(&self) -> Result<&std::path::Path> {
        if self.path.read_dir()?.next().is_some() {
            fs::remove_dir_all(&self.path)?;
            fs::create_dir_all(&self.path)?;
        }
        Ok(&self.path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}
