//! Methods of primitive types, such as `f64::sqrt`.
//!
//! Only `std` can add methods to a primitive type. Another crate can define a trait with the same
//! methods that its prelude imports. That is a difference, although few programs notice.

use rustdoc_types::{ItemEnum, Type};

use crate::interface::Interface;
use crate::item::Rows;
use crate::public_paths::{Namespace, join};
use crate::signature::{self, Owner};

/// Adds the rows of methods for primitive types.
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

/// Adds the methods of traits that a prelude imports without a name.
fn by_traits(rows: &mut Rows) {
    let before = rows.rows.len();
    let names = rows.names;
    let item = |id| names.loaded.krate.index.get(id);
    for id in &names.paths.unnamed {
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
                let interface = Interface::Signature(signature::function(
                    names, label, method, function, owner,
                ));
                rows.add(
                    Namespace::Value,
                    &join(name, label),
                    name,
                    label,
                    "method",
                    interface,
                );
            }
        }
    }
    // They represent `std`'s methods, so they are not additional items.
    rows.rows
        .iter_mut()
        .skip(before)
        .for_each(|row| row.by_glob = true);
}
