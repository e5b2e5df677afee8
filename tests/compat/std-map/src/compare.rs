//! Compares the rows of `std` with those of nanowasi.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::impls::shorten;
use crate::interface::{AutoBounds, Interface};
use crate::item::Row;
use crate::path::known_alias;
use crate::public_paths::{Glob, Namespace, PublicPaths, Target, parent};

/// How nanowasi has a row of `std`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Unchanged.
    Same,
    /// With another interface: that of `std`, and that of nanowasi.
    Differs(String, String),
    /// Not at all.
    Absent,
}

/// The result of a comparison.
#[derive(Debug)]
pub struct Comparison {
    /// `std`'s rows, in order.
    pub rows: Vec<(Row, Verdict)>,
    /// nanowasi's rows that `std` lacks.
    pub additional: Vec<Row>,
}

/// Compares rows. nanowasi's rows that come from a glob are compared, but not counted as
/// additional.
#[must_use]
pub fn compare(theirs: Vec<Row>, ours: Vec<Row>, paths: &PublicPaths) -> Comparison {
    let mut by_key: HashMap<&str, Vec<&Row>> = HashMap::new();
    for row in &ours {
        by_key.entry(&row.key).or_default().push(row);
    }
    let keys: BTreeSet<String> = theirs.iter().map(|row| row.key.clone()).collect();
    let rows = theirs.into_iter().filter(|row| !row.by_glob).map(|row| {
        let candidates = by_key.get(row.key.as_str()).map_or(&[][..], Vec::as_slice);
        let verdict = verdict(&row, candidates, paths);
        (row, verdict)
    });
    let rows = rows.collect();
    let additional = ours
        .iter()
        .filter(|row| !row.by_glob && !keys.contains(&row.key))
        .cloned()
        .collect();
    Comparison { rows, additional }
}

fn verdict(row: &Row, ours: &[&Row], paths: &PublicPaths) -> Verdict {
    if ours.iter().any(|ours| same(row, ours)) || through_foreign(row, ours, paths) {
        return Verdict::Same;
    }
    match ours.first() {
        Some(first) => differs(row, first),
        None => match one_by_one(row, paths) {
            names if names.is_empty() => Verdict::Absent,
            names => {
                let (_, module) = row.name.split_once("::{").unwrap_or_default();
                let module = module.trim_end_matches('}');
                Verdict::Differs(module.to_owned(), names.join(", "))
            }
        },
    }
}

/// Describes a difference as briefly as possible.
fn differs(theirs: &Row, ours: &Row) -> Verdict {
    let (theirs, ours) = match (&theirs.interface, &ours.interface) {
        (Interface::Auto(theirs), Interface::Auto(ours)) => {
            let changed = |of: &BTreeMap<&'static str, AutoBounds>, by: &BTreeMap<_, _>| {
                let of = of.clone().into_iter();
                Interface::Auto(
                    of.filter(|(name, bounds)| by.get(name) != Some(bounds))
                        .collect(),
                )
            };
            (
                changed(theirs, ours).to_line(),
                changed(ours, theirs).to_line(),
            )
        }
        _ => (theirs.interface.to_line(), ours.interface.to_line()),
    };
    let short = (shorten(&theirs), shorten(&ours));
    // If only modules differ, paths are shown with their modules.
    let (theirs, ours) = if short.0 == short.1 {
        (theirs, ours)
    } else {
        short
    };
    Verdict::Differs(theirs, ours)
}

fn same(theirs: &Row, ours: &Row) -> bool {
    // Macros have no signature.
    if theirs.kind == "macro" && ours.kind == "macro" {
        return true;
    }
    match (&theirs.interface, &ours.interface) {
        (Interface::Signature(theirs), Interface::Signature(ours)) => {
            // A function of nanowasi may be `const` where `std`'s is not.
            theirs == ours || Some(theirs.as_str()) == ours.strip_prefix("const ")
        }
        (
            Interface::Foreign {
                path: theirs,
                source,
            },
            Interface::Foreign {
                path: ours,
                source: from,
            },
        ) => theirs == ours || source == from,
        // An alias, and the type that it stands for.
        (Interface::Signature(theirs), Interface::Foreign { path: ours, .. }) => {
            let is = theirs
                .split_once(" = ")
                .filter(|_| theirs.starts_with("type "));
            is.is_some_and(|(_, theirs)| theirs == ours || Some(theirs) == known_alias(ours))
        }
        (Interface::Auto(theirs), Interface::Auto(ours)) => autos(theirs, ours),
        _ => false,
    }
}

