//! Which of `std`'s rows nanowasi has, and whether it promises the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::impls::shorten;
use crate::item::{Asks, Promise, Row};
use crate::path::known_alias;
use crate::public_paths::{Glob, Namespace, Places, What, parent};

/// How a row of `std` is found in nanowasi.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it is.
    Same,
    /// With another promise: what `std` says, and what we say.
    Differs(String, String),
    /// Not at all.
    Absent,
}

/// What a comparison shows.
#[derive(Debug)]
pub struct Comparison {
    /// `std`'s rows, in order.
    pub rows: Vec<(Row, Verdict)>,
    /// Our rows that `std` has not.
    pub beyond: Vec<Row>,
}

/// Compares rows. Of ours, globs' rows take part, but don't count as more than `std` has.
#[must_use]
pub fn compare(theirs: Vec<Row>, ours: Vec<Row>, places: &Places) -> Comparison {
    let mut by_key: HashMap<&str, Vec<&Row>> = HashMap::new();
    for row in &ours {
        by_key.entry(&row.key).or_default().push(row);
    }
    let keys: BTreeSet<String> = theirs.iter().map(|row| row.key.clone()).collect();
    let rows = theirs.into_iter().filter(|row| !row.by_glob).map(|row| {
        let candidates = by_key.get(row.key.as_str()).map_or(&[][..], Vec::as_slice);
        let verdict = verdict(&row, candidates, places);
        (row, verdict)
    });
    let rows = rows.collect();
    let beyond = ours
        .iter()
        .filter(|row| !row.by_glob && !keys.contains(&row.key))
        .cloned()
        .collect();
    Comparison { rows, beyond }
}

fn verdict(row: &Row, ours: &[&Row], places: &Places) -> Verdict {
    if ours.iter().any(|ours| same(row, ours)) || through_foreign(row, ours, places) {
        return Verdict::Same;
    }
    match ours.first() {
        Some(first) => differs(row, first),
        None => match one_by_one(row, places) {
            names if names.is_empty() => Verdict::Absent,
            names => {
                let (_, module) = row.name.split_once("::{").unwrap_or_default();
                let module = module.trim_end_matches('}');
                Verdict::Differs(module.to_owned(), names.join(", "))
            }
        },
    }
}

/// Shows a difference, in as few words as it takes.
fn differs(theirs: &Row, ours: &Row) -> Verdict {
    let (theirs, ours) = match (&theirs.promise, &ours.promise) {
        (Promise::Auto(theirs), Promise::Auto(ours)) => {
            let changed = |of: &BTreeMap<&'static str, Asks>, by: &BTreeMap<_, _>| {
                let of = of.clone().into_iter();
                Promise::Auto(
                    of.filter(|(name, asks)| by.get(name) != Some(asks))
                        .collect(),
                )
            };
            (changed(theirs, ours).sign(), changed(ours, theirs).sign())
        }
        _ => (theirs.promise.sign(), ours.promise.sign()),
    };
    let short = (shorten(&theirs), shorten(&ours));
    // What differs in a module only is shown with its modules.
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
    match (&theirs.promise, &ours.promise) {
        (Promise::Sign(theirs), Promise::Sign(ours)) => {
            // Ours may be callable in constants where `std`'s is not.
            theirs == ours || Some(theirs.as_str()) == ours.strip_prefix("const ")
        }
        (
            Promise::Foreign {
                path: theirs,
                source,
            },
            Promise::Foreign {
                path: ours,
                source: from,
            },
        ) => theirs == ours || source == from,
        // An alias, and what it stands for.
        (Promise::Sign(theirs), Promise::Foreign { path: ours, .. }) => {
            let is = theirs
                .split_once(" = ")
                .filter(|_| theirs.starts_with("type "));
            is.is_some_and(|(_, theirs)| theirs == ours || Some(theirs) == known_alias(ours))
        }
        (Promise::Auto(theirs), Promise::Auto(ours)) => autos(theirs, ours),
        _ => false,
    }
}

/// What holds in `std` has to hold here, and under no further conditions. That a type is not `Send` or
/// `Sync` is a promise too; that it is not one of the others is none.
fn autos(theirs: &BTreeMap<&'static str, Asks>, ours: &BTreeMap<&'static str, Asks>) -> bool {
    theirs
        .iter()
        .all(|(name, theirs)| match (theirs, ours.get(name)) {
            (None, Some(Some(_))) => !matches!(*name, "Send" | "Sync"),
            (None, _) => true,
            (Some(theirs), Some(Some(ours))) => ours.is_subset(theirs),
            (Some(_), _) => false,
        })
}

/// What of a glob of another crate's module is re-exported by its own name instead.
fn one_by_one(row: &Row, places: &Places) -> Vec<String> {
    let Promise::Foreign { path: module, .. } = &row.promise else {
        return Vec::new();
    };
    if row.kind != "glob" {
        return Vec::new();
    }
    let mut names: Vec<_> = places
        .at
        .iter()
        .filter_map(|((path, _), place)| {
            let name = path.strip_prefix(row.owner.as_str())?.strip_prefix("::")?;
            let What::Foreign { path, source, .. } = &place.what else {
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

/// Whether the row is there because a module of another crate is, as a whole or by a glob; or is a module
/// that is all of another crate's.
fn through_foreign(row: &Row, ours: &[&Row], places: &Places) -> bool {
    let is_module = row.kind == "module";
    let (theirs, source) = match &row.promise {
        Promise::Foreign { path, source } => (path.as_str(), source.as_str()),
        // A module of `std`'s own, which re-exports another crate's, against that module itself.
        Promise::Sign(sign) => {
            return is_module
                && sign == "mod"
                && ours.iter().any(|ours| {
                    ours.kind == "module" && matches!(ours.promise, Promise::Foreign { .. })
                });
        }
        Promise::Auto(_) => return false,
    };
    let is_it = |module: &str, name: &str| {
        let path = if name.is_empty() {
            module.to_owned()
        } else {
            format!("{module}::{name}")
        };
        path == theirs || path == source
    };
    let foreign = |glob: &&Glob| match &glob.what {
        What::Foreign { path, source, .. } => Some((path.clone(), source.clone())),
        What::Item(_) => None,
    };
    if row.kind == "glob" {
        return foreign_at(places, &row.owner)
            .is_some_and(|(path, rest)| rest.is_empty() && path == theirs);
    }
    let path = row.key.split_once(' ').map_or("", |(_, path)| path);
    let by_module = foreign_at(places, parent(path)).is_some_and(|(module, rest)| {
        let name = path.rsplit("::").next().unwrap_or_default();
        let name = if rest.is_empty() {
            name.to_owned()
        } else {
            format!("{rest}::{name}")
        };
        is_it(&module, &name)
    });
    // Either what a glob of ours brings, or a module of ours that is a glob of the whole.
    let (home, name) = (parent(path), path.rsplit("::").next().unwrap_or_default());
    let in_home = places
        .globs
        .iter()
        .filter(|glob| glob.path == home)
        .filter_map(|glob| foreign(&glob));
    let in_it = places
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

/// The module of another crate that a path of ours leads to, and what is left of the path in it.
fn foreign_at(places: &Places, path: &str) -> Option<(String, String)> {
    let mut module = path;
    while !module.is_empty() {
        if let Some(place) = places.get(module, Namespace::Type) {
            return match &place.what {
                What::Foreign { path: found, .. } => {
                    let rest = path.strip_prefix(module)?.trim_start_matches("::");
                    Some((found.clone(), rest.to_owned()))
                }
                What::Item(_) => None,
            };
        }
        module = parent(module);
    }
    None
}
