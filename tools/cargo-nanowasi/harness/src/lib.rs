//! The crate `test` of a sysroot: what `#[test]` and `#[bench]` expand to.
//!
//! It replaces the crate of that name in the toolchain, which needs threads or child processes to
//! survive a failing test, and has neither on this target. Here a test module runs one test per
//! instance: `cargo nanowasi test` lists the tests, and starts the module once for each of them.
//! [`request`] describes how the two talk. A module that is started by hand runs its tests one
//! after the other, until one fails: see [`alone`].
#![unstable(feature = "test", issue = "50297")]
#![feature(staged_api, rustc_attrs)]
#![allow(internal_features)]
#![deny(unsafe_code)]

mod alone;
mod bench;
mod case;
mod request;
mod types;
mod verdict;

use std::process::Termination;

pub use bench::{Bencher, black_box};
pub use types::{NamePadding, ShouldPanic, TestDesc, TestDescAndFn, TestFn, TestName, TestType};

pub use TestFn::{
    DynBenchAsTestFn, DynBenchFn, DynTestFn, StaticBenchAsTestFn, StaticBenchFn, StaticTestFn,
};
pub use TestName::{AlignedTestName, DynTestName, StaticTestName};

/// Does nothing. The runner knows a test module by this export.
#[allow(unsafe_code, reason = "a symbol that the linker exports")]
#[no_mangle]
pub extern "C" fn __nanowasi_test_harness() {}

/// Runs the tests of a module: the body of the `main` that the compiler generates.
pub fn test_main_static(tests: &[&TestDescAndFn]) {
    let tests = tests.iter().map(|test| TestDescAndFn {
        desc: test.desc.clone(),
        testfn: test.testfn.as_static(),
    });
    run(tests.collect(), &[]);
}

/// Runs the tests of a module, as [`test_main_static`], under the name for `panic=abort`.
pub fn test_main_static_abort(tests: &[&TestDescAndFn]) {
    test_main_static(tests);
}

/// Runs tests that the caller has made, as rustdoc does. `args` are a name and the arguments for
/// the harness.
pub fn test_main(args: &[String], tests: Vec<TestDescAndFn>, _options: Option<Options>) {
    run(tests, args.get(1..).unwrap_or_default());
}

/// Options of [`test_main`], which has none here.
#[derive(Clone, Copy, Debug)]
pub struct Options;

/// Runs tests: the one that the runner requests, or those that the arguments select.
fn run(mut tests: Vec<TestDescAndFn>, args: &[String]) {
    tests.sort_by(|a, b| a.desc.name.as_slice().cmp(b.desc.name.as_slice()));
    match request::Request::take() {
        Some(request) => request.serve(tests, args),
        None => alone::run(tests, args),
    }
}

/// Turns the value that a test function returns into the result of the test.
pub fn assert_test_result<T: Termination>(result: T) -> Result<(), String> {
    match result.report().to_i32() {
        0 => Ok(()),
        code => Err(format!(
            "the test returned a termination value with a non-zero status code ({code}) which \
             indicates a failure"
        )),
    }
}
