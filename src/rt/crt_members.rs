//! C symbols that most programs don't ask for: `build.rs` compiles each part of this file on its
//! own.
//!
//! A part is an archive member, selected by a cfg of its name. The linker loads a member only where
//! something refers to its symbol and nothing before defines it. Loading a member also brings in
//! its other symbols. So each symbol that must not come with others has a member of its own. This
//! file is never a module of the crate.

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

/// What `crt1-command.o` of this release calls before the constructors, to set up a thread that a
/// program without threads does not have. Weak, as are the next two: C code may load the C
/// library's.
#[cfg(any(nanowasi_member_main, nanowasi_member_own_main))]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_init_tp() {}

/// What `crt1-command.o` calls after `main`. Where there is a `main!`, that has run the exit
/// functions by then.
#[cfg(nanowasi_member_main)]
#[unsafe(no_mangle)]
pub extern "C" fn __wasm_call_dtors() {}

/// What `crt1-command.o` calls if `main` returns a status other than zero: that of `main!` never
/// does.
#[cfg(nanowasi_member_main)]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_proc_exit(_status: i32) {}

/// Runs the exit functions after a `main` of C, or another that `main!` has not defined.
#[cfg(nanowasi_member_own_main)]
#[unsafe(no_mangle)]
pub extern "C" fn __wasm_call_dtors() {
    unsafe extern "C" {
        safe fn __funcs_on_exit();
        safe fn __stdio_exit();
    }
    __funcs_on_exit();
    __stdio_exit();
}

/// Ends a program whose `main` of its own has returned a status other than zero.
#[cfg(nanowasi_member_own_main)]
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

/// Never runs: the C library's function of this name replaces it, because this one is weak.
///
/// Of the C library, only `__main_void` asks for this symbol, and is loaded if nothing else defines
/// `__main_void`: there is no `main!`. Its own reference to `__main_argc_argv`, which is `main` in
/// C, is weak. The reference here is not, and so loads the next member if there is no `main` in C
/// either.
#[cfg(nanowasi_member_args)]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_args_sizes_get(_count: *mut usize, _len: *mut usize) -> i32 {
    __main_argc_argv();
    0
}

/// Stops the linker with an error that names `main!`, by defining what `crt.rs` defines as well.
///
/// The linker loads this member where it finds no entry of the program: see the functions below.
#[cfg(nanowasi_member_no_main)]
#[unsafe(export_name = "the program lacks `nanowasi::main!(main);`")]
pub static NO_MAIN: u8 = 0;

/// `main` in C, for the one that is missing where `crt1-command.o` starts the program.
#[cfg(all(nanowasi_member_no_main, nanowasi_crt_start))]
#[unsafe(no_mangle)]
pub extern "C" fn __main_argc_argv(_argc: i32, _argv: *const *const u8) -> i32 {
    // The reference loads the other definition of `NO_MAIN`.
    __nanowasi_c_heap(0) as i32
}

/// The entry that is missing where `main!` would define it.
#[cfg(all(nanowasi_member_no_main, not(nanowasi_crt_start)))]
#[unsafe(no_mangle)]
pub extern "C" fn _start() {
    // The reference loads the other definition of `NO_MAIN`.
    __nanowasi_c_heap(0);
}
