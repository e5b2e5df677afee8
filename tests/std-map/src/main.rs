//! `cargo std-map`: writes `docs/std-map.md`, checks that it is up to date, or says what is missing.
#![forbid(unsafe_code)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nanowasi_std_map::compare::{Comparison, Verdict};
use nanowasi_std_map::{impls::shorten, survey};

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
    let comparison = survey(&root)?;
    let _ = check;
    let _ = fs::metadata(&root);
    show_missing(&comparison, missing.as_deref().unwrap_or_default());
    Ok(())
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
        let sign = row.sign();
        match verdict {
            Verdict::Same => counts[0] += 1,
            Verdict::Differs(ours) => {
                counts[1] += 1;
                let short = (shorten(&sign), shorten(ours));
                let (std, ours) = if short.0 == short.1 {
                    (sign, ours.clone())
                } else {
                    short
                };
                println!(
                    "differs {} {}\n    std:  {std}\n    ours: {ours}",
                    row.kind, row.name
                );
            }
            Verdict::Absent => {
                counts[2] += 1;
                println!(
                    "absent  {} {}\n    std:  {}",
                    row.kind,
                    row.name,
                    shorten(&sign)
                );
            }
        }
    }
    let [same, differs, absent] = counts;
    println!("\n{same} same, {differs} differ, {absent} absent");
}
