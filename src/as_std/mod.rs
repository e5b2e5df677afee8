//! What exists only when this crate is compiled under the name `std`: the cfg `nanowasi_std`.
//!
//! `cargo nanowasi` compiles the crate in this way, so that a program and its dependencies link it
//! without a change. These parts use features of the compiler that only `std` may use; without the
//! cfg, the crate uses none of them.
//!
//! | file | what |
//! | --- | --- |
//! | `crt1.rs` | `_start`, which `build.rs` compiles to an object of its own |
//! | `allocator.rs` | the default allocator, which a program's own `#[global_allocator]` replaces |
//! | `floats.rs` | the methods of `f32` and `f64`, on the types |
//! | `panic.rs` | `panic!`, which takes other arguments before edition 2021 |
//! | `print.rs` | which values `print!` prints without `core::fmt`, whenever their type is known |
//! | `start.rs` | how `fn main` is started |
//!
//! Elsewhere, `cfg(nanowasi_std)` or `cfg_attr(nanowasi_std, …)` marks single items:
//!
//! - the prelude's contents, `panic!`, `Termination` and `set_var`, which the compiler knows;
//! - the number of a descriptor (`sys/fd/owned.rs`), which leaves room for an `Option`;
//! - C's `errno` (`sys/c_library.rs`), which `last_os_error` returns;
//! - what is compiled for size where the rest is compiled for speed (`sys/stdio/output.rs`, `io/stdio.rs`).

#![allow(
    unsafe_code,
    reason = "the compiler calls what is defined here by symbols and signatures of its own"
)]

#[cfg(feature = "talc")]
mod allocator;
mod floats;
pub(crate) mod panic;
pub(crate) mod print;
mod start;
