//! The result of a run: its output, how it ended, and every import call.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// How a guest ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// `_start` returned (0), or the guest called `proc_exit`.
    Exit(i32),
    /// It trapped, a fault returned [`Response::Trap`](crate::Response::Trap), or its fuel ran out.
    /// Also `proc_exit` with 126 or more, which wasmtime turns into an error ("exit with invalid
    /// exit status outside of [0..126)") instead of a status.
    Trap(String),
    /// It was still running at the deadline.
    Timeout,
    /// It did not start: it is not a valid module, imports what the host lacks, has no `_start`,
    /// needs more memory than the limit, or names a directory that does not exist.
    Link(String),
}

impl Status {
    /// Returns the exit status, if there is one.
    pub fn code(&self) -> Option<i32> {
        match self {
            Self::Exit(code) => Some(*code),
            _ => None,
        }
    }

    /// Returns whether it is the trap of an `unreachable` instruction.
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::Trap(text) if text.contains("unreachable"))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exit(code) => write!(f, "exit status {code}"),
            Self::Trap(message) => write!(f, "trap: {message}"),
            Self::Timeout => write!(f, "still running at the deadline"),
            Self::Link(message) => write!(f, "did not start: {message}"),
        }
    }
}

/// An import call.
#[derive(Clone, Debug)]
pub struct Record {
    /// The import's name.
    pub name: String,
    /// The raw arguments: an `i32` is zero-extended, and a float is its bits.
    pub args: Vec<u64>,
    /// The result, if the call returned an `i32`.
    pub result: Option<i32>,
    /// How long it took, including faults.
    pub duration: Duration,
    /// The call as text: `fd_write(1, [14 "Hello, world!\n"]) = OK 14`. It ends after the
    /// parenthesis if the call has not returned.
    pub text: String,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} µs)", self.text, self.duration.as_micros())
    }
}

/// The first calls of a run, and the number of calls of each import.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    pub(crate) calls: Vec<Record>,
    pub(crate) counts: BTreeMap<String, usize>,
}

impl Log {
    /// Limits the records, because a guest may call an import in a loop until the deadline.
    const MAX_RECORDS: usize = 100_000;

    /// Records the start of a call. Returns its number among those of this import, from 1, and the
    /// index of its record.
    pub(crate) fn begin(&mut self, name: &str, args: &[u64], text: &str) -> (usize, usize) {
        let count = match self.counts.get_mut(name) {
            Some(count) => count,
            None => self.counts.entry(name.to_owned()).or_insert(0),
        };
        *count += 1;
        let at = self.calls.len();
        if at < Self::MAX_RECORDS {
            self.calls.push(Record {
                name: name.to_owned(),
                args: args.to_vec(),
                result: None,
                duration: Duration::ZERO,
                text: text.to_owned(),
            });
        }
        (
            *count,
            if at < Self::MAX_RECORDS {
                at
            } else {
                usize::MAX
            },
        )
    }

    /// Records the end of a call.
    pub(crate) fn end(&mut self, at: usize, result: Option<i32>, duration: Duration, text: &str) {
        if let Some(record) = self.calls.get_mut(at) {
            record.result = result;
            record.duration = duration;
            text.clone_into(&mut record.text);
        }
    }
}

/// The results of a run so far. It is shared with the thread that waits for the run, which needs it
/// even if the run hangs.
#[derive(Default)]
pub(crate) struct Progress {
    pub(crate) log: Log,
    pub(crate) statuses: Vec<Status>,
    pub(crate) peak_memory: usize,
    pub(crate) fuel: Option<u64>,
}

/// The result of a run. Its `Display` is a report for the message of a failed test:
/// `assert_eq!(out.status, Status::Exit(0), "{out}")`.
#[derive(Clone, Debug)]
pub struct Output {
    /// How the last start ended.
    pub status: Status,
    /// How each start ended. There is one, unless [`Run::starts`](crate::Run::starts) sets more.
    pub statuses: Vec<Status>,
    /// What the guest wrote to standard output, however it ended.
    pub stdout: Vec<u8>,
    /// What the guest wrote to standard error, however it ended.
    pub stderr: Vec<u8>,
    /// The import calls in order, at most the first 100,000.
    pub calls: Vec<Record>,
    /// The largest size of the guest's memory in bytes.
    pub peak_memory: usize,
    /// The fuel that it used, about one unit for each instruction, if the run had any.
    pub fuel: Option<u64>,
    pub(crate) counts: BTreeMap<String, usize>,
}

impl Output {
    /// Returns how often the guest called an import. It is exact even if `calls` is limited.
    pub fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }

    /// Returns the calls of one import, in order.
    pub fn calls_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Record> {
        self.calls.iter().filter(move |call| call.name == name)
    }

    /// Returns the names of the calls, in order.
    pub fn call_names(&self) -> Vec<&str> {
        self.calls.iter().map(|call| call.name.as_str()).collect()
    }

    /// Returns standard output as text. Invalid UTF-8 becomes U+FFFD.
    pub fn stdout_str(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.stdout)
    }

    /// Returns standard error as text. Invalid UTF-8 becomes U+FFFD.
    pub fn stderr_str(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.stderr)
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN_CALLS: usize = 40;
        for status in &self.statuses {
            writeln!(f, "{status}")?;
        }
        writeln!(f, "--- standard output\n{}", self.stdout_str().trim_end())?;
        writeln!(f, "--- standard error\n{}", self.stderr_str().trim_end())?;
        writeln!(f, "--- import calls")?;
        let before = self.calls.len().saturating_sub(SHOWN_CALLS);
        if before > 0 {
            writeln!(f, "({before} before)")?;
        }
        for call in &self.calls[before..] {
            writeln!(f, "{call}")?;
        }
        Ok(())
    }
}
