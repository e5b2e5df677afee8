//! Times programs with nanowasi as their `std`, and with `std` itself, from one source (`tests/compat/programs`, `speed`).
//!
//! Each is compiled before; its run alone is timed, the two in turn, and the medians are compared: so what else the
//! machine does weighs on both. Time is that of the processor, of all threads, since what a disk does says nothing
//! of a program.
//!
//! | argument | |
//! | --- | --- |
//! | none | all tables |
//! | a row's name | that one alone |
//! | `--growth` | instead: what a hundredth and a tenth of the work cost, for one unit of it |
//! | `--languages` | instead: the size ladder's tools beside other languages, whose compilers are downloaded |
//! | `--profile` | instead: which functions the time goes to |
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

/// What the document's table begins and ends with, if it is called that.
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
        return Err(format!("no row `{unknown}`; there are {}", known.join(", ")).into());
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
        // What can't be measured here stays as it was measured elsewhere.
        tables.push(("languages", languages));
    }
    if has("--write") {
        write(tables)?;
    }
    Ok(())
}

/// Writes tables in their places in the document.
fn write(tables: Vec<(&str, String)>) -> Result<(), Failure> {
    let mut text = fs::read_to_string(DOCUMENT)?;
    for (name, table) in tables {
        let [begin, end] = markers(name);
        let place = text.find(&begin).zip(text.find(&end));
        let (from, to) = place.ok_or_else(|| format!("docs/speed.md: no table `{name}`"))?;
        text.replace_range(from + begin.len()..to, &format!("\n\n{table}\n"));
    }
    Ok(fs::write(DOCUMENT, text)?)
}
