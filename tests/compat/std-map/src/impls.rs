//! One row for each trait impl, and one for each type's auto traits.
//!
//! Left out are blanket impls, which follow from other impls, and impls of traits or for types that
//! a stable program cannot name.

use std::collections::BTreeMap;

use rustdoc_types::{Id, Impl, ItemEnum};

use crate::header::Header;
use crate::interface::{AutoBounds, Interface};
use crate::item::{Row, Rows};
use crate::lifetimes::SignatureDraft;
use crate::signature::where_clause;

/// The auto traits that are compared.
const AUTO: [(&str, &str); 5] = [
    ("core::marker::Send", "Send"),
    ("core::marker::Sync", "Sync"),
    ("core::marker::Unpin", "Unpin"),
    ("core::panic::unwind_safe::UnwindSafe", "UnwindSafe"),
    ("core::panic::unwind_safe::RefUnwindSafe", "RefUnwindSafe"),
];

/// Traits that a stable program cannot name or call.
const LEFT_OUT: [&str; 7] = [
    "core::ops::drop::Drop",
    "core::clone::CloneToUninit",
    "core::clone::UseCloned",
    "core::marker::Freeze",
    "core::marker::StructuralPartialEq",
    "core::marker::UnsafeUnpin",
    "core::marker::Unsize",
];

/// Adds the rows of all impls.
pub(crate) fn add(rows: &mut Rows) {
    let index = &rows.names.loaded.krate.index;
    let mut autos: BTreeMap<String, BTreeMap<&'static str, (bool, AutoBounds)>> = BTreeMap::new();
    let mut ids: Vec<&Id> = index.keys().collect();
    ids.sort_by_key(|id| id.0);
    for item in ids
        .into_iter()
        .filter_map(|id| index.get(id))
        .filter(|item| item.crate_id == 0)
    {
        let ItemEnum::Impl(of) = &item.inner else {
            continue;
        };
        if of.blanket_impl.is_some() {
            continue;
        }
        let Some(one) = TraitImpl::of(rows, of) else {
            continue;
        };
        match AUTO.iter().find(|(path, _)| one.trait_ == *path) {
            Some((_, name)) => {
                let bounds = (!of.is_negative).then(|| one.draft(rows, of).predicates);
                // A written impl takes precedence over what rustdoc derived.
                let found = autos
                    .entry(one.owner)
                    .or_default()
                    .entry(name)
                    .or_insert((false, None));
                if !of.is_synthetic || !found.0 {
                    *found = (!of.is_synthetic, bounds);
                }
            }
            None if of.is_synthetic || LEFT_OUT.contains(&one.trait_.as_str()) => {}
            None if rows.names.loaded.unstable.contains(&item.id) => {}
            None => rows.push(one.row(rows, of)),
        }
    }
    for (owner, traits) in autos {
        rows.push(Row {
            name: format!("auto traits of {owner}"),
            key: format!("auto {owner}"),
            owner,
            label: "auto traits".to_owned(),
            kind: "auto traits",
            interface: Interface::Auto(
                traits
                    .into_iter()
                    .map(|(name, (_, bounds))| (name, bounds))
                    .collect(),
            ),
            by_glob: false,
        });
    }
}

/// A trait impl.
struct TraitImpl<'a> {
    header: Header<'a>,
    /// The type under which it is listed.
    owner: String,
    trait_: String,
    for_: String,
}

impl<'a> TraitImpl<'a> {
    /// Returns `None` if it is inherent, or if a program cannot name all of it.
    fn of(rows: &Rows<'a>, of: &Impl) -> Option<Self> {
        let header = Header::of(rows.names, of);
        let names = &rows.names.paths.names;
        // The type comes first, then the trait and its arguments.
        let seen = header.writer.seen();
        if seen.iter().any(|id| !names.contains_key(id)) {
            return None;
        }
        let owner = seen.iter().find_map(|id| names.get(id)).cloned()?;
        let inputs = vec![header.for_.clone(), header.trait_.clone()?];
        let draft = SignatureDraft {
            inputs,
            ..SignatureDraft::default()
        }
        .normalize();
        let [for_, trait_] = <[String; 2]>::try_from(draft.inputs).ok()?;
        let trait_ = without_own(&trait_, &for_);
        Some(Self {
            header,
            owner,
            trait_,
            for_,
        })
    }

