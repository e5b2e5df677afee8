//! The conformance suite on the hosts that need no installation: this repository's wasmtime, and
//! Node if it is installed.
//!
//! `cargo hosts` runs the suite on all hosts: see `docs/hosts.md`. This test runs it as a process.
//! As a dependency, its package would make a build for wasm compile wasmtime.

use std::env;
use std::io::{self, Write};
use std::process::Command;

/// A program that ran on wasmtime printed nothing on one other host, and hung on another.
#[test]
fn the_suite_finds_only_known_deviations() {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "nanowasi-hosts",
            "--",
        ])
        .args(["wasmtime", "node"])
        .output()
        .unwrap();
    let table = String::from_utf8_lossy(&output.stdout);
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{table}\n{messages}");
    assert!(table.contains("wasmtime 48.0.8: "), "{table}");
    // Hosts that are not installed are named on standard error directly, because the test runner
    // shows what a test prints only if it fails.
    for line in table.lines().filter(|line| line.contains("left out")) {
        let _ = writeln!(io::stderr(), "{line}");
    }
}
