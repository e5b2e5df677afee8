//! Runs programs on wasmtime with its own preview 1, and measures time and memory.

use std::fmt::Write as _;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use wasmtime::{Config, Engine, ExternType, Linker, Module, Result, Store};
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtxBuilder, cli};

/// The inputs of a program.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// The arguments after the program's name.
    pub args: &'a [&'a str],
    /// The folder that is preopened as `.`.
    pub folder: &'a Path,
    /// The file in `folder` that is standard input.
    pub input: Option<&'a str>,
}

/// The cost of a run.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The processor time of all threads of this process.
    pub cpu: Duration,
    /// The elapsed time. Processor time is too coarse for short runs.
    pub wall: Duration,
    /// The size of the program's memory at the end, in bytes.
    pub memory: usize,
}

pub struct Host {
    engine: Engine,
    linker: Linker<WasiP1Ctx>,
}

impl Host {
    pub fn new() -> Result<Self> {
        Self::with(&Config::new())
    }

    pub fn with(config: &Config) -> Result<Self> {
        let engine = Engine::new(config)?;
        let mut linker = Linker::new(&engine);
        p1::add_to_linker_sync(&mut linker, |wasi| wasi)?;
        Ok(Self { engine, linker })
    }

    pub const fn engine(&self) -> &Engine {
        &self.engine
    }

    pub fn compile(&self, wasm: &[u8]) -> Result<Module> {
        Module::new(&self.engine, wasm)
    }

    /// Runs a program with its output to a file, and measures the run only.
    ///
    /// # Errors
    ///
    /// Returns an error if the program traps or its exit status is not 0.
    pub fn run(&self, module: &Module, work: Work<'_>) -> Result<Cost> {
        self.run_watched(module, work, |_| {})
    }

    /// As [`Self::run`], for a program with any exit status.
    pub fn run_to_any_end(&self, module: &Module, work: Work<'_>) -> Result<Cost> {
        let mut store = self.store(work)?;
        start(&mut store, &self.linker, module, |_| true)
    }

    /// As [`Self::run`]. Calls `prepare` with the store before the run.
    pub fn run_watched(
        &self,
        module: &Module,
        work: Work<'_>,
        prepare: impl FnOnce(&mut Store<WasiP1Ctx>),
    ) -> Result<Cost> {
        let mut store = self.store(work)?;
        prepare(&mut store);
        start(&mut store, &self.linker, module, |status| status == 0)
    }

    /// Returns the number of a program's calls to the host.
    pub fn calls(&self, module: &Module, work: Work<'_>) -> Result<u64> {
        let mut store = self.store(work)?;
        let calls = Arc::new(AtomicU64::new(0));
        let bridge = Arc::new(OnceLock::new());
        let bridge_module = Module::new(&self.engine, wat::parse_str(bridge_of(module))?)?;
        let mut linker = Linker::new(&self.engine);
        for import in module.imports() {
            let ExternType::Func(ty) = import.ty() else {
                continue;
            };
            let name = import.name().to_owned();
            let (calls, bridge) = (Arc::clone(&calls), Arc::clone(&bridge));
            let (real, bridge_module) = (self.linker.clone(), bridge_module.clone());
            linker.func_new(
                import.module(),
                import.name(),
                ty,
                move |mut caller, params, results| {
                    calls.fetch_add(1, Relaxed);
                    let instance = match bridge.get() {
                        Some(instance) => *instance,
                        None => {
                            let memory = caller
                                .get_export(MEMORY)
                                .expect("a program exports its memory");
                            let mut linker = real.clone();
                            linker.define(&mut caller, GUEST, MEMORY, memory)?;
                            let instance = linker.instantiate(&mut caller, &bridge_module)?;
                            *bridge.get_or_init(|| instance)
                        }
                    };
                    let call = instance.get_func(&mut caller, &name);
                    call.expect("the bridge has a function for each import")
                        .call(&mut caller, params, results)
                },
            )?;
        }
        start(&mut store, &linker, module, |status| status == 0)?;
        Ok(calls.load(Relaxed))
    }

    fn store(&self, work: Work<'_>) -> Result<Store<WasiP1Ctx>> {
        let output = File::create(work.folder.join("output"))?;
        let mut wasi = WasiCtxBuilder::new();
        // As in wasmtime's command line, the thread that runs the program also reads files.
        wasi.allow_blocking_current_thread(true)
            .arg("program.wasm")
            .args(work.args)
            .stdout(cli::OutputFile::new(output))
            .inherit_stderr()
            .preopened_dir(work.folder, ".", FsPerms::ReadWrite)?;
        if let Some(input) = work.input {
            wasi.stdin(cli::InputFile::new(File::open(work.folder.join(input))?));
        }
        Ok(Store::new(&self.engine, wasi.build_p1()))
    }
}

const GUEST: &str = "guest";
const MEMORY: &str = "memory";

/// Returns the text of a module with a trampoline for each import of another module.
///
/// A host function finds the guest's memory by the exports of its caller. The function that counts
/// calls has no exports, so it calls the host through this module.
fn bridge_of(module: &Module) -> String {
    let mut imports = format!("(import \"{GUEST}\" \"{MEMORY}\" (memory 0))\n");
    let mut functions = format!("(export \"{MEMORY}\" (memory 0))\n");
    for import in module.imports() {
        let ExternType::Func(ty) = import.ty() else {
            continue;
        };
        let (from, name) = (import.module(), import.name());
        let params: String = ty.params().map(|ty| format!(" (param {ty})")).collect();
        let results: String = ty.results().map(|ty| format!(" (result {ty})")).collect();
        let gets: String = (0..ty.params().len())
            .map(|at| format!(" local.get {at}"))
            .collect();
        let _ = writeln!(
            imports,
            "(import \"{from}\" \"{name}\" (func ${name}{params}{results}))"
        );
        let _ = writeln!(
            functions,
            "(func (export \"{name}\"){params}{results}{gets} call ${name})"
        );
    }
    format!("(module {imports}{functions})")
}

fn start(
    store: &mut Store<WasiP1Ctx>,
    linker: &Linker<WasiP1Ctx>,
    module: &Module,
    is_expected: impl Fn(i32) -> bool,
) -> Result<Cost> {
    let instance = linker.instantiate(&mut *store, module)?;
    let entry = instance.get_typed_func::<(), ()>(&mut *store, "_start")?;
    let begun = Instant::now();
    let before = cpu_time();
    let ended = entry.call(&mut *store, ());
    let (wall, after) = (begun.elapsed(), cpu_time());
    // The elapsed time, if the system does not report processor time.
    let cpu = before
        .zip(after)
        .map_or(wall, |(before, after)| after.saturating_sub(before));
    match ended {
        Err(error)
            if error
                .downcast_ref::<I32Exit>()
                .is_none_or(|exit| !is_expected(exit.0)) =>
        {
            return Err(wasmtime::Error::msg(format!("{error:#}")));
        }
        _ => {}
    }
    let memory = instance.get_memory(&mut *store, MEMORY);
    let memory = memory.map_or(0, |memory| memory.data_size(&store));
    Ok(Cost { cpu, wall, memory })
}

/// Returns the processor time of all threads of this process, if the system reports it.
fn cpu_time() -> Option<Duration> {
    let mut nanos = 0;
    for task in std::fs::read_dir("/proc/self/task").ok()? {
        let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        nanos += text.split(' ').next()?.parse::<u64>().ok()?;
    }
    Some(Duration::from_nanos(nanos))
}
