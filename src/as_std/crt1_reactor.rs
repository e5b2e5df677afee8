//! `_initialize`, for the `crt1-reactor.o` of the sysroot, which the linker links into each plug-in.
//!
//! `build.rs` compiles this file to an object. It is never a module of the crate. A plug-in that
//! defines `_initialize` itself is linked without the object.
//!
//! # Safety
//!
//! - There is one thread, so nothing else accesses `INITIALIZED`.
//! - The linker defines `__wasm_call_ctors` in each module, and `INITIALIZED` makes this its only
//!   call.

#![no_std]
#![no_builtins]

unsafe extern "C" {
    safe fn __wasm_call_ctors();
}

static mut INITIALIZED: bool = false;

/// Runs the constructors. The host calls this function once, before any other export.
///
/// A second call traps, because the statics of the plug-in do not have their initial values any
/// more. Without the reference to the constructors, the linker would have each export run them.
#[unsafe(no_mangle)]
pub extern "C" fn _initialize() {
    // SAFETY: there is one thread, so nothing else accesses the static.
    unsafe {
        if INITIALIZED {
            core::arch::wasm32::unreachable();
        }
        INITIALIZED = true;
    }
    __wasm_call_ctors();
}
