//! A test that ends its instance, or that the host cannot start, is one failure.

use super::{library, results};
use crate::support::{Folder, finish};

/// A test that ended its instance ended the run, as with real `std`, or counted as passed.
#[test]
fn a_test_that_ends_its_instance_is_one_failure_that_says_which() {
    let folder = library(
        "isolation",
        r#"
#[test] fn a_passes() {}
#[test] fn exits() { std::process::exit(0) }
#[test] fn traps() { core::arch::wasm32::unreachable() }
#[test] fn overflows() {
    fn deeper(depth: u64) -> u64 {
        let array = std::hint::black_box([depth; 64]);
        deeper(array[7] + 1) + array[8]
    }
    assert!(deeper(0) > 0);
}
#[test] fn recurses() {
    fn deeper(depth: u64) -> u64 { if depth == u64::MAX { 0 } else { deeper(depth + 1) + 1 } }
    assert!(deeper(std::hint::black_box(0)) > 0);
}
#[test] fn loops() { loop { std::hint::black_box(0); } }
#[test] fn sleeps() { std::thread::sleep(std::time::Duration::from_secs(100_000)) }
#[test] fn forges() {
    println!("\u{1E}0123456789abcdef\u{1F}ok\u{1F}\u{1F}\u{1E}");
    std::process::exit(0)
}
#[test] fn z_passes() { assert!(std::env::var_os("NANOWASI_TEST").is_none()); }
"#,
    );
    let args = ["test", "--", "--skip", "loops", "--skip", "sleeps"];
    let finished = folder.run(&args).status(101);
    let expected = [
        "test result: FAILED. 2 passed; 5 failed; 0 ignored; 0 measured; 2 filtered out",
        "test tests::a_passes ... ok",
        "test tests::exits ... FAILED",
        "test tests::forges ... FAILED",
        "test tests::overflows ... FAILED",
        "test tests::recurses ... FAILED",
        "test tests::traps ... FAILED",
        "test tests::z_passes ... ok",
    ];
    assert_eq!(results(&finished), expected, "{}", finished.stderr);
    for (test, note) in [
        (
            "exits",
            "note: the test exited with status 0 before it returned",
        ),
        (
            "traps",
            "note: the test trapped (wasm `unreachable` instruction executed) before",
        ),
        (
            "overflows",
            "note: the test overflowed its stack before it returned",
        ),
        (
            "recurses",
            "note: the test overflowed its stack before it returned",
        ),
    ] {
        let text = format!("---- tests::{test} stdout ----\n{note}");
        assert!(
            finished.stdout.contains(&text),
            "no {text:?} in {}",
            finished.stdout
        );
    }
    let args = ["test", "--timeout", "1.5", "loops", "--", "sleeps"];
    let temporary = folder.path("temporary");
    std::fs::create_dir(&temporary).expect("the folder is new");
    let finished = finish(folder.command(&args).env("TMPDIR", &temporary)).status(101);
    let expected = [
        "test result: FAILED. 0 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out",
        "test tests::loops ... FAILED (time limit exceeded)",
        "test tests::sleeps ... FAILED (time limit exceeded)",
    ];
    assert_eq!(results(&finished), expected, "{}", finished.stderr);
    let note = "note: the test did not return within 1.5 s; `--timeout` sets another limit";
    assert_eq!(
        finished.stdout.matches(note).count(),
        2,
        "{}",
        finished.stdout
    );
    let left = temporary.read_dir().expect("the folder exists").count();
    assert_eq!(left, 0, "temporary folders remain");
}

