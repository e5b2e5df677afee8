//! `size.toml`, and what is compared with it.

use std::fs;

use toml_edit::{DocumentMut, Item, Table, value};

use super::Failure;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/size.toml");

/// By how much of it a program's size may differ from its budget: for what another patch release of a
/// dependency does, and the path of the workspace, which goes into the order of functions.
const TOLERANCE: f64 = 0.01;

/// The same for a plain build: which of its sixteen units a function is in, and so what is inlined, depends on
/// the path of the workspace as well.
const PLAIN_TOLERANCE: f64 = 0.1;

/// The sizes that were written down.
pub(crate) struct Budgets(DocumentMut);

impl Budgets {
    /// Reads the file.
    pub(crate) fn read() -> Result<Self, Failure> {
        Ok(Self(fs::read_to_string(FILE)?.parse()?))
    }

    /// Writes the file.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        Ok(fs::write(FILE, self.0.to_string())?)
    }

    /// What was written down of a program: `path` leads to its table.
    pub(crate) fn get(&self, path: &[&str], key: &str) -> Option<usize> {
        let table = path
            .iter()
            .try_fold(self.0.as_item(), |at, name| at.get(name))?;
        usize::try_from(table.get(key)?.as_integer()?).ok()
    }

    /// Writes a size down.
    pub(crate) fn set(&mut self, path: &[&str], key: &str, size: usize) -> Result<(), Failure> {
        let mut table = self.0.as_item_mut();
        for (depth, name) in path.iter().enumerate() {
            let mut new = Table::new();
            // `[nine.cat]`, without a `[nine]` above it.
            new.set_implicit(depth + 1 < path.len());
            table = table
                .as_table_like_mut()
                .ok_or("size.toml: a size where a table should be")?
                .entry(name)
                .or_insert(Item::Table(new));
        }
        table[key] = value(i64::try_from(size)?);
        Ok(())
    }

    /// Compares a size with what was written down.
    #[expect(clippy::cast_precision_loss, reason = "a module is no petabyte")]
    pub(crate) fn compare(&self, path: &[&str], key: &str, size: usize) -> Verdict {
        let name = path.join(" ");
        let Some(budget) = self.get(path, key) else {
            return Verdict::Wrong(format!(
                "{name}: no budget for `{key}` in benches/size.toml"
            ));
        };
        let tolerance = match key {
            "plain" => PLAIN_TOLERANCE,
            _ => TOLERANCE,
        };
        let tolerance = budget as f64 * tolerance;
        if size as f64 > budget as f64 + tolerance {
            Verdict::Grown(format!(
                "{name}: {size} bytes ({key}) is above its budget of {budget}: find what grew, or change \
                 the budget and say why"
            ))
        } else if (size as f64) < budget as f64 - tolerance {
            Verdict::Wrong(format!(
                "{name}: {size} bytes ({key}) is below its budget of {budget}: write it down with \
                 `cargo bench --bench size -- --write`"
            ))
        } else {
            Verdict::Right
        }
    }
}

/// What becomes of a comparison.
pub(crate) enum Verdict {
    Right,
    /// Larger than it may be: which function is?
    Grown(String),
    /// Not as written down, for another reason.
    Wrong(String),
}
