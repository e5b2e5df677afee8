//! One source, two builds: each program of `tests/compat/programs` with Rust's `std` and with nanowasi in its
//! place, on the same host, with the same input.
//!
//! What a user is promised is not that functions have the right names but that a program does the same
//! as before; and what `std` does in all its corners is known to nobody by heart. So nothing here says
//! what a program should print: `std` does, and what both builds leave behind has to be equal. A test is
//! a program, with the cases that it is run in. `--nocapture` shows what `std` made of them.
//!
//! With `NANOWASI_DROP_IN=$(cargo nanowasi sysroot)` the programs are built without a change to them,
//! with that sysroot.

#[path = "../../support/common/mod.rs"]
mod common;
#[allow(dead_code, reason = "the examples' tests draw more than these do")]
#[path = "../../support/common/random.rs"]
mod random;

mod case;
mod compare;
mod script;
mod tree;

mod codecs;
mod directories;
mod exit;
mod files;
mod fs_edge_cases;
mod lines;
mod numbers;
mod operations;
mod puzzles;
mod sources;
mod state;
mod streams;
mod text;
mod types;

use case::case;
use compare::program;
