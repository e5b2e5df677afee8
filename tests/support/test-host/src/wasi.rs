//! wasmtime and its preview 1, with a function between guest and host.
//!
//! Each import of a guest is linked to [`enter`], which logs the call, and calls the fault if there
//! is one, or else the real import.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use nanowasi_runner::decode;
use wasmtime::{
    Caller, Config, Engine, Extern, Func, FuncType, Linker, Module, ResourceLimiter, Store, Val,
    ValType,
};
use wasmtime_wasi::WasiCtxBuilder;
use wasmtime_wasi::p1::{self, WasiP1Ctx};

use crate::call::{Call, Fault, Response};
use crate::output::Progress;
use crate::run::Growth;
use crate::shim::{self, bits, contents, value};
use crate::{PREVIEW1, lock};

/// How often deadlines are checked.
const TICK: Duration = Duration::from_millis(10);

/// The state of a run, in its store.
pub(crate) struct State {
    pub(crate) host: &'static Host,
    pub(crate) wasi: WasiP1Ctx,
    /// The shim's trampolines, in the order of [`Host::real`], once they are needed.
    pub(crate) trampolines: Option<Arc<[Func]>>,
    /// A fault is taken out while it runs.
    pub(crate) faults: Vec<Option<Fault>>,
    pub(crate) progress: Arc<Mutex<Progress>>,
    pub(crate) tracer: Option<Box<dyn Write + Send>>,
    pub(crate) memory_limit: usize,
    pub(crate) growth: Option<Growth>,
}

impl ResourceLimiter for State {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let granted = desired <= self.memory_limit
            && self.growth.as_mut().is_none_or(|may| may(current, desired));
        if granted {
            let mut progress = lock(&self.progress);
            progress.peak_memory = progress.peak_memory.max(desired);
        }
        Ok(granted)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        _desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(true)
    }
}

/// What all runs of a process share: a compiler, and the compiled guests.
pub(crate) struct Host {
    engine: Engine,
    /// The real preview 1.
    pub(crate) linker: Linker<State>,
    /// The functions of preview 1.
    pub(crate) real: Vec<(String, FuncType)>,
    pub(crate) shim: Module,
    /// Compiled guests by content. The inner cell lets other threads continue while one compiles.
    modules: Mutex<HashMap<Vec<u8>, Arc<Compiled>>>,
}

type Compiled = OnceLock<Result<Module, String>>;

impl Host {
    /// Returns the host of this process. Counting fuel slows down the code, so runs with fuel have
    /// a separate host.
    pub(crate) fn get(fuel: bool) -> Result<&'static Self, String> {
        static HOSTS: [OnceLock<Result<Host, String>>; 2] = [OnceLock::new(), OnceLock::new()];
        HOSTS[usize::from(fuel)]
            .get_or_init(|| Self::new(fuel).map_err(|error| format!("{error:#}")))
            .as_ref()
            .map_err(Clone::clone)
    }

    fn new(fuel: bool) -> wasmtime::Result<Self> {
        let mut config = Config::new();
        config.epoch_interruption(true).consume_fuel(fuel);
        // Release guests have no function names, so a backtrace would only hide the message.
        config.wasm_backtrace_max_frames(None);
        let engine = Engine::new(&config)?;
        let mut linker = Linker::new(&engine);
        p1::add_to_linker_sync(&mut linker, |state: &mut State| &mut state.wasi)?;

        // A linker needs a store to report types, and any store will do.
        let mut real = Vec::new();
        let mut store = Store::new(&engine, WasiCtxBuilder::new().build_p1());
        let mut plain = Linker::new(&engine);
        p1::add_to_linker_sync(&mut plain, |wasi: &mut WasiP1Ctx| wasi)?;
        let names: Vec<String> = plain
            .iter(&mut store)
            .filter(|(module, ..)| *module == PREVIEW1)
            .map(|(_, name, _)| name.to_owned())
            .collect();
        for name in names {
            if let Extern::Func(func) = plain.get(&mut store, PREVIEW1, &name)? {
                real.push((name, func.ty(&store)));
            }
        }

        let shim = Module::new(&engine, shim::shim(&real)?)?;
        let ticker = engine.weak();
        std::thread::Builder::new()
            .name("ticker".to_owned())
            .spawn(move || {
                while let Some(engine) = ticker.upgrade() {
                    engine.increment_epoch();
                    drop(engine);
                    std::thread::sleep(TICK);
                }
            })?;
        Ok(Self {
            engine,
            linker,
            real,
            shim,
            modules: Mutex::default(),
        })
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Compiles a guest, or returns the compiled one. The guest may be text in WAT.
    pub(crate) fn compile(&self, guest: &[u8]) -> Result<Module, String> {
        let cell = {
            let mut modules = lock(&self.modules);
            match modules.get(guest) {
                Some(cell) => Arc::clone(cell),
                None => Arc::clone(modules.entry(guest.to_vec()).or_default()),
            }
        };
        cell.get_or_init(|| {
            let wasm = wat::parse_bytes(guest).map_err(|error| error.to_string())?;
            Module::new(&self.engine, wasm).map_err(|error| format!("{error:#}"))
        })
        .clone()
    }

    /// Links what `module` imports: real functions, and those with an index in `fault`. Functions
    /// for which `is_missing` returns `true`, and unknown ones, stay unlinked.
    pub(crate) fn link(
        &self,
        module: &Module,
        fault: impl Fn(&str, &str) -> Option<usize>,
        is_missing: impl Fn(&str, &str) -> bool,
    ) -> wasmtime::Result<Linker<State>> {
        let mut linker = Linker::new(&self.engine);
        // A guest may import a function twice.
        linker.allow_shadowing(true);
        for import in module.imports() {
            let (from, name) = (import.module(), import.name());
            let real = match from {
                PREVIEW1 => self.real.iter().position(|(known, _)| known == name),
                _ => None,
            };
            let fault = fault(from, name);
            let Some(wanted) = import.ty().func().cloned() else {
                continue;
            };
            if is_missing(from, name) || (real.is_none() && fault.is_none()) {
                continue;
            }
            // A guest whose type of a real function is wrong must not link.
            let ty = real.map_or(wanted, |real| self.real[real].1.clone());
            let result = ty.result(0);
            let import = Import {
                name: name.to_owned(),
                real,
                fault,
                result,
            };
            linker.func_new(from, name, ty, move |caller, params, results| {
                enter(caller, &import, params, results)
            })?;
        }
        Ok(linker)
    }
}

