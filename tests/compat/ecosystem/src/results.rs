//! The results of the tests of a module, and the files that keep them.
//!
//! A module has the same results in each run, so a file keeps them under a hash of the module. A
//! second run then compiles and runs only the modules that changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use crate::harness::{self, Outcome};
use crate::host::{Guest, Temporary};
use crate::{Result, folder};

/// The bytes of output that are kept of a test that did not pass.
const MAX_OUTPUT: usize = 4000;

/// The result of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestResult {
    /// Its name in the module.
    pub name: String,
    /// Whether it passed.
    pub outcome: Outcome,
    /// How it ended and the end of its output, unless it passed.
    pub output: String,
}

/// Runs each test of a module in a separate instance.
///
/// # Errors
///
/// Returns why the module does not start, or does not list its tests.
pub fn run(
    guest: &Guest,
    skip: &[String],
    target: &str,
    temporary: &Temporary,
) -> Result<Vec<TestResult>> {
    let listed = guest.run(&["--list"], temporary.empty()?)?;
    if listed.status.code() != Some(0) {
        return Err(format!(
            "{target} does not list its tests: {}\n{}",
            listed.status, listed.stderr
        )
        .into());
    }
    let mut results = Vec::new();
    for name in harness::list(&listed.stdout) {
        if skip.contains(&format!("{target} {name}")) {
            continue;
        }
        let ended = guest.run(&harness::arguments(&name), temporary.empty()?)?;
        let outcome = harness::outcome(&ended.status, &ended.stdout);
        let output = match outcome {
            Outcome::Passed => String::new(),
            _ => {
                let output = format!("{}\n{}", ended.stdout.trim(), ended.stderr.trim());
                let mut start = output.len().saturating_sub(MAX_OUTPUT);
                while !output.is_char_boundary(start) {
                    start += 1;
                }
                format!("{}\n{}", ended.status, output[start..].trim())
            }
        };
        results.push(TestResult {
            name,
            outcome,
            output,
        });
    }
    Ok(results)
}

/// Returns the file of the results of a module, which depends on the module and on `more`.
#[must_use]
pub fn file(wasm: &[u8], more: &impl Hash) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    wasm.hash(&mut hasher);
    more.hash(&mut hasher);
    // The code that runs a test.
    include_str!("host.rs").hash(&mut hasher);
    include_str!("harness.rs").hash(&mut hasher);
    folder()
        .join("results")
        .join(format!("{:016x}", hasher.finish()))
}

/// Returns results as the text of a file.
#[must_use]
pub fn text(results: &[TestResult]) -> String {
    let line = |result: &TestResult| {
        let TestResult {
            name,
            outcome,
            output,
        } = result;
        format!("{}\t{name}\t{}\n", outcome.name(), output.escape_default())
    };
    results.iter().map(line).collect()
}

/// Reads the text of a file.
///
/// # Errors
///
/// Returns a line that [`text`] does not write.
pub fn parse(text: &str) -> Result<Vec<TestResult>> {
    let result = |line: &str| {
        let mut fields = line.split('\t');
        Some(TestResult {
            outcome: Outcome::of_name(fields.next()?)?,
            name: fields.next()?.to_owned(),
            output: unescape(fields.next()?),
        })
    };
    text.lines()
        .map(|line| result(line).ok_or_else(|| format!("no result: {line}").into()))
        .collect()
}

/// Reads the results of an earlier run, if there was one.
#[must_use]
pub fn read(file: &std::path::Path) -> Option<Vec<TestResult>> {
    parse(&fs::read_to_string(file).ok()?).ok()
}

/// Reverses `escape_default` for line feeds, tabs and quotes. Other escapes stay.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (c, rest.clone().next()) {
            ('\\', Some(next @ ('n' | 't' | '\'' | '"' | '\\'))) => {
                rest.next();
                out.push(match next {
                    'n' => '\n',
                    't' => '\t',
                    other => other,
                });
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_as_written() {
        let results = [
            TestResult {
                name: "a::b".to_owned(),
                outcome: Outcome::Passed,
                output: String::new(),
            },
            TestResult {
                name: "c".to_owned(),
                outcome: Outcome::Failed,
                output: "trap\n\t\"x\\y\" 'z'".to_owned(),
            },
        ];
        assert_eq!(parse(&text(&results)).unwrap(), results);
        assert!(parse("passed a").is_err());
    }
}
