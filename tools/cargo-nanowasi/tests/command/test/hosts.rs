//! Tests on other hosts than the embedded interpreter.

use super::{library, results};

/// Another host than the default returned no verdicts.
#[test]
fn tests_run_on_node() {
    let version = std::process::Command::new("node").arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        println!("skipped: there is no node");
        return;
    }
    let folder = library(
        "test node",
        "#[test] fn passes() { println!(\"out\") }\n\
         #[test] fn fails() { println!(\"out\"); panic!(\"boom\") }\n\
         #[test] fn recurses() { fn f(n: u64) -> u64 { if n == u64::MAX { 0 } else { f(n + 1) + 1 } } \
         assert!(f(std::hint::black_box(0)) > 0); }\n\
         #[test] fn loops() { loop { std::hint::black_box(0); } }\n",
    );
    let args = ["test", "--host", "node", "--", "--skip=loops"];
    let finished = folder.run(&args).status(101);
    let expected = [
        "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 1 filtered out",
        "test tests::fails ... FAILED",
        "test tests::passes ... ok",
        "test tests::recurses ... FAILED",
    ];
    assert_eq!(results(&finished), expected, "{}", finished.stderr);
    // A process has two pipes, so the order of the two streams is not known.
    for text in [
        "out\n",
        "panicked at src/lib.rs:4:39: boom\n",
        "overflowed its stack",
    ] {
        assert!(finished.stdout.contains(text), "{}", finished.stdout);
    }
    let args = ["test", "--host=node", "--timeout=1.5", "loops"];
    let finished = folder.run(&args).status(101);
    let text = "test tests::loops ... FAILED (time limit exceeded)";
    assert!(finished.stdout.contains(text), "{}", finished.stdout);
}

/// A wasmtime of this machine compiled the module for each test, or another name reached the guest.
#[cfg(unix)]
#[test]
fn a_wasmtime_compiles_the_module_once() {
    let folder = library(
        "test wasmtime",
        "#[test] fn passes() { assert!(std::env::args().next().unwrap().ends_with(\".wasm\")) }\n\
         #[test] fn panics() { panic!(\"boom\") }\n\
         #[test] fn traps() { core::arch::wasm32::unreachable() }\n",
    );
    // It runs the guest on the embedded interpreter, as the real one does on its own.
    let script = folder.script(
        "wasmtime",
        r#"echo "$@" >> "$LOG"
case "$1" in
compile) cp "$2" "$4" ;;
run)
    [ "$2" = --allow-precompiled ] && [ "$3" = --argv0 ] || exit 3
    name=$4; shift 4
    options=""
    while [ $# -gt 1 ]; do options="$options $1 '$2'"; shift 2; done
    ln -sf "$1" "$LOG.$name"
    unset NANOWASI_RUNNER_OPTIONS
    eval exec "'$TOOL'" __runner "$options" "'$LOG.$name'"
    ;;
esac"#,
    );
    let script = script.to_str().expect("the folder's path is UTF-8");
    let log = folder.path("log");
    let mut command = folder.command(&["test", "--lib", "--host", script]);
    command
        .env("LOG", &log)
        .env("TOOL", env!("CARGO_BIN_EXE_cargo-nanowasi"));
    let finished = crate::support::finish(&mut command).status(101);
    let expected = [
        "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        "test tests::panics ... FAILED",
        "test tests::passes ... ok",
        "test tests::traps ... FAILED",
    ];
    assert_eq!(
        results(&finished),
        expected,
        "{}{}",
        finished.stdout,
        finished.stderr
    );
    let log = std::fs::read_to_string(log).expect("the script has written it");
    assert_eq!(
        log.lines()
            .filter(|line| line.starts_with("compile "))
            .count(),
        1,
        "{log}"
    );
    assert_eq!(
        log.lines().filter(|line| line.starts_with("run ")).count(),
        4,
        "{log}"
    );
}
