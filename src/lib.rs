//! A small replacement for `std` on WebAssembly with WASI preview 1 (`wasm32-wasip1`).
//!
//! A program with nanowasi has the names and the behaviour of `std`, in hundreds of bytes instead
//! of tens of thousands:
//!
//! ```no_run
//! #![no_std]
//! #![no_main]
//! nanowasi::main!(main);
//!
//! fn main() {
//!     nanowasi::println!("Hello, world!");
//! }
//! ```
//!
//! `cargo build --release --target wasm32-wasip1` builds it, on stable Rust and without flags. The
//! module imports functions of `wasi_snapshot_preview1` and nothing else.
//!
//! # Ways to use it
//!
//! - *As a `no_std` crate*, as above, for small tools.
//! - *Under the name `std`*, for your own program: five lines at its top, and the rest is
//!   unchanged. See [`porting`].
//! - *In the place of `std`*, for any program and its dependencies: `cargo nanowasi build` compiles
//!   them without a change.
//!
//! This is a program with the five lines:
//!
//! ```no_run
//! #![no_std]
//! #![no_main]
//! extern crate nanowasi as std;
//! use std::prelude::v1::*;
//! std::main!(main);
//!
//! fn main() {
//!     let names: Vec<String> = std::env::args().skip(1).collect();
//!     println!("Hello, {}!", names.join(" and "));
//! }
//! ```
//!
//! # Contents
//!
//! Names, signatures and behaviour are those of `std`. Each item that differs says so.
//!
//! | | |
//! | --- | --- |
//! | [`main!`] | makes a function the program's `main`; it returns what `std`'s `main` can return |
//! | [`reactor!`], [`plugin`] | make a library a plug-in, whose exports a host calls |
//! | [`print!`], [`println!`], [`eprint!`], [`eprintln!`], [`dbg!`] | print as `std`'s do, but never panic |
//! | [`io`] | readers, writers, buffers, the standard streams, [`io::Error`] |
//! | [`fs`] | files, directories, links, metadata |
//! | [`path`], [`ffi`] | [`Path`](path::Path), [`OsStr`](ffi::OsStr), `CStr`, and their owned types |
//! | [`env`](mod@env) | arguments and variables, with a heap or without; the current directory |
//! | [`process`] | [`exit`](process::exit), [`abort`](process::abort), [`ExitCode`](process::ExitCode); a `Command` that can't be started |
//! | [`time`], [`thread`], [`sync`] | clocks, sleeping; locks and channels for a single thread |
//! | [`net`] | addresses, and sockets that the host passes in |
//! | [`collections`](mod@collections), [`hash`] | `HashMap` and `HashSet` with `std`'s hash function; the collections of `alloc` |
//! | [`panic`](mod@panic), [`backtrace`] | panic hooks; backtraces, which this target does not support |
//! | [`alloc`](mod@alloc) | memory allocation, and the allocator as `System` |
//! | [`prelude`] | the names that `std` imports automatically |
//! | [`any`], [`fmt`](mod@fmt), [`iter`], `vec`, … | the modules of `core` and `alloc`, at their paths in `std` |
//! | [`float`] | the methods of floats that `core` lacks |
//! | [`os`] | what only WASI has: descriptors, and further functions of files |
//! | [`fd`], [`poll`], [`random`] | not in `std`: moving descriptors, waiting for several, random bytes |
//! | [`bridge`] | implementations of the traits of other `no_std` crates, each by a feature |
//! | [`sys`] | a typed function for each of the 46 functions of preview 1 |
//! | [`raw`] | the 46 functions and all their types, as the host sees them |
//!
//! With the default features, the crate also defines a global allocator and a panic handler.
//! [`rt`] lists all symbols that it defines, with their purposes.
//!
//! # Size
//!
//! A module contains only what the program uses. A program that does not format, allocate or panic
//! contains no code for it. Three habits keep a program small:
//!
//! - *Print with `{}` alone.* `print!("{} {}", name, 3)` does not use `core::fmt`.
//!   `print!("{:>3}", 3)` does, which takes 3 KB. The same holds for `println!`, `eprint!`
//!   and `eprintln!`.
//! - *Avoid panics.* Write `get` instead of an index, `checked_div` instead of `/`, and
//!   `let … else` instead of `unwrap`. A program that cannot panic contains no panic handler. In
//!   any other program, panic messages take 4 KB, or 500 bytes with the feature `panic-location`
//!   instead of `panic-message`.
//! - *Avoid the heap where possible.* Use [`env::static_args`] instead of
//!   [`env::args`](fn@env::args), [`env::static_var`] instead of `env::var`, and [`fs::Entries`]
//!   instead of `fs::read_dir`.
//!
//! # Features
//!
//! | feature | default | effect |
//! | --- | --- | --- |
//! | `talc` | yes | sets the global allocator; without it, a program that allocates sets its own |
//! | `system` | enabled by `talc` | provides that allocator as `alloc::System`, for a program that wraps it |
//! | `alloc` | enabled by `system` | provides what needs a heap: `env::args`, `fs::read_dir`, `Read::read_to_end`, … |
//! | `panic-message` | yes | a panic reports its message and location |
//! | `panic-location` | enabled by `panic-message` | a panic reports its location |
//! | `panic-handler` | enabled by `panic-location` | defines the panic handler, so that a panic ends the program; without it, a program defines its own |
//! | `proc-raise` | yes | a panic raises `ABRT` before it exits with status 101; turn it off for hosts without that import |
//! | `panic-trap` | no | a panic traps, and its message stays in memory: for a plug-in whose host has no WASI, see [`plugin`] |
//! | `fixed-keys` | no | hash maps have the same keys in each run, and do not call the host |
//! | `unbuffered` | no | standard output and standard error have no buffer, and each fragment of text is one call: 200 bytes less, more calls |
//! | `no-wait` | no | `AGAIN` from output and `INTR` from any call are returned without a retry: 200 bytes less |
//! | `critical-section` | no | implements critical sections, for one thread: see [`bridge`] |
//! | `embedded-io`, `embedded-io-async` | no | implements the traits of these crates for files and streams: see [`bridge`] |
//! | `getrandom`, `getrandom_02` | no | provides random bytes for `getrandom` 0.3 and 0.4, or 0.2, on targets other than `wasm32-wasip1`: see [`bridge`] |
//! | `log` | no | provides a logger on standard error, with the levels of `RUST_LOG`: see [`bridge`] |
//! | `nightly` | no | for a nightly compiler: a failed allocation does not go through the panic handler, and hash collections accept references that do not outlive them (`#[may_dangle]`), as in `std` |
//!
//! The environment variable `NANOWASI_STDOUT_BUFFER` sets the size of standard output's buffer at
//! build time, for example in the `[env]` table of `.cargo/config.toml`. The default is 16,384
//! bytes.
//!
//! # Targets and modes
//!
//! - `wasm32-wasip1` without flags: `crt1-command.o` of the toolchain starts the program.
//! - `wasm32-wasip1` with `-Clink-self-contained=no`, the *tiny* mode: [`main!`] defines `_start`,
//!   which saves 150 bytes. `-Clink-arg=--compress-relocations` saves another 6 to 9%.
//! - `wasm32-unknown-unknown` and `wasm32v1-none`: [`main!`] defines `_start` as well.
//!   `wasm32v1-none` is for hosts without bulk memory instructions.
//! - Native targets: everything compiles, so that a library can be tested. Each call to a host
//!   returns [`NOSYS`](sys::Errno::NOSYS).
//!
//! # Limits
//!
//! A module has one thread. Threads and preview 2 are not supported. nanowasi and `std` cannot be
//! linked into one module.

