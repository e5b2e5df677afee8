//! The options of the command and of the harness.

use super::library;

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
