//! Compares nanowasi's public items with `std`'s, and writes `docs/std-map.md`.
//!
//! The crate's promise is that a program written for `std` compiles unchanged. What is promised can be
//! listed: rustdoc knows each public item of both crates, with its signature. This tool asks rustdoc for
//! both as JSON, brings the signatures into one form, compares them item by item, and adds the reasons
//! that people wrote down for what is not the same. So the document can't say more than what is true.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`std_json`], [`load`] | have rustdoc describe `std` and nanowasi |
//! | [`public_paths`] | what can be named, and by which paths |
//! | [`stability`] | which of it is stable |
//! | [`types`], [`path`](mod@path), [`bounds`], [`lifetimes`] | types, in the form in which they are compared |
//! | [`header`], [`signature`] | signatures, in that form |
//! | [`item`], [`impls`] | one row for each item, one for each trait impl |
//! | [`primitive`] | methods of `f64` and other types of the language |
//! | [`compare`] | which rows are the same |
//! | [`reasons`] | why the others are not |
//! | [`sections`], [`document`](mod@document) | the document |
//! | [`examples`] | which items have no example |
#![forbid(unsafe_code)]

pub mod bounds;
pub mod compare;
pub mod document;
pub mod examples;
pub mod header;
pub mod impls;
pub mod item;
pub mod lifetimes;
pub mod load;
pub mod path;
pub mod primitive;
pub mod public_paths;
pub mod reasons;
pub mod sections;
pub mod signature;
pub mod stability;
pub mod std_json;
pub mod types;

use std::collections::BTreeSet;
use std::path::Path;

use compare::Comparison;
use item::{Promise, Row};
use load::Loaded;
use public_paths::Places;
use types::Names;

/// Compares the nanowasi of a workspace with `std`.
///
/// # Errors
/// If cargo, rustdoc or rustup fails.
pub fn survey(workspace: &Path) -> Result<Comparison, String> {
    let theirs = std_json::load(workspace)?;
    let ours = load::nanowasi(workspace)?;
    let mut comparison = contrast(&theirs, &ours);
    let paths: BTreeSet<String> = comparison
        .rows
        .iter()
        .map(|(row, _)| row)
        .filter(|row| is_foreign(row))
        .map(path)
        .collect();
    let refused = stability::refused(workspace, &paths)?;
    comparison
        .rows
        .retain(|(row, _)| !(is_foreign(row) && refused.contains(&path(row))));
    Ok(comparison)
}

/// Compares two crates, the first of which is `std`.
#[must_use]
pub fn contrast(theirs: &Loaded, ours: &Loaded) -> Comparison {
    let mut lifetimes = theirs.lifetimes.clone();
    for (path, count) in &ours.lifetimes {
        let most = lifetimes.entry(path.clone()).or_default();
        *most = (*most).max(*count);
    }
    let their_places = Places::of(theirs, None);
    let our_places = Places::of(ours, Some(&their_places));
    let names = |loaded, places| Names {
        loaded,
        places,
        lifetimes: &lifetimes,
    };
    let their_rows = item::rows(names(theirs, &their_places));
    let our_rows = item::rows(names(ours, &our_places));
    compare::compare(their_rows, our_rows, &our_places)
}

fn is_foreign(row: &Row) -> bool {
    row.kind != "glob" && matches!(row.promise, Promise::Foreign { .. })
}

fn path(row: &Row) -> String {
    row.name.trim_end_matches('!').to_owned()
}
