//! Layer 3: what a program without `std` has to bring, one hook a file.
//!
//! | symbol | defined by | called by | why |
//! | --- | --- | --- | --- |
//! | `_start` | [`main!`](crate::main), without crt1 | the host | the program's entry |
//! | `__main_void` | [`main!`](crate::main), with crt1 | `_start` of `crt1-command.o` | the program's entry |
//! | `main` | [`main!`](crate::main), natively | the C start-up | so that a tool also builds for the developer's machine |
//! | `__wasm_call_ctors` | the linker | `_start` | runs the constructors of linked C code |
//! | `__heap_base`, `__heap_end` | the linker | `sys/memory.rs`, C's `malloc` | where unused memory begins and ends |
//! | `__nanowasi_c_heap` | `crt.rs` | `sys/c_library.rs` | whether that memory is C's |
//! | `malloc` | the C library, if anything | `crt.rs`, weakly | only its address is looked at |
//! | `__funcs_on_exit`, `__stdio_exit` | `crt.rs`, weakly | `sys/c_library.rs` | C code's end: `atexit`, and output that is buffered |
//! | `exit` | `crt_members.rs` | C code | the C library's brings a second `__wasm_call_dtors` |
//! | `memcpy`, `memmove`, `memset`, `memcmp`, `bcmp`, `strlen` | `crt.rs` | compiled code | wasm32-wasip1 has them in wasi-libc only |
//! | `__wasi_init_tp`, `__wasm_call_dtors`, `__wasi_proc_exit` | `crt_members.rs`, weakly, with crt1 | `_start` of `crt1-command.o` | it won't link without them |
//! | `__wasi_args_sizes_get`, `__main_argc_argv` | `crt_members.rs`, with crt1 | C's `__main_void` | an error where `main!` is missing |
//! | `_start` | `crt_members.rs`, without crt1 | the host | the same error |
//!
//! The panic handler, the alloc-error handler and the global allocator have no such names: the
//! compiler knows them by their attributes.
//!
//! # Safety
//!
//! Each file's header has its own argument; what they share is that there is one thread, and one
//! program to a module.

#![allow(
    unsafe_code,
    reason = "linker symbols, the allocator and the entry can't be had without"
)]

#[cfg(all(target_family = "wasm", feature = "nightly"))]
mod alloc_error;
#[cfg(all(target_family = "wasm", feature = "system"))]
mod allocator;
#[cfg(nanowasi_crt_module)]
mod crt;
mod entry;
#[cfg(all(target_family = "wasm", feature = "panic-handler"))]
mod panic;

#[cfg(all(target_family = "wasm", feature = "system"))]
pub use allocator::System;
#[cfg(nanowasi_own_start)]
#[doc(hidden)]
pub use entry::start;
#[doc(hidden)]
pub use entry::{Main, Status, run};

#[cfg(nanowasi_std)]
#[doc(hidden)]
pub use crate::as_std::panic::begin_panic;
#[cfg(nanowasi_std)]
#[doc(hidden)]
pub use core::panicking::{panic_display, panic_fmt};

// The libraries that `build.rs` has made of `crt.rs` and `crt_members.rs`, before any C library.
#[cfg(all(nanowasi_crt, not(nanowasi_std)))]
crate::__libraries!();
#[cfg(nanowasi_std)]
#[link(name = "nanowasi_crt", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
#[cfg(all(nanowasi_crt, not(nanowasi_own_start), not(nanowasi_std)))]
#[link(name = "nanowasi_own_main", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
#[cfg(all(nanowasi_crt, not(nanowasi_own_start), not(nanowasi_std)))]
#[link(name = "nanowasi_args", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
#[cfg(all(nanowasi_crt, not(nanowasi_std)))]
#[link(name = "nanowasi_no_main", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
