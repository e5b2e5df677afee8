//! What a run left behind: its output, how it ended, and every import call.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// How a guest ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// `_start` returned (0), or the guest called `proc_exit`.
    Exit(i32),
    /// It trapped, or a fault answered [`Answer::Trap`](crate::Answer::Trap),
    /// or its fuel ran out. Also `proc_exit` with 126 or more, which wasmtime
    /// turns into an error ("exit with invalid exit status outside of
    /// [0..126)") instead of a status.
    Trap(String),
    /// It was still running at the deadline.
    Timeout,
    /// It never began: it is no valid module, wants an import that the host
    /// lacks, has no `_start`, needs more memory than the limit, or names a
    /// directory that the host doesn't have.
    Link(String),
}

impl Status {
    /// The exit status, unless the guest ended otherwise.
    pub fn code(&self) -> Option<i32> {
        match self {
            Self::Exit(code) => Some(*code),
            _ => None,
        }
    }

    /// Whether it is the trap that executing `unreachable` causes.
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

/// One import call, as it happened.
#[derive(Clone, Debug)]
pub struct Record {
    /// The import's name.
    pub name: String,
    /// Its raw arguments: an `i32` is zero-extended, a float is its bits.
    pub args: Vec<u64>,
    /// What it returned, if it returned, and returned an `i32`.
    pub result: Option<i32>,
    /// How long it took, faults included.
    pub took: Duration,
    /// The call in words: `fd_write(1, [14 "Hello, world!\n"]) = OK 14`. While
    /// it has not returned, there is nothing after the parenthesis.
    pub text: String,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} µs)", self.text, self.took.as_micros())
    }
}

/// The first calls of a run, and how often each import was called.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    pub(crate) calls: Vec<Record>,
    pub(crate) counts: BTreeMap<String, usize>,
}

impl Log {
    /// A guest that spins on an import until the deadline must not fill the
    /// host's memory with records.
    const MOST: usize = 100_000;

    /// Notes a call that begins. Returns which call of this import it is, from
    /// 1, and where its record is.
    pub(crate) fn begin(&mut self, name: &str, args: &[u64], text: &str) -> (usize, usize) {
        let count = match self.counts.get_mut(name) {
            Some(count) => count,
            None => self.counts.entry(name.to_owned()).or_insert(0),
        };
        *count += 1;
        let at = self.calls.len();
        if at < Self::MOST {
            self.calls.push(Record {
                name: name.to_owned(),
                args: args.to_vec(),
                result: None,
                took: Duration::ZERO,
                text: text.to_owned(),
            });
        }
        (*count, if at < Self::MOST { at } else { usize::MAX })
    }

    /// Notes how the call ended.
    pub(crate) fn end(&mut self, at: usize, result: Option<i32>, took: Duration, text: &str) {
        if let Some(record) = self.calls.get_mut(at) {
            record.result = result;
            record.took = took;
            text.clone_into(&mut record.text);
        }
    }
}

/// What a run has to show so far. It is shared with the thread that waits for
/// the run, which must have it even if the run hangs.
#[derive(Default)]
pub(crate) struct Progress {
    pub(crate) log: Log,
    pub(crate) statuses: Vec<Status>,
    pub(crate) peak_memory: usize,
    pub(crate) fuel: Option<u64>,
}

/// What a run left behind. It prints as a report, for a test's failure message:
/// `assert_eq!(out.status, Status::Exit(0), "{out}")`.
#[derive(Clone, Debug)]
pub struct Output {
    /// How the last start ended.
    pub status: Status,
    /// How each start ended; one, unless [`Run::starts`](crate::Run::starts)
    /// asked for more.
    pub statuses: Vec<Status>,
    /// What the guest wrote to standard output, however it ended.
    pub stdout: Vec<u8>,
    /// What the guest wrote to standard error, however it ended.
    pub stderr: Vec<u8>,
    /// Every import call, in order; no more than the first 100,000.
    pub calls: Vec<Record>,
    /// The largest size of the guest's memory in bytes.
    pub peak_memory: usize,
    /// How much fuel it burned (about one an instruction), if it was given any.
    pub fuel: Option<u64>,
    pub(crate) counts: BTreeMap<String, usize>,
}

impl Output {
    /// How often the guest called an import; exact even where `calls` ends.
    pub fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }

    /// The calls of one import, in order.
    pub fn calls_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Record> {
        self.calls.iter().filter(move |call| call.name == name)
    }

    /// The names of the calls, in order.
    pub fn call_names(&self) -> Vec<&str> {
        self.calls.iter().map(|call| call.name.as_str()).collect()
    }

    /// Standard output as text; what is not UTF-8 becomes U+FFFD.
    pub fn stdout_str(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.stdout)
    }

    /// Standard error as text; what is not UTF-8 becomes U+FFFD.
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
