//! Measures the speed of programs with nanowasi and with `std`, from the same source
//! (`tests/compat/programs/src/bin/speed`).
//!
//! Modules are compiled in advance, and only their run is timed. Runs with nanowasi and with `std`
//! alternate, so that other load on the machine affects both, and the medians are compared. The
//! time is the processor time of all threads, because the speed of the disk is not a property of
//! the program.
//!
//! | argument | what it does |
//! | --- | --- |
//! | none | prints all tables |
//! | names of rows | prints these rows only |
//! | `--growth` | prints the time of one unit in a hundredth, a tenth and all of the work |
//! | `--languages` | compares with other languages, whose compilers are downloaded |
//! | `--profile` | prints the functions that take the time |
//! | `--write` | writes all tables to `docs/speed.md` |

mod bench;
mod inputs;
mod languages;
mod profile;
mod rows;
mod table;

use std::{env, fs, process};

use bench::Bench;
use nanowasi_benches::Failure;
use rows::{ROWS, Row};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/speed.md");

/// Returns the comments before and after a table in the document.
fn markers(name: &str) -> [String; 2] {
    [
        format!("<!-- {name}: written by `cargo bench --bench speed -- --write` -->"),
        format!("<!-- end of {name} -->"),
    ]
}

fn main() {
    if let Err(error) = run() {
        eprintln!("speed: {error}");
        process::exit(1);
    }
}

fn run() -> Result<(), Failure> {
    let args: Vec<String> = env::args().skip(1).collect();
    let has = |name: &str| args.iter().any(|arg| arg == name);
    let names: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    if let Some(unknown) = names.iter().find(|name| rows::named(name).is_none()) {
        let known: Vec<&str> = ROWS.iter().map(|row| row.work).collect();
        return Err(format!("no row `{unknown}`; the rows are {}", known.join(", ")).into());
    }
    let rows: Vec<&Row> = ROWS
        .iter()
        .filter(|row| names.is_empty() || names.iter().any(|name| *name == row.work))
        .collect();
    let bench = Bench::new()?;
    if has("--profile") {
        return bench.profile(&rows);
    }
    if has("--growth") {
        return bench.growth(&rows).map(drop);
    }
    if has("--languages") {
        return languages::table(&bench).map(drop);
    }
    let table = bench.rows(&rows)?;
    if !names.is_empty() {
        return Ok(());
    }
    let mut tables = vec![
        ("rows", table),
        ("start", bench.start()?),
        ("growth", bench.growth(&rows)?),
    ];
    let (languages, is_whole) = languages::table(&bench)?;
    if is_whole {
        // A partial table would replace values that were measured on another machine.
        tables.push(("languages", languages));
    }
    if has("--write") {
        write(tables)?;
    }
    Ok(())
}

/// Writes tables to the document.
fn write(tables: Vec<(&str, String)>) -> Result<(), Failure> {
    let mut text = fs::read_to_string(DOCUMENT)?;
    for (name, table) in tables {
        let [begin, end] = markers(name);
        let range = text.find(&begin).zip(text.find(&end));
        let (from, to) = range.ok_or_else(|| format!("docs/speed.md: no table `{name}`"))?;
        text.replace_range(from + begin.len()..to, &format!("\n\n{table}\n"));
    }
    Ok(fs::write(DOCUMENT, text)?)
}
