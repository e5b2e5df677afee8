//! What is known of hosts that do otherwise: `faults.toml`.

use std::fmt;

use nanowasi_build::pattern::matches;

use crate::compare::Difference;
use crate::toml;

const FILE: &str = "tests/hosts/faults.toml";
const TEXT: &str = include_str!("../faults.toml");

/// Why a host differs.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The hosts that it is known of, by their names.
    pub hosts: Vec<String>,
    /// Where it shows, and as what.
    pub at: Vec<At>,
    /// What the host does, and what comes of it.
    pub why: String,
    /// Where that is known: an issue, or the line of its source.
    pub link: String,
}

/// Where a fault shows: `case: line = seen`, each with `*` for any text.
#[derive(Clone, Debug)]
pub struct At {
    case: String,
    line: String,
    /// In alternatives, with ` or ` between them.
    seen: String,
}

/// What explains a difference: a fault by its number, and which of the places that it shows at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The fault.
    pub fault: usize,
    /// The place.
    pub at: usize,
}

/// What explains a difference of a host, if anything does.
#[must_use]
pub fn reason(faults: &[Fault], host: &str, case: &str, difference: &Difference) -> Option<Reason> {
    let of_host = |fault: &&Fault| fault.hosts.iter().any(|known| known == host);
    let mut all = faults
        .iter()
        .enumerate()
        .filter(|(_, fault)| of_host(fault));
    all.find_map(|(number, fault)| {
        let at = fault
            .at
            .iter()
            .position(|at| at.explains(case, difference))?;
        Some(Reason { fault: number, at })
    })
}

/// All faults, in the order of the file.
///
/// # Errors
/// What is wrong with the file.
pub fn faults() -> Result<Vec<Fault>, String> {
    let tables = toml::tables(TEXT, FILE, "fault")?;
    let fault = |table: &toml_edit::Table| {
        let why = toml::needed(table, "why", FILE)?;
        let what = format!("{FILE}: {why}");
        toml::only(table, &["hosts", "at", "why", "link"], &what)?;
        let at = toml::texts(table, "at", &what)?;
        let at = at
            .iter()
            .map(|text| at_of(text).ok_or_else(|| format!("{what}: not exact: {text}")));
        Ok(Fault {
            hosts: toml::texts(table, "hosts", &what)?,
            at: at.collect::<Result<_, String>>()?,
            link: toml::needed(table, "link", &what)?,
            why,
        })
    };
    tables.iter().map(fault).collect()
}

/// A case alone would explain whatever is seen in it.
fn at_of(text: &str) -> Option<At> {
    let (place, seen) = text.split_once(" = ")?;
    let (case, line) = place.split_once(": ")?;
    let exact = seen != "*" && line != "*" && case != "*";
    exact.then(|| At {
        case: case.to_owned(),
        line: line.to_owned(),
        seen: seen.to_owned(),
    })
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} = {}", self.case, self.line, self.seen)
    }
}

impl At {
    /// Whether it shows in that case.
    #[must_use]
    pub fn is_of(&self, case: &str) -> bool {
        matches(&self.case, case)
    }

    /// Whether it is about how long something took, which one run shows and another does not.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.line == "took"
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
    use super::at_of;

    /// An explanation of all that a case may come to hid that a file could be read which should not have been.
    #[test]
    fn what_explains_anything_is_refused() {
        for text in [
            "links/out",
            "links/out: read",
            "links/out: read = *",
            "links/out: * = ok",
            "*: read = ok",
        ] {
            assert!(at_of(text).is_none(), "{text}");
        }
        assert!(at_of("links/*: read = ok or PERM").is_some());
    }
}
