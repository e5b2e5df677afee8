//! `docs/ecosystem.md`: its text is written manually, and this module writes its tables, so that
//! each figure in them was measured.

use std::fmt::Write as _;
use std::fs;

use nanowasi_speed::thousands;
use nanowasi_test_host::build::workspace;

use crate::Result;
use crate::compare::Comparison;
use crate::suites::{Suite, Suites};
use crate::times::Times;

const FILE: &str = "docs/ecosystem.md";

/// A suite that takes less processor time than this has no ratio: the runner's own work dominates.
const MIN_SECONDS: f64 = 0.2;

/// Reads the document.
///
/// # Errors
///
/// Returns the error of the file system.
pub fn read() -> Result<String> {
    Ok(fs::read_to_string(workspace().join(FILE))?)
}

/// Writes the tables of a run of all suites.
///
/// # Errors
///
/// Returns the error of the file system, or a table that the document lacks.
pub fn write(suites: &Suites, comparisons: &[Comparison]) -> Result<()> {
    let mut text = read()?;
    for (name, table) in [
        ("total", total(comparisons)),
        ("crates", crates(&suites.suites, comparisons)),
        ("differences", differences(&suites.suites)),
        ("left out", left_out(suites)),
    ] {
        text = replace(&text, name, &table)?;
    }
    Ok(fs::write(workspace().join(FILE), text)?)
}

/// Writes the table of the times.
///
/// # Errors
///
/// As [`write`].
pub fn write_times(suites: &[Suite], times: &[Times]) -> Result<()> {
    let text = replace(&read()?, "times", &time_table(suites, times))?;
    Ok(fs::write(workspace().join(FILE), text)?)
}

/// Splits the document at a table.
fn split<'a>(text: &'a str, name: &str) -> Result<(&'a str, &'a str, &'a str)> {
    let begin = format!("<!-- {name}: written by `cargo ecosystem` -->\n");
    let parts = text.split_once(&begin).and_then(|(before, rest)| {
        let (table, after) = rest.split_once("<!-- end -->")?;
        Some((before, table, after))
    });
    parts.ok_or_else(|| format!("{FILE}: no table {name}").into())
}

fn replace(text: &str, name: &str, table: &str) -> Result<String> {
    let (_, old, after) = split(text, name)?;
    let before = &text[..text.len() - old.len() - after.len() - "<!-- end -->".len()];
    Ok(format!("{before}\n{table}\n<!-- end -->{after}"))
}

/// The numbers of all suites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The number of suites.
    pub suites: usize,
    /// Tests that pass with `std`.
    pub with_std: usize,
    /// Tests that also pass with nanowasi.
    pub with_both: usize,
}

fn total(comparisons: &[Comparison]) -> String {
    let sum = |field: fn(&Comparison) -> usize| comparisons.iter().map(field).sum::<usize>();
    let with_std = sum(|comparison| comparison.with_std);
    let with_both = sum(|comparison| comparison.with_both);
    let only = sum(|comparison| comparison.only_nanowasi);
    let percent = 100.0 * as_f64(with_both) / as_f64(with_std).max(1.0);
    let percent = (percent * 100.0).floor() / 100.0;
    format!(
        "| crates | pass with `std` | also with nanowasi | share | only with nanowasi |\n\
         | ---: | ---: | ---: | ---: | ---: |\n\
         | {} | {} | {} | {percent:.2}% | {} |\n",
        comparisons.len(),
        thousands(with_std),
        thousands(with_both),
        thousands(only)
    )
}

fn as_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn crates(suites: &[Suite], comparisons: &[Comparison]) -> String {
    let mut table = String::from(
        "| crate | version | pass with `std` | also with nanowasi | differ | only with nanowasi |\n\
         | --- | --- | ---: | ---: | ---: | ---: |\n",
    );
    for (suite, comparison) in suites.iter().zip(comparisons) {
        let count = |count: usize| match count {
            0 => "–".to_owned(),
            count => thousands(count),
        };
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} |",
            suite.name,
            suite.version(),
            thousands(comparison.with_std),
            thousands(comparison.with_both),
            count(comparison.differences.len()),
            count(comparison.only_nanowasi)
        );
    }
    table
}

fn differences(suites: &[Suite]) -> String {
    if suites.iter().all(|suite| suite.differences.is_empty()) {
        return "There are none.\n".to_owned();
    }
    let mut table = String::from("| crate | tests | reason |\n| --- | --- | --- |\n");
    for suite in suites {
        for difference in &suite.differences {
            let tests: Vec<_> = difference
                .tests
                .iter()
                .map(|test| format!("`{test}`"))
                .collect();
            let (name, tests) = (&suite.name, tests.join(", "));
            let _ = writeln!(table, "| {name} | {tests} | {} |", difference.reason);
        }
    }
    table
}

fn left_out(suites: &Suites) -> String {
    let mut table = String::from("| crate | reason |\n| --- | --- |\n");
    for (name, reason) in &suites.left_out {
        let _ = writeln!(table, "| {name} | {reason} |");
    }
    table
}

