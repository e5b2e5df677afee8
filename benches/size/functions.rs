//! The sizes of functions, and which functions grew.
//!
//! `functions.toml` has the functions of each example (in tiny mode) and of each of the nine
//! programs (at the last stable step of the ladder), from the time when the budgets were written. A
//! program above its budget is built again with the names of its functions, and compared with the
//! file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use nanowasi_build::functions::functions;
use nanowasi_build::{self as build, Build, Mode};
use toml_edit::{DocumentMut, Item, Table, value};

use super::Failure;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/functions.toml");

const HEAD: &str = "\
# The size in bytes of each function of the examples and of the nine programs. If a program grows,
# the bench compares its functions with these. Written by `cargo bench --bench size -- --write`;
# printed for one program by `cargo bench --bench size -- --functions NAME`.
";

/// The number of changed functions that are shown of a program.
const SHOWN: usize = 12;

/// A program whose functions are in `functions.toml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Program {
    Example(String),
    Nine(String),
}

type Sizes = BTreeMap<String, usize>;

impl Program {
    fn all() -> Result<Vec<Self>, Failure> {
        let examples = build::examples()?.into_iter().map(Self::Example);
        Ok(examples
            .chain(build::nine()?.into_iter().map(Self::Nine))
            .collect())
    }

    /// Returns the path of its table in the file.
    fn path(&self) -> [&str; 2] {
        match self {
            Self::Example(name) => ["example", name],
            Self::Nine(name) => ["nine", name],
        }
    }

    fn build(&self) -> Build {
        match self {
            Self::Example(name) => Build::example(name).mode(Mode::Tiny),
            Self::Nine(name) => Build::nine(name).smallest(),
        }
    }

    /// Returns the current size of each function, by its name without the hash. Functions of the
    /// same name are added up.
    fn measure(&self) -> Result<Sizes, Failure> {
        let mut sizes = Sizes::new();
        for (symbol, size) in functions(&self.build().names().try_wasm()?)? {
            let name = format!("{:#}", rustc_demangle::demangle(&symbol));
            *sizes.entry(name).or_default() += size;
        }
        Ok(sizes)
    }
}

/// Writes the functions of all programs to `functions.toml`.
pub(crate) fn write() -> Result<(), Failure> {
    let mut document = DocumentMut::new();
    for program in Program::all()? {
        let [kind, name] = program.path();
        let mut table = Table::new();
        for (function, size) in program.measure()? {
            table[&function] = value(i64::try_from(size)?);
        }
        let mut kinds = Table::new();
        kinds.set_implicit(true);
        document.entry(kind).or_insert(Item::Table(kinds))[name] = Item::Table(table);
    }
    fs::write(FILE, format!("{HEAD}{document}"))?;
    Ok(())
}

/// Lists the functions whose size differs from the stored one, the largest growth first.
pub(crate) fn changes(program: &Program) -> Result<String, Failure> {
    let document: DocumentMut = fs::read_to_string(FILE)?.parse()?;
    let [kind, name] = program.path();
    let stored = document.get(kind).and_then(|kind| kind.get(name));
    let stored = stored.and_then(Item::as_table).cloned().unwrap_or_default();
    let old = |function: &str| stored.get(function).and_then(Item::as_integer).unwrap_or(0);
    let new = program.measure()?;
    let functions: BTreeSet<&str> = new
        .keys()
        .map(String::as_str)
        .chain(stored.iter().map(|(function, _)| function))
        .collect();
    let mut changed = Vec::new();
    for function in functions {
        let (old, new) = (
            old(function),
            i64::try_from(new.get(function).copied().unwrap_or(0))?,
        );
        if old != new {
            changed.push((new - old, old, new, function));
        }
    }
    changed.sort_by_key(|change| -change.0);
    let total: i64 = changed.iter().map(|change| change.0).sum();
    let mut text =
        format!("  {kind} {name}: {total:+} bytes since benches/functions.toml was written");
    for (difference, old, new, function) in changed.iter().take(SHOWN) {
        text.push_str(&format!(
            "\n  {difference:>+7}  {old:>6} -> {new:<6}  {function}"
        ));
    }
    if changed.len() > SHOWN {
        text.push_str(&format!("\n  and {} more", changed.len() - SHOWN));
    }
    Ok(text)
}

/// Prints the functions of the programs with this name, largest first.
pub(crate) fn show(name: &str) -> Result<(), Failure> {
    let all = Program::all()?;
    let mut found = all
        .iter()
        .filter(|program| program.path()[1] == name)
        .peekable();
    if found.peek().is_none() {
        return Err(format!("no program `{name}`").into());
    }
    for program in found {
        let mut sizes: Vec<_> = program.measure()?.into_iter().collect();
        sizes.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        let total: usize = sizes.iter().map(|(_, size)| size).sum();
        println!("{}: {total} bytes", program.path().join(" "));
        for (function, size) in sizes {
            println!("{size:>7}  {function}");
        }
    }
    Ok(())
}
