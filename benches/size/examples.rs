//! The examples, each built in three configurations: the table of examples in the README.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use nanowasi_build::{self as build, Build, Mode, Module};

use super::budgets::Budgets;
use super::functions::Program;
use super::{Failure, Report, document, thousands};

/// The configurations of each example, by their names in `size.toml`.
const CONFIGURATIONS: [(&str, Mode, Option<&str>); 3] = [
    ("tiny", Mode::Tiny, None),
    ("location", Mode::Tiny, Some("panic-location")),
    ("default", Mode::Default, None),
];

struct Row {
    name: String,
    sizes: BTreeMap<&'static str, usize>,
    std: Option<usize>,
}

/// Measures all examples. Writes their budgets and the table, or reports what differs.
pub(crate) fn run(budgets: &mut Budgets, write: bool) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut names = Vec::new();
    println!(
        "{:<8} {:>8} {:>8} {:>8} {:>8} {:>9}  imports",
        "program", "default", "tiny", "location", "std", "functions"
    );
    for name in build::examples()? {
        let (row, module) = measure(name, budgets)?;
        show(&row, &module);
        for (configuration, size) in &row.sizes {
            if write {
                budgets.set(&[&row.name], configuration, *size)?;
            } else {
                let program = Program::Example(row.name.clone());
                report.note(program, budgets.compare(&[&row.name], configuration, *size));
            }
        }
        names.push(row.name);
    }
    let problem = document::replace("README.md", "sizes", &table(names, budgets), write)?;
    report.problems.extend(problem);
    Ok(report)
}

fn measure(name: String, budgets: &Budgets) -> Result<(Row, Module), Failure> {
    let mut sizes = BTreeMap::new();
    let mut module = Module::default();
    for (configuration, mode, panic) in CONFIGURATIONS {
        let mut build = Build::example(&name).mode(mode);
        if let Some(feature) = panic {
            build = build.no_default_features().feature(feature);
        }
        let wasm = build.try_wasm()?;
        sizes.insert(configuration, wasm.len());
        if configuration == "tiny" {
            module = Module::parse(&wasm)?;
        }
    }
    let std = budgets.get(&[&name], "std");
    Ok((Row { name, sizes, std }, module))
}

fn show(row: &Row, module: &Module) {
    let imports: Vec<&str> = module.imports.iter().map(|import| &*import.name).collect();
    println!(
        "{:<8} {:>8} {:>8} {:>8} {:>8} {:>9}  {}",
        row.name,
        row.sizes["default"],
        row.sizes["tiny"],
        row.sizes["location"],
        row.std
            .map_or_else(|| "-".to_owned(), |std| std.to_string()),
        module.functions,
        imports.join(" ")
    );
}

/// Returns the table of the README, sorted by size.
fn table(mut names: Vec<String>, budgets: &Budgets) -> String {
    names.sort_by_key(|name| budgets.get(&[name], "tiny"));
    let mut table = String::from(
        "| program | no flags | tiny | tiny, `panic-location` | Rust's `std` |\n\
         | --- | ---: | ---: | ---: | ---: |\n",
    );
    for name in names {
        let _ = write!(table, "| `{name}` |");
        for column in ["default", "tiny", "location", "std"] {
            let size = budgets.get(&[&name], column);
            let _ = write!(
                table,
                " {} |",
                size.map_or_else(|| "–".to_owned(), thousands)
            );
        }
        table.push('\n');
    }
    table
}
