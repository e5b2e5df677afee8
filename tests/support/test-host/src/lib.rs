//! Runs preview 1 guests natively, for nanowasi's tests and for `cargo guest --host wasmtime`.
//!
//! A test of a guest-side runtime needs hosts that misbehave: that write one
//! buffer of three, return a count larger than asked, or lack an import. This
//! crate runs a guest on wasmtime's real preview 1, captures its output, logs
//! every import call, and lets a closure stand in for any import:
//!
//! ```
//! use nanowasi_test_host::{Run, Status};
//!
//! let guest = r#"(module
//!     (import "wasi_snapshot_preview1" "fd_write"
//!         (func $write (param i32 i32 i32 i32) (result i32)))
//!     (memory (export "memory") 1)
//!     (data (i32.const 0) "\08\00\00\00\06\00\00\00hello\n")
//!     (func (export "_start")
//!         (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))))"#;
//!
//! let out = Run::new(guest)
//!     .fault("fd_write", |call| {
//!         let answer = call.real();
//!         call.write_u32(call.arg(3), 1000)?; // as if it had written more than asked
//!         Ok(answer)
//!     })
//!     .run();
//! assert_eq!(out.status, Status::Exit(0), "{out}");
//! assert_eq!(out.stdout_str(), "hello\n");
//! assert_eq!(out.calls[0].text, r#"fd_write(1, [6 "hello\n"]) = OK 1000"#);
//! ```
//!
//! | module | what it does |
//! | --- | --- |
//! | [`Run`], [`Output`] | run a guest; see what came of it |
//! | [`Call`], [`Response`] | stand in for an import |
//! | [`build`] | compile examples and test guests with cargo |
//! | [`module`] | read imports, exports and sizes off a module |
//! | [`errno`] | names of error numbers |
//!
//! It knows nothing of nanowasi, so that a mistake there can't repeat itself here.
#![forbid(unsafe_code)]

mod call;
mod output;
mod run;
mod shim;
mod thread;
mod wasi;

#[cfg(test)]
mod tests;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use call::{Call, Iovec, OutOfBounds, OutPointers, Response};
/// Compiling guests, and looking at modules.
pub use nanowasi_build as build;
pub use nanowasi_build::module;
pub use nanowasi_build::{Module, PREVIEW1};
pub use nanowasi_runner::errno;
pub use nanowasi_runner::preview1::functions;
pub use output::{Output, Record, Status};
pub use run::Run;

/// Locks what no panic can leave half-written: each change to it is one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
