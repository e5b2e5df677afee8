//! The logger: levels, targets, and the form of a record.

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Output, Run, Status};

fn logs() -> Run {
    Run::new(Build::bridge_guest("logs").feature("log").wasm())
}

/// Returns the output of the guest with a value of `RUST_LOG`.
fn with_variable(value: &str) -> Output {
    logs().env("RUST_LOG", value).run()
}

/// The names of levels have the same width, a plain text is not formatted, and no line is indented.
#[test]
fn records_have_a_level_a_target_and_a_text() {
    let out = with_variable("trace");
    assert_eq!(
        out.stderr_str(),
        "[ERROR logs] an error\n\
         [WARN  logs] a warning\n\
         [INFO  logs] 1 of  two\n\
         [DEBUG logs] value\n\
         [TRACE logs] two\nlines\n\
         [WARN  logs::parser] line 3 is empty\n\
         [DEBUG logs::parser] parsed\n\
         [INFO  other] of another crate\n",
        "{out}"
    );
    assert_eq!(out.stdout_str(), "formatted\ntrue TRACE\n", "{out}");
    assert_eq!(out.status, Status::Exit(0), "{out}");
    // Each record is one call to the host, because other output may follow it.
    let records = out.calls_of("fd_write").filter(|call| call.args[0] == 2);
    assert_eq!(records.count(), 8, "{out}");
}

/// As with `env_logger`. A record below its level is not formatted.
#[test]
fn only_errors_are_printed_by_default() {
    for out in [logs().run(), with_variable(""), with_variable(" , ")] {
        assert_eq!(out.stderr_str(), "[ERROR logs] an error\n", "{out}");
        assert_eq!(out.stdout_str(), "true ERROR\n", "{out}");
    }
}

#[test]
fn directives_select_levels_and_targets() {
    const ERROR: &str = "[ERROR logs] an error\n";
    const WARN: &str = "[WARN  logs] a warning\n";
    const INFO: &str = "[INFO  logs] 1 of  two\n";
    const PARSER: &str = "[WARN  logs::parser] line 3 is empty\n";
    const PARSED: &str = "[DEBUG logs::parser] parsed\n";
    const OTHER: &str = "[INFO  other] of another crate\n";
    for (directives, expected, max) in [
        ("off", String::new(), "OFF"),
        ("Warn", [ERROR, WARN, PARSER].concat(), "WARN"),
        ("info", [ERROR, WARN, INFO, PARSER, OTHER].concat(), "INFO"),
        // A target without a directive is not printed.
        ("logs=warn", [ERROR, WARN, PARSER].concat(), "WARN"),
        ("logs::parser", [PARSER, PARSED].concat(), "TRACE"),
        ("logs::parser=", [PARSER, PARSED].concat(), "TRACE"),
        // The longest name decides, in any order.
        (
            "logs::parser=debug,logs=error,warn",
            [ERROR, PARSER, PARSED].concat(),
            "DEBUG",
        ),
        ("info, logs = off ", OTHER.to_owned(), "INFO"),
        ("info,logs=off", OTHER.to_owned(), "INFO"),
        ("logs=off,logs=error", ERROR.to_owned(), "ERROR"),
    ] {
        let out = with_variable(directives);
        assert_eq!(out.stderr_str(), expected, "{directives}: {out}");
        assert_eq!(out.stdout_str(), format!("true {max}\n"), "{directives}");
    }
}

#[test]
fn a_default_is_replaced_by_the_variable() {
    let with_default = |run: Run| run.arg("off,other=info").run();
    let out = with_default(logs());
    assert_eq!(
        out.stderr_str(),
        "[INFO  other] of another crate\n",
        "{out}"
    );
    let out = with_default(logs().env("RUST_LOG", "error"));
    assert_eq!(out.stderr_str(), "[ERROR logs] an error\n", "{out}");
}

#[test]
fn an_invalid_directive_is_reported_and_ignored() {
    for invalid in ["logs=loud", "a=b=info", "info/text"] {
        let out = with_variable(&format!("{invalid},error"));
        let warning = format!("warning: a directive of RUST_LOG is ignored: {invalid}\n");
        assert_eq!(
            out.stderr_str(),
            format!("{warning}[ERROR logs] an error\n"),
            "{out}"
        );
        // Without another directive, the default has effect.
        let out = with_variable(invalid);
        assert_eq!(
            out.stderr_str(),
            format!("{warning}[ERROR logs] an error\n"),
            "{out}"
        );
    }
}

/// A record is longer than the buffer, and standard error is closed: the program continues.
#[test]
fn errors_of_the_host_are_ignored() {
    let out = logs()
        .env("RUST_LOG", "trace")
        .fault("fd_write", |call| {
            if call.arg(0) == 2 {
                8.into()
            } else {
                call.real()
            }
        })
        .run();
    assert_eq!(out.stdout_str(), "formatted\ntrue TRACE\n", "{out}");
    assert_eq!(out.status, Status::Exit(0), "{out}");
}
