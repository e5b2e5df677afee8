//! `cargo std-map`: writes `docs/std-map.md`, checks that it is up to date, or lists what is
//! missing.
#![forbid(unsafe_code)]

use std::collections::HashSet;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nanowasi_std_map::compare::{Comparison, Verdict};
use nanowasi_std_map::examples::{self, Documented};
use nanowasi_std_map::impls::shorten;
use nanowasi_std_map::item::Row;
use nanowasi_std_map::{compare_workspace, document, load, reasons, sections, std_json};

const HELP: &str = "\
Compare nanowasi's public items with std's, and write docs/std-map.md.

Usage: cargo std-map [OPTIONS]

Options:
      --check           Write nothing; fail if the document is not up to date
      --missing PREFIX  Write nothing; show what is absent or differs in a module or type,
                        io or fs::File, or in `macros`
      --examples [IN]   Write nothing; list the public functions, methods, macros, types and
                        traits without an example, and fail if there are any; only those IN a
                        module, type, file or folder: io, fs::File, src/fs
      --root FOLDER     Compare the nanowasi of another workspace
  -h, --help            Show this
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("std-map: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let mut check = false;
    let mut missing = None;
    let mut examples = None;
    let mut args = env::args().skip(1).peekable();
    while let Some(arg) = args.next() {
        if arg == "--examples" {
            let filter = args.next_if(|next| !next.starts_with('-'));
            examples = Some(filter.unwrap_or_default());
            continue;
        }
        let mut value = || args.next().ok_or_else(|| format!("`{arg}` wants a value"));
        match arg.as_str() {
            // As in `cargo std-map -- --check`.
            "--" => {}
            "--check" => check = true,
            "--missing" => missing = Some(value()?),
            "--root" => root = PathBuf::from(value()?),
            "--help" | "-h" => {
                let _ = io::stdout().write_all(HELP.as_bytes());
                return Ok(());
            }
            _ => return Err(format!("unknown option `{arg}`\n\n{HELP}")),
        }
    }
    let root = root
        .canonicalize()
        .map_err(|error| format!("{}: {error}", root.display()))?;
    if let Some(filter) = examples {
        return without_example(&filter, &examples::documented(&load::nanowasi(&root)?));
    }
    let comparison = compare_workspace(&root)?;
    if let Some(prefix) = missing {
        // A reader that closes the pipe early is no failure.
        let _ = io::stdout().write_all(missing_in(&prefix, &comparison).as_bytes());
        return Ok(());
    }
    let reasons = reasons::parse(reasons::TEXT)?;
    let assigned = reasons::assign(&reasons, &comparison);
    let text = document::document(&comparison, &assigned, &std_json::release(&root)?);
    let path = root.join("docs/std-map.md");
    let about = |error: io::Error| format!("{}: {error}", path.display());
    if check {
        let there = fs::read_to_string(&path).map_err(about)?;
        if there != text {
            let changes = changes(&there, &text);
            return Err(format!(
                "docs/std-map.md is not up to date, run `cargo std-map`:\n{changes}"
            ));
        }
    } else {
        fs::create_dir_all(root.join("docs")).map_err(about)?;
        fs::write(&path, &text).map_err(about)?;
    }
    if assigned.wrong.is_empty() {
        return Ok(());
    }
    Err(format!(
        "tests/compat/std-map/reasons.toml is not up to date:\n  {}",
        assigned.wrong.join("\n  ")
    ))
}

/// Lists the items without an example to standard output, and fails if there are any.
fn without_example(filter: &str, all: &[Documented]) -> Result<(), String> {
    let all: Vec<_> = all.iter().filter(|item| item.is_in(filter)).collect();
    if all.is_empty() {
        return Err(format!("nothing public is in `{filter}`"));
    }
    let missing: Vec<_> = all.iter().filter(|item| !item.has_example).collect();
    let width = missing.iter().map(|item| item.path.len()).max();
    let width = width.unwrap_or_default();
    let mut out = String::new();
    for item in &missing {
        let Documented {
            path, kind, source, ..
        } = item;
        out.push_str(&format!("{kind:<8}  {path:<width$}  {source}\n"));
    }
    // A reader that closes the pipe early is no failure.
    let _ = io::stdout().write_all(out.as_bytes());
    let (missing, all) = (missing.len(), all.len());
    if missing == 0 {
        eprintln!("each of {all} items has an example");
        return Ok(());
    }
    Err(format!("{missing} of {all} items have no example"))
}

/// Returns the first lines that only one of the two texts has.
fn changes(old: &str, new: &str) -> String {
    const SHOWN: usize = 10;

    let without = |text: &str, other: &str, mark: &str| {
        let other: HashSet<&str> = other.lines().collect();
        let lines = text.lines().filter(|line| !other.contains(line));
        lines
            .take(SHOWN)
            .map(|line| format!("  {mark} {line}\n"))
            .collect::<String>()
    };
    without(old, new, "-") + &without(new, old, "+")
}

/// Lists what differs in a module or type, or in a section of the document.
fn missing_in(prefix: &str, comparison: &Comparison) -> String {
    let is_below = |row: &Row| {
        let rest = row.owner.strip_prefix(prefix);
        rest.is_some_and(|rest| prefix.is_empty() || rest.is_empty() || rest.starts_with("::"))
            || sections::of(row).1 == prefix
    };
    let mut rows: Vec<_> = comparison
        .rows
        .iter()
        .filter(|(row, _)| is_below(row))
        .collect();
    rows.sort_by_key(|(row, _)| &row.owner);
    let mut out = String::new();
    let (mut same, mut differs, mut absent) = (0, 0, 0);
    let mut owner = "";
    for (row, verdict) in rows {
        if *verdict != Verdict::Same && row.owner != owner {
            owner = &row.owner;
            out.push_str(&format!("\n# {owner}\n"));
        }
        let kind = if row.name.starts_with(row.kind) {
            ""
        } else {
            row.kind
        };
        let name = format!("{kind} {}", row.name);
        let name = name.trim_start();
        match verdict {
            Verdict::Same => same += 1,
            Verdict::Differs(theirs, ours) => {
                differs += 1;
                out.push_str(&format!(
                    "differs {name}\n    std:  {theirs}\n    ours: {ours}\n"
                ));
            }
            Verdict::Absent => {
                absent += 1;
                let theirs = shorten(&row.interface.to_line());
                out.push_str(&format!("absent  {name}\n    std:  {theirs}\n"));
            }
        }
    }
    out + &format!("\n{same} same, {differs} differ, {absent} absent\n")
}
