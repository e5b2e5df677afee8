//! The results of one host.

use std::fmt::Write as _;

use crate::compare::Difference;
use crate::fault::Reason;
use crate::host::Host;
use crate::process::Outcome;

/// The results of all cases on one host.
#[derive(Clone, Debug)]
pub struct Report {
    /// The host.
    pub host: Host,
    /// The version that it reports.
    pub version: String,
    /// The result of each case, in order.
    pub seen: Vec<Seen>,
}

/// The result of one case.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its name.
    pub case: String,
    /// The printed lines, by name.
    pub lines: Vec<(String, String)>,
    /// The complete result.
    pub outcome: Outcome,
    /// Whether the case accepts any value, and only provides information.
    pub is_informative: bool,
    /// The differences, each with its explanation.
    pub differences: Vec<(Difference, Option<Reason>)>,
}

impl Seen {
    /// Returns the indices of the faults that explain the differences.
    pub(crate) fn faults(&self) -> impl Iterator<Item = usize> {
        self.differences
            .iter()
            .filter_map(|(_, reason)| Some((*reason)?.fault))
    }
}

impl Report {
    /// Returns the value that a case printed after a name.
    pub(crate) fn line(&self, case: &str, name: &str) -> Option<&str> {
        let seen = self.seen.iter().find(|seen| seen.case == case)?;
        let mut lines = seen.lines.iter();
        lines
            .find(|(line, _)| line == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns the differences without an explanation, as text.
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

    /// Returns how many cases had the expected result, an explained difference, and an unexplained
    /// one.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for seen in self.seen.iter().filter(|seen| !seen.is_informative) {
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
