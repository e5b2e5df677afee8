//! Layer 3: the parts that a program without `std` must define, one in each file.
//!
//! | symbol | defined by | used by | purpose |
//! | --- | --- | --- | --- |
//! | `_start` | [`main!`](crate::main), without crt1 | the host | the entry of the program |
//! | `_initialize` | [`reactor!`](crate::reactor) | the host | the start of a plug-in |
//! | `__main_void` | [`main!`](crate::main), with crt1 | `_start` of `crt1-command.o` | the entry of the program |
//! | `main` | [`main!`](crate::main), natively | the C start-up code | lets a program also build for the developer's machine |
//! | `__wasm_call_ctors` | the linker | `_start`, `_initialize` | runs the constructors of linked C code |
//! | `__heap_base`, `__heap_end` | the linker | `sys/memory.rs`, C's `malloc` | the bounds of the unused memory |
//! | `__nanowasi_c_heap` | `crt.rs` | `sys/c_library.rs` | returns whether that memory belongs to C's heap |
//! | `malloc` | the C library, if linked | `crt.rs`, weakly | only its address is used |
//! | `__funcs_on_exit`, `__stdio_exit` | `crt.rs`, weakly | `sys/c_library.rs` | run C's `atexit` functions and write C's buffered output |
//! | `__nanowasi_abort` | `crt_members.rs`: one for `main!`, one for plug-ins | `process::abort` | exits with status 101, or has the caller trap |
//! | `nanowasi_panic_message` | `sys/panic_message.rs`, with `panic-trap` | the host | the address of the message of a panic |
//! | `_critical_section_1_0_acquire`, `_critical_section_1_0_release` | `critical_section.rs`, with `critical-section` | the crate `critical-section` | the start and the end of a critical section |
//! | `__getrandom_v03_custom`, `__getrandom_custom` | `getrandom.rs`, with `getrandom` or `getrandom_02`, where that crate calls them | the crate `getrandom` | random bytes |
//! | `exit` | `crt_members.rs` | C code | replaces the C library's, which defines a second `__wasm_call_dtors` |
//! | `memcpy`, `memmove`, `memset`, `memcmp`, `bcmp`, `strlen` | `crt.rs` | compiled code | on wasm32-wasip1, only wasi-libc has them otherwise |
//! | `__wasi_init_tp`, `__wasm_call_dtors`, `__wasi_proc_exit` | `crt_members.rs`, weakly, with crt1 | `_start` of `crt1-command.o` | crt1 does not link without them |
//! | `__wasi_args_sizes_get`, `__main_argc_argv` | `crt_members.rs`, with crt1 | C's `__main_void` | an error if `main!` is missing |
//! | `_start` | `crt_members.rs`, without crt1 | the host | the same error |
//!
//! The panic handler, the alloc-error handler and the global allocator have no symbols of this
//! kind: the compiler knows them by their attributes.
//!
//! # Safety
//!
//! The header of each file has its own argument. All rely on two facts: a program has one thread,
//! and a module contains one program.

#![allow(
    unsafe_code,
    reason = "linker symbols, the allocator and the entry need unsafe code"
)]

#[cfg(all(target_family = "wasm", feature = "nightly"))]
mod alloc_error;
#[cfg(all(target_family = "wasm", feature = "system"))]
mod allocator;
#[cfg(all(target_family = "wasm", feature = "critical-section"))]
mod critical_section;
#[cfg(nanowasi_crt_module)]
mod crt;
mod entry;
#[cfg(feature = "alloc")]
mod exchange;
#[cfg(any(
    all(
        target_family = "wasm",
        feature = "getrandom",
        getrandom_backend = "custom"
    ),
    all(
        target_family = "wasm",
        feature = "getrandom_02",
        not(target_os = "wasi")
    ),
))]
mod getrandom;
#[cfg(all(target_family = "wasm", feature = "panic-handler"))]
mod panic;
mod reactor;

#[cfg(all(target_family = "wasm", feature = "system"))]
pub use allocator::System;
#[cfg(nanowasi_own_start)]
#[doc(hidden)]
pub use entry::start;
#[doc(hidden)]
pub use entry::{Main, Status, run};

#[cfg(feature = "alloc")]
#[doc(hidden)]
pub use exchange::{give_error, give_output, host_alloc, host_dealloc, take_input};
#[doc(hidden)]
pub use reactor::{initialize, nothing};

#[cfg(nanowasi_std)]
#[doc(hidden)]
pub use crate::as_std::panic::begin_panic;
#[cfg(nanowasi_std)]
#[doc(hidden)]
pub use core::panicking::{panic_display, panic_fmt};

// The libraries that `build.rs` compiles from `crt.rs` and `crt_members.rs`. They come before any C
// library.
#[cfg(all(nanowasi_crt, not(nanowasi_std)))]
crate::__libraries!();
#[cfg(nanowasi_std)]
#[link(name = "nanowasi_crt", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
// After the library that `main!` links, whose function of the same name the linker prefers then.
#[cfg(nanowasi_crt)]
#[link(name = "nanowasi_trap", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
#[cfg(all(nanowasi_crt, not(nanowasi_own_start), not(nanowasi_std)))]
#[link(name = "nanowasi_own_main", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
#[cfg(all(nanowasi_crt, not(nanowasi_own_start), not(nanowasi_std)))]
#[link(name = "nanowasi_own_exit", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
#[cfg(all(nanowasi_crt, not(nanowasi_own_start), not(nanowasi_std)))]
#[link(name = "nanowasi_args", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
#[cfg(all(nanowasi_crt, not(nanowasi_std)))]
#[link(name = "nanowasi_no_main", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}
