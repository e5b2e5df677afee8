//! The report of a test run, in the formats of the toolchain's harness.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::list::Test;
use super::module::Verdict;
use super::options::{Color, Options};
use crate::failure::{Failure, Result};

const GREEN: &str = "32";
const RED: &str = "31";
const YELLOW: &str = "33";

/// The number of results in a line of the terse format.
const WIDTH: usize = 88;

/// Prints the results of tests as they come, and the summary at the end.
pub(super) struct Report {
    is_terse: bool,
    has_color: bool,
    shows_output: bool,
    /// Whether one test runs at a time, so that its name is printed before its output.
    is_sequential: bool,
    log: Option<File>,
    start: Instant,
    total: usize,
    /// The number of tests that have ended.
    done: usize,
    /// The column of the terse format.
    column: usize,
    filtered_out: usize,
    ignored: usize,
    failures: Vec<Finished>,
    failures_in_time: Vec<Finished>,
    successes: Vec<Finished>,
}

/// A test that has ended, for the lists at the end.
struct Finished {
    name: String,
    output: Vec<u8>,
}

impl Report {
    /// Begins a report on `total` tests.
    pub(super) fn new(options: &Options, total: usize, filtered_out: usize) -> Result<Self> {
        let log = match &options.log_file {
            Some(path) => Some(File::create(path).map_err(|error| Failure::file(path, &error))?),
            None => None,
        };
        let report = Self {
            is_terse: options.is_terse,
            has_color: match options.color {
                Color::Auto => io::stdout().is_terminal(),
                Color::Always => true,
                Color::Never => false,
            },
            shows_output: options.shows_output,
            is_sequential: options.threads() == 1,
            log,
            start: Instant::now(),
            total,
            done: 0,
            column: 0,
            filtered_out,
            ignored: 0,
            failures: Vec::new(),
            failures_in_time: Vec::new(),
            successes: Vec::new(),
        };
        let plural = if total == 1 { "" } else { "s" };
        print(&format!("\nrunning {total} test{plural}\n"))?;
        Ok(report)
    }

    /// Reports that a test begins.
    pub(super) fn started(&self, test: &Test) -> Result<()> {
        if self.is_sequential && !self.is_terse {
            print(&line_start(test))?;
        }
        Ok(())
    }

    /// Reports that a test takes long.
    pub(super) fn slow(&self, test: &Test) -> Result<()> {
        let name = &test.name;
        print(&format!(
            "test {name} has been running for over 60 seconds\n"
        ))
    }

    /// Reports that a test has ended.
    pub(super) fn finished(
        &mut self,
        test: &Test,
        verdict: Verdict,
        mut output: Vec<u8>,
        timeout: Option<Duration>,
    ) -> Result<()> {
        let (line, character, log) = match &verdict {
            Verdict::Passed => (self.color(GREEN, "ok"), Some("."), "ok"),
            Verdict::Ignored => {
                let reason = match test.reason.as_str() {
                    "" => "ignored".to_owned(),
                    reason => format!("ignored, {reason}"),
                };
                (self.color(YELLOW, &reason), Some("i"), "ignored")
            }
            Verdict::Failed(_) => (self.color(RED, "FAILED"), None, "failed"),
            Verdict::TimedOut => {
                let line = "FAILED (time limit exceeded)";
                (self.color(RED, line), None, "failed (time limit exceeded)")
            }
        };
        self.log(log, test)?;
        self.result(test, &line, character)?;
        let is_passed = verdict == Verdict::Passed;
        let list = match verdict {
            Verdict::Passed => &mut self.successes,
            Verdict::Ignored => {
                self.ignored += 1;
                return Ok(());
            }
            Verdict::Failed(note) => {
                if let Some(note) = note {
                    add_note(&mut output, &note);
                }
                &mut self.failures
            }
            Verdict::TimedOut => {
                let seconds = timeout.unwrap_or_default().as_secs_f64();
                let limit = "`--timeout` sets another limit";
                let note = format!("the test did not return within {seconds} s; {limit}");
                add_note(&mut output, &note);
                &mut self.failures_in_time
            }
        };
        if !self.shows_output && is_passed {
            output = Vec::new();
        }
        let name = test.name.clone();
        list.push(Finished { name, output });
        Ok(())
    }

