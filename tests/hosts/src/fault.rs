//! What is known of hosts that do otherwise: `faults.toml`.

use crate::compare::Difference;
use crate::toml;

const FILE: &str = "tests/hosts/faults.toml";
const TEXT: &str = include_str!("../faults.toml");

/// Why a host differs.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The hosts that it is known of, by their names.
    pub hosts: Vec<String>,
    /// `case`, or `case: line`, each with `*` for any text; with ` = ` and what is seen, also a pattern.
    pub at: Vec<At>,
    /// What the host does, and what comes of it.
    pub why: String,
    /// Where that is known: an issue, or the line of its source.
    pub link: String,
}

/// Where a fault shows.
#[derive(Clone, Debug)]
pub struct At {
    case: String,
    line: String,
    seen: String,
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
        Ok(Fault {
            hosts: toml::texts(table, "hosts", &what)?,
            at: at.iter().map(|text| at_of(text)).collect(),
            link: toml::needed(table, "link", &what)?,
            why,
        })
    };
    tables.iter().map(fault).collect()
}

fn at_of(text: &str) -> At {
    let (place, seen) = text.split_once(" = ").unwrap_or((text, "*"));
    let (case, line) = place.split_once(": ").unwrap_or((place, "*"));
    At {
        case: case.to_owned(),
        line: line.to_owned(),
        seen: seen.to_owned(),
    }
}

impl At {
    /// Whether it shows in that case.
    #[must_use]
    pub fn is_of(&self, case: &str) -> bool {
        matches(&self.case, case)
    }
}

impl Fault {
    /// Whether it is why this host differs there.
    #[must_use]
    pub fn explains(&self, host: &str, case: &str, difference: &Difference) -> bool {
        self.hosts.iter().any(|known| known == host)
            && self.at.iter().any(|at| {
                at.is_of(case)
                    && matches(&at.line, &difference.line)
                    && matches(&at.seen, &difference.seen)
            })
    }
}

/// Whether a text is as a pattern has it, in which `*` stands for any text, and ` or ` parts alternatives.
fn matches(pattern: &str, text: &str) -> bool {
    pattern.split(" or ").any(|pattern| {
        let mut parts = pattern.split('*');
        let first = parts.next().unwrap_or_default();
        let Some(mut rest) = text.strip_prefix(first) else {
            return false;
        };
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else {
            return rest.is_empty();
        };
        for part in middle {
            match rest.find(part) {
                Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
                None => return false,
            }
        }
        rest.ends_with(last)
    })
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_is_any_text() {
        for (pattern, text, is) in [
            ("links/*", "links/hard", true),
            ("*", "", true),
            ("a*c*e", "abcde", true),
            ("a*c*e", "abcdef", false),
            ("BADF", "BADFD", false),
            ("BADF or PERM", "PERM", true),
            ("a*a", "a", false),
            (
                "status 134: *poll_oneoff*",
                "status 134: host: no poll_oneoff'",
                true,
            ),
        ] {
            assert_eq!(matches(pattern, text), is, "{pattern} {text}");
        }
    }
}
