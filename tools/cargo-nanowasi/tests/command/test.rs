//! `test`: verdicts, isolation, the options of the harness, and the kinds of packages.

use crate::support::{Finished, Folder};

/// Returns the lines of the results, sorted, without the time.
fn results(finished: &Finished) -> Vec<String> {
    let lines = finished.stdout.lines();
    let mut lines: Vec<String> = lines
        .filter(|line| line.starts_with("test "))
        .map(|line| {
            line.split("; finished in")
                .next()
                .unwrap_or(line)
                .to_owned()
        })
        .collect();
    lines.sort();
    lines
}

/// Creates a library with the code of a module `tests`.
fn library(name: &str, tests: &str) -> Folder {
    let folder = Folder::new(name);
    folder.package("", "program", "2021", "");
    folder.write(
        "src/lib.rs",
        &format!("#[cfg(test)]\nmod tests {{\n{tests}\n}}\n"),
    );
    folder
}

/// A test had another result than with real `std` on a machine with unwinding.
#[test]
fn verdicts_are_those_of_cargo_test() {
    let folder = library(
        "verdicts",
        r#"
#[test] fn passes() { println!("hidden") }
#[test] fn fails() { println!("shown"); assert_eq!(1 + 1, 3); }
#[test] #[should_panic] fn panics() { panic!("boom") }
#[test] #[should_panic] fn does_not_panic() {}
#[test] #[should_panic(expected = "oo")] fn panics_as_expected() { panic!("b{}m", "oo") }
#[test] #[should_panic(expected = "aa")] fn panics_otherwise() { panic!("boom") }
#[test] #[should_panic(expected = "aa")] fn panics_with_a_number() { std::panic::panic_any(7) }
#[test] #[should_panic(expected = "quiet")] fn panics_with_another_hook() {
    std::panic::set_hook(Box::new(|_| {}));
    panic!("quiet")
}
#[test] #[should_panic(expected = "taken")] fn panics_without_a_hook() {
    std::panic::set_hook(Box::new(|_| {}));
    drop(std::panic::take_hook());
    panic!("taken")
}
#[test] #[ignore] fn ignored() { panic!() }
#[test] #[ignore = "takes long"] fn ignored_with_a_reason() { panic!() }
#[test] fn returns_ok() -> Result<(), String> { Ok(()) }
#[test] fn returns_an_error() -> Result<(), String> { Err("no file".into()) }
"#,
    );
    let finished = folder.run(&["test"]).status(101);
    let expected = [
        "test result: FAILED. 6 passed; 5 failed; 2 ignored; 0 measured; 0 filtered out",
        "test tests::does_not_panic - should panic ... FAILED",
        "test tests::fails ... FAILED",
        "test tests::ignored ... ignored",
        "test tests::ignored_with_a_reason ... ignored, takes long",
        "test tests::panics - should panic ... ok",
        "test tests::panics_as_expected - should panic ... ok",
        "test tests::panics_otherwise - should panic ... FAILED",
        "test tests::panics_with_a_number - should panic ... FAILED",
        "test tests::panics_with_another_hook - should panic ... ok",
        "test tests::panics_without_a_hook - should panic ... ok",
        "test tests::passes ... ok",
        "test tests::returns_an_error ... FAILED",
        "test tests::returns_ok ... ok",
    ];
    assert_eq!(results(&finished), expected, "{}", finished.stderr);
    for text in [
        "---- tests::fails stdout ----\nshown\npanicked at src/lib.rs:5:41: assertion `left == right` \
         failed\n  left: 2\n right: 3\n",
        "---- tests::does_not_panic stdout ----\nnote: test did not panic as expected at \
         src/lib.rs:7:28\n",
        "note: panic did not contain expected string\n      panic message: \"boom\"\n expected \
         substring: \"aa\"\n",
        "note: expected panic with string value,\n found non-string value: `TypeId(",
        "Error: \"no file\"\nnote: the test returned a termination value",
        "\nfailures:\n    tests::does_not_panic\n    tests::fails\n    tests::panics_otherwise\n",
    ] {
        assert!(
            finished.stdout.contains(text),
            "no {text:?} in {}",
            finished.stdout
        );
    }
    assert!(!finished.stdout.contains("hidden"), "{}", finished.stdout);
    finished.error(&["error: test failed, to rerun pass `--lib`"]);
}

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
    let finished = folder.run(&args).status(101);
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
}

