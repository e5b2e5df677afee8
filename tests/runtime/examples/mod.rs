//! The example tools, from end to end: arguments and files in; output, errors and a status out.
//!
//! These tests guard against failures of the runtime as a whole, which no layer's unit test sees: a
//! short read that is taken for the end of file, a lost last block, an error that is not reported,
//! a file that is found under another name.
//!
//! Each module tests one tool. The expected results are computed by `std`. Each tool is linked in
//! both modes, because they start and exit in different code.

mod cat;
mod echo;
mod exit;
mod hello;
mod mkdir;
mod panic;
mod preopens;
mod sizer;
mod sort;
mod sum;
mod wc;

use std::fs;

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Output, Run, Status, errno};

use crate::common::TempDir;
use crate::random::Random;

const MODES: [Mode; 2] = [Mode::Default, Mode::Tiny];

/// Returns a tool in each link mode. Each call of an item begins a run of that tool.
fn tools(name: &str) -> impl Iterator<Item = impl Fn() -> Run> {
    MODES.into_iter().map(move |mode| {
        // Printed if the test fails.
        println!("{name}, linked as {mode:?}");
        tool(name, mode)
    })
}

fn tool(name: &str, mode: Mode) -> impl Fn() -> Run {
    let wasm = build::example(name, mode);
    let name = format!("{name}.wasm");
    move || Run::new(&wasm).name(&name)
}

/// Fails unless a run ended with this status, and wrote exactly these bytes.
#[track_caller]
fn assert_ended(out: &Output, status: i32, stdout: impl AsRef<[u8]>, stderr: &str) {
    let mut report = out.clone();
    report.stdout.truncate(2000);
    assert_eq!(out.status, Status::Exit(status), "{report}");
    assert_eq!(out.stderr_str(), stderr, "{report}");
    let stdout = stdout.as_ref();
    if out.stdout != stdout {
        let same = out.stdout.iter().zip(stdout).take_while(|(a, b)| a == b);
        let same = same.count();
        let rest = stdout.get(same..).unwrap_or_default();
        let rest = String::from_utf8_lossy(rest.get(..100).unwrap_or(rest));
        panic!("standard output differs from byte {same} on, where {rest:?} should be:\n{report}");
    }
}

/// Returns the names of the errnos that the host returned from an import, in order.
fn errors_of(out: &Output, import: &str) -> Vec<String> {
    out.calls_of(import)
        .filter_map(|call| call.result)
        .filter(|result| *result != 0)
        .map(errno::describe)
        .collect()
}

/// One byte more than 8 MiB, so that the last block has a different size from the others.
const BIG: usize = (8 << 20) + 1;

/// Files by name: each byte value, empty, large, and text without a final newline.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("bytes", (0..=u8::MAX).collect()),
        ("empty", Vec::new()),
        ("big", Random::new(1).bytes(BIG)),
        (
            "unfinished",
            b"two lines,\nthe last one without an end".to_vec(),
        ),
    ]
}

/// Makes a directory with [`files`] and an empty directory `dir`.
fn folder(test: &str) -> TempDir {
    let folder = TempDir::new(test);
    for (name, content) in files() {
        fs::write(folder.join(name), content).unwrap();
    }
    fs::create_dir(folder.join("dir")).unwrap();
    folder
}
