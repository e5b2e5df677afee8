//! `cargo bench --bench size`: what each example weighs, and whether it is still what it should.
//!
//! Bytes are the currency of this crate, so they have budgets (`size.toml`), and the table that the
//! README shows is checked against what was measured. `cargo bench --bench size -- --write` brings
//! both up to date: the budgets of programs that have shrunk or grown, and the table. The same goes for
//! the programs that are built for `std` as well, whose table is `docs/programs.md`.

mod programs;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::ExitCode;

use nanowasi_build::{self as build, Build, Mode, Module};
use toml_edit::{DocumentMut, Item, value};

const BUDGETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/size.toml");
const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");

/// Between these two lines stands the table in the README.
const BEGIN: &str = "<!-- sizes: written by `cargo bench --bench size -- --write` -->";
const END: &str = "<!-- end of sizes -->";

/// By how much a program may be above its budget: for what another patch release of a dependency does.
const TOLERANCE: f64 = 1.01;

/// The ways in which each program is built, by the names they have in `size.toml`.
const WAYS: [(&str, Mode, Option<&str>); 3] = [
    ("tiny", Mode::Tiny, None),
    ("location", Mode::Tiny, Some("panic-location")),
    ("default", Mode::Default, None),
];

fn main() -> ExitCode {
    match run(std::env::args().any(|arg| arg == "--write")) {
        Ok(problems) if problems.is_empty() => ExitCode::SUCCESS,
        Ok(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("size: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(write: bool) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut budgets: DocumentMut = fs::read_to_string(BUDGETS)?.parse()?;
    let mut problems = Vec::new();
    let mut measured = BTreeMap::new();

    println!(
        "{:<8} {:>8} {:>8} {:>8} {:>8} {:>9}  imports",
        "program", "default", "tiny", "location", "std", "functions"
    );
    for name in build::examples()? {
        let mut sizes = BTreeMap::new();
        let mut module = Module::default();
        for (way, mode, panic) in WAYS {
            let mut build = Build::example(&name).mode(mode);
            if let Some(feature) = panic {
                build = build.no_default_features().feature(feature);
            }
            let wasm = build.try_wasm()?;
            sizes.insert(way, wasm.len());
            if way == "tiny" {
                module = Module::parse(&wasm)?;
            }
        }
        let std = number(&budgets, &name, "std");
        let imports: Vec<&str> = module.imports.iter().map(|import| &*import.name).collect();
        println!(
            "{name:<8} {:>8} {:>8} {:>8} {:>8} {:>9}  {}",
            sizes["default"],
            sizes["tiny"],
            sizes["location"],
            std.map_or_else(|| "-".to_owned(), |std| std.to_string()),
            module.functions,
            imports.join(" ")
        );
        for (way, size) in &sizes {
            if write {
                budgets[&name].or_insert(toml_edit::table())[way] = value(i64::try_from(*size)?);
                continue;
            }
            match number(&budgets, &name, way) {
                None => problems.push(format!("{name}: no budget for `{way}` in benches/size.toml")),
                #[expect(clippy::cast_precision_loss, reason = "a module is no petabyte")]
                Some(budget) if *size as f64 > budget as f64 * TOLERANCE => problems.push(format!(
                    "{name}: {size} bytes ({way}) is above its budget of {budget}: find what grew, or \
                     change the budget and say why"
                )),
                Some(_) => {}
            }
        }
        measured.insert(name, (sizes, std));
    }

    let table = table(&measured);
    let readme = fs::read_to_string(README)?;
    let (before, rest) = readme.split_once(BEGIN).ok_or("README.md: no size table")?;
    let (old, after) = rest
        .split_once(END)
        .ok_or("README.md: the size table has no end")?;
    if write {
        fs::write(BUDGETS, budgets.to_string())?;
        fs::write(README, format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))?;
    } else if old.trim() != table.trim() {
        problems.push(
            "README.md: the size table is not what was measured: run `cargo bench --bench size -- --write`"
                .to_owned(),
        );
    }
    problems.extend(programs::run(write)?);
    Ok(problems)
}

fn number(budgets: &DocumentMut, name: &str, key: &str) -> Option<i64> {
    budgets.get(name)?.get(key).and_then(Item::as_integer)
}

/// The table of the README: programs that `std` can be compared with, smallest first.
fn table(measured: &BTreeMap<String, (BTreeMap<&str, usize>, Option<i64>)>) -> String {
    let mut rows: Vec<_> = measured.iter().collect();
    rows.sort_by_key(|(_, (sizes, _))| sizes["tiny"]);
    let mut table = String::from(
        "| program | no flags | tiny | tiny, `panic-location` | Rust's `std` |\n\
         | --- | ---: | ---: | ---: | ---: |\n",
    );
    for (name, (sizes, std)) in rows {
        let std = std.map_or_else(|| "–".to_owned(), |std| thousands(&std.to_string()));
        let [default, tiny, location] =
            ["default", "tiny", "location"].map(|way| thousands(&sizes[way].to_string()));
        let _ = writeln!(
            table,
            "| `{name}` | {default} | {tiny} | {location} | {std} |"
        );
    }
    table
}

/// Digits in groups of three.
fn thousands(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
