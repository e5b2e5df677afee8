//! x
#![cfg_attr(target_family = "wasm", no_std)]
#![cfg_attr(feature = "nightly", feature(alloc_error_handler))]
#![deny(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

mod bytes;
mod macros;

pub mod env;
pub mod fs;
pub mod io;
pub mod process;
pub mod raw;
pub mod rt;
pub mod sys;

/// `core`, for the macros, whatever a program calls by that name.
#[doc(hidden)]
pub use core as _core;
