//! What `cargo nanowasi test` requests from a module, and the module's replies.
//!
//! The request is the environment variable `NANOWASI_TEST`, which a test does not see:
//!
//! | value | request |
//! | --- | --- |
//! | `list:NONCE` | list the tests, on standard output |
//! | `run:NONCE:INDEX` | run the test with this index in the list |
//!
//! A reply begins with the byte 0x1E, the nonce of the request, and 0x1F. Because of the nonce,
//! the output of a test is not mistaken for a reply. A field ends with 0x1F, and a reply with 0x1E:
//!
//! | reply | fields |
//! | --- | --- |
//! | each test of a list | `test`, `bench` or `doctest`, name, `ignore` or nothing, reason, mode |
//! | the end of a list | `end`, the arguments that the module has for the harness |
//! | a verdict, on standard error | `ok` or `failed`, note |

use std::env;
use std::io::{self, Write};
use std::iter;
use std::process;

use crate::case;
use crate::types::{TestDescAndFn, TestType};
use crate::verdict::{FAILED, Verdict};

/// The variable that has the request.
const VARIABLE: &str = "NANOWASI_TEST";

/// A request of the runner.
pub(crate) enum Request {
    /// To list the tests.
    List { nonce: String },
    /// To run a test.
    Run { nonce: String, index: usize },
}

impl Request {
    /// Returns the request, and removes the variable.
    pub(crate) fn take() -> Option<Self> {
        let value = env::var(VARIABLE).ok()?;
        env::remove_var(VARIABLE);
        let (verb, rest) = value.split_once(':')?;
        match (verb, rest.split_once(':')) {
            ("list", None) => Some(Self::List {
                nonce: rest.to_owned(),
            }),
            ("run", Some((nonce, index))) => Some(Self::Run {
                nonce: nonce.to_owned(),
                index: index.parse().ok()?,
            }),
            _ => None,
        }
    }

    /// Does what was requested.
    pub(crate) fn serve(self, tests: Vec<TestDescAndFn>, args: &[String]) {
        match self {
            Self::List { nonce } => list(&nonce, &tests, args),
            Self::Run { nonce, index } => match tests.into_iter().nth(index) {
                Some(test) => run(nonce, test),
                None => finish(&nonce, &Err(Some("the module has no such test".to_owned()))),
            },
        }
    }
}

/// Writes a reply for each test, and one for the end.
fn list(nonce: &str, tests: &[TestDescAndFn], args: &[String]) {
    let mut text = String::new();
    for test in tests {
        let desc = &test.desc;
        let kind = match desc.test_type {
            TestType::DocTest => "doctest",
            _ if test.testfn.is_bench() => "bench",
            _ => "test",
        };
        let ignore = if desc.ignore { "ignore" } else { "" };
        let message = desc.ignore_message.unwrap_or_default();
        push(
            &mut text,
            nonce,
            &[kind, desc.name.as_slice(), ignore, message, desc.mode()],
        );
    }
    let args = args.iter().map(String::as_str);
    push(
        &mut text,
        nonce,
        &iter::once("end").chain(args).collect::<Vec<_>>(),
    );
    // A runner that no longer reads has no use for the rest.
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Runs a test, and ends the module with a verdict.
fn run(nonce: String, test: TestDescAndFn) {
    // As cargo does. The folder is preopened under its own path.
    if let Some(folder) = env::var_os("CARGO_MANIFEST_DIR") {
        let _ = env::set_current_dir(folder);
    }
    let for_panic = nonce.clone();
    let verdict = case::run(test, move |verdict| finish(&for_panic, &verdict));
    finish(&nonce, &verdict);
}

/// Writes a verdict after all output of the test, and ends the module.
fn finish(nonce: &str, verdict: &Verdict) -> ! {
    let (word, note) = match verdict {
        Ok(()) => ("ok", ""),
        Err(note) => ("failed", note.as_deref().unwrap_or_default()),
    };
    let mut text = String::new();
    push(&mut text, nonce, &[word, note]);
    let _ = io::stdout().flush();
    let _ = io::stderr().write_all(text.as_bytes());
    process::exit(if verdict.is_ok() { 0 } else { FAILED });
}

/// Appends a reply.
fn push(text: &mut String, nonce: &str, fields: &[&str]) {
    text.push('\x1E');
    text.push_str(nonce);
    text.push('\x1F');
    for field in fields {
        // A test may have any text as its message.
        text.extend(
            field
                .chars()
                .filter(|char| !matches!(char, '\x1E' | '\x1F')),
        );
        text.push('\x1F');
    }
    text.push('\x1E');
}
