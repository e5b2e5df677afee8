//! What the program `fault_writes` reports about its writes, compared with what the host took.

use std::fmt;

use nanowasi_test_host::{Output, Status};

use crate::report::Reports;

/// What became of a run's output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// All of it arrived, once and in order.
    Whole,
    /// Something is missing, and an error or the status shows it. All else is correct.
    Reported,
    /// Something is missing that was reported as written, or neither an error nor the status shows
    /// it.
    Lost,
    /// Something arrived twice, or out of order.
    Wrong,
    /// The program was stopped because it made too many calls.
    Endless,
    /// The program trapped, and not in the way of a panic of `std`.
    Trap,
}

/// The number of runs with each fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fates([usize; 6]);

impl Fates {
    pub(crate) fn add(&mut self, fate: Fate) {
        self.0[fate as usize] += 1;
    }
}

impl fmt::Display for Fates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMES: [&str; 6] = [
            "complete",
            "reported",
            "**lost**",
            "**wrong**",
            "**endless**",
            "**trap**",
        ];
        let mut before = "";
        for (count, name) in self.0.iter().zip(NAMES) {
            if *count != 0 {
                write!(f, "{before}{count} {name}")?;
                before = ", ";
            }
        }
        Ok(())
    }
}

/// A segment of the output, and the result of its write. `None` if the program got none.
type Segment = (String, Option<WriteResult>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum WriteResult {
    Taken,
    /// The errno, or the kind of the error.
    Refused(String),
}

/// What the program reported.
#[derive(Default)]
pub(crate) struct Transcript {
    segments: Vec<Segment>,
    /// The result of each flush.
    flushes: Vec<WriteResult>,
}

impl fmt::Debug for Transcript {
    /// Prints large segments as their lengths.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (segment, result) in &self.segments {
            match segment.get(..100) {
                None => write!(f, "{segment:?}: {result:?}; ")?,
                Some(_) => write!(f, "{} bytes: {result:?}; ", segment.len())?,
            }
        }
        write!(f, "flush: {:?}", self.flushes)
    }
}

impl Transcript {
    pub(crate) fn of(reports: &Reports) -> Self {
        let lines = reports.lines();
        let mut transcript = Self::default();
        let mut lines = lines.into_iter();
        while let Some(line) = lines.next() {
            let segment = (line == "segment").then(|| lines.next().unwrap_or_default());
            let result = match lines.next() {
                // For `print!`, or if the program ended within the call.
                None => None,
                Some(text) if text == "nothing" => None,
                Some(text) if text == "taken" => Some(WriteResult::Taken),
                Some(text) => Some(WriteResult::Refused(text)),
            };
            match segment {
                Some(segment) => transcript.segments.push((segment, result)),
                None => transcript.flushes.extend(result),
            }
        }
        transcript
    }

    /// Returns the errors that the program got, such as `errno 64`.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &str> {
        let results = self
            .segments
            .iter()
            .filter_map(|(_, result)| result.as_ref());
        results
            .chain(&self.flushes)
            .filter_map(|result| match result {
                WriteResult::Taken => None,
                WriteResult::Refused(text) => Some(text.as_str()),
            })
    }

    /// Returns what became of the output of which the host took `received`.
    pub(crate) fn fate(&self, output: &Output, received: &str) -> Fate {
        match &output.status {
            Status::Exit(_) => {}
            Status::Trap(text) if text == "endless" => return Fate::Endless,
            Status::Timeout => return Fate::Endless,
            // The way a panic of `std` ends, which may not be able to print a message.
            _ if output.status.is_unreachable() => {}
            _ => return Fate::Trap,
        }
        let all: String = self
            .segments
            .iter()
            .map(|(segment, _)| segment.as_str())
            .collect();
        let silent: Vec<Segment> = self
            .segments
            .iter()
            .map(|(segment, _)| (segment.clone(), None))
            .collect();
        // After a failed flush, it is unknown how much was written.
        let open = self.flushes.last() != Some(&WriteResult::Taken);
        let reported = self.errors().next().is_some() || output.status != Status::Exit(0);
        if !all.is_empty() && received == all {
            Fate::Whole
        } else if !explains(&silent, received, true) {
            Fate::Wrong
        } else if reported && explains(&self.segments, received, open) {
            Fate::Reported
        } else {
            Fate::Lost
        }
    }
}

/// Returns whether `received` consists of each segment that was written, and of a prefix of each
/// other one, in order. If `open`, everything after some point may be missing.
fn explains(segments: &[Segment], received: &str, open: bool) -> bool {
    let Some(((segment, result), rest)) = segments.split_first() else {
        return received.is_empty();
    };
    if open && segment.starts_with(received) {
        return true;
    }
    if *result == Some(WriteResult::Taken) {
        let after = received.strip_prefix(segment.as_str());
        return after.is_some_and(|after| explains(rest, after, open));
    }
    let same = segment
        .bytes()
        .zip(received.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    (0..=same)
        .rev()
        .any(|len| explains(rest, &received[len..], open))
}

#[test]
fn the_output_is_compared_with_the_results() {
    let received = |segment: &str| (segment.to_owned(), Some(WriteResult::Taken));
    let refused = |segment: &str| {
        (
            segment.to_owned(),
            Some(WriteResult::Refused("errno 64".to_owned())),
        )
    };
    let segments = [received("ab"), refused("cd"), received("ef")];
    for (text, open, expected) in [
        ("abcdef", false, true),
        ("abcef", false, true),
        ("abef", false, true),
        ("abe", false, false),
        ("abe", true, true),
        ("", true, true),
        ("abf", true, false),
        ("ababef", true, false),
        ("abdef", true, false),
        ("acdef", true, false),
        ("abcdefef", true, false),
    ] {
        assert_eq!(explains(&segments, text, open), expected, "{text}, {open}");
    }
}
