//! `_start`, for the `crt1-command.o` of the sysroot, which the linker links into each command.
//!
//! `build.rs` compiles this file to an object. It is never a module of the crate.
//!
//! The toolchain's `crt1-command.o` calls functions of the C library, which take 100 bytes more in
//! each program. One of them, `__wasi_init_tp`, sets up the result of `pthread_self`, which a
//! program without threads does not use.
//!
//! # Safety
//!
//! - There is one thread, so nothing else accesses `STARTED`.
//! - The linker defines `__wasm_call_ctors` in each module, and `STARTED` makes this its only call.
//! - The compiler defines `__main_void` for `fn main`. A program with `#![no_main]` defines
//!   `__main_void` or C's `main`, for which the C library defines `__main_void`.

#![no_std]
#![no_builtins]

#[link(wasm_import_module = "wasi_snapshot_preview1")]
unsafe extern "C" {
    safe fn proc_exit(status: i32);
}

unsafe extern "C" {
    safe fn __wasm_call_ctors();
    safe fn __main_void() -> i32;
    safe fn __funcs_on_exit();
    safe fn __stdio_exit();
}

static mut STARTED: bool = false;

/// Ends the program after a panic. In a plug-in, which has no `_start`, the function of
/// `rt/crt_members.rs` traps instead.
#[unsafe(no_mangle)]
pub extern "C" fn __nanowasi_abort() {
    proc_exit(101);
}

/// Runs the constructors of C code, `main`, and the exit functions of C code. Ends the program with
/// `main`'s status.
///
/// A second call traps, because the statics of a program do not have their initial values any more.
#[unsafe(no_mangle)]
pub extern "C" fn _start() {
    // SAFETY: there is one thread, so nothing else accesses the static.
    unsafe {
        if STARTED {
            core::arch::wasm32::unreachable();
        }
        STARTED = true;
    }
    __wasm_call_ctors();
    let status = __main_void();
    __funcs_on_exit();
    __stdio_exit();
    if status != 0 {
        proc_exit(status);
    }
}
