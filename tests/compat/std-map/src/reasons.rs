//! The reasons why items are absent or differ, from `reasons.toml`.
//!
//! Each reason names its rows. The check fails for a row without a reason, and for a reason whose
//! rows are equal by now.

use nanowasi_build::pattern::matches;
use toml_edit::{DocumentMut, TableLike};

use crate::compare::{Comparison, Verdict};

/// The reasons of this workspace.
pub const TEXT: &str = include_str!("../reasons.toml");

/// A reason, and patterns for its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The reason, in a sentence.
    pub why: String,
    absent: Vec<String>,
    differs: Vec<String>,
}

/// Parses reasons.
///
/// # Errors
///
/// Returns a message if the file is not valid.
pub fn parse(text: &str) -> Result<Vec<Reason>, String> {
    let document: DocumentMut = text
        .parse()
        .map_err(|error| format!("reasons.toml: {error}"))?;
    let tables = document
        .get("reason")
        .and_then(|item| item.as_array_of_tables());
    tables
        .into_iter()
        .flatten()
        .map(|table| reason(table))
        .collect()
}

fn reason(table: &dyn TableLike) -> Result<Reason, String> {
    let known = ["why", "absent", "differs"];
    if let Some((key, _)) = table.iter().find(|(key, _)| !known.contains(key)) {
        return Err(format!("reasons.toml: a reason has no `{key}`"));
    }
    let why = table
        .get("why")
        .and_then(|item| item.as_str())
        .unwrap_or_default()
        .trim();
    if why.is_empty() {
        return Err("reasons.toml: a reason without a `why`".to_owned());
    }
    let patterns = |key: &str| {
        let array = table.get(key).and_then(|item| item.as_array());
        let strings = array
            .into_iter()
            .flatten()
            .map(|value| value.as_str().map(str::to_owned));
        strings
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| format!("reasons.toml: `{key}` takes strings"))
    };
    Ok(Reason {
        why: why.to_owned(),
        absent: patterns("absent")?,
        differs: patterns("differs")?,
    })
}

/// The reasons assigned to a comparison's rows.
#[derive(Debug)]
pub struct AssignedReasons<'a> {
    /// The reason of each row, in order, if it needs and has one.
    pub why: Vec<Option<&'a str>>,
    /// The problems: rows without a reason, and reasons without a row.
    pub wrong: Vec<String>,
}

/// Assigns the first matching reason to each row.
#[must_use]
pub fn assign<'a>(reasons: &'a [Reason], comparison: &Comparison) -> AssignedReasons<'a> {
    let mut patterns: Vec<(&Reason, bool, &str, bool)> = Vec::new();
    for reason in reasons {
        patterns.extend(
            reason
                .absent
                .iter()
                .map(|pattern| (reason, true, pattern.as_str(), false)),
        );
        patterns.extend(
            reason
                .differs
                .iter()
                .map(|pattern| (reason, false, pattern.as_str(), false)),
        );
    }
    let mut wrong = Vec::new();
    let mut why = Vec::new();
    for (row, verdict) in &comparison.rows {
        let is_absent = match verdict {
            Verdict::Same => {
                why.push(None);
                continue;
            }
            Verdict::Absent => true,
            Verdict::Differs(..) => false,
        };
        let found = patterns
            .iter_mut()
            .find(|(_, absent, pattern, _)| *absent == is_absent && matches(pattern, &row.name));
        if let Some((.., used)) = found {
            *used = true;
        }
        why.push(found.map(|(reason, ..)| reason.why.as_str()));
        if why.last() == Some(&None) {
            let how = if is_absent { "is absent" } else { "differs" };
            wrong.push(format!("`{}` {how}, and no reason says why", row.name));
        }
    }
    for (reason, is_absent, pattern, _) in patterns.iter().filter(|(.., used)| !used) {
        let how = if *is_absent { "absent" } else { "different" };
        wrong.push(format!(
            "nothing is {how} by the name `{pattern}` any more, of which is said: {}",
            reason.why
        ));
    }
    AssignedReasons { why, wrong }
}

#[cfg(test)]
mod tests {
    use super::{assign, parse};
    use crate::compare::{Comparison, Verdict};
    use crate::interface::Interface;
    use crate::item::Row;

    fn row(name: &str) -> Row {
        Row {
            name: name.to_owned(),
            key: name.to_owned(),
            owner: String::new(),
            label: name.to_owned(),
            kind: "fn",
            interface: Interface::Signature(String::new()),
            by_glob: false,
        }
    }

    #[test]
    fn each_reason_must_match_a_row() {
        let text = "[[reason]]\nwhy = 'no processes'\nabsent = ['process::*', 'fs::pipe']\ndiffers = ['io::*']";
        let reasons = parse(text).unwrap();
        let rows = vec![
            (row("process::id"), Verdict::Absent),
            (row("io::copy"), Verdict::Same),
            (row("io::sink"), Verdict::Absent),
        ];
        let given_ = assign(
            &reasons,
            &Comparison {
                rows,
                additional: vec![],
            },
        )
        .wrong;
        assert_eq!(
            given_,
            [
                "`io::sink` is absent, and no reason says why",
                "nothing is absent by the name `fs::pipe` any more, of which is said: no processes",
                "nothing is different by the name `io::*` any more, of which is said: no processes",
            ]
        );
    }

    #[test]
    fn a_reason_says_why() {
        assert!(parse("[[reason]]\nabsent = ['a']").is_err());
        assert!(parse("[[reason]]\nwhy = 'b'\nabsnet = ['a']").is_err());
        assert!(parse("[[reason]]\nwhy = 'b'\nabsent = [1]").is_err());
    }
}