/// Returns whether nanowasi's auto traits suffice: each trait of `std`'s type, under no further
/// conditions. A type that is not `Send` or `Sync` in `std` must not be here either.
fn autos(
    theirs: &BTreeMap<&'static str, AutoBounds>,
    ours: &BTreeMap<&'static str, AutoBounds>,
) -> bool {
    theirs
        .iter()
        .all(|(name, theirs)| match (theirs, ours.get(name)) {
            (None, Some(Some(_))) => !matches!(*name, "Send" | "Sync"),
            (None, _) => true,
            (Some(theirs), Some(Some(ours))) => ours.is_subset(theirs),
            (Some(_), _) => false,
        })
}

/// Returns the names from a glob of another crate's module that nanowasi re-exports separately.
fn one_by_one(row: &Row, paths: &PublicPaths) -> Vec<String> {
    let Interface::Foreign { path: module, .. } = &row.interface else {
        return Vec::new();
    };
    if row.kind != "glob" {
        return Vec::new();
    }
    let mut names: Vec<_> = paths
        .at
        .iter()
        .filter_map(|((path, _), public_path)| {
            let name = path.strip_prefix(row.owner.as_str())?.strip_prefix("::")?;
            let Target::Foreign { path, source, .. } = &public_path.target else {
                return None;
            };
            let is_of = |path: &str| parent(path) == module;
            (is_of(path) || is_of(source)).then(|| name.to_owned())
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Returns whether a row exists because a module of another crate is re-exported, as a whole or by
/// a glob.
fn through_foreign(row: &Row, ours: &[&Row], paths: &PublicPaths) -> bool {
    let is_module = row.kind == "module";
    let (theirs, source) = match &row.interface {
        Interface::Foreign { path, source } => (path.as_str(), source.as_str()),
        // A module of `std` that re-exports another crate's module, compared with that module.
        Interface::Signature(signature) => {
            return is_module
                && signature == "mod"
                && ours.iter().any(|ours| {
                    ours.kind == "module" && matches!(ours.interface, Interface::Foreign { .. })
                });
        }
        Interface::Auto(_) => return false,
    };
    let is_it = |module: &str, name: &str| {
        let path = if name.is_empty() {
            module.to_owned()
        } else {
            format!("{module}::{name}")
        };
        path == theirs || path == source
    };
    let foreign = |glob: &&Glob| match &glob.target {
        Target::Foreign { path, source, .. } => Some((path.clone(), source.clone())),
        Target::Item(_) => None,
    };
    if row.kind == "glob" {
        return foreign_at(paths, &row.owner)
            .is_some_and(|(path, rest)| rest.is_empty() && path == theirs);
    }
    let path = row.key.split_once(' ').map_or("", |(_, path)| path);
    let by_module = foreign_at(paths, parent(path)).is_some_and(|(module, rest)| {
        let name = path.rsplit("::").next().unwrap_or_default();
        let name = if rest.is_empty() {
            name.to_owned()
        } else {
            format!("{rest}::{name}")
        };
        is_it(&module, &name)
    });
    // Either a glob in nanowasi, or a module of nanowasi that is a glob of the whole module.
    let (home, name) = (parent(path), path.rsplit("::").next().unwrap_or_default());
    let in_home = paths
        .globs
        .iter()
        .filter(|glob| glob.path == home)
        .filter_map(|glob| foreign(&glob));
    let in_it = paths
        .globs
        .iter()
        .filter(|glob| glob.path == path)
        .filter_map(|glob| foreign(&glob));
    by_module
        || in_home
            .into_iter()
            .any(|(path, source)| is_it(&path, name) || is_it(&source, name))
        || (is_module
            && in_it
                .into_iter()
                .any(|(path, source)| is_it(&path, "") || is_it(&source, "")))
}

/// Returns the module of another crate that a path leads to, and the rest of the path in it.
fn foreign_at(paths: &PublicPaths, path: &str) -> Option<(String, String)> {
    let mut module = path;
    while !module.is_empty() {
        if let Some(public_path) = paths.get(module, Namespace::Type) {
            return match &public_path.target {
                Target::Foreign { path: found, .. } => {
                    let rest = path.strip_prefix(module)?.trim_start_matches("::");
                    Some((found.clone(), rest.to_owned()))
                }
                Target::Item(_) => None,
            };
        }
        module = parent(module);
    }
    None
}
