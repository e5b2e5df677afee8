//! C symbols that most programs don't ask for: `build.rs` compiles each part of this file on its own.
//!
//! A part is an archive member, selected by a cfg of its name. The linker loads a member only where
//! something refers to its symbol and nothing before defines it, and with it all that it defines. So
//! each symbol that must not come with others has a member of its own. This file is never a module of
//! the crate.

#![no_std]
#![no_builtins]

/// Ends the program as C's `exit` does: runs the `atexit` handlers, writes C's streams, and exits.
///
/// The C library's own member also defines `__wasm_call_dtors`, which `crt1-command.o` calls. C's
/// streams would be closed twice then, and an input's offset moved back twice.
#[cfg(nanowasi_member_exit)]
#[unsafe(no_mangle)]
pub extern "C" fn exit(status: i32) -> ! {
    #[link(wasm_import_module = "wasi_snapshot_preview1")]
    unsafe extern "C" {
        safe fn proc_exit(status: i32);
    }
    unsafe extern "C" {
        safe fn __funcs_on_exit();
        safe fn __stdio_exit();
    }
    __funcs_on_exit();
    __stdio_exit();
    proc_exit(status);
    core::arch::wasm32::unreachable()
}