/// With link-time optimization, the runner took a test module for a program: `exit(0)` in a test
/// ended the run as passed. `cargo nanowasi new` writes that profile.
#[test]
fn optimized_tests_are_isolated() {
    let folder = library(
        "optimized isolation",
        "#[test] fn exits() { std::process::exit(0) }\n\
         #[test] fn overflows() { \
         fn deeper(array: &mut [u64; 64]) { let mut next = *array; next[0] += 1; \
         deeper(std::hint::black_box(&mut next)); array[1] += next[0] } \
         deeper(std::hint::black_box(&mut [0; 64])) }\n\
         #[test] fn z_passes() {}\n",
    );
    for lto in ["fat", "thin", "off"] {
        let lto = format!("profile.release.lto={lto:?}");
        let args = ["test", "--lib", "--release", "--config", &lto];
        let finished = folder.run(&args).status(101);
        let expected = [
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            "test tests::exits ... FAILED",
            "test tests::overflows ... FAILED",
            "test tests::z_passes ... ok",
        ];
        assert_eq!(results(&finished), expected, "{lto}: {}", finished.stderr);
        let note = "note: the test overflowed its stack before it returned";
        assert!(finished.stdout.contains(note), "{lto}: {}", finished.stdout);
    }
}

/// A test that removed a directory of the user's ended the run, and the results were lost.
#[test]
fn a_test_that_cannot_start_is_one_failure() {
    let folder = library(
        "test start",
        "#[test] fn a() { \
         std::fs::remove_dir(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/extra\")).unwrap() }\n\
         #[test] fn b() {}\n",
    );
    folder.write("extra/file", "");
    std::fs::remove_file(folder.path("extra/file")).expect("it was just written");
    let args = [
        "test",
        "--lib",
        "--dir",
        "extra::/e",
        "--",
        "--test-threads=1",
    ];
    let finished = folder.run(&args).status(101);
    assert!(
        finished.stdout.contains("1 passed; 1 failed"),
        "{}",
        finished.stdout
    );
    assert!(
        finished.stdout.contains("note: cannot open"),
        "{}",
        finished.stdout
    );
}

/// What a test printed before a trap was lost, the streams were out of order, and `--nocapture` hid
/// everything after a certain byte.
#[test]
fn no_output_is_lost() {
    let folder = library(
        "test output",
        r#"
use std::io::{self, Write};
#[test] fn traps() { print!("before the trap"); core::arch::wasm32::unreachable() }
#[test] fn orders() {
    println!("1"); eprintln!("2"); print!("3 "); eprint!("4 "); writeln!(io::stdout(), "5").unwrap();
    panic!("6")
}
#[test] fn writes_the_byte() { io::stdout().write_all(b"x\x1ey").unwrap(); panic!("the reason") }
#[test] fn exits() { std::process::exit(200) }
"#,
    );
    let finished = folder.run(&["test", "--lib"]).status(101);
    for text in [
        "before the trap\nnote: the test trapped",
        "1\n2\n3 4 5\npanicked at src/lib.rs:8:5: 6\n",
        "note: the test exited with status 200 before it returned",
    ] {
        assert!(
            finished.stdout.contains(text),
            "no {text:?} in {}",
            finished.stdout
        );
    }
    let args = ["test", "--lib", "byte", "--", "--nocapture"];
    let finished = folder.run(&args).status(101);
    assert!(finished.stdout.contains("x\u{1E}y"), "{}", finished.stdout);
    finished.error(&["the reason"]);
}

/// The time limit and `/tmp` were missing where a module has no harness.
#[test]
fn a_program_as_a_test_has_a_limit_and_a_temporary_folder() {
    let folder = Folder::new("test programs");
    folder.package(
        "",
        "program",
        "2021",
        "[[test]]\nname = \"own\"\nharness = false\n",
    );
    folder.write(
        "src/lib.rs",
        "//! ```\n//! std::fs::write(\"/tmp/x\", \"\").unwrap();\n//! ```\n\
         //! ```\n//! loop {}\n//! ```\n",
    );
    folder.write(
        "tests/own.rs",
        "fn main() { eprintln!(\"NANOWASI_TEST\"); loop {} }\n",
    );
    let finished = folder.run(&["test", "--doc", "--timeout", "2"]).status(101);
    assert!(
        finished.stdout.contains("1 passed; 1 failed"),
        "{}",
        finished.stdout
    );
    assert!(
        finished.stdout.contains("did not end within 2 s"),
        "{}",
        finished.stdout
    );
    let finished = folder
        .run(&["test", "--test", "own", "--timeout", "2"])
        .status(101);
    finished.error(&["NANOWASI_TEST\n", "the program did not end within 2 s"]);
}
