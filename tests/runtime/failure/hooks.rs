//! `panic::set_hook`: a program's own panic hook.

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Module, Output, Run, Status};

use super::with_features;

fn hook(verb: &str) -> Output {
    let output = Run::new(build::guest("hook", Mode::Default))
        .arg(verb)
        .run();
    assert_eq!(output.status, Status::Exit(101), "{output}");
    output
}

/// Returns what a hook prints about a panic, without the location.
fn hook_output(verb: &str) -> Vec<String> {
    let output = hook(verb);
    assert_eq!(output.stderr_str(), "", "{output}");
    let text = output.stdout_str().into_owned();
    let lines = text.strip_prefix("out;").unwrap().lines();
    lines.map(ToOwned::to_owned).collect()
}

#[test]
fn a_hook_replaces_the_message() {
    for (verb, text, number, message) in [
        ("hook", r#"Some("with hook")"#, "None", "|with hook"),
        ("literal", r#"Some("a literal")"#, "None", "|a literal"),
        ("hook-any", "None", "Some(5)", ""),
    ] {
        let lines = hook_output(verb);
        assert_eq!(lines[0], format!("hook: {text} Some(true)"));
        assert_eq!(lines[1], number);
        let location = "panicked at tests/support/guests/src/bin/hook.rs:";
        assert!(lines[2].starts_with(location), "{lines:?}");
        assert!(lines[2].ends_with(message), "{lines:?}");
    }
}

/// A host without randomness or a clock, and a lock that is locked twice, ended the program without
/// calling its hook. A program without standard error gave no reason.
#[test]
fn a_hook_is_called_for_other_fatal_errors() {
    for (verb, import, response, message) in [
        (
            "keys",
            "random_get",
            0,
            "the host gave no random bytes to key a hash map with",
        ),
        (
            "keys",
            "random_get",
            52,
            "the host gave no random bytes to key a hash map with",
        ),
        ("clock", "clock_time_get", 52, "the host refuses its clock"),
        (
            "input",
            "random_get",
            52,
            "standard input is locked already, and no thread can unlock it",
        ),
        (
            "mutex",
            "random_get",
            52,
            "cannot recursively acquire mutex",
        ),
    ] {
        let output = Run::new(build::guest("hook", Mode::Default))
            .arg(verb)
            .fault(import, move |_| response)
            .run();
        assert_eq!(output.status, Status::Exit(101), "{output}");
        assert_eq!(output.stderr_str(), "", "{output}");
        let expected = format!("out;hook: Some({message:?}) Some(true)\n");
        assert!(
            output.stdout_str().starts_with(&expected),
            "{verb}: {output}"
        );
    }
}

/// A hook that calls the previous hook, which may be the default one.
#[test]
fn a_hook_that_is_taken_can_be_called() {
    assert!(hook_output("taken")[0].starts_with("around;hook: "));
    for (verb, message) in [
        ("default", ": with default\n"),
        ("default-any", ": Box<dyn Any>\n"),
    ] {
        let output = hook(verb);
        assert_eq!(output.stdout_str(), "out;before;", "{output}");
        assert!(output.stderr_str().starts_with("panicked at "), "{output}");
        assert!(output.stderr_str().ends_with(message), "{output}");
    }
}

#[test]
fn without_a_hook_the_message_is_the_default() {
    for (verb, message) in [
        ("dropped", ": with dropped\n"),
        ("any", ": Box<dyn Any>\n"),
        ("any-text", ": owned\n"),
    ] {
        let output = hook(verb);
        assert_eq!(output.stdout_str(), "out;", "{output}");
        assert!(output.stderr_str().ends_with(message), "{output}");
    }
}

/// A hook that panics or sets another hook would be called again, until the stack overflows.
#[test]
fn a_hook_that_panics_ends_the_program() {
    for verb in ["nested", "changes"] {
        let output = hook(verb);
        assert_eq!(output.stdout_str(), format!("out;{verb};"), "{output}");
        assert_eq!(output.stderr_str(), "", "{output}");
    }
}

/// If there is no memory for a panic's text, the hook received no text and nothing was printed,
/// because building the text panicked again. `std` calls no hook when memory runs out, and prints
/// the same.
#[test]
fn without_memory_for_a_hook_the_default_message_is_printed() {
    let output = Run::new(build::guest("hook", Mode::Default))
        .arg("memory")
        .memory_limit(4 << 20)
        .run();
    assert_eq!(output.status, Status::Exit(101), "{output}");
    assert_eq!(output.stdout_str(), "out;", "{output}");
    let text = output.stderr_str();
    assert!(text.starts_with("panicked at "), "{output}");
    assert!(
        text.ends_with(": memory allocation of 1000 bytes failed\n"),
        "{output}"
    );
}

#[test]
fn resume_unwind_prints_nothing() {
    for verb in ["resume", "hook-resume"] {
        let output = hook(verb);
        assert_eq!(output.stdout_str(), "out;", "{output}");
        assert_eq!(output.stderr_str(), "", "{output}");
    }
}

#[test]
fn catch_unwind_returns_the_value() {
    let output = Run::new(build::guest("hook", Mode::Default))
        .arg("caught")
        .run();
    assert_eq!(output.stdout_str(), "out;Some(\"not a panic\")\n");
    assert_eq!(output.status, Status::Exit(0));
}

/// Without `panic-message`, a hook receives the location, and the payload of `panic_any`.
#[test]
fn a_hook_receives_the_parts_that_the_features_keep() {
    let wasm = with_features("hook", &["talc", "panic-handler"]);
    let hook = |verb| Run::new(&wasm).arg(verb).run();
    let output = hook("hook");
    let text = output.stdout_str();
    assert!(
        text.starts_with("out;hook: None Some(true)\nNone\n"),
        "{output}"
    );
    let location = text.lines().last().unwrap();
    assert!(location.starts_with("panicked at tests/support/guests/src/bin/hook.rs:"));
    assert!(!location.contains('|'), "{output}");
    let output = hook("hook-any");
    assert!(output.stdout_str().contains("\nSome(5)\n"), "{output}");
    let output = hook("default");
    assert_eq!(output.stderr_str(), "", "{output}");
    assert_eq!(output.stdout_str(), "out;before;", "{output}");
}

/// A program without a hook has no code for one.
#[test]
fn a_program_without_a_hook_has_no_code_for_one() {
    let module = build::guest("heap", Mode::Default);
    assert!(!Module::parse(&module).unwrap().has_text("panic hook"));
}
