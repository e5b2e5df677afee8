//! formats: prints values in many formats with nanowasi's macros. `tests/runtime/output/formats.rs`
//! compares the output with that of `std`'s macros.

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
