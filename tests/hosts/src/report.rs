//! What was seen on a host.

use std::fmt::Write as _;

use crate::compare::Difference;
use crate::fault::Reason;
use crate::host::Host;
use crate::process::Outcome;

/// All that was seen on one host.
#[derive(Clone, Debug)]
pub struct Report {
    /// The host.
    pub host: Host,
    /// What it says its version is.
    pub version: String,
    /// Each case, in order.
    pub seen: Vec<Seen>,
}

/// What has come of one case.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its name.
    pub case: String,
    /// The lines that were printed, by name.
    pub lines: Vec<(String, String)>,
    /// All that was seen.
    pub outcome: Outcome,
    /// Whether it only says what there is, with no right or wrong.
    pub observes: bool,
    /// What differs, and what explains it.
    pub differences: Vec<(Difference, Option<Reason>)>,
}

impl Seen {
    /// What explains how it differs, by number.
    pub(crate) fn faults(&self) -> impl Iterator<Item = usize> {
        self.differences
            .iter()
            .filter_map(|(_, reason)| Some((*reason)?.fault))
    }
}

impl Report {
    /// What a case has printed behind a name.
    pub(crate) fn line(&self, case: &str, name: &str) -> Option<&str> {
        let seen = self.seen.iter().find(|seen| seen.case == case)?;
        let mut lines = seen.lines.iter();
        lines
            .find(|(line, _)| line == name)
            .map(|(_, value)| value.as_str())
    }

    /// The differences that no fault explains, in words.
    #[must_use]
    pub fn unexplained(&self) -> String {
        let mut text = String::new();
        for seen in &self.seen {
            for (difference, reason) in &seen.differences {
                if reason.is_none() {
                    let Difference { line, seen: value } = difference;
                    let _ = writeln!(text, "{}: {}: {line} = {value}", self.host.name, seen.case);
                }
            }
        }
        text
    }

    /// How many cases went as they are to go, differ with a reason, and differ without.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for seen in self.seen.iter().filter(|seen| !seen.observes) {
            let explained = seen.differences.iter().all(|(_, reason)| reason.is_some());
            let which = if seen.differences.is_empty() {
                0
            } else if explained {
                1
            } else {
                2
            };
            counts[which] += 1;
        }
        counts
    }
}
