//! Calls real imports from a fault, with [`nanowasi_runner::shim`].

use std::sync::Arc;

use nanowasi_runner::{low, shim};
use wasmtime::{Caller, Extern, Func, FuncType, Instance, Memory, Val, ValType};

use crate::PREVIEW1;
use crate::call::Response;
use crate::wasi::State;

/// Returns the shim's bytes for these functions.
pub(crate) fn shim(real: &[(String, FuncType)]) -> wasmtime::Result<Vec<u8>> {
    let name = |ty: ValType| match ty {
        ValType::I32 => Ok("i32"),
        ValType::I64 => Ok("i64"),
        other => Err(wasmtime::Error::msg(format!("preview 1 has no {other}"))),
    };
    let mut functions = Vec::new();
    for (function, ty) in real {
        let params = ty.params().map(name).collect::<wasmtime::Result<_>>()?;
        let results = ty.results().map(name).collect::<wasmtime::Result<_>>()?;
        functions.push((function.as_str(), params, results));
    }
    let text = shim::text(PREVIEW1, functions);
    wat::parse_str(text).map_err(|error| wasmtime::Error::msg(error.to_string()))
}

/// Calls a real import through the shim.
pub(crate) fn call_real(caller: &mut Caller<'_, State>, index: usize, args: &[u64]) -> Response {
    let call = |caller: &mut Caller<'_, State>| {
        let trampolines = prepare(caller)?;
        let (trampoline, ty) = (trampolines[index], &caller.data().host.real[index].1);
        let params = ty.params().zip(args).map(|(ty, &bits)| value(&ty, bits));
        let params = params.collect::<wasmtime::Result<Vec<Val>>>()?;
        let mut results = vec![Val::I32(0); ty.results().len()];
        trampoline.call(caller, &params, &mut results)?;
        Ok(match results.first() {
            Some(Val::I32(errno)) => Response::Errno(*errno),
            Some(other) => Response::Bits(bits(other)?),
            None => Response::Errno(0),
        })
    };
    call(caller).unwrap_or_else(Response::Ended)
}

/// Calls an export of the guest, and returns the bits of its result, or 0 without a result.
pub(crate) fn call_export(
    caller: &mut Caller<'_, State>,
    name: &str,
    args: &[u64],
) -> wasmtime::Result<u64> {
    let export = caller.get_export(name).and_then(Extern::into_func);
    let export = export.ok_or_else(|| wasmtime::Error::msg(format!("no `{name}` to call")))?;
    let ty = export.ty(&mut *caller);
    let params = ty.params().zip(args).map(|(ty, &bits)| value(&ty, bits));
    let params = params.collect::<wasmtime::Result<Vec<Val>>>()?;
    let mut results = vec![Val::I32(0); ty.results().len()];
    export.call(&mut *caller, &params, &mut results)?;
    results.first().map_or(Ok(0), bits)
}

/// Returns the trampolines. The first call instantiates the shim.
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

/// Returns the memory that the calling guest exports.
pub(crate) fn memory(caller: &mut Caller<'_, State>) -> Option<Memory> {
    caller.get_export("memory")?.into_memory()
}

/// Returns the current contents of that memory.
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
    // `bits` puts narrow types into the low bits.
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