/// A folder or variable that tests use was missing, or a test found the files of another.
#[test]
fn a_test_has_its_package_a_temporary_folder_and_cargos_variables() {
    let folder = library(
        "world",
        r#"
use std::{env, fs, path::Path};
fn check() {
    assert_eq!(fs::read_to_string("data/file").unwrap(), "data");
    let absolute = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/file");
    assert_eq!(fs::read_to_string(absolute).unwrap(), "data");
    assert_eq!(env::var("CARGO_PKG_NAME").unwrap(), "program");
    assert_eq!(env::var("CARGO_MANIFEST_DIR").unwrap(), env!("CARGO_MANIFEST_DIR"));
    assert_eq!(env::args().count(), 1);
    assert_eq!(fs::read_dir("/tmp").unwrap().count(), 0);
    fs::write("/tmp/file", "").unwrap();
}
#[test] fn first() { check() }
#[test] fn second() { check() }
#[test] fn options() {
    assert_eq!(env::var("KEY").unwrap(), "a b");
    assert_eq!(fs::read_to_string("/other/file").unwrap(), "data");
}
"#,
    );
    folder.write("data/file", "data");
    let args = ["test", "--dir", "data::/other", "--env=KEY=a b"];
    folder.run(&args).status(0);
}

/// An option was ignored, or did not reach the harness.
#[test]
fn options_of_the_harness_choose_tests_and_formats() {
    let folder = library(
        "harness options",
        r#"
#[test] fn alpha() { println!("from alpha"); eprintln!("also") }
#[test] fn alpha_beta() {}
#[test] #[ignore] fn gamma() {}
"#,
    );
    let run = |args: &[&str]| {
        let args = [&["test", "-q", "--lib"], args].concat();
        folder.run(&args).status(0).stdout
    };
    let list = "tests::alpha: test\ntests::alpha_beta: test\ntests::gamma: test\n";
    assert_eq!(run(&["--", "--list"]), list);
    let pretty = format!("{list}\n3 tests, 0 benchmarks\n");
    let finished = folder.run(&["test", "--lib", "--", "--list"]).status(0);
    assert_eq!(finished.stdout, pretty);
    assert!(run(&["beta"]).contains("\nrunning 1 test\n."));
    assert!(run(&["tests::alpha", "--", "--exact"]).contains("\nrunning 1 test\n."));
    assert!(run(&["--", "--skip", "beta"]).contains("\nrunning 2 tests\n"));
    assert!(run(&["--", "--ignored"]).contains("1 passed; 0 failed; 0 ignored; 0 measured; 2"));
    assert!(run(&["--", "--include-ignored"]).contains("3 passed; 0 failed; 0 ignored"));
    let shown = run(&["alpha", "--", "--show-output"]);
    assert!(shown.contains("---- tests::alpha stdout ----\n"), "{shown}");
    let finished = folder.run(&["test", "alpha", "--", "--nocapture", "--test-threads=1"]);
    let finished = finished.status(0);
    assert!(
        finished
            .stdout
            .contains("test tests::alpha ... from alpha\n"),
        "{}",
        finished.stdout
    );
    finished.error(&["also\n"]);
    let finished = folder.run(&["test", "--", "--frob"]).status(101);
    finished.error(&["error: Unrecognized option: 'frob'"]);
    let finished = folder.run(&["test", "--no-run"]).status(0);
    assert_eq!(finished.stdout, "");
    finished.error(&["Executable unittests src/lib.rs"]);
}

