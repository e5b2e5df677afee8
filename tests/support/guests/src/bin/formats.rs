//! Prints one value after the other in one format after the other, with nanowasi's macros, for
//! `tests/runtime/output/formats.rs` to compare with what `std`'s print.

#![no_std]
#![no_main]
#![allow(
    clippy::all,
    warnings,
    reason = "formats as programs have them, not as they should be"
)]

extern crate alloc;

use nanowasi::{dbg, eprint, eprintln, print, println};

nanowasi::main!(formats);

include!("../formats.rs");