#![cfg_attr(target_family = "wasm", no_std)]
// The compiler features of `src/as_std`.
#![cfg_attr(
    nanowasi_std,
    feature(
        alloc_layout_extra,
        allocator_api,
        allocator_internals,
        allow_internal_unstable,
        ascii_char,
        assert_matches,
        clone_to_uninit,
        const_format_args,
        core_float_math,
        core_intrinsics,
        decl_macro,
        edition_panic,
        lang_items,
        min_specialization,
        never_type,
        optimize_attribute,
        panic_internals,
        rustc_attrs,
        try_reserve_kind,
        unique_rc_arc
    )
)]
#![cfg_attr(nanowasi_std, allow(internal_features))]
#![cfg_attr(all(nanowasi_std, feature = "talc"), default_lib_allocator)]
#![cfg_attr(feature = "nightly", feature(alloc_error_handler))]
#![deny(unsafe_code)]
#![warn(missing_debug_implementations, unreachable_pub)]
// A lossy cast would change a value that the host returned. The runtime must not panic: a test
// shows that no panic code is linked, and these lints find it earlier.
#![cfg_attr(
    not(test),
    warn(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        clippy::cast_sign_loss,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used
    )
)]
#![warn(clippy::missing_errors_doc)]

// Renamed, as in `std`, because `alloc` is a public module of this crate.
#[cfg(feature = "alloc")]
extern crate alloc as alloc_crate;

