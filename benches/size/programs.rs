//! The programs of `tests/compat/programs`, built with `std` and with nanowasi: writes the table in
//! `docs/programs.md`, or compares the sizes with it.
//!
//! The table stores the budgets, as `size.toml` does for the examples.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use nanowasi_build::{self as build, Build};

use super::thousands;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/programs.md");
const SOURCES: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../tests/compat/programs/src/bin"
);

/// The relative difference that a size may have from the one in the table. A patch release of a
/// dependency changes sizes.
const TOLERANCE: f64 = 0.01;

/// Programs that call most of the library as a test. Their size is not that of a typical program.
const TESTS: [&str; 2] = ["corners", "file_operations"];

struct Row {
    name: String,
    about: String,
    std: usize,
    nanowasi: usize,
}

impl Row {
    fn measure(name: String) -> Result<Self, Box<dyn Error>> {
        let program = Build::program(&name);
        Ok(Self {
            about: about(&name)?,
            std: program.try_wasm()?.len(),
            nanowasi: program.with_nanowasi().try_wasm()?.len(),
            name,
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "a module is no petabyte")]
    fn ratio(&self) -> f64 {
        self.std as f64 / self.nanowasi as f64
    }

    /// Returns a message if the row of this program in the table differs.
    fn compare(&self, table: &[(String, usize, usize)]) -> Option<String> {
        let Self {
            name,
            std,
            nanowasi,
            ..
        } = self;
        let Some((_, old_std, old)) = table.iter().find(|row| row.0 == *name) else {
            return Some(format!("{name}: not in docs/programs.md"));
        };
        if differ(*nanowasi, *old) {
            return Some(format!(
                "{name}: {nanowasi} bytes with nanowasi, {old} in docs/programs.md: reduce it, \
                 or store it with `cargo bench --bench size -- --write`"
            ));
        }
        differ(*std, *old_std)
            .then(|| format!("{name}: {std} bytes with std, {old_std} in docs/programs.md"))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a module is no petabyte")]
fn differ(size: usize, old: usize) -> bool {
    size.abs_diff(old) as f64 > old as f64 * TOLERANCE
}

/// Measures all programs. Writes the table, or reports what differs.
pub(crate) fn run(write: bool) -> Result<Vec<String>, Box<dyn Error>> {
    let mut rows = build::programs()?
        .into_iter()
        .filter(|name| !TESTS.contains(&name.as_str()))
        .map(Row::measure)
        .collect::<Result<Vec<_>, _>>()?;
    rows.sort_by_key(|row| row.nanowasi);
    println!(
        "\n{:<12} {:>8} {:>8} {:>6}",
        "program", "std", "nanowasi", "ratio"
    );
    for row in &rows {
        println!(
            "{:<12} {:>8} {:>8} {:>6.1}",
            row.name,
            row.std,
            row.nanowasi,
            row.ratio()
        );
    }
    let median = median(rows.iter().map(Row::ratio).collect());
    println!("median {median:.1}");

    let mut problems = Vec::new();
    if write {
        fs::create_dir_all(Path::new(DOCUMENT).parent().unwrap_or(Path::new(".")))?;
        fs::write(DOCUMENT, document(&rows, median))?;
    } else {
        let text = fs::read_to_string(DOCUMENT)?;
        let table: Vec<_> = text.lines().filter_map(sizes).collect();
        problems.extend(rows.iter().filter_map(|row| row.compare(&table)));
        let gone = table
            .iter()
            .filter(|old| rows.iter().all(|row| row.name != old.0));
        problems.extend(gone.map(|(name, ..)| format!("docs/programs.md: no program `{name}`")));
    }
    Ok(problems)
}

/// Returns the description of a program, from the first line of its source.
fn about(name: &str) -> Result<String, Box<dyn Error>> {
    let source = fs::read_to_string(format!("{SOURCES}/{name}.rs"))?;
    let line = source.lines().next().unwrap_or_default();
    let (_, about) = line.split_once(": ").ok_or_else(|| {
        format!("{name}: the first line of the source is not `//! NAME: description`")
    })?;
    Ok(about.trim_end_matches('.').replace('|', "\\|"))
}

/// Parses a row of the table: a name, and the sizes with `std` and with nanowasi.
fn sizes(line: &str) -> Option<(String, usize, usize)> {
    // The description may contain an escaped `|`, so the sizes are read from the end.
    let mut cells = line.trim_matches('|').rsplit('|').map(str::trim).skip(1);
    let mut number = || cells.next()?.replace(',', "").parse().ok();
    let (nanowasi, std) = (number()?, number()?);
    let name = line.split('`').nth(1)?.to_owned();
    Some((name, std, nanowasi))
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.len() / 2;
    match ratios.len() % 2 {
        0 => f64::midpoint(ratios[middle - 1], ratios[middle]),
        _ => ratios[middle],
    }
}

fn document(rows: &[Row], median: f64) -> String {
    let count = rows.len();
    let mut text = format!(
        "# The sizes of programs\n\
         \n\
         <!-- written by `cargo bench --bench size -- --write` -->\n\
         \n\
         The {count} programs in [`tests/compat/programs`](../tests/compat/programs/src/bin) are written for\n\
         Rust's `std`. Each is built twice from the same source, with `std` and with nanowasi;\n\
         `cargo test --test differential` checks that both behave the same. Both are built with\n\
         `opt-level = \"z\"`, fat LTO, one codegen unit, `panic = \"abort\"` and strip, and nanowasi in tiny mode\n\
         with the features `talc`, `panic-location` and `proc-raise`. Sizes are bytes, without `wasm-opt`.\n\
         \n\
         | program | what it does | `std` | nanowasi | ratio |\n\
         | --- | --- | ---: | ---: | ---: |\n"
    );
    for row in rows {
        let [std, nanowasi] = [row.std, row.nanowasi].map(thousands);
        let (name, about, ratio) = (&row.name, &row.about, row.ratio());
        let _ = writeln!(
            text,
            "| `{name}` | {about} | {std} | {nanowasi} | {ratio:.1} |"
        );
    }
    let _ = writeln!(text, "\nThe median ratio is {median:.1}.");
    text
}