/// Only the library's tests ran.
#[test]
fn each_kind_of_test_runs() {
    let folder = Folder::new("test kinds");
    let own = "[[test]]\nname = \"own\"\nharness = false\n[[bench]]\nname = \"b\"\n";
    folder.package("", "program", "2024", own);
    folder.write(
        "src/lib.rs",
        "/// ```\n/// assert_eq!(program::one(), 1);\n/// ```\n\
         /// ```should_panic\n/// panic!(\"as documented\");\n/// ```\n\
         /// ```\n/// std::process::exit(0)\n/// ```\n/// ```no_run\n/// loop {}\n/// ```\n\
         pub fn one() -> u8 { 1 }\n#[test] fn unit() {}\n",
    );
    folder.write("src/main.rs", "fn main() {}\n#[test] fn of_main() {}\n");
    folder.write(
        "tests/it.rs",
        "#[test] fn integrates() { assert_eq!(program::one(), 1) }\n",
    );
    folder.write(
        "tests/own.rs",
        "fn main() { println!(\"test own ... ok\") }\n",
    );
    folder.write("benches/b.rs", "#[test] fn of_bench() {}\n");
    folder.write("examples/e.rs", "fn main() {}\n");
    let finished = folder.run(&["test"]).status(0);
    let lines = results(&finished);
    for name in ["unit", "of_main", "integrates", "own"] {
        let line = format!("test {name} ... ok");
        assert!(lines.contains(&line), "no {line:?} in {}", finished.stdout);
    }
    let documented = lines
        .iter()
        .filter(|line| line.starts_with("test src/lib.rs - one (line"));
    assert_eq!(documented.count(), 4, "{}", finished.stdout);
    for suffix in ["- should panic ... ok", "- compile ... ok"] {
        assert!(finished.stdout.contains(suffix), "{}", finished.stdout);
    }
    // rustdoc stores its filter in a module that has all examples.
    let finished = folder.run(&["test", "--doc", "--", "4)"]).status(0);
    let documented = results(&finished)
        .iter()
        .filter(|line| line.contains("(line"))
        .count();
    assert_eq!(documented, 1, "{}", finished.stdout);
    let finished = folder.run(&["test", "--benches"]).status(0);
    assert!(results(&finished).contains(&"test of_bench ... ok".to_owned()));
}

/// A package that depends on nanowasi had two runtimes in one module, which do not link.
#[test]
fn a_package_without_std_has_one_runtime_in_its_tests() {
    let folder = Folder::new("test no-std");
    let folder_of = |name: &str| folder.path(name).to_str().expect("it is UTF-8").to_owned();
    let new = ["new", "--no-std", "--vcs=none", "hello"];
    folder.run(&new).status(0);
    folder.write(
        "hello/src/lib.rs",
        r#"#![no_std]
extern crate nanowasi as std;
use std::prelude::v1::*;
pub fn read(from: impl std::io::Read) -> std::io::Result<String> { std::io::read_to_string(from) }
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn unit() { std::println!("out"); assert_eq!(read(&b"a"[..]).unwrap(), "a"); }
    #[test] #[should_panic(expected = "boom")] fn panics() { panic!("boom") }
}
"#,
    );
    folder.write(
        "hello/tests/it.rs",
        "#[test] fn one_type() -> std::io::Result<()> { hello::read(&b\"a\"[..]).map(drop) }\n",
    );
    let manifest = folder_of("hello/Cargo.toml");
    let finished = folder
        .run(&["test", "--manifest-path", &manifest])
        .status(0);
    let lines = results(&finished);
    for line in [
        "test tests::it_works ... ok",
        "test tests::unit ... ok",
        "test tests::panics - should panic ... ok",
        "test one_type ... ok",
    ] {
        assert!(
            lines.iter().any(|found| found == line),
            "no {line:?} in {}",
            finished.stdout
        );
    }
    folder.write(
        "hello/src/main.rs",
        "#![no_std]\n#![no_main]\nnanowasi::main!(main);\nfn main() {}\n",
    );
    let finished = folder.run(&["test", "--manifest-path", &manifest, "--bin", "hello"]);
    finished.error(&[
        "the module did not list its tests",
        "#![cfg_attr(not(test), no_main)]",
    ]);
}

