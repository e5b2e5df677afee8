//! What a panic prints, and what it must not do meanwhile.

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Run, Status};

use super::{LOCATION, MESSAGE, OWN_HEAP, SILENT, script, with_features};

/// The source of the guest `script`, in which the locations of its panics are found.
const SOURCE: &str = include_str!("../../support/guests/src/bin/script.rs");

/// Returns the location of some code of the guest, as a panic prints it.
fn location(code: &str) -> String {
    let (line, text) = (1..)
        .zip(SOURCE.lines())
        .find(|(_, line)| line.contains(code))
        .unwrap_or_else(|| panic!("the guest has no {code}"));
    let column = text.find(code).unwrap() + 1;
    format!("tests/support/guests/src/bin/script.rs:{line}:{column}")
}

/// The default prints location and message as one line, in one call, so that other writers to the
/// same log cannot interleave with it.
#[test]
fn a_panic_prints_its_location_and_message() {
    for (args, code, message) in [
        ("panic:no more", r#"panic!("{}", text)"#, "no more"),
        ("panic:", r#"panic!("{}", text)"#, ""),
        ("panic:two\nlines", r#"panic!("{}", text)"#, "two\nlines"),
        ("panic-literal", r#"panic!("a literal")"#, "a literal"),
        (
            "index:40000",
            "LETTERS[number(text)]",
            "index out of bounds: the len is 40000 but the index is 40000",
        ),
        (
            "panic-in-drop",
            r#"panic!("inside of a drop")"#,
            "inside of a drop",
        ),
    ] {
        let output = script(&[args]).run();
        let expected = format!("panicked at {}: {message}\n", location(code));
        assert_eq!(output.stderr_str(), expected, "{output}");
        assert_eq!(output.count("fd_write"), 1, "{output}");
        assert_eq!(output.status, Status::Exit(101), "{output}");
    }
}

#[test]
fn without_panic_message_a_panic_prints_its_location() {
    let guest = with_features("script", &LOCATION);
    for (args, code) in [
        ("panic:no more", r#"panic!("{}", text)"#),
        ("panic-literal", r#"panic!("a literal")"#),
        ("panic-in-message", r#"panic!("before {} after", Panics)"#),
        ("index:40000", "LETTERS[number(text)]"),
    ] {
        let output = Run::new(&guest).args(["print:out", args]).run();
        assert_eq!(
            output.stderr_str(),
            format!("panicked at {}\n", location(code))
        );
        assert_eq!(
            output
                .calls_of("fd_write")
                .filter(|call| call.args[0] == 2)
                .count(),
            1
        );
        assert_eq!(output.stdout_str(), "out");
        assert_eq!(output.status, Status::Exit(101), "{output}");
    }
}

#[test]
fn without_panic_location_a_panic_prints_nothing() {
    let guest = with_features("script", &SILENT);
    let output = Run::new(&guest).args(["print:out", "panic:no more"]).run();
    assert_eq!(
        (output.stdout_str(), output.stderr_str()),
        ("out".into(), "".into())
    );
    assert_eq!(output.status, Status::Exit(101), "{output}");
}

/// The last line before a panic often explains it. On a terminal, which shows both streams, it has
/// to come before the message.
#[test]
fn output_before_a_panic_is_written_before_its_message() {
    for guest in [
        with_features("script", &LOCATION),
        with_features("script", &MESSAGE),
        build::guest("script", Mode::Default),
    ] {
        let output = Run::new(&guest).args(["print:out", "panic:err"]).run();
        let fds: Vec<u64> = output
            .calls_of("fd_write")
            .map(|call| call.args[0])
            .collect();
        assert_eq!(fds, [1, 2], "{output}");
    }
}

/// The output so far is in the buffer, and the panic must not block on a lock of the interrupted
/// `print!`.
#[test]
fn a_panic_in_the_middle_of_a_print_keeps_its_first_half() {
    for print in ["panic-in-print", "panic-in-format"] {
        let output = script(&["print:whole, ", print]).run();
        assert_eq!(output.stdout_str(), "whole, before half of it", "{output}");
        let expected = format!(
            "panicked at {}: inside of a Display\n",
            location(r#"panic!("inside of a Display")"#)
        );
        assert_eq!(output.stderr_str(), expected);
        assert_eq!(output.status, Status::Exit(101), "{output}");
    }
}

/// A message that panics in its `Display` enters the handler again. A handler that begins anew
/// recurses until the stack overflows.
#[test]
fn a_panic_in_a_panics_message_ends_the_program() {
    for message in ["panic-in-message", "panic-in-panic"] {
        let output = script(&["print:out", message]).run();
        assert_eq!(output.status, Status::Exit(101), "{output}");
        assert_eq!(output.stdout_str(), "out");
        assert!(output.calls.len() < 20, "{output}");
    }
}

/// The message is longer than the buffer of standard error, and must not be truncated.
#[test]
fn a_long_message_arrives_whole() {
    for len in [400, 512, 513, 3000, 20_000] {
        let arg = format!("panic-with-letters:{len}");
        let output = script(&[&arg]).run();
        let text = output.stderr_str();
        let (_, message) = text.split_once(": ").unwrap();
        assert_eq!(message.len(), len + 1, "{output}");
        assert!(
            message.starts_with("abcdefghij") && message.ends_with('\n'),
            "{output}"
        );
        assert_eq!(output.status, Status::Exit(101));
    }
}

/// The heap may be the cause of the panic. This heap traps once the program panics.
#[test]
fn a_panic_needs_no_heap() {
    let guest = with_features("allocator", &OWN_HEAP);
    let output = Run::new(&guest).arg("panic").run();
    assert!(
        output
            .stderr_str()
            .contains(r#": with 1.5 and "allocated here""#),
        "{output}"
    );
    assert_eq!(output.status, Status::Exit(101), "{output}");
}

/// Without a feature for panics, a program may define its own handler.
#[test]
fn a_program_can_have_its_own_panic_handler() {
    let guest = with_features("allocator", &[]);
    let output = Run::new(&guest).arg("panic").run();
    assert_eq!(output.status, Status::Exit(77), "{output}");
    assert_eq!(output.stdout_str(), "allocated here, 2 times\n");
}

/// Code of a tier is linked only if its feature is enabled.
#[test]
fn parts_that_a_panic_does_not_print_are_not_linked() {
    let [message, location, silent] =
        [MESSAGE, LOCATION, SILENT].map(|features| with_features("allocator", &features).len());
    assert!(silent + 100 < location, "{silent} and {location} bytes");
    assert!(location + 1000 < message, "{location} and {message} bytes");
}
