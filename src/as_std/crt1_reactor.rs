//! `_initialize`, for the `crt1-reactor.o` of the sysroot, which the linker adds to each plug-in.
//!
//! `build.rs` compiles this file to an object. It is never a module of the crate. A plug-in that
//! defines `_initialize` itself is linked without the object.
//!
//! The bindings of `wit-bindgen` call `__wasm_call_ctors` as well, at the first call of an export.
//! So the linker has `--wrap=__wasm_call_ctors`: it turns each call of that function into a call of
//! `__wrap___wasm_call_ctors`, and gives the original the name `__real___wasm_call_ctors`.
//!
//! # Safety
//!
//! - There is one thread, so nothing else accesses the static.
//! - The linker defines `__wasm_call_ctors` in each module, and `CONSTRUCTED` makes this its only
//!   call.

#![no_std]
#![no_builtins]

unsafe extern "C" {
    safe fn __wasm_call_ctors();
    safe fn __real___wasm_call_ctors();
}

/// Whether the constructors have run, or are running.
static mut CONSTRUCTED: bool = false;

/// Runs the constructors. The host calls this function once, before any other export.
///
/// A second call traps, because the statics of the plug-in do not have their initial values any
/// more. Without the reference to `__wasm_call_ctors`, the linker would have each export run the
/// constructors, and would link the C library's exit functions.
#[unsafe(no_mangle)]
pub extern "C" fn _initialize() {
    // SAFETY: there is one thread, so nothing else accesses the static.
    if unsafe { CONSTRUCTED } {
        core::arch::wasm32::unreachable();
    }
    __wasm_call_ctors();
}

/// Runs the constructors, unless that was done before.
#[unsafe(no_mangle)]
pub extern "C" fn __wrap___wasm_call_ctors() {
    // SAFETY: there is one thread, so nothing else accesses the static.
    unsafe {
        if CONSTRUCTED {
            return;
        }
        CONSTRUCTED = true;
    }
    __real___wasm_call_ctors();
}
