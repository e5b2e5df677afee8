//! Runs preview 1 guests natively, for nanowasi's tests and for `cargo guest --host wasmtime`.
//!
//! The tests of a runtime need hosts with faults: that write one buffer of three, return a count
//! larger than requested, or lack an import. This crate runs a guest on wasmtime's preview 1,
//! captures its output, logs every import call, and lets a closure replace any import:
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
//!         let response = call.real();
//!         call.write_u32(call.arg(3), 1000)?; // as if it had written more than requested
//!         Ok(response)
//!     })
//!     .run();
//! assert_eq!(out.status, Status::Exit(0), "{out}");
//! assert_eq!(out.stdout_str(), "hello\n");
//! assert_eq!(out.calls[0].text, r#"fd_write(1, [6 "hello\n"]) = OK 1000"#);
//! ```
//!
//! | module | what it does |
//! | --- | --- |
//! | [`Run`], [`Output`] | run a guest, and its result |
//! | [`Call`], [`Response`] | replace an import |
//! | [`build`] | compile examples and test guests with cargo |
//! | [`module`] | read imports, exports and sizes of a module |
//! | [`errno`] | names of error numbers |
//!
//! The crate does not depend on nanowasi, so that a mistake there is not repeated here.
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
/// Compiles guests, and inspects modules.
pub use nanowasi_build as build;
pub use nanowasi_build::module;
pub use nanowasi_build::{Module, PREVIEW1};
pub use nanowasi_runner::errno;
pub use nanowasi_runner::preview1::functions;
pub use output::{Output, Record, Status};
pub use run::Run;

/// Locks a mutex whose content stays valid if a thread panics, because each change is one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
