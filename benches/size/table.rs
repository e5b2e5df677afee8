//! Tables of sizes, for each of the nine programs: measured and stored sizes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::budgets::Budgets;
use super::{Failure, thousands};

/// The programs, in the order of all tables.
pub(crate) const NINE: [&str; 9] = [
    "hello", "exit", "echo", "cat", "wc", "sizer", "sort", "panic", "sum",
];

/// Sizes by program and column.
pub(crate) struct Sizes {
    /// The first part of their tables in `size.toml`: `[kind.program]`.
    kind: &'static str,
    columns: Vec<&'static str>,
    measured: BTreeMap<(&'static str, &'static str), usize>,
}

impl Sizes {
    pub(crate) fn new(kind: &'static str, columns: impl IntoIterator<Item = &'static str>) -> Self {
        Self {
            kind,
            columns: columns.into_iter().collect(),
            measured: BTreeMap::new(),
        }
    }

    /// Adds a measured size.
    pub(crate) fn insert(&mut self, program: &'static str, column: &'static str, size: usize) {
        self.measured.insert((program, column), size);
    }

    /// Prints all columns. A `*` marks a stored size that was not measured now.
    pub(crate) fn show(&self, budgets: &Budgets) {
        print!("\n{:<8}", self.kind);
        for column in &self.columns {
            print!(" {column:>11}");
        }
        println!();
        for program in NINE {
            print!("{program:<8}");
            for column in &self.columns {
                let stored = budgets.get(&[self.kind, program], column);
                let cell = match (self.measured.get(&(program, *column)), stored) {
                    (Some(size), _) => size.to_string(),
                    (None, Some(size)) => format!("{size}*"),
                    (None, None) => "-".to_owned(),
                };
                print!(" {cell:>11}");
            }
            println!();
        }
        let all = NINE.len() * self.columns.len();
        if self.measured.len() < all {
            println!("(* not measured: from benches/size.toml)");
        }
    }

    /// Stores the measured sizes.
    pub(crate) fn write(&self, budgets: &mut Budgets) -> Result<(), Failure> {
        self.measured
            .iter()
            .try_for_each(|((program, column), size)| {
                budgets.set(&[self.kind, program], column, *size)
            })
    }
}

/// Returns a row of a document's table: a head, and the stored size of each program.
pub(crate) fn row(head: &str, budgets: &Budgets, kind: &str, column: &str) -> String {
    let mut row = format!("| {head} |");
    for program in NINE {
        let size = budgets.get(&[kind, program], column);
        let _ = write!(row, " {} |", size.map_or_else(String::new, thousands));
    }
    row.push('\n');
    row
}

/// Returns a row with the difference in size between two steps, for each program.
pub(crate) fn saved(head: &str, budgets: &Budgets, kind: &str, from: &str, to: &str) -> String {
    let mut row = format!("| {head} |");
    for program in NINE {
        let size = |column| budgets.get(&[kind, program], column);
        let cell = match (size(from), size(to)) {
            (Some(from), Some(to)) if from == to => "0".to_owned(),
            (Some(from), Some(to)) if from < to => format!("+{}", thousands(to - from)),
            (Some(from), Some(to)) => format!("−{}", thousands(from - to)),
            _ => String::new(),
        };
        let _ = write!(row, " {cell} |");
    }
    row.push('\n');
    row
}

/// Returns the head of a document's table.
pub(crate) fn head(first: &str) -> String {
    let mut head = format!("| {first} |");
    for program in NINE {
        let _ = write!(head, " {program} |");
    }
    head.push_str("\n| --- |");
    head.push_str(&" ---: |".repeat(NINE.len()));
    head.push('\n');
    head
}
