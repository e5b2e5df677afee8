//! The output of the print macros equals that of `std`'s. One file of formats is compiled with
//! both.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Output, Run, Status};

/// The macros parse the format string, and print integers, strings and `true` without `core::fmt`.
/// A missing fragment, another order, or an argument that is evaluated twice would differ.
#[test]
fn everything_is_printed_as_by_std() {
    let (ours, theirs) = (&*OURS, &*THEIRS);
    assert_eq!(ours.status, Status::Exit(0), "{ours}");
    assert_eq!(theirs.status, Status::Exit(0), "{theirs}");
    // The number of lines when this was written, because two empty outputs are equal as well.
    assert!(theirs.stdout_str().lines().count() >= 200, "{theirs}");
    compare(&ours.stdout_str(), &theirs.stdout_str());
}

#[test]
fn errors_are_printed_as_by_std() {
    assert!(THEIRS.stderr_str().lines().count() >= 30, "{}", *THEIRS);
    compare(
        &without_folders(&OURS.stderr_str()),
        &without_folders(&THEIRS.stderr_str()),
    );
}

static OURS: LazyLock<Output> =
    LazyLock::new(|| Run::new(build::guest("formats", Mode::Default)).run());

static THEIRS: LazyLock<Output> = LazyLock::new(|| Run::new(compile_with_std()).run());

/// Compiles `formats_std.rs` for the guests' target, because the size of `usize` matters.
fn compile_with_std() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let module = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("formats-std.wasm");
    let output = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .current_dir(folder)
        .args(["--edition=2024", "--target=wasm32-wasip1", "-o"])
        .arg(&module)
        .arg("tests/runtime/output/formats_std.rs")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    fs::read(module).unwrap()
}

/// `dbg!` prints the path by which the compiler reached the file; only its name is kept.
fn without_folders(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| {
        let name = line
            .strip_prefix('[')
            .and_then(|line| line.split_once("formats.rs:"));
        name.map_or_else(
            || line.to_owned(),
            |(_, rest)| format!("[formats.rs:{rest}"),
        )
    });
    lines.collect()
}

/// Fails with the first lines that differ.
fn compare(ours: &str, theirs: &str) {
    let (mut left, mut right) = (ours.split('\n'), theirs.split('\n'));
    let mut before = "";
    for number in 1.. {
        match (left.next(), right.next()) {
            (None, None) => return,
            (ours, theirs) => assert_eq!(ours, theirs, "line {number}, after {before:?}"),
        }
        before = theirs.split('\n').nth(number - 1).unwrap_or_default();
    }
}
