//! Runs the unit and integration tests of crates from crates.io with real `std` and with nanowasi,
//! on the same host, and compares the results test by test.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`suites`] | reads `suites.toml`: the crates, and the reasons of the differences |
//! | [`versions`] | reads `versions.txt`: the versions of all dependencies |
//! | [`prepare`] | unpacks a crate, and edits its manifest |
//! | [`rust`] | copies and edits Rust's own tests |
//! | [`build`] | compiles the tests with either `std` |
//! | [`harness`] | parses what a test module prints |
//! | [`host`] | compiles a module, and runs each test in a separate instance |
//! | [`results`] | runs the tests of a module, or reads the results of an earlier run |
//! | [`run`] | compiles the suites, and runs their modules on two threads |
//! | [`compare`] | compares the results of a suite with its reasons |
//! | [`times`] | measures how long suites take with either `std` |
//! | [`document`] | writes `docs/ecosystem.md` |

pub mod build;
pub mod compare;
pub mod document;
pub mod harness;
pub mod host;
pub mod prepare;
pub mod results;
pub mod run;
pub mod rust;
pub mod suites;
pub mod times;
pub mod versions;

use std::path::PathBuf;

use nanowasi_test_host::build::{target_folder, workspace};

pub use nanowasi_dropin::{Failure, Result};

/// Returns the folder for all files of the runs.
#[must_use]
pub fn folder() -> PathBuf {
    target_folder().join("ecosystem")
}

/// Returns the path of a committed file of this package.
fn own(name: &str) -> PathBuf {
    workspace().join("tests/compat/ecosystem").join(name)
}
