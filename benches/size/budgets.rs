//! The budgets in `size.toml`, and the comparison of sizes with them.

use std::fs;

use toml_edit::{DocumentMut, Item, Table, value};

use super::Failure;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/size.toml");

/// The relative difference that a size may have from its budget. A patch release of a dependency
/// changes sizes, and so does the path of the workspace, which affects the order of functions.
const TOLERANCE: f64 = 0.01;

/// The same for a plain build. The path of the workspace also affects which of the 16 codegen units
/// a function is in, and so what is inlined.
const PLAIN_TOLERANCE: f64 = 0.1;

/// The stored sizes.
pub(crate) struct Budgets(DocumentMut);

impl Budgets {
    /// Reads `size.toml`.
    pub(crate) fn read() -> Result<Self, Failure> {
        Ok(Self(fs::read_to_string(FILE)?.parse()?))
    }

    /// Writes `size.toml`.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        Ok(fs::write(FILE, self.0.to_string())?)
    }

    /// Returns the size stored under `key` in the table at `path`.
    pub(crate) fn get(&self, path: &[&str], key: &str) -> Option<usize> {
        let table = path
            .iter()
            .try_fold(self.0.as_item(), |at, name| at.get(name))?;
        usize::try_from(table.get(key)?.as_integer()?).ok()
    }

    /// Stores a size under `key` in the table at `path`.
    pub(crate) fn set(&mut self, path: &[&str], key: &str, size: usize) -> Result<(), Failure> {
        let mut table = self.0.as_item_mut();
        for (depth, name) in path.iter().enumerate() {
            let mut new = Table::new();
            // `[nine.cat]`, without a `[nine]` above it.
            new.set_implicit(depth + 1 < path.len());
            table = table
                .as_table_like_mut()
                .ok_or("size.toml: expected a table, found a size")?
                .entry(name)
                .or_insert(Item::Table(new));
        }
        table[key] = value(i64::try_from(size)?);
        Ok(())
    }

    /// Compares a size with the stored one.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a module is smaller than a petabyte"
    )]
    pub(crate) fn compare(&self, path: &[&str], key: &str, size: usize) -> Verdict {
        let name = path.join(" ");
        let Some(budget) = self.get(path, key) else {
            return Verdict::Differs(format!(
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
                "{name}: {size} bytes ({key}) is above its budget of {budget}: reduce it, or raise the \
                 budget and give the reason"
            ))
        } else if (size as f64) < budget as f64 - tolerance {
            Verdict::Differs(format!(
                "{name}: {size} bytes ({key}) is below its budget of {budget}: store it with \
                 `cargo bench --bench size -- --write`"
            ))
        } else {
            Verdict::Matches
        }
    }
}

/// The result of a comparison with a budget.
pub(crate) enum Verdict {
    /// Within the tolerance.
    Matches,
    /// Above the budget. The report adds the functions that grew.
    Grown(String),
    /// Below the budget, or there is no budget.
    Differs(String),
}