/// A guest's import, as linked.
struct Import {
    name: String,
    real: Option<usize>,
    fault: Option<usize>,
    result: Option<ValType>,
}

/// Handles a call of an import.
fn enter(
    caller: Caller<'_, State>,
    import: &Import,
    params: &[Val],
    results: &mut [Val],
) -> wasmtime::Result<()> {
    let args = params
        .iter()
        .map(bits)
        .collect::<wasmtime::Result<Vec<u64>>>()?;
    let mut call = Call {
        caller,
        name: &import.name,
        args: &args,
        number: 0,
        real: import.real,
    };
    let question = decode::inputs(&import.name, &args, contents(&mut call.caller));
    let progress = Arc::clone(&call.caller.data().progress);
    let (number, record) = lock(&progress).log.begin(&import.name, &args, &question);
    call.number = number;

    if import.fault.is_none() {
        // Prepares the shim here, so that the time of the first call does not include it. If this
        // fails, it fails again later, and is logged.
        let _ = shim::prepare(&mut call.caller);
    }
    let begun = Instant::now();
    let fault = import
        .fault
        .and_then(|at| Some((at, call.caller.data_mut().faults.get_mut(at)?.take()?)));
    let response = match fault {
        Some((at, mut fault)) => {
            let response = fault(&mut call);
            call.caller.data_mut().faults[at] = Some(fault);
            response
        }
        None => Response::Real,
    };
    let response = match response {
        Response::Real => call.real(),
        response => response,
    };
    let duration = begun.elapsed();

    let returned = return_response(response, import.result.as_ref(), results);
    let result = match (&returned, &*results) {
        (Ok(()), [Val::I32(result)]) => Some(*result),
        _ => None,
    };
    let outcome = match &returned {
        Ok(()) => decode::outcome(&import.name, &args, result, contents(&mut call.caller)),
        Err(error) if error.is::<wasmtime_wasi::I32Exit>() => String::new(),
        Err(error) => format!("trap: {error:#}"),
    };
    let text = decode::text(&question, &outcome);
    if let Some(tracer) = &mut call.caller.data_mut().tracer {
        // A trace that cannot be written does not stop the guest.
        let _ = tracer.write_all(decode::line(&text, duration).as_bytes());
    }
    lock(&progress).log.end(record, result, duration, &text);
    returned
}

/// Passes a response to the guest.
fn return_response(
    response: Response,
    ty: Option<&ValType>,
    results: &mut [Val],
) -> wasmtime::Result<()> {
    let bits = match response {
        Response::Errno(errno) => i64::from(errno).cast_unsigned(),
        Response::Bits(bits) => bits,
        Response::Trap(message) => return Err(wasmtime::Error::msg(message)),
        Response::Ended(error) => return Err(error),
        Response::Real => return Err(wasmtime::Error::msg("the real import did not return")),
    };
    if let (Some(ty), [result]) = (ty, results) {
        *result = value(ty, bits)?;
    }
    Ok(())
}
