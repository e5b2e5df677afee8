//! Known deviations of hosts, from `faults.toml`.

use std::fmt;

use nanowasi_build::pattern::matches;

use crate::compare::Difference;
use crate::toml;

const FILE: &str = "tests/hosts/faults.toml";
const TEXT: &str = include_str!("../faults.toml");

/// A known deviation.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The names of the hosts that have it.
    pub hosts: Vec<String>,
    /// The results that show it.
    pub symptoms: Vec<Symptom>,
    /// What the host does, and what follows.
    pub why: String,
    /// A reference: an issue, or a line of the host's source.
    pub link: String,
}

/// A result that shows a fault: `case: line = seen`, each with `*` for any text.
#[derive(Clone, Debug)]
pub struct Symptom {
    case: String,
    line: String,
    /// Alternatives are separated by ` or `.
    seen: String,
}

/// The explanation of a difference: the index of a fault, and of one of its results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The index of the fault.
    pub fault: usize,
    /// The index of its result.
    pub symptom: usize,
}

/// Returns the explanation of a host's difference, if there is one.
#[must_use]
pub fn reason(faults: &[Fault], host: &str, case: &str, difference: &Difference) -> Option<Reason> {
    let of_host = |fault: &&Fault| fault.hosts.iter().any(|known| known == host);
    let mut all = faults
        .iter()
        .enumerate()
        .filter(|(_, fault)| of_host(fault));
    all.find_map(|(number, fault)| {
        let symptom = fault
            .symptoms
            .iter()
            .position(|symptom| symptom.explains(case, difference))?;
        Some(Reason {
            fault: number,
            symptom,
        })
    })
}

/// Returns all faults, in the order of the file.
///
/// # Errors
///
/// Returns a message if the file is not valid.
pub fn faults() -> Result<Vec<Fault>, String> {
    let tables = toml::tables(TEXT, FILE, "fault")?;
    let fault = |table: &toml_edit::Table| {
        let why = toml::required_text(table, "why", FILE)?;
        let what = format!("{FILE}: {why}");
        toml::refuse_unknown_keys(table, &["hosts", "at", "why", "link"], &what)?;
        let at = toml::text_list(table, "at", &what)?;
        let at = at
            .iter()
            .map(|text| parse_symptom(text).ok_or_else(|| format!("{what}: not exact: {text}")));
        Ok(Fault {
            hosts: toml::text_list(table, "hosts", &what)?,
            symptoms: at.collect::<Result<_, String>>()?,
            link: toml::required_text(table, "link", &what)?,
            why,
        })
    };
    tables.iter().map(fault).collect()
}

/// A case without a line would explain any result.
fn parse_symptom(text: &str) -> Option<Symptom> {
    let (location, seen) = text.split_once(" = ")?;
    let (case, line) = location.split_once(": ")?;
    let exact = seen != "*" && line != "*" && case != "*";
    exact.then(|| Symptom {
        case: case.to_owned(),
        line: line.to_owned(),
        seen: seen.to_owned(),
    })
}

impl fmt::Display for Symptom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} = {}", self.case, self.line, self.seen)
    }
}

impl Symptom {
    /// Returns whether this is a result of that case.
    #[must_use]
    pub fn is_of(&self, case: &str) -> bool {
        matches(&self.case, case)
    }

    /// Returns whether it is about a duration, which may differ between runs.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.line == "duration"
    }

    fn explains(&self, case: &str, difference: &Difference) -> bool {
        let is_seen = |pattern| matches(pattern, &difference.seen);
        self.is_of(case)
            && matches(&self.line, &difference.line)
            && self.seen.split(" or ").any(is_seen)
    }
}

#[cfg(test)]
mod tests {
    use super::parse_symptom;

    /// A pattern that matched each result of a case hid that a file was readable which should not
    /// have been.
    #[test]
    fn a_symptom_that_matches_anything_is_refused() {
        for text in [
            "links/out",
            "links/out: read",
            "links/out: read = *",
            "links/out: * = ok",
            "*: read = ok",
        ] {
            assert!(parse_symptom(text).is_none(), "{text}");
        }
        assert!(parse_symptom("links/*: read = ok or PERM").is_some());
    }
}
