//! The parts of the crate that exist only under the name `std`: with the cfg `nanowasi_std`.
//!
//! `cargo nanowasi` compiles the crate in this way, so that a program and its dependencies link it
//! without a change. These parts use features of the compiler that only `std` may use. Without the
//! cfg, the crate uses no such feature.
//!
//! | file | content |
//! | --- | --- |
//! | `crt1_command.rs` | `_start` of a program, which `build.rs` compiles to an object |
//! | `crt1_reactor.rs` | `_initialize` of a plug-in, likewise |
//! | `allocator.rs` | the default allocator, which a `#[global_allocator]` of the program replaces |
//! | `clone.rs` | `CloneToUninit` of `OsStr` and `Path`, for `Arc::make_mut` |
//! | `floats.rs` | the methods of `f32` and `f64`, as methods of the types |
//! | `panic.rs` | `panic!`, whose arguments differ before edition 2021 |
//! | `print.rs` | how `print!` finds the values that it prints without `core::fmt` |
//! | `start.rs` | the start of `fn main` |
//!
//! Elsewhere, `cfg(nanowasi_std)` or `cfg_attr(nanowasi_std, …)` marks single items:
//!
//! - items that are unstable in `std`: nightly programs, Rust's own tests and the crates `test` and
//!   `proc_macro` use them;
//! - items that the compiler knows: the contents of the prelude, `panic!`, `Termination` and
//!   `set_var`;
//! - the number of a descriptor (`sys/fd/owned.rs`), which has a niche for `Option`;
//! - C's `errno` (`sys/c_library.rs`), which `last_os_error` returns;
//! - functions that are compiled for size although the crate is compiled for speed
//!   (`sys/stdio/output.rs`, `io/stdio`).

#![allow(
    unsafe_code,
    reason = "the compiler calls these functions by its own symbols and signatures"
)]

#[cfg(feature = "talc")]
mod allocator;
mod clone;
mod floats;
pub(crate) mod panic;
pub(crate) mod print;
mod start;
