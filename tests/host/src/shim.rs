//! The way from a closure of this crate to a real import.
//!
//! wasmtime-wasi finds the guest's memory by asking its *caller* for an export
//! named `memory`, and a call from here has no caller that exports anything. So
//! the first real call instantiates a small module, the shim, which imports the
//! guest's memory and all of preview 1, exports the memory again, and exports
//! one trampoline for each function. The memory is shared, not copied: it may
//! grow, and both sides see it.

use std::sync::Arc;

use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection,
    MemoryType, TypeSection,
};
use wasmtime::{Caller, Extern, Func, FuncType, Instance, Memory, Val, ValType};

use crate::call::Answer;
use crate::wasi::State;
use crate::{PREVIEW1, low};

/// The shim's bytes, for these functions.
pub(crate) fn shim(real: &[(String, FuncType)]) -> wasmtime::Result<Vec<u8>> {
    let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
    let (mut functions, mut exports) = (FunctionSection::new(), ExportSection::new());
    let mut code = CodeSection::new();
    // Any memory has at least no pages.
    let memory = MemoryType {
        minimum: 0,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    imports.import("guest", "memory", memory);
    exports.export("memory", ExportKind::Memory, 0);
    let count = u32::try_from(real.len())?;
    for (index, (name, ty)) in (0..count).zip(real) {
        let params = ty
            .params()
            .map(|ty| encode(&ty))
            .collect::<wasmtime::Result<Vec<_>>>()?;
        let results = ty
            .results()
            .map(|ty| encode(&ty))
            .collect::<wasmtime::Result<Vec<_>>>()?;
        let arity = u32::try_from(params.len())?;
        types.ty().function(params, results);
        imports.import(PREVIEW1, name, EntityType::Function(index));
        functions.function(index);
        exports.export(name, ExportKind::Func, count + index);
        let mut body = Function::new([]);
        let mut instructions = body.instructions();
        for param in 0..arity {
            instructions.local_get(param);
        }
        instructions.call(index).end();
        code.function(&body);
    }
    let mut shim = wasm_encoder::Module::new();
    shim.section(&types)
        .section(&imports)
        .section(&functions)
        .section(&exports)
        .section(&code);
    Ok(shim.finish())
}

/// Calls a real import, through the shim.
pub(crate) fn call_real(caller: &mut Caller<'_, State>, index: usize, args: &[u64]) -> Answer {
    let call = |caller: &mut Caller<'_, State>| {
        let trampolines = prepare(caller)?;
        let (trampoline, ty) = (trampolines[index], &caller.data().host.real[index].1);
        let params = ty.params().zip(args).map(|(ty, &bits)| value(&ty, bits));
        let params = params.collect::<wasmtime::Result<Vec<Val>>>()?;
        let mut results = vec![Val::I32(0); ty.results().len()];
        trampoline.call(caller, &params, &mut results)?;
        Ok(match results.first() {
            Some(Val::I32(errno)) => Answer::Errno(*errno),
            Some(other) => Answer::Bits(bits(other)?),
            None => Answer::Errno(0),
        })
    };
    call(caller).unwrap_or_else(Answer::Ended)
}

/// The trampolines; the first time, it instantiates the shim.
pub(crate) fn prepare(caller: &mut Caller<'_, State>) -> wasmtime::Result<Arc<[Func]>> {
    if let Some(trampolines) = &caller.data().trampolines {
        return Ok(Arc::clone(trampolines));
    }
    let host = caller.data().host;
    let memory = memory(caller)
        .ok_or_else(|| wasmtime::Error::msg("the guest exports no 32-bit memory named `memory`"))?;
    let mut imports = vec![Extern::Memory(memory)];
    for (name, _) in &host.real {
        imports.push(host.linker.get(&mut *caller, PREVIEW1, name)?);
    }
    let shim = Instance::new(&mut *caller, &host.shim, &imports)?;
    let mut trampolines = Vec::new();
    for (name, _) in &host.real {
        trampolines.extend(shim.get_func(&mut *caller, name));
    }
    let trampolines: Arc<[Func]> = trampolines.into();
    caller.data_mut().trampolines = Some(Arc::clone(&trampolines));
    Ok(trampolines)
}

/// The memory that the calling guest exports.
pub(crate) fn memory(caller: &mut Caller<'_, State>) -> Option<Memory> {
    caller.get_export("memory")?.into_memory()
}

/// Its contents, as they are now.
pub(crate) fn contents<'a>(caller: &'a mut Caller<'_, State>) -> &'a [u8] {
    memory(caller).map_or(&[], |memory| memory.data(caller))
}

pub(crate) fn bits(value: &Val) -> wasmtime::Result<u64> {
    Ok(match *value {
        Val::I32(value) => u64::from(value.cast_unsigned()),
        Val::I64(value) => value.cast_unsigned(),
        Val::F32(bits) => u64::from(bits),
        Val::F64(bits) => bits,
        _ => return Err(wasmtime::Error::msg("imports can only take numbers here")),
    })
}

pub(crate) fn value(ty: &ValType, bits: u64) -> wasmtime::Result<Val> {
    // Narrow types take the low bits, which is where `bits` puts them.
    Ok(match ty {
        ValType::I32 => Val::I32(low(bits).cast_signed()),
        ValType::I64 => Val::I64(bits.cast_signed()),
        ValType::F32 => Val::F32(low(bits)),
        ValType::F64 => Val::F64(bits),
        other => {
            return Err(wasmtime::Error::msg(format!(
                "imports can't return {other} here"
            )));
        }
    })
}

fn encode(ty: &ValType) -> wasmtime::Result<wasm_encoder::ValType> {
    Ok(match ty {
        ValType::I32 => wasm_encoder::ValType::I32,
        ValType::I64 => wasm_encoder::ValType::I64,
        other => return Err(wasmtime::Error::msg(format!("preview 1 has no {other}"))),
    })
}
