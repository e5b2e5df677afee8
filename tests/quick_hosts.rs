//! The conformance suite on the hosts that need no registry: this repository's wasmtime, and Node where it is.
//!
//! `cargo hosts` runs it on all of them: see `docs/hosts.md`. Its package is not built with this one, since it has
//! wasmtime among its dependencies, which a build for wasm is not to have.
#![allow(
    clippy::unwrap_used,
    reason = "what can't go on here is a test that fails"
)]

use std::env;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nanowasi_host::build::{Build, Mode};

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

/// `yes | head -1` never ended: wasmtime answers `IO` to each write when the reader is gone, and Node `PIPE`.
#[test]
fn a_closed_pipe_ends_a_program_that_prints_for_ever() {
    let build = Build::guest("endless").mode(Mode::Tiny).alone();
    let _ = build.wasm();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut wasmtime = Command::new(cargo);
    wasmtime.args([
        "run",
        "--quiet",
        "--locked",
        "--package",
        "nanowasi-host",
        "--bin",
        "guest",
        "--",
    ]);
    wasmtime.arg(build.path());
    let mut node = Command::new("node");
    node.arg("--no-turbo-fast-api-calls")
        .arg(folder.join("tests/hosts/drivers/wasi.mjs"))
        .arg(build.path())
        .arg("--");
    for (name, mut host) in [("wasmtime", wasmtime), ("node", node)] {
        let host = host.current_dir(folder).stdout(Stdio::piped());
        let Ok(mut child) = host.stderr(Stdio::piped()).spawn() else {
            let _ = writeln!(io::stderr(), "{name}: left out, since it is not here");
            continue;
        };
        let mut first = [0; 4];
        let mut pipe = child.stdout.take().unwrap();
        pipe.read_exact(&mut first).unwrap();
        drop(pipe);
        let deadline = Instant::now() + Duration::from_secs(60);
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > deadline {
                child.kill().unwrap();
            }
            thread::sleep(Duration::from_millis(5));
        };
        let mut said = String::new();
        child.stderr.unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((first, said.as_str()), (*b"y\ny\n", ""), "{name}");
        assert_eq!(status.code(), Some(1), "{name}");
    }
}