fn time_table(suites: &[Suite], times: &[Times]) -> String {
    let mut table =
        String::from("| crate | `std`, s | nanowasi, s | ratio |\n| --- | ---: | ---: | ---: |\n");
    let mut ratios = Vec::new();
    for (suite, times) in suites.iter().zip(times) {
        if times.std.as_secs_f64() >= MIN_SECONDS {
            let _ = writeln!(
                table,
                "| {} | {:.2} | {:.2} | {:.2} |",
                suite.name,
                times.std.as_secs_f64(),
                times.nanowasi.as_secs_f64(),
                times.ratio()
            );
            ratios.push(times.ratio());
        }
    }
    ratios.sort_by(f64::total_cmp);
    if let Some(median) = ratios.get(ratios.len() / 2) {
        let _ = writeln!(table, "| median | | | {median:.2} |");
    }
    table
}

/// Returns the crates and versions of the document's table, and the sums of its columns.
///
/// # Errors
///
/// Returns a table that the document lacks.
pub fn parse(text: &str) -> Result<(Vec<(String, String)>, Total)> {
    let (_, table, _) = split(text, "crates")?;
    let mut crates = Vec::new();
    let mut total = Total::default();
    for line in table.lines().filter(|line| line.starts_with("| ")).skip(2) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let cell = |index: usize| cells.get(index).copied().unwrap_or_default();
        let number = |index| cell(index).replace(',', "").parse::<usize>();
        total.suites += 1;
        total.with_std += number(3)?;
        total.with_both += number(4)?;
        crates.push((cell(1).to_owned(), cell(2).to_owned()));
    }
    Ok((crates, total))
}

/// Checks that the document has the crates, versions, reasons and left-out crates of `suites.toml`.
///
/// # Errors
///
/// Returns what differs.
pub fn check(text: &str, suites: &Suites) -> Result<()> {
    let (crates, _) = parse(text)?;
    let listed = suites.suites.iter();
    let listed: Vec<_> = listed
        .map(|suite| (suite.name.clone(), suite.version().to_owned()))
        .collect();
    if crates != listed {
        let all = crates.iter().chain(&listed);
        let is_in_both = |pair| crates.contains(pair) && listed.contains(pair);
        let differ: Vec<_> = all.filter(|pair| !is_in_both(pair)).collect();
        return Err(format!("{FILE} and suites.toml list other crates: {differ:?}").into());
    }
    for (name, table) in [
        ("differences", differences(&suites.suites)),
        ("left out", left_out(suites)),
    ] {
        if split(text, name)?.1.trim() != table.trim() {
            return Err(format!("{FILE}: the table {name} is not that of suites.toml").into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUITES: &str = "[left-out]\nx = \"no tests\"\n\
        [[suite]]\nname = \"a\"\nversion = \"1.0.0\"\n\
        [[suite.difference]]\ntests = [\"lib t\"]\nreason = \"a reason\"\n";

    fn document(suites: &Suites, comparisons: &[Comparison]) -> String {
        let mut text = String::new();
        for name in ["total", "crates", "differences", "left out"] {
            text +=
                &format!("{name}\n<!-- {name}: written by `cargo ecosystem` -->\n<!-- end -->\n");
        }
        for (name, table) in [
            ("total", total(comparisons)),
            ("crates", crates(&suites.suites, comparisons)),
            ("differences", differences(&suites.suites)),
            ("left out", left_out(suites)),
        ] {
            text = replace(&text, name, &table).unwrap();
        }
        text
    }

    #[test]
    fn a_written_document_is_current_and_another_is_not() {
        let suites = Suites::parse(SUITES).unwrap();
        let comparison = Comparison {
            with_std: 1234,
            with_both: 1233,
            only_nanowasi: 5,
            differences: vec!["lib t".to_owned()],
            mistakes: Vec::new(),
        };
        let text = document(&suites, &[comparison]);
        assert!(
            text.contains("| a | 1.0.0 | 1,234 | 1,233 | 1 | 5 |"),
            "{text}"
        );
        assert!(
            text.contains("| 1 | 1,234 | 1,233 | 99.91% | 5 |"),
            "{text}"
        );
        let (_, total) = parse(&text).unwrap();
        assert_eq!(
            (total.suites, total.with_std, total.with_both),
            (1, 1234, 1233)
        );
        check(&text, &suites).unwrap();
        for (from, to) in [
            ("1.0.0", "1.0.1"),
            ("a reason", "another"),
            ("no tests", "few tests"),
        ] {
            let other = Suites::parse(&SUITES.replace(from, to)).unwrap();
            assert!(check(&text, &other).is_err(), "{to}");
        }
    }

    #[test]
    fn a_ratio_needs_a_suite_that_takes_time() {
        use std::time::Duration;
        let text = format!("{SUITES}[[suite]]\nname = \"b\"\nversion = \"1\"\n");
        let suites = Suites::parse(&text).unwrap().suites;
        let times = |std, nanowasi| Times {
            std: Duration::from_millis(std),
            nanowasi: Duration::from_millis(nanowasi),
        };
        let table = time_table(&suites, &[times(1000, 500), times(20, 100)]);
        assert!(
            table.ends_with("| a | 1.00 | 0.50 | 0.50 |\n| median | | | 0.50 |\n"),
            "{table}"
        );
    }
}