/// The members of a workspace, and a wrapper of rustc that the user has set.
#[test]
#[cfg(unix)]
fn a_workspace_and_the_users_wrapper_are_kept() {
    let folder = Folder::new("test workspace");
    folder.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"a\", \"b\"]\nexclude = [\"nanowasi\"]\nresolver = \"3\"\n",
    );
    folder.package("a", "a", "2024", "");
    folder.package(
        "b",
        "b",
        "2024",
        "[dependencies]\nnanowasi = { path = \"../nanowasi\" }\n",
    );
    folder.package("nanowasi", "nanowasi", "2024", "[workspace]\n");
    folder.write(
        "nanowasi/src/lib.rs",
        "compile_error!(\"not the facade\");\n",
    );
    folder.write("shared/file", "data");
    let shared = "concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../shared/file\")";
    let test = format!("#[test] fn reads() {{ assert!(std::fs::read({shared}).is_ok()) }}\n");
    folder.write("a/src/lib.rs", &test);
    folder.write("b/src/lib.rs", &format!("pub use nanowasi::io;\n{test}"));
    let wrapper = folder.script("wrapper", "echo x >> \"$LOG\"; exec \"$@\"");
    let mut command = folder.command(&["test", "--workspace", "-q"]);
    command
        .env("RUSTC_WRAPPER", wrapper)
        .env("LOG", folder.path("log"));
    crate::support::finish(&mut command).status(0);
    assert!(folder.path("log").exists());
}

/// A mistake was reported after the build, or by another program.
#[test]
fn mistakes_in_options_are_errors_before_the_build() {
    let folder = library("test mistakes", "");
    for (args, text) in [
        (
            &["test", "--timeout", "soon"][..],
            "`--timeout` takes seconds, up to a year, not `soon`",
        ),
        (&["test", "--timeout=1e19"], "not `1e19`"),
        (&["test", "--doc", "--dir", "absent"], "cannot open"),
        (&["test", "--host", "./absent/wasmtime"], "absent/wasmtime"),
        (
            &["test", "--panic=silent"],
            "`test` needs the messages of panics",
        ),
        (
            &["test", "--smallest"],
            "`test` needs the messages of panics",
        ),
        (&["test", "--env", "KEY"], "`--env` needs KEY=VALUE"),
        (&["bench"], "`cargo nanowasi test --benches`"),
    ] {
        let finished = folder.run(args);
        assert_ne!(finished.status, Some(0), "{args:?}");
        finished.error(&[text]);
    }
    assert!(!folder.path("target").exists());
}

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
    assert!(
        finished.stdout.contains("out\npanicked at src/lib.rs:4:"),
        "{}",
        finished.stdout
    );
    assert!(
        finished.stdout.contains("overflowed its stack"),
        "{}",
        finished.stdout
    );
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

/// The optimizer removed the text by which the runner knew a test module. The tests ran in one
/// instance, and those after the first panic counted as passed.
#[test]
fn an_optimized_module_has_the_harness() {
    let folder = library(
        "test release",
        "#[test] #[should_panic] fn a_panics() { panic!() }\n\
         #[test] fn b_fails() { assert_eq!(1, 2) }\n",
    );
    let profile = "[profile.release]\nopt-level = \"z\"\nlto = \"fat\"\ncodegen-units = 1\n\
                   strip = true\npanic = \"abort\"\n";
    folder.package("", "program", "2021", profile);
    for level in ["\"z\"", "3"] {
        let level = format!("profile.release.opt-level={level}");
        let args = ["test", "--release", "--config", &level];
        let finished = folder.run(&args).status(101);
        let text = "1 passed; 1 failed; 0 ignored";
        assert!(
            finished.stdout.contains(text),
            "{level}: {}",
            finished.stdout
        );
    }
}

/// On another runner, the module reported success although tests had not run.
#[test]
fn a_module_that_a_panic_ends_early_fails() {
    let folder = library(
        "test alone",
        "#[test] #[should_panic] fn a() { panic!() }\n#[test] fn b() { panic!() }\n",
    );
    let args = ["test", "--no-run", "--message-format=json"];
    let finished = folder.run(&args).status(0);
    let (_, rest) = finished
        .stdout
        .rsplit_once("\"executable\":\"")
        .expect("a module");
    let module = rest.split('"').next().expect("a path").to_owned();
    let run = |args: &[&str]| folder.run(&[&["__runner", &module], args].concat());
    let finished = run(&[]).status(101);
    assert!(
        finished.stdout.contains("1 more did not run"),
        "{}",
        finished.stdout
    );
    run(&["tests::a", "--exact"]).status(0);
    run(&["--list"]).output(
        0,
        "tests::a: test\ntests::b: test\n\n2 tests, 0 benchmarks\n",
    );
}

