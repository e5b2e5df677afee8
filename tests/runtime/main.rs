//! What a guest that is built with nanowasi does, on wasmtime, from start-up to exit.
//!
//! | module | what it tests |
//! | --- | --- |
//! | `start` | constructors, `main`, arguments, and that no panic code is linked |
//! | `failure` | panics, exit statuses, running out of memory |
//! | `input`, `output` | standard input, standard output and standard error |
//! | `files` | files, directories and rights |
//! | `descriptors` | polling, renumbering, sockets |
//! | `env` | environment variables and the paths of `std` |
//! | `threads` | `sync`, `thread`, `time` and `random` |
//! | `bridges` | the features for other crates: `critical-section`, `embedded-io`, `getrandom`, `log` |
//! | `linking` | imports, exports and instructions of a module |
//! | `examples`, `size_programs` | the example tools, and the nine programs that sizes are compared by |
//! | `opt_speed` | code that is compiled only with `opt-level = 3` |
//! | `fresh_crate` | crates outside this workspace |
//! | `conformance` | the conformance suite, on the hosts that every machine has |
//!
//! Hosts that return false or malicious results are in `tests/hostile`; comparisons with `std` are
//! in `tests/compat`.

#[path = "../support/common/mod.rs"]
mod common;
#[path = "../support/common/random.rs"]
mod random;

mod bridges;
mod conformance;
mod descriptors;
mod env;
mod examples;
mod failure;
mod files;
mod fresh_crate;
mod input;
mod linking;
mod opt_speed;
mod output;
mod plugins;
mod size_programs;
mod start;
mod threads;
