//! `docs/hosts.md`: its text is written manually, and [`write`] writes its tables, so that each
//! result in them was seen.

use std::fmt::Write as _;
use std::fs;

use crate::case::Case;
use crate::fault::Fault;
use crate::host::Host;
use crate::process::Ended;
use crate::report::{Report, Seen};

const FILE: &str = "docs/hosts.md";

/// Writes the document's tables.
///
/// # Errors
///
/// Returns a message if the document cannot be read or written, or lacks the marks of a table.
pub fn write(
    cases: &[Case],
    faults: &[Fault],
    reports: &[Report],
    absent: &[Host],
) -> Result<(), String> {
    let path = nanowasi_build::workspace().join(FILE);
    let mut text = fs::read_to_string(&path).map_err(|error| format!("{FILE}: {error}"))?;
    let fault_numbers = fault_numbers(reports);
    for (name, table) in [
        ("hosts", of_hosts(reports, absent)),
        ("cases", of_cases(cases, reports, &fault_numbers)),
        (
            "differences",
            of_differences(faults, reports, &fault_numbers),
        ),
        ("standard input", standard_input_table(reports)),
    ] {
        text = replace_table(&text, name, &table)?;
    }
    fs::write(&path, text).map_err(|error| format!("{FILE}: {error}"))
}

/// Replaces the table between two marks.
fn replace_table(text: &str, name: &str, table: &str) -> Result<String, String> {
    let begin = format!("<!-- {name}: written by `cargo hosts` -->\n");
    let split = text.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once("<!-- end -->")?;
        Some((before, after))
    });
    let (before, after) = split.ok_or_else(|| format!("{FILE}: no table {name}"))?;
    Ok(format!("{before}{begin}\n{table}\n<!-- end -->{after}"))
}

/// Returns the faults that were seen, in the order of their first occurrence. Their indices are the
/// numbers in the document.
fn fault_numbers(reports: &[Report]) -> Vec<usize> {
    let mut fault_numbers = Vec::new();
    for report in reports {
        for fault in report.seen.iter().flat_map(Seen::faults) {
            if !fault_numbers.contains(&fault) {
                fault_numbers.push(fault);
            }
        }
    }
    fault_numbers
}

fn of_hosts(reports: &[Report], absent: &[Host]) -> String {
    let mut table = String::from(
        "| host | version | source | ok | differ | notes |\n| --- | --- | --- | ---: | ---: | --- |\n",
    );
    for report in reports {
        let [well, differ, fail] = report.counts();
        let Host {
            name,
            title,
            from,
            note,
            ..
        } = report.host;
        let version = &report.version;
        let differ = differ + fail;
        let _ = writeln!(
            table,
            "| {title} (`{name}`) | {version} | {from} | {well} | {differ} | {note} |"
        );
    }
    // Why a host is absent depends on the machine.
    for Host {
        name, title, from, ..
    } in absent
    {
        let _ = writeln!(
            table,
            "| {title} (`{name}`) | – | {from} | – | – | not installed |"
        );
    }
    table
}

fn of_cases(cases: &[Case], reports: &[Report], fault_numbers: &[usize]) -> String {
    let mut table = String::from("| case |");
    for report in reports {
        let _ = write!(table, " {} |", report.host.name);
    }
    table.push_str("\n| --- |");
    table.push_str(&" --- |".repeat(reports.len()));
    table.push('\n');
    for (index, case) in cases
        .iter()
        .enumerate()
        .filter(|(_, case)| !case.is_informative())
    {
        let _ = write!(table, "| {} |", case.name);
        for report in reports {
            let cell = report
                .seen
                .get(index)
                .map_or_else(|| "–".to_owned(), |seen| cell(seen, fault_numbers));
            let _ = write!(table, " {cell} |");
        }
        table.push('\n');
    }
    table
}

/// Returns `ok`, or the numbers of the faults that explain a case's differences.
fn cell(seen: &Seen, fault_numbers: &[usize]) -> String {
    if seen.differences.is_empty() {
        return "ok".to_owned();
    }
    let mut known: Vec<usize> = seen
        .faults()
        .filter_map(|fault| fault_numbers.iter().position(|known| *known == fault))
        .map(|index| index + 1)
        .collect();
    known.sort_unstable();
    known.dedup();
    let mut cells: Vec<String> = known
        .iter()
        .map(|number| format!("[{number}](#d{number})"))
        .collect();
    if seen.differences.iter().any(|(_, reason)| reason.is_none()) {
        cells.push("**unexplained**".to_owned());
    }
    cells.join(" ")
}

