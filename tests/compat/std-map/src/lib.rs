//! Compares nanowasi's public items with `std`'s, and writes `docs/std-map.md`.
//!
//! The crate promises that a program written for `std` compiles unchanged. rustdoc lists the public
//! items of both crates with their signatures. This tool reads both lists as JSON, normalizes the
//! signatures, compares them item by item, and adds the written reasons for each difference. So the
//! document cannot claim more than is true.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`std_json`], [`load`] | run rustdoc for `std` and for nanowasi |
//! | [`public_paths`] | the items that can be named, and their paths |
//! | [`stability`] | which of them are stable |
//! | [`types`], [`path`](mod@path), [`bounds`], [`lifetimes`] | normalized types |
//! | [`header`], [`signature`], [`definition`] | normalized signatures |
//! | [`item`], [`impls`], [`interface`] | one row for each item and trait impl, and what rows are compared by |
//! | [`primitive`] | methods of `f64` and other primitive types |
//! | [`compare`] | which rows are equal |
//! | [`reasons`] | why the others are not |
//! | [`sections`], [`document`](mod@document) | the document |
//! | [`examples`] | items without an example |
#![forbid(unsafe_code)]

pub mod bounds;
pub mod compare;
pub mod definition;
pub mod document;
pub mod examples;
pub mod header;
pub mod impls;
pub mod interface;
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
use interface::Interface;
use item::Row;
use load::Loaded;
use public_paths::PublicPaths;
use types::Names;

/// Compares the nanowasi of a workspace with `std`.
///
/// # Errors
///
/// Returns the message of cargo, rustdoc or rustup if one of them fails.
pub fn compare_workspace(workspace: &Path) -> Result<Comparison, String> {
    let theirs = std_json::load(workspace)?;
    let ours = load::nanowasi(workspace)?;
    let mut comparison = compare_crates(&theirs, &ours);
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
pub fn compare_crates(theirs: &Loaded, ours: &Loaded) -> Comparison {
    let mut lifetimes = theirs.lifetimes.clone();
    for (path, count) in &ours.lifetimes {
        let max = lifetimes.entry(path.clone()).or_default();
        *max = (*max).max(*count);
    }
    let their_places = PublicPaths::of(theirs, None);
    let our_places = PublicPaths::of(ours, Some(&their_places));
    let names = |loaded, paths| Names {
        loaded,
        paths,
        lifetimes: &lifetimes,
    };
    let their_rows = item::rows(names(theirs, &their_places));
    let our_rows = item::rows(names(ours, &our_places));
    compare::compare(their_rows, our_rows, &our_places)
}

fn is_foreign(row: &Row) -> bool {
    row.kind != "glob" && matches!(row.interface, Interface::Foreign { .. })
}

fn path(row: &Row) -> String {
    row.name.trim_end_matches('!').to_owned()
}
