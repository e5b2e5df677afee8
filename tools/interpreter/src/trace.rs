//! `--trace` on the interpreter: a wrapper around each import that writes the call to standard
//! error.
//!
//! A real import finds the guest's memory by asking its caller for the export `memory`, and a
//! wrapper is no module that exports one. So the first call instantiates the module of
//! [`nanowasi_runner::shim`], which imports the guest's memory, exports it again, and has a
//! trampoline for each import.

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use nanowasi_runner::preview1::PREVIEW1;
use nanowasi_runner::{decode, shim};
use wasmi::{
    Caller, Error, Extern, ExternType, Func, FuncType, Linker, Memory, MemoryType, Module, Store,
    Val, ValType,
};

use crate::state::{State, Trace};

/// Returns a linker for `module` whose functions write a line to `out` for each call of the
/// function of that name in `real`.
///
/// # Errors
///
/// Returns an error if `module` imports a function of preview 1 that `real` lacks or has with
/// another type.
pub(crate) fn wrap(
    store: &mut Store<State>,
    module: &Module,
    real: Linker<State>,
    out: Box<dyn Write + Send>,
) -> Result<Linker<State>, Error> {
    let mut functions: Vec<(String, FuncType)> = Vec::new();
    for import in module.imports() {
        // The same function may be imported twice.
        let is_known = functions.iter().any(|(name, _)| name == import.name());
        if let (PREVIEW1, false, ExternType::Func(ty)) = (import.module(), is_known, import.ty()) {
            functions.push((import.name().to_owned(), ty.clone()));
        }
    }
    let text = shim::text(
        PREVIEW1,
        functions
            .iter()
            .map(|(name, ty)| (name.as_str(), types(ty.params()), types(ty.results()))),
    );
    let wasm = wat::parse_str(text).map_err(|error| Error::new(error.to_string()))?;
    let shim = Module::new(store.engine(), wasm)?;
    // A function that is missing or has another type is found before the guest starts.
    let memory = Memory::new(&mut *store, MemoryType::new(0, None))?;
    let mut check = real.clone();
    check.define("guest", "memory", memory)?;
    check.instantiate_and_start(&mut *store, &shim)?;

    let names = functions.iter().map(|(name, _)| name.clone()).collect();
    let mut linker = Linker::new(store.engine());
    for (index, (name, ty)) in functions.into_iter().enumerate() {
        let wrapper = Func::new(&mut *store, ty, {
            let name = name.clone();
            move |caller, params, results| call(caller, index, &name, params, results)
        });
        linker.define(PREVIEW1, &name, wrapper)?;
    }
    store.data_mut().trace = Some(Trace {
        out,
        real,
        shim,
        names,
        trampolines: None,
    });
    Ok(linker)
}

/// Calls a real import, and writes a line.
fn call(
    mut caller: Caller<'_, State>,
    index: usize,
    name: &str,
    params: &[Val],
    results: &mut [Val],
) -> Result<(), Error> {
    let memory = caller
        .get_export("memory")
        .and_then(Extern::into_memory)
        .ok_or_else(|| Error::new("the guest exports no memory named `memory`"))?;
    let args: Vec<u64> = params.iter().map(bits).collect();
    let inputs = decode::inputs(name, &args, memory.data(&caller));
    let trampolines = trampolines(&mut caller, memory)?;
    let begun = Instant::now();
    let result = match trampolines.get(index) {
        Some(real) => real.call(&mut caller, params, results),
        None => Err(Error::new(format!("no import `{name}`"))),
    };
    let took = begun.elapsed();
    let outcome = match &result {
        Ok(()) => {
            let errno = match results {
                [Val::I32(errno)] => Some(*errno),
                _ => None,
            };
            decode::outcome(name, &args, errno, memory.data(&caller))
        }
        Err(error) if error.i32_exit_status().is_some() => String::new(),
        Err(error) => format!("trap: {error}"),
    };
    if let Some(trace) = &mut caller.data_mut().trace {
        let line = decode::line(&decode::text(&inputs, &outcome), took);
        // A trace whose reader is gone is no reason to stop the guest.
        let _ = trace.out.write_all(line.as_bytes());
    }
    result
}

/// Returns the trampolines, which the first call instantiates.
fn trampolines(caller: &mut Caller<'_, State>, memory: Memory) -> Result<Arc<[Func]>, Error> {
    let Some(trace) = &caller.data().trace else {
        return Ok(Arc::new([]));
    };
    if let Some(trampolines) = &trace.trampolines {
        return Ok(Arc::clone(trampolines));
    }
    let (mut linker, shim) = (trace.real.clone(), trace.shim.clone());
    let names = trace.names.clone();
    linker.define("guest", "memory", memory)?;
    let instance = linker.instantiate_and_start(&mut *caller, &shim)?;
    let trampolines: Option<Arc<[Func]>> = names
        .iter()
        .map(|name| instance.get_func(&*caller, name))
        .collect();
    let trampolines = trampolines.ok_or_else(|| Error::new("the shim lacks a trampoline"))?;
    if let Some(trace) = &mut caller.data_mut().trace {
        trace.trampolines = Some(Arc::clone(&trampolines));
    }
    Ok(trampolines)
}

/// The names of types in WAT.
fn types(types: &[ValType]) -> Vec<&'static str> {
    let name = |ty: &ValType| match ty {
        ValType::I32 => "i32",
        ValType::I64 => "i64",
        ValType::F32 => "f32",
        ValType::F64 => "f64",
        _ => "externref",
    };
    types.iter().map(name).collect()
}

/// The bits of an argument. Preview 1 takes integers only.
fn bits(value: &Val) -> u64 {
    match value {
        Val::I32(value) => u64::from(value.cast_unsigned()),
        Val::I64(value) => value.cast_unsigned(),
        _ => 0,
    }
}
