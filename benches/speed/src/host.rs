//! A bare wasmtime: nothing stands between a program and the host but what everybody's wasmtime has.

use std::fmt::Write as _;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use wasmtime::{Config, Engine, ExternType, Linker, Module, Result, Store};
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtxBuilder, cli};

/// What a program is run with.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// Its arguments behind its name.
    pub args: &'a [&'a str],
    /// The folder that it finds as `.`.
    pub folder: &'a Path,
    /// What is its standard input, in that folder.
    pub input: Option<&'a str>,
}

/// What a run cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The time of the processor, of all threads of this process.
    pub cpu: Duration,
    /// The time that has passed: where there is little of it, the other one is too coarse.
    pub wall: Duration,
    /// How large memory was at the end, in bytes.
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

    /// Runs a program whose output goes to a file, and times its run alone.
    pub fn run(&self, module: &Module, work: Work<'_>) -> Result<Cost> {
        self.run_watched(module, work, |_| {})
    }

    /// The same for a program that may end with any status.
    pub fn run_to_any_end(&self, module: &Module, work: Work<'_>) -> Result<Cost> {
        let mut store = self.store(work)?;
        start(&mut store, &self.linker, module, |_| true)
    }

    /// The same, with something done to its store before.
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

    /// How often a program calls its host.
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
                            let memory = caller.get_export(MEMORY).expect("programs have one");
                            let mut linker = real.clone();
                            linker.define(&mut caller, GUEST, MEMORY, memory)?;
                            let instance = linker.instantiate(&mut caller, &bridge_module)?;
                            *bridge.get_or_init(|| instance)
                        }
                    };
                    let call = instance.get_func(&mut caller, &name);
                    call.expect("the bridge has all")
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
        // As the command line does it: files are read by the thread that runs the program.
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

/// A module with a function for each import of another, which calls it: a host function looks for the memory of
/// the module that calls it, and one that counts calls has none.
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
    // Where the system doesn't tell, what has passed.
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

/// How long this process has computed, all threads together, if the system tells.
fn cpu_time() -> Option<Duration> {
    let mut nanos = 0;
    for task in std::fs::read_dir("/proc/self/task").ok()? {
        let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        nanos += text.split(' ').next()?.parse::<u64>().ok()?;
    }
    Some(Duration::from_nanos(nanos))
}