#[cfg(nanowasi_std)]
mod as_std;
#[cfg(test)]
#[path = "../tests/support/fuzz/mod.rs"]
mod fuzz;
mod macros;
mod path_resolve;
#[cfg(all(test, feature = "alloc"))]
mod variance;

pub mod alloc;
pub mod arch;
pub mod ascii;
pub mod backtrace;
pub mod bridge;
#[cfg(feature = "alloc")]
pub mod collections;
pub mod env;
pub mod fd;
pub mod ffi;
pub mod float;
pub mod fs;
pub mod hash;
pub mod io;
pub mod net;
pub mod os;
pub mod panic;
pub mod path;
#[cfg(feature = "alloc")]
pub mod plugin;
pub mod poll;
#[doc = include_str!("porting.md")]
pub mod porting {}
pub mod prelude;
pub mod process;
pub mod random;
pub mod raw;
pub mod rt;
pub mod sync;
pub mod sys;
pub mod task;
pub mod thread;
pub mod time;

/// `core` for the macros, because a program may have another item of that name.
#[doc(hidden)]
pub use core as _core;

// The modules that `std` re-exports from `core`. Some macros and the modules of the integers are
// deprecated, and are part of `std` nevertheless.
#[doc(no_inline)]
pub use core::{
    any, array, cell, char, clone, cmp, convert, default, error, f32, f64, future, hint, iter,
    marker, mem, num, ops, option, pin, primitive, ptr, result,
};
#[allow(
    deprecated,
    deprecated_in_future,
    clippy::legacy_numeric_constants,
    reason = "a program may use them"
)]
#[doc(no_inline)]
pub use core::{i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize};

#[allow(deprecated, reason = "a program may use `try!`")]
#[doc(no_inline)]
pub use core::{
    assert, assert_eq, assert_ne, cfg, cfg_select, column, compile_error, concat, debug_assert,
    debug_assert_eq, debug_assert_ne, env, file, format_args, include, include_bytes, include_str,
    line, matches, module_path, option_env, stringify, todo, r#try, unimplemented, unreachable,
    write, writeln,
};

#[cfg(nanowasi_std)]
pub use core::{assert_matches, intrinsics};
#[cfg(not(nanowasi_std))]
#[doc(no_inline)]
pub use macros::only::panic;

// These modules of `alloc` have all items of the modules of `core` with the same names, and more.
#[cfg(feature = "alloc")]
#[doc(no_inline)]
pub use alloc_crate::{borrow, boxed, fmt, format, rc, slice, str, string, vec};
#[cfg(not(feature = "alloc"))]
#[doc(no_inline)]
pub use core::{borrow, fmt, slice, str};
