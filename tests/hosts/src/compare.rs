//! Compares the result of a run with the expected one.

use crate::case::{Case, End, Expected, Output};
use crate::process::{Ended, Outcome};

/// A result that was not expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The name of a line; or `status`, `stdout`, `stderr`; or `end`, if lines are missing.
    pub line: String,
    /// The actual result.
    pub seen: String,
}

/// Returns the differences from the closest of the expected results.
#[must_use]
pub fn differences(case: &Case, outcome: &Outcome) -> Vec<Difference> {
    let each = case
        .expected
        .iter()
        .map(|expected| compare_one(expected, outcome));
    each.min_by_key(Vec::len).unwrap_or_default()
}

fn compare_one(expected: &Expected, outcome: &Outcome) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut differs = |line: &str, seen: String| {
        found.push(Difference {
            line: line.to_owned(),
            seen,
        });
    };
    let ended_well = match (expected.end, outcome.ended) {
        (End::Status(expected), Ended::Status(seen)) => expected == seen,
        (End::Failure, Ended::Status(seen)) => seen != 0,
        (End::Failure, Ended::Signal(_)) => true,
        _ => false,
    };
    let stderr = String::from_utf8_lossy(&outcome.stderr);
    let end = describe_end(outcome.ended, &stderr);
    match &expected.output {
        Output::Bytes(bytes) => {
            if *bytes != outcome.stdout {
                differs("stdout", to_line(&outcome.stdout));
            }
            if !ended_well {
                differs("status", end);
            }
        }
        Output::Lines(lines) => {
            let seen = parse_lines(&outcome.stdout);
            let value = |name: &str| {
                let mut seen = seen.iter();
                seen.find(|(line, _)| line == name).map(|(_, value)| value)
            };
            let mut missing = None;
            for (name, values) in lines {
                match value(name) {
                    Some(value) if values.iter().any(|right| right == "*" || right == value) => {}
                    Some(value) => differs(name, value.clone()),
                    None => missing = missing.or(Some(name)),
                }
            }
            let unknown = seen
                .iter()
                .find(|(name, _)| !lines.iter().any(|(line, _)| line == name));
            if let Some((name, value)) = unknown {
                differs(name, value.clone());
            }
            if missing.is_some() || !ended_well {
                differs("end", end);
            }
        }
    }
    if let Some(text) = &expected.stderr {
        let is_right = if text.is_empty() {
            stderr.is_empty()
        } else {
            stderr.lines().any(|line| line == text)
        };
        if !is_right {
            differs("stderr", to_line(&outcome.stderr));
        }
    }
    found
}

/// Parses lines of the form `name: value`. The values of lines with one name are joined.
pub(crate) fn parse_lines(stdout: &[u8]) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = Vec::new();
    // A guest whose input is late first prints that it has begun.
    let text = String::from_utf8_lossy(stdout);
    for line in text.lines().filter(|line| *line != "begun") {
        let (name, value) = line.split_once(": ").unwrap_or((line, ""));
        match lines.iter_mut().find(|(known, _)| known == name) {
            Some((_, values)) => {
                values.push_str(", ");
                values.push_str(value);
            }
            None => lines.push((name.to_owned(), value.to_owned())),
        }
    }
    lines
}

/// Returns how a run ended, with the host's message about it.
fn describe_end(ended: Ended, stderr: &str) -> String {
    let message = stderr
        .lines()
        .find(|line| line.starts_with("host: ") || line.starts_with("Error: "))
        .map_or(String::new(), |line| format!(": {}", truncate(line, 120)));
    match ended {
        Ended::Status(code) => format!("status {code}{message}"),
        Ended::Signal(signal) => format!("signal {signal}{message}"),
        Ended::Late => format!("hangs{message}"),
    }
}

/// Returns bytes as one line of text, truncated.
fn to_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_end().replace('\n', "⏎");
    if text.is_empty() {
        return "empty".to_owned();
    }
    let count = bytes.len();
    if text.chars().count() > 80 {
        return format!("{} … ({count} bytes)", truncate(&text, 60));
    }
    text
}

fn truncate(text: &str, max_len: usize) -> String {
    text.chars().take(max_len).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the differences of a case with two lines, the second of which accepts two values.
    fn seen(stdout: &str, ended: Ended) -> Vec<(String, String)> {
        let line = |name: &str, values: &[&str]| {
            let values = values.iter().map(|value| (*value).to_owned());
            (name.to_owned(), values.collect())
        };
        let lines = vec![line("one", &["1"]), line("two", &["2", "zwei"])];
        let case = Case::of(Expected {
            end: End::Status(0),
            output: Output::Lines(lines),
            stderr: None,
        });
        let outcome = Outcome {
            ended,
            stdout: stdout.into(),
            stderr: b"noise\nhost: it broke\n".to_vec(),
        };
        let found = differences(&case, &outcome);
        found
            .into_iter()
            .map(|found| (found.line, found.seen))
            .collect()
    }

    fn difference(line: &str, seen: &str) -> Vec<(String, String)> {
        vec![(line.to_owned(), seen.to_owned())]
    }

    #[test]
    fn an_expected_result_is_no_difference() {
        for stdout in ["one: 1\ntwo: 2\n", "begun\ntwo: zwei\none: 1\n"] {
            assert_eq!(seen(stdout, Ended::Status(0)), [], "{stdout}");
        }
    }

    #[test]
    fn each_kind_of_difference_is_reported() {
        let well = Ended::Status(0);
        assert_eq!(seen("one: 1\ntwo: 3\n", well), difference("two", "3"));
        assert_eq!(
            seen("one: 1\ntwo: 2\nthree: 3\n", well),
            difference("three", "3")
        );
        // A line that is printed twice is not the expected line.
        assert_eq!(
            seen("one: 1\ntwo: 2\none: 1\n", well),
            difference("one", "1, 1")
        );
        let ends = [
            ("one: 1\n", well, "status 0: host: it broke"),
            (
                "one: 1\ntwo: 2\n",
                Ended::Status(1),
                "status 1: host: it broke",
            ),
            (
                "one: 1\ntwo: 2\n",
                Ended::Signal(6),
                "signal 6: host: it broke",
            ),
            ("", Ended::Late, "hangs: host: it broke"),
        ];
        for (stdout, ended, end) in ends {
            assert_eq!(seen(stdout, ended), difference("end", end), "{stdout}");
        }
    }
}