    /// Prints the result of a test. In the terse format, a test that failed has a line with its
    /// name, and every other test has a character.
    fn result(&mut self, test: &Test, line: &str, character: Option<&str>) -> Result<()> {
        if !self.is_terse {
            let start = match self.is_sequential {
                true => String::new(),
                false => line_start(test),
            };
            return print(&format!("{start}{line}\n"));
        }
        let mut text = String::new();
        match character {
            Some(character) => {
                let color = if character == "i" { YELLOW } else { GREEN };
                text.push_str(&self.color(color, character));
                self.column += 1;
            }
            None if self.column > 0 => self.progress(&mut text),
            None => {}
        }
        self.done += 1;
        match character {
            Some(_) if self.column == WIDTH - 1 => self.progress(&mut text),
            Some(_) => {}
            None => {
                let _ = writeln!(text, "{} --- {line}", test.name);
            }
        }
        print(&text)
    }

    /// Ends a line of the terse format with the number of tests that have ended.
    fn progress(&mut self, text: &mut String) {
        let _ = writeln!(text, " {}/{}", self.done, self.total);
        self.column = 0;
    }

    /// Prints the outputs, the names of the tests that failed, and the summary. Returns whether no
    /// test failed.
    pub(super) fn end(mut self) -> Result<bool> {
        let mut text = String::new();
        if self.shows_output {
            section(&mut text, "successes", &mut self.successes);
        }
        section_if_any(&mut text, "failures", &mut self.failures);
        section_if_any(
            &mut text,
            "failures (time limit exceeded)",
            &mut self.failures_in_time,
        );
        let failed = self.failures.len() + self.failures_in_time.len();
        let word = match failed {
            0 => self.color(GREEN, "ok"),
            _ => self.color(RED, "FAILED"),
        };
        let _ = writeln!(
            text,
            "\ntest result: {word}. {} passed; {failed} failed; {} ignored; 0 measured; \
             {} filtered out; finished in {:.2}s\n",
            self.successes.len(),
            self.ignored,
            self.filtered_out,
            self.start.elapsed().as_secs_f64()
        );
        print(&text)?;
        Ok(failed == 0)
    }

    /// Returns a word in a color, if colors are on.
    fn color(&self, color: &str, word: &str) -> String {
        match self.has_color {
            true => format!("\x1B[{color}m{word}\x1B[m"),
            false => word.to_owned(),
        }
    }

    /// Writes a line of the log file, which has each result.
    fn log(&mut self, word: &str, test: &Test) -> Result<()> {
        let Some(log) = &mut self.log else {
            return Ok(());
        };
        writeln!(log, "{word} {}", test.name)
            .map_err(|error| Failure::new(format!("the log file: {error}")))
    }
}

/// Writes a part of the report to standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    written.map_err(|error| Failure::new(format!("standard output: {error}")))
}

/// Returns the begin of a test's line.
fn line_start(test: &Test) -> String {
    match test.mode.as_str() {
        "" => format!("test {} ... ", test.name),
        mode => format!("test {} - {mode} ... ", test.name),
    }
}

/// Adds a note to the output of a test, in a line of its own.
fn add_note(output: &mut Vec<u8>, note: &str) {
    if output.last().is_some_and(|byte| *byte != b'\n') {
        output.push(b'\n');
    }
    output.extend(format!("note: {note}\n").into_bytes());
}

fn section_if_any(text: &mut String, title: &str, tests: &mut Vec<Finished>) {
    if !tests.is_empty() {
        section(text, title, tests);
    }
}

/// Writes the outputs of tests and their names.
fn section(text: &mut String, title: &str, tests: &mut Vec<Finished>) {
    let _ = writeln!(text, "\n{title}:");
    tests.sort_by(|a, b| a.name.cmp(&b.name));
    for test in tests.iter().filter(|test| !test.output.is_empty()) {
        let output = String::from_utf8_lossy(&test.output);
        let _ = write!(text, "\n---- {} stdout ----\n{output}", test.name);
    }
    if tests.iter().any(|test| !test.output.is_empty()) {
        text.push('\n');
    }
    let _ = writeln!(text, "\n{title}:");
    for test in tests {
        let _ = writeln!(text, "    {}", test.name);
    }
}
