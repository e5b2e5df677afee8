//! C symbols that most programs don't need. `build.rs` compiles each part of this file separately.
//!
//! Each part is an archive member, selected by a cfg of its name. The linker loads a member only if
//! something refers to one of its symbols and nothing before defines it, and then links all its
//! symbols. So symbols that must not be linked together are in different members. This file is
//! never a module of the crate.
//!
//! The file has no unsafe code besides its declarations: each declared function is defined by the
//! host, by `crt.rs` or by the C library, and takes no pointer.

#![no_std]
#![no_builtins]

/// Ends the program as C's `exit` does: runs the `atexit` handlers, writes C's streams, and exits.
///
/// The member of the C library with `exit` also defines `__wasm_call_dtors`, which `crt1-command.o`
/// calls. With that member, C's streams would be closed twice, and the offset of an input moved
/// back twice.
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

/// Ends a command as failed: `process::abort` and each panic end here.
///
/// The function returns if the host does, and then its caller traps. `main!` links this function,
/// and so does `crt1-command.o` with another `main`. A plug-in, which has neither, gets the next
/// one.
#[cfg(any(nanowasi_member_abort, nanowasi_member_own_main))]
#[unsafe(no_mangle)]
pub extern "C" fn __nanowasi_abort() {
    #[link(wasm_import_module = "wasi_snapshot_preview1")]
    unsafe extern "C" {
        #[cfg(nanowasi_proc_raise)]
        safe fn proc_raise(signal: i32) -> i32;
        safe fn proc_exit(status: i32);
    }
    #[cfg(nanowasi_proc_raise)]
    proc_raise(6); // `ABRT`. Most hosts return an error.
    proc_exit(101);
}

/// Does nothing, so that its caller traps: a plug-in must not end the process of its host.
///
/// The function has no import, so a plug-in can run on a host without WASI. It is weak, because the
/// linker may load it before the other one.
#[cfg(nanowasi_member_trap)]
#[unsafe(no_mangle)]
pub extern "C" fn __nanowasi_abort() {}

/// Does nothing. `crt1-command.o` of this release calls this function before the constructors, to
/// set up a thread, which a program without threads does not have. This function and the next two
/// are weak, because C code may link those of the C library.
#[cfg(any(nanowasi_member_main, nanowasi_member_own_main))]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_init_tp() {}

/// Does nothing. `crt1-command.o` calls this function after `main`, and a program with `main!` has
/// already run the exit functions.
#[cfg(nanowasi_member_main)]
#[unsafe(no_mangle)]
pub extern "C" fn __wasm_call_dtors() {}

/// Does nothing. `crt1-command.o` calls this function if `main` returns a status other than 0,
/// which the `main` of `main!` never does.
#[cfg(nanowasi_member_main)]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_proc_exit(_status: i32) {}

/// Runs the exit functions after a `main` of C, or another that `main!` does not define.
///
/// The linker also loads this member into a plug-in without `_initialize`, because each of its
/// exports calls the function. So the function that ends a program is in another member.
#[cfg(nanowasi_member_own_exit)]
#[unsafe(no_mangle)]
pub extern "C" fn __wasm_call_dtors() {
    unsafe extern "C" {
        safe fn __funcs_on_exit();
        safe fn __stdio_exit();
    }
    __funcs_on_exit();
    __stdio_exit();
}

/// Exits with the status that a `main` of C, or another that `main!` does not define, has returned.
#[cfg(nanowasi_member_own_exit)]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_proc_exit(status: i32) {
    #[link(wasm_import_module = "wasi_snapshot_preview1")]
    unsafe extern "C" {
        safe fn proc_exit(status: i32);
    }
    proc_exit(status);
}

unsafe extern "C" {
    #[cfg(nanowasi_member_args)]
    safe fn __main_argc_argv();
    #[cfg(nanowasi_member_no_main)]
    safe fn __nanowasi_c_heap(_: usize) -> usize;
}

/// Loads the next member if neither `main!` nor C code defines a `main`. The function never runs:
/// it is weak, and the function of the C library replaces it.
///
/// In the C library, only `__main_void` refers to this symbol. `__main_void` is linked if nothing
/// else defines it, that is, without `main!`. Its reference to `__main_argc_argv`, which is `main`
/// in C, is weak. The reference here is not weak, so it loads the next member if C code has no
/// `main`.
#[cfg(nanowasi_member_args)]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_args_sizes_get(_count: *mut usize, _len: *mut usize) -> i32 {
    __main_argc_argv();
    0
}

/// Makes the linker report an error that names `main!`, because `crt.rs` defines the same symbol.
///
/// The linker loads this member if it finds no entry of the program: see the functions below.
#[cfg(nanowasi_member_no_main)]
#[unsafe(export_name = "the program lacks `nanowasi::main!(main);`")]
pub static NO_MAIN: u8 = 0;

/// `main` in C, if it is missing and `crt1-command.o` starts the program.
#[cfg(all(nanowasi_member_no_main, nanowasi_crt_start))]
#[unsafe(no_mangle)]
pub extern "C" fn __main_argc_argv(_argc: i32, _argv: *const *const u8) -> i32 {
    // The reference loads the other definition of `NO_MAIN`.
    __nanowasi_c_heap(0) as i32
}

/// The entry of the program, if it is missing and `main!` would define it.
#[cfg(all(nanowasi_member_no_main, not(nanowasi_crt_start)))]
#[unsafe(no_mangle)]
pub extern "C" fn _start() {
    // The reference loads the other definition of `NO_MAIN`.
    __nanowasi_c_heap(0);
}
