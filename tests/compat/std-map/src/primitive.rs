//! Methods of primitive types: `f64::sqrt`, for one.
//!
//! Only `std` may give methods to a type of the language. Another crate can have a trait with the same
//! methods, which its prelude imports; that differs, though few programs notice.

use rustdoc_types::{ItemEnum, Type};

use crate::item::{Promise, Rows};
use crate::public_paths::{Namespace, join};
use crate::signature::{self, Owner};

/// Adds the rows of methods that the crate gives to primitive types.
pub(crate) fn add(rows: &mut Rows) {
    let loaded = rows.names.loaded;
    let mut primitives: Vec<_> = loaded
        .krate
        .index
        .values()
        .filter(|item| !loaded.unstable.contains(&item.id))
        .filter_map(|item| match &item.inner {
            ItemEnum::Primitive(of) => Some(of),
            _ => None,
        })
        .collect();
    primitives.sort_by(|a, b| a.name.cmp(&b.name));
    for of in primitives {
        rows.inherent(&of.name, &of.impls);
    }
    by_traits(rows);
}

/// The methods of traits that a prelude imports without a name.
fn by_traits(rows: &mut Rows) {
    let before = rows.rows.len();
    let names = rows.names;
    let item = |id| names.loaded.krate.index.get(id);
    for id in &names.places.unnamed {
        let Some(found) = item(id) else { continue };
        let ItemEnum::Trait(of) = &found.inner else {
            continue;
        };
        let trait_ = found.name.as_deref().unwrap_or_default();
        for of_type in of.implementations.iter().filter_map(item) {
            let ItemEnum::Impl(of_type) = &of_type.inner else {
                continue;
            };
            let Type::Primitive(name) = &of_type.for_ else {
                continue;
            };
            for method in of.items.iter().filter_map(item) {
                let ItemEnum::Function(function) = &method.inner else {
                    continue;
                };
                let label = method.name.as_deref().unwrap_or_default();
                let owner = Owner::Primitive(name, trait_);
                let promise =
                    Promise::Sign(signature::function(names, label, method, function, owner));
                rows.add(
                    Namespace::Value,
                    &join(name, label),
                    name,
                    label,
                    "method",
                    promise,
                );
            }
        }
    }
    // They stand for what they are like, and are nothing beyond it.
    rows.rows
        .iter_mut()
        .skip(before)
        .for_each(|row| row.by_glob = true);
}