    /// Returns its interface: the bounds of its parameters, and its associated types.
    fn draft(&self, rows: &Rows, of: &Impl) -> SignatureDraft {
        let types = of
            .items
            .iter()
            .filter_map(|id| rows.item(*id))
            .filter_map(|item| match &item.inner {
                ItemEnum::AssocType {
                    type_: Some(ty), ..
                } => {
                    let name = item.name.as_deref().unwrap_or_default();
                    Some(format!("type {name} = {}", self.header.writer.ty(ty)))
                }
                _ => None,
            });
        let mut types: Vec<_> = types.collect();
        types.sort();
        let trait_ = self.header.trait_.clone().unwrap_or_default();
        let predicates = self.header.writer.predicates(None, Some(&of.generics));
        SignatureDraft {
            inputs: vec![self.header.for_.clone(), trait_],
            outputs: types,
            predicates,
        }
        .normalize()
    }

    fn row(&self, rows: &Rows, of: &Impl) -> Row {
        let draft = self.draft(rows, of);
        let is_unsafe = if of.is_unsafe { "unsafe " } else { "" };
        let not = if of.is_negative { "!" } else { "" };
        let [for_, trait_] = draft.inputs.as_slice() else {
            unreachable!("a draft keeps its parts")
        };
        let trait_ = without_own(trait_, for_);
        let mut signature = format!(
            "{is_unsafe}impl {not}{trait_} for {for_}{}",
            where_clause(&draft)
        );
        if !draft.outputs.is_empty() {
            signature.push_str(&format!(" {{ {} }}", draft.outputs.join("; ")));
        }
        let name = shorten(&format!("{} for {}", self.trait_, self.for_));
        let is_own = own_type(&self.for_, &self.owner);
        Row {
            key: format!("impl {} for {}", self.trait_, self.for_),
            owner: self.owner.clone(),
            label: if is_own {
                shorten(&self.trait_)
            } else {
                name.clone()
            },
            name,
            kind: "impl",
            interface: Interface::Signature(signature),
            by_glob: false,
        }
    }
}

/// Shortens `PartialEq<Error> for Error` to `PartialEq`, because an operator's argument defaults to
/// the type itself.
fn without_own(trait_: &str, for_: &str) -> String {
    let is_operator = trait_.starts_with("core::cmp::") || trait_.starts_with("core::ops::");
    let bare = trait_
        .strip_suffix('>')
        .and_then(|rest| rest.strip_suffix(for_)?.strip_suffix('<'));
    bare.filter(|_| is_operator).unwrap_or(trait_).to_owned()
}

/// Returns whether an impl is for the type itself with any parameters, not for a reference to it or
/// for some arguments.
fn own_type(for_: &str, owner: &str) -> bool {
    let rest = for_
        .strip_prefix("std::")
        .and_then(|path| path.strip_prefix(owner));
    let args = |rest: &str| {
        let args = rest
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'));
        let is_param = |arg: &str| arg.starts_with('\'') || (arg.len() == 1 && arg != "_");
        args.is_some_and(|args| args.split(", ").all(is_param))
    };
    rest.is_some_and(|rest| rest.is_empty() || args(rest))
}

/// Removes the modules of other crates, and the crate's own `std::`, from paths.
#[must_use]
pub fn shorten(text: &str) -> String {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_path) {
        let (before, found) = rest.split_at(start);
        let end = found.find(|c| !is_path(c)).unwrap_or(found.len());
        let (path, after) = found.split_at(end);
        out.push_str(before);
        let bare = path.trim_end_matches(':');
        let short = match bare.strip_prefix("std::") {
            Some(own) => own,
            // A private item keeps its path, and `::new` belongs to the text before it.
            None if bare.starts_with("private::") || bare.starts_with(':') => bare,
            None => bare.rsplit("::").next().unwrap_or(bare),
        };
        out.push_str(short);
        out.push_str(path.strip_prefix(bare).unwrap_or_default());
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn own_paths_stay() {
        let text = "impl core::fmt::Debug for std::io::Error where T: core::ops::Fn(&str)";
        assert_eq!(shorten(text), "impl Debug for io::Error where T: Fn(&str)");
        assert_eq!(
            shorten("<T as core::ops::Deref>::Target"),
            "<T as Deref>::Target"
        );
        assert_eq!(
            shorten("fn std::io::Take<T>::get(alloc::vec::Vec<T>)"),
            "fn io::Take<T>::get(Vec<T>)"
        );
        assert_eq!(shorten("T: 'a"), "T: 'a");
    }
}
