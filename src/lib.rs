//! A `no_std` WASI preview 1 runtime: what a program without `std` needs to start, print, allocate,
//! read files and fail well, in hundreds of bytes instead of `std`'s tens of thousands.
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
//! `cargo build --release --target wasm32-wasip1` makes a module of it that imports functions of
//! `wasi_snapshot_preview1` and nothing else. No flags are needed, on stable Rust.
//!
//! A program that was written for `std` needs none of these lines: the command `cargo nanowasi build`
//! compiles it with this crate in the place of `std`.
//!
//! # What there is
//!
//! Names, signatures and behaviour are `std`'s; where an item differs, it says so. So a program that was
//! written for `std` compiles below five lines: see [`porting`].
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
//! | | |
//! | --- | --- |
//! | [`main!`] | makes a function the program's `main`; it returns what `std`'s may return |
//! | [`print!`], [`println!`], [`eprint!`], [`eprintln!`], [`dbg!`] | as `std`'s, but never panic |
//! | [`io`] | readers, writers, buffers, the standard streams, [`io::Error`] |
//! | [`fs`] | files, directories, links, metadata |
//! | [`path`], [`ffi`] | [`Path`](path::Path), [`OsStr`](ffi::OsStr), `CStr`, and what owns them |
//! | [`env`](mod@env) | arguments and variables, with a heap and without; the current directory |
//! | [`process`] | [`exit`](process::exit), [`abort`](process::abort), [`ExitCode`](process::ExitCode); a `Command` that can't be started |
//! | [`time`], [`thread`], [`sync`] | clocks, sleeping, locks and channels for the one thread that there is |
//! | [`net`] | addresses, and the sockets that a host hands in |
//! | [`collections`](mod@collections), [`hash`] | `HashMap` and `HashSet` with `std`'s hash function; `alloc`'s collections |
//! | [`panic`](mod@panic), [`backtrace`] | hooks; backtraces, which this target has not |
//! | [`alloc`](mod@alloc) | memory by hand, and the allocator as `System` |
//! | [`prelude`] | what `std` has without asking |
//! | [`any`], [`fmt`](mod@fmt), [`iter`], `vec`, … | `core`'s and `alloc`'s modules, at their paths in `std` |
//! | [`float`] | the methods of floats that `core` has not |
//! | [`os`] | WASI's own: descriptors, and what files have here alone |
//! | [`fd`], [`poll`], [`random`] | not in `std`: moving descriptors, waiting for several, random bytes |
//! | [`sys`] | a typed call for each of the 46 functions of preview 1 |
//! | [`raw`] | the 46 functions and all types as the host sees them |
//!
//! With the default features it also brings a global allocator and a panic handler: see [`rt`] for
//! what is behind each, and what symbols it defines.
//!
//! # What it costs
//!
//! What a program does not use is not in it: no formatting, no allocator, no panic text, no import.
//! Three habits keep it so:
//!
//! - *Formats of text and `{}`*: `print!("{} {}", name, 3)` is printed without `core::fmt`;
//!   `print!("{name} {:>3}", 3)` brings its 3 KB. The same holds for `eprint!` and the `ln` forms.
//! - *No panics*: `get` instead of an index, `checked_add` instead of `+`, `let … else` instead of
//!   `unwrap`. A program that can't panic has no panic handler. One that can has 4 KB of message, or
//!   500 bytes with the feature `panic-location` instead of `panic-message`.
//! - *No heap where none is needed*: [`env::static_args`] instead of [`env::args`](fn@env::args),
//!   [`env::static_var`] instead of `env::var`, [`fs::Entries`] instead of `fs::read_dir`.
//!
//! # Features
//!
//! | feature | default | what it brings |
//! | --- | --- | --- |
//! | `talc` | yes | the global allocator; without it, a program that allocates brings its own |
//! | `system` | by `talc` | that allocator as `alloc::System`, for a program that makes one of its own of it |
//! | `alloc` | by `system` | what needs a heap: `env::args`, `fs::read_dir`, `Read::read_to_end`, … |
//! | `panic-message` | yes | a panic says where and why |
//! | `panic-location` | by `panic-message` | a panic says where |
//! | `panic-handler` | by `panic-location` | a panic ends the program; without it, a program brings its own handler |
//! | `proc-raise` | yes | a panic raises `ABRT` before it exits with 101; leave it out for hosts without that import |
//! | `unbuffered` | no | standard output and standard error are written piece by piece, at once: 200 bytes less, more calls |
//! | `no-wait` | no | output that a host is not ready for (`AGAIN`), and any interruption (`INTR`), is an error at once: 200 bytes less |
//! | `nightly` | no | for a nightly compiler: a failed allocation does not go through the panic handler, and hash collections have the drop check of `std`'s |
//!
//! The size of standard output's buffer, 16,384 bytes, is set by `NANOWASI_STDOUT_BUFFER` in the
//! environment of the build, say in the `[env]` table of `.cargo/config.toml`.
//!
//! # Targets and modes
//!
//! - `wasm32-wasip1`, no flags: the toolchain's `crt1-command.o` starts the program.
//! - `wasm32-wasip1` with `-Clink-self-contained=no`, the *tiny* mode: [`main!`] defines `_start` itself,
//!   which saves 150 bytes; `-Clink-arg=--compress-relocations` takes another 6 to 9%.
//! - `wasm32-unknown-unknown` and `wasm32v1-none`, where [`main!`] defines `_start` as well. The second
//!   is for hosts without bulk memory instructions.
//! - Natively everything compiles, so that a library on top of it can be tested; each call to a host
//!   answers [`NOSYS`](sys::Errno::NOSYS).
//!
//! # What it is not
//!
//! It is for commands of one thread: no threads, no reactors (libraries that a host calls into), no
//! preview 2. It does not go together with `std` in one wasm program.

#![cfg_attr(target_family = "wasm", no_std)]
// What `src/as_std` needs of the compiler: see there.
#![cfg_attr(
    nanowasi_std,
    feature(
        allocator_internals,
        allow_internal_unstable,
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
        rustc_attrs
    )
)]
#![cfg_attr(nanowasi_std, allow(internal_features))]
#![cfg_attr(all(nanowasi_std, feature = "talc"), default_lib_allocator)]
#![cfg_attr(feature = "nightly", feature(alloc_error_handler))]
#![deny(unsafe_code)]
#![warn(missing_debug_implementations, unreachable_pub)]
// what looks public is public
// A cast that loses something turns a host's answer into another one; and the runtime does not panic: a
// test shows that no panic code is linked, these find it earlier.
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

// By another name, as in `std` itself: `alloc` is a public module here.
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

/// `core`, for the macros, whatever a program calls by that name.
#[doc(hidden)]
pub use core as _core;

// What `std` has from `core`, at the same paths. The modules of the integers and some macros are
// deprecated in favour of the types' own constants, and are part of `std` all the same.
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
pub use core::intrinsics;
#[cfg(not(nanowasi_std))]
#[doc(no_inline)]
pub use macros::only::panic;

// With a heap, these modules have more in them than those of the same name in `core`.
#[cfg(feature = "alloc")]
#[doc(no_inline)]
pub use alloc_crate::{borrow, boxed, fmt, format, rc, slice, str, string, vec};
#[cfg(not(feature = "alloc"))]
#[doc(no_inline)]
pub use core::{borrow, fmt, slice, str};
