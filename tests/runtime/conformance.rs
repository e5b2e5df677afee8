//! The conformance suite on the hosts that need no registry: this repository's wasmtime, and Node where it is.
//!
//! `cargo hosts` runs it on all of them: see `docs/hosts.md`. Its package is not built with this one, since it has
//! wasmtime among its dependencies, which a build for wasm is not to have.
#![allow(
    clippy::unwrap_used,
    reason = "what can't go on here is a test that fails"
)]

use std::env;
use std::io::{self, Write};
use std::process::Command;

/// A program that ran on wasmtime was said to run on hosts, and printed nothing on one, and waited for ever on another.
#[test]
fn nothing_differs_that_is_not_known() {
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
    let said = String::from_utf8_lossy(&output.stdout);
    let about = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{about}");
    assert!(said.contains("wasmtime 48.0.8: "), "{said}");
    // What a machine doesn't have is told, past the test runner, which shows what a test prints only if it fails.
    for line in said.lines().filter(|line| line.contains("left out")) {
        let _ = writeln!(io::stderr(), "{line}");
    }
}
