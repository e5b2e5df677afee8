//! Each program of `tests/compat/programs`, built with `std` and with nanowasi, on the same host
//! with the same input.
//!
//! A user is promised that a program behaves the same, not only that functions have the same names.
//! So no test states what a program should print: the build with `std` decides, and the results of
//! both builds have to be equal. Each test runs one program in several cases. `--nocapture` shows
//! the results with `std`.
//!
//! With `NANOWASI_DROP_IN=$(cargo nanowasi sysroot)` the programs are built unchanged, with that
//! sysroot.

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
