//! What passes, and what fails with which note.

use super::{library, results};

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
