//! `cargo std-map`: writes `docs/std-map.md`, checks that it is up to date, or says what is missing.
#![forbid(unsafe_code)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nanowasi_std_map::compare::{Comparison, Verdict};
use nanowasi_std_map::impls::shorten;
use nanowasi_std_map::{reasons, std_json, survey, write};

const HELP: &str = "\
Compare nanowasi's public items with std's, and write docs/std-map.md.

Usage: cargo std-map [OPTIONS]

Options:
      --check           Write nothing; fail if the document is not up to date
      --missing PREFIX  Write nothing; show what is absent or differs in a module or type: io, fs::File
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
    let mut root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut check = false;
    let mut missing = None;
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("`{arg}` wants a value"));
        match arg.as_str() {
            // As in `cargo std-map -- --check`.
            "--" => {}
            "--check" => check = true,
            "--missing" => missing = Some(value()?),
            "--root" => root = PathBuf::from(value()?),
            "--help" | "-h" => {
                print!("{HELP}");
                return Ok(());
            }
            _ => return Err(format!("unknown option `{arg}`\n\n{HELP}")),
        }
    }
    let root = root
        .canonicalize()
        .map_err(|error| format!("{}: {error}", root.display()))?;
    let mut comparison = survey(&root)?;
    if let Some(prefix) = missing {
        comparison
            .rows
            .sort_by(|(a, _), (b, _)| a.owner.cmp(&b.owner));
        show_missing(&comparison, &prefix);
        return Ok(());
    }
    let reasons = reasons::parse(reasons::TEXT)?;
    let given = reasons::give(&reasons, &comparison);
    let text = write::document(&comparison, &given, &std_json::release(&root)?);
    let path = root.join("docs/std-map.md");
    let about = |error: std::io::Error| format!("{}: {error}", path.display());
    if !check {
        fs::create_dir_all(root.join("docs")).map_err(about)?;
        fs::write(&path, &text).map_err(about)?;
    } else if fs::read_to_string(&path).map_err(about)? != text {
        return Err(
            "docs/std-map.md is not up to date: run `cargo std-map`, and look at what changed"
                .to_owned(),
        );
    }
    if given.wrong.is_empty() {
        return Ok(());
    }
    Err(format!(
        "tests/std-map/reasons.toml is not up to date:\n  {}",
        given.wrong.join("\n  ")
    ))
}

/// Shows what is not the same below a path.
fn show_missing(comparison: &Comparison, prefix: &str) {
    let is_below = |path: &str| {
        prefix.is_empty()
            || path
                .strip_prefix(prefix)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let mut counts = [0, 0, 0];
    let mut owner = "";
    for (row, verdict) in &comparison.rows {
        if !is_below(&row.owner) {
            continue;
        }
        if !matches!(verdict, Verdict::Same) && row.owner != owner {
            owner = &row.owner;
            println!("\n# {owner}");
        }
        match verdict {
            Verdict::Same => counts[0] += 1,
            Verdict::Differs(theirs, ours) => {
                counts[1] += 1;
                println!(
                    "differs {} {}\n    std:  {theirs}\n    ours: {ours}",
                    row.kind, row.name
                );
            }
            Verdict::Absent => {
                counts[2] += 1;
                println!(
                    "absent  {} {}\n    std:  {}",
                    row.kind,
                    row.name,
                    shorten(&row.promise.sign())
                );
            }
        }
    }
    let [same, differs, absent] = counts;
    println!("\n{same} same, {differs} differ, {absent} absent");
}
