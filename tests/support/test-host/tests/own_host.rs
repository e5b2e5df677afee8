//! Runs the host of `examples/plugins/own-host` with its plug-in.
#![allow(missing_docs, reason = "the tests have names")]

use std::env;
use std::path::PathBuf;
use std::process::Command;

use nanowasi_test_host::build;

/// Builds the plug-in, and returns the path of its module.
fn plugin() -> PathBuf {
    build::install(build::WASIP1).unwrap_or_else(|error| panic!("{error}"));
    let target = build::target_folder().join("guests/own-host");
    let mut cargo = Command::new("cargo");
    build::remove_outer_build(&mut cargo);
    let status = cargo
        .current_dir(build::workspace().join("examples/plugins/own-host"))
        .args(["build", "--quiet", "--locked", "--release"])
        .args(["--target", build::WASIP1, "--target-dir"])
        .arg(&target)
        .status();
    assert!(status.is_ok_and(|status| status.success()));
    target.join("wasm32-wasip1/release/own_host.wasm")
}

/// Cargo builds the examples of a package for all of its tests.
fn host() -> Command {
    let own = env::current_exe().expect("the path of this test");
    let folder = own.ancestors().nth(2).expect("the target folder");
    let host = folder.join("examples/own-host");
    assert!(host.exists(), "run `cargo test -p nanowasi-test-host`");
    Command::new(host)
}

/// A trap ended the host, or its message was lost.
#[test]
fn the_host_goes_on_after_an_error_and_after_a_trap() {
    let long = "x".repeat(201);
    let titles = ["A Title!", "a title", "?!", &long, "a title"];
    let output = host()
        .arg(plugin())
        .arg("name")
        .args(titles)
        .output()
        .expect("the host starts");
    let stdout = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), 5, "{output:?}");
    assert_eq!(lines[..2], ["a-title", "a-title-2"]);
    assert_eq!(lines[2], "error: the title has no letter");
    assert!(lines[3].starts_with("trap: panicked at src/lib.rs:"));
    assert!(lines[3].ends_with(": the title is too long"), "{stdout}");
    assert_eq!(lines[4], "a-title");
    assert!(output.status.success(), "{output:?}");
}
