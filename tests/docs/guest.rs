//! Runs an example in the world that the documentation's examples are written for.

use std::fs;

use nanowasi_test_host::{Run, Status};

use crate::common::TempDir;
use crate::extract::{Example, Expected};
use crate::package::{NUMBER, Package, is_plugin};

/// Runs an example.
///
/// # Errors
/// If it ends otherwise than expected: with its file and line, what was expected, and what it did.
pub(crate) fn run(package: &Package, example: &Example) -> Result<(), String> {
    if example.expected == Expected::Socket {
        return Ok(());
    }
    let (path, number) = package.program(example);
    let wasm = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let folder = TempDir::new(&format!("doc-example-{number}"));
    let (module, name) = NUMBER;
    let exports = match example.code.contains("::reactor!") {
        true => &["_initialize"][..],
        // It is instantiated only.
        false if is_plugin(&example.code) => &[],
        false => &["_start"],
    };
    let out = Run::new(wasm)
        .exports(exports.iter().copied())
        .name("example")
        .args(["one", "two"])
        .env("HOME", "/home/user")
        .env("LANG", "en_US.UTF-8")
        .stdin("first line\nsecond line\n")
        .dir(&folder, ".")
        .import(module, name, move |_| number)
        .run();
    let (expected, is_met) = match (example.expected, &out.status) {
        (Expected::Status(status), ended) => (
            format!("exit status {status}"),
            *ended == Status::Exit(status),
        ),
        (_, ended) => ("a trap".to_owned(), matches!(ended, Status::Trap(_))),
    };
    if is_met {
        return Ok(());
    }
    let Example { file, line, .. } = example;
    Err(format!(
        "{file}:{line}: expected {expected}, but it ended with {out}"
    ))
}