/// A panic that would be caught on a target that unwinds counted as expected, and a panic without a
/// call of the hook as an unknown exit.
#[test]
fn every_kind_of_panic_has_its_verdict() {
    let folder = library(
        "kinds of panics",
        r#"
use std::{fmt, panic};
struct Bad;
impl fmt::Display for Bad {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result { Err(fmt::Error) }
}
#[test] #[should_panic] fn caught() { let _ = panic::catch_unwind(|| panic!("inside")); }
#[test] #[should_panic] fn later() { panic::catch_unwind(|| 1).unwrap(); panic!() }
#[test] #[should_panic(expected = "x")] fn resumed() { panic::resume_unwind(Box::new("xyz")) }
#[test] #[should_panic] fn displayed() { panic!("{}", Bad) }
"#,
    );
    let finished = folder.run(&["test", "--lib"]).status(101);
    let expected = [
        "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
        "test tests::caught - should panic ... FAILED",
        "test tests::displayed - should panic ... ok",
        "test tests::later - should panic ... ok",
        "test tests::resumed - should panic ... ok",
    ];
    assert_eq!(results(&finished), expected, "{}", finished.stdout);
    let note = "note: the panic is in `catch_unwind`, which catches none on this target";
    assert!(finished.stdout.contains(note), "{}", finished.stdout);
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

/// A file or variable that a test has with `cargo test` was missing.
#[test]
fn a_member_of_a_workspace_finds_what_cargo_promises() {
    let folder = Folder::new("test member");
    let config = "[env]\nFROM_CONFIG = \"c\"\n";
    #[cfg(unix)]
    let config = {
        folder.script("wrap", "exec \"$@\"");
        format!("{config}[build]\nrustc-wrapper = \"./wrap\"\n")
    };
    folder.write(".cargo/config.toml", &config);
    folder.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"m\"]\nexclude = [\"other\"]\nresolver = \"3\"\n",
    );
    folder.package(
        "m",
        "m",
        "2024",
        "[dependencies]\nmiddle = { path = \"../other/middle\" }\n",
    );
    let middle = "[workspace]\n[dependencies]\nnanowasi = { path = \"../nanowasi\" }\n";
    folder.package("other/middle", "middle", "2024", middle);
    folder.package("other/nanowasi", "nanowasi", "2024", "[workspace]\n");
    folder.write(
        "other/middle/src/lib.rs",
        "#![no_std]\npub use nanowasi::path;\n",
    );
    folder.write(
        "other/nanowasi/src/lib.rs",
        "compile_error!(\"not the facade\");\n",
    );
    folder.write("shared/file", "data");
    folder.write(
        "m/build.rs",
        "fn main() { println!(\"cargo::rustc-env=FROM_SCRIPT=s\"); }\n",
    );
    folder.write("m/src/lib.rs", "pub use middle::path;\n");
    folder.write(
        "m/tests/it.rs",
        r#"
use std::{env, fs};
#[test] fn finds() {
    assert_eq!(fs::read_to_string("../shared/file").unwrap(), "data");
    assert_eq!(fs::read_to_string("/shared/file").unwrap(), "data");
    assert_eq!(env::current_dir().unwrap(), m::path::Path::new(env!("CARGO_MANIFEST_DIR")));
    fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/file"), "").unwrap();
    for (name, value) in [("FROM_CONFIG", "c"), ("FROM_SCRIPT", "s"), ("CARGO_PKG_NAME", "m")] {
        assert_eq!(env::var(name).unwrap(), value);
    }
    assert!(env::var_os("HOME").is_none() && env::var_os("PATH").is_none());
}
"#,
    );
    let args = [
        "test",
        "--tests",
        "--target-dir",
        "other target",
        "--dir",
        "shared::/shared",
    ];
    folder.run(&args).status(0);
    folder.run(&["check", "--all-targets"]).status(0);
}