fn of_differences(faults: &[Fault], reports: &[Report], fault_numbers: &[usize]) -> String {
    let mut table = String::from(
        "| | hosts | deviation | observed | source |\n| ---: | --- | --- | --- | --- |\n",
    );
    for (index, number) in fault_numbers.iter().enumerate() {
        let Some(fault) = faults.get(*number) else {
            continue;
        };
        let (mut hosts, mut seen) = (Vec::new(), Vec::new());
        for report in reports {
            let found = report
                .seen
                .iter()
                .flat_map(|one| one.differences.iter().map(move |each| (one, each)));
            for (one, (difference, _)) in
                found.filter(|(_, (_, reason))| reason.map(|reason| reason.fault) == Some(*number))
            {
                if !hosts.contains(&report.host.title) {
                    hosts.push(report.host.title);
                }
                let text = format!(
                    "{}: {} = {}",
                    one.case,
                    difference.line,
                    escape_cell(&difference.seen)
                );
                if !seen.contains(&text) {
                    seen.push(text);
                }
            }
        }
        let more = seen.len().saturating_sub(MAX_SHOWN);
        seen.truncate(MAX_SHOWN);
        if more > 0 {
            seen.push(format!("and {more} more"));
        }
        let end = fault.link.trim_start_matches("https://github.com/");
        let link = format!("[{}]({})", link_text(end), fault.link);
        let number = index + 1;
        let _ = writeln!(
            table,
            "| <a id=\"d{number}\"></a>{number} | {} | {} | {} | {link} |",
            hosts.join(", "),
            fault.why,
            seen.join("; "),
        );
    }
    table
}

/// Returns a result as the cell of a table.
fn escape_cell(seen: &str) -> String {
    if seen.is_empty() {
        "empty".to_owned()
    } else {
        format!("`{}`", seen.replace('|', "\\|"))
    }
}

/// How many of the results that a fault explains are listed.
const MAX_SHOWN: usize = 3;

/// Returns the text of a link: `owner/repository#1` for an issue, the name of a file.
fn link_text(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [owner, repository, "issues" | "pull", number] => format!("{owner}/{repository}#{number}"),
        [.., last] => last.split('#').next().unwrap_or(last).to_owned(),
        [] => String::new(),
    }
}

/// The kinds of standard input, in earlier tables and here.
const INPUTS: [&str; 4] = [
    "no input yet",
    "a pipe with text",
    "a closed pipe",
    "a file",
];

/// Writes a row for each question about standard input, with a column for each host.
fn standard_input_table(reports: &[Report]) -> String {
    let mut table = String::from("| |");
    for report in reports {
        let _ = write!(table, " {} |", report.host.name);
    }
    table.push_str("\n| --- |");
    table.push_str(&" --- |".repeat(reports.len()));
    table.push('\n');
    let mut row = |name: &str, cell: &dyn Fn(&Report) -> String| {
        let _ = write!(table, "| {name} |");
        for report in reports {
            let _ = write!(table, " {} |", cell(report));
        }
        table.push('\n');
    };
    row("`NONBLOCK`", &nonblocking);
    let no_input = "poll/read_available, no input yet";
    row("`read_available`, no input yet", &|report| {
        describe_wait(report, no_input)
    });
    for (name, wait) in [
        ("no timeout", "no timeout"),
        ("`poll_oneoff` with a zero timeout", "direct zero timeout"),
        ("repeated zero timeout", "repeated zero timeout"),
    ] {
        for input in INPUTS {
            let case = format!("poll/{wait}, {input}");
            if reports
                .iter()
                .any(|report| report.seen.iter().any(|seen| seen.case == case))
            {
                row(&format!("{name}, {input}"), &|report| {
                    describe_wait(report, &case)
                });
            }
        }
    }
    let timed = "poll/50 ms, no input yet";
    row("50 ms, no input yet", &|report| {
        describe_wait(report, timed)
    });
    table
}

/// Returns what the nonblocking flag does, as a read shows.
fn nonblocking(report: &Report) -> String {
    let case = "poll/non-blocking, no input yet";
    match (report.line(case, "flag"), report.line(case, "errno")) {
        (Some("granted"), _) if report.line(case, "result") == Some("AGAIN") => {
            "granted".to_owned()
        }
        (Some("granted"), _) => "granted but ignored".to_owned(),
        (_, Some(errno)) => format!("`{errno}`"),
        _ => "–".to_owned(),
    }
}

/// Returns the result of a wait, and how long it took.
fn describe_wait(report: &Report, case: &str) -> String {
    let Some(seen) = report.line(case, "result") else {
        let ended = report.seen.iter().find(|seen| seen.case == case);
        return match ended.map(|seen| seen.outcome.ended) {
            Some(Ended::Late) => "hangs".to_owned(),
            Some(_) => "traps".to_owned(),
            None => "–".to_owned(),
        };
    };
    if seen.chars().all(|c| c.is_ascii_uppercase()) {
        return format!("`{seen}`");
    }
    // Times depend on the machine, unless they equal the requested one.
    match report.line(case, "duration") {
        Some("50 ms") if case.contains("/50 ms") => format!("{seen} after 50 ms"),
        Some("long") if case.ends_with(INPUTS[0]) => format!("{seen} on arrival"),
        _ => seen.to_owned(),
    }
}
