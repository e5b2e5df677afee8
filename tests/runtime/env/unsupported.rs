//! What this target does not support: child processes, paths of the executable, backtraces. The
//! expected lines are those that `std` printed under a host.

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Output, Run, Status};

fn run(verb: &str) -> Output {
    Run::new(build::guest("variables", Mode::Default))
        .arg(verb)
        .run()
}

#[test]
fn functions_that_fail_in_std_return_the_same_error() {
    for (verb, expected) in [
        (
            "exe",
            "Err(Error { kind: Unsupported, message: \"operation not supported on this platform\" }) None\n",
        ),
        ("join", "not supported on wasm yet\n"),
    ] {
        let output = run(verb);
        assert_eq!(output.stdout_str(), expected, "{output}");
        assert_eq!(output.status, Status::Exit(0), "{output}");
    }
}

/// `std` panics here, which its documentation for this target does not mention.
#[test]
fn functions_that_panic_in_std_panic_with_its_message() {
    for (verb, message) in [
        ("temp", "no filesystem on wasm"),
        ("split", "unsupported"),
        ("id", "unsupported"),
    ] {
        let output = run(verb);
        let stderr = output.stderr_str();
        assert!(stderr.ends_with(&format!(": {message}\n")), "{output}");
        assert_eq!(output.status, Status::Exit(101), "{output}");
    }
}

#[test]
fn a_command_is_described_and_not_started() {
    let expected = "cd \"/x\" && env -u R A=\"b c\" \"ls\" \"-l\"
Error { kind: Unsupported, message: \"operation not supported on this platform\" }
operation not supported on this platform
Unsupported
";
    assert_eq!(run("spawn").stdout_str(), expected);
}

#[test]
fn a_backtrace_is_unsupported_where_one_is_wanted() {
    let run = |vars: &[(&str, &str)]| {
        let guest = Run::new(build::guest("variables", Mode::Default)).arg("backtrace");
        let guest = vars
            .iter()
            .fold(guest, |guest, (key, value)| guest.env(*key, *value));
        guest.run().stdout_str().trim_end().to_owned()
    };
    assert_eq!(run(&[]), "Disabled");
    assert_eq!(run(&[("RUST_BACKTRACE", "0")]), "Disabled");
    assert_eq!(run(&[("RUST_BACKTRACE", "1")]), "Unsupported");
    assert_eq!(run(&[("RUST_BACKTRACE", "full")]), "Unsupported");
    let both = [("RUST_BACKTRACE", "1"), ("RUST_LIB_BACKTRACE", "0")];
    assert_eq!(run(&both), "Disabled");
}
