//! Which function weighs what, and which one grew.
//!
//! `functions.toml` has the functions of each example (tiny) and of each of the nine (on the last stable
//! rung of the ladder), as they were when the budgets were written. A program that is above its budget is
//! built once more, with its functions' names, and the two are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use nanowasi_build::functions::functions;
use nanowasi_build::{self as build, Build, Mode};
use toml_edit::{DocumentMut, Item, Table, value};

use super::Failure;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/functions.toml");

const HEAD: &str = "\
# What each function of each example and of each of the nine programs weighs, in bytes: what a program that
# has grown is compared with. Written by `cargo bench --bench size -- --write`; shown, for one program, by
# `cargo bench --bench size -- --functions NAME`.
";

/// How many changed functions are shown of a program.
const SHOWN: usize = 12;

/// A program whose functions are known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    Example(String),
    Nine(String),
}

type Sizes = BTreeMap<String, usize>;

impl Named {
    fn all() -> Result<Vec<Self>, Failure> {
        let examples = build::examples()?.into_iter().map(Self::Example);
        Ok(examples
            .chain(build::nine()?.into_iter().map(Self::Nine))
            .collect())
    }

    /// Its table in the file.
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

    /// Its functions as they are now: by name, without the hash; those of one name are one.
    fn measure(&self) -> Result<Sizes, Failure> {
        let mut sizes = Sizes::new();
        for (symbol, size) in functions(&self.build().names().try_wasm()?)? {
            let name = format!("{:#}", rustc_demangle::demangle(&symbol));
            *sizes.entry(name).or_default() += size;
        }
        Ok(sizes)
    }
}

/// Writes down the functions of all programs.
pub(crate) fn write() -> Result<(), Failure> {
    let mut document = DocumentMut::new();
    for named in Named::all()? {
        let [kind, name] = named.path();
        let mut table = Table::new();
        for (function, size) in named.measure()? {
            table[&function] = value(i64::try_from(size)?);
        }
        let mut kinds = Table::new();
        kinds.set_implicit(true);
        document.entry(kind).or_insert(Item::Table(kinds))[name] = Item::Table(table);
    }
    fs::write(FILE, format!("{HEAD}{document}"))?;
    Ok(())
}

/// The functions whose size is not what was written down, those first that grew most.
pub(crate) fn changes(named: &Named) -> Result<String, Failure> {
    let document: DocumentMut = fs::read_to_string(FILE)?.parse()?;
    let [kind, name] = named.path();
    let stored = document.get(kind).and_then(|kind| kind.get(name));
    let stored = stored.and_then(Item::as_table).cloned().unwrap_or_default();
    let old = |function: &str| stored.get(function).and_then(Item::as_integer).unwrap_or(0);
    let new = named.measure()?;
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
        format!("  {kind} {name}: {total:+} bytes since its functions were written down");
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

/// Prints the functions of the programs of that name, biggest first.
pub(crate) fn show(name: &str) -> Result<(), Failure> {
    let all = Named::all()?;
    let mut found = all
        .iter()
        .filter(|named| named.path()[1] == name)
        .peekable();
    if found.peek().is_none() {
        return Err(format!("there is no program `{name}`").into());
    }
    for named in found {
        let mut sizes: Vec<_> = named.measure()?.into_iter().collect();
        sizes.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        let total: usize = sizes.iter().map(|(_, size)| size).sum();
        println!("{}: {total} bytes", named.path().join(" "));
        for (function, size) in sizes {
            println!("{size:>7}  {function}");
        }
    }
    Ok(())
}
