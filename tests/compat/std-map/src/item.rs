//! One row for each item that a program can name: types, functions, methods, variants, fields, …

use rustdoc_types::{
    Generics, Id, Impl, Item, ItemEnum, ItemKind, StructKind, Trait, VariantKind, Visibility,
};

use crate::definition;
use crate::impls;
use crate::interface::Interface;
use crate::path::generics;
use crate::primitive;
use crate::public_paths::{Namespace, PublicPaths, Target, join};
use crate::signature::{self, Owner};
use crate::types::Names;

/// One item.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name in the document: `io::Read::read`, `Debug for io::Error`.
    pub name: String,
    /// The key by which it is found in the other crate.
    pub key: String,
    /// The type, trait or module under which it is listed: `io::Read`.
    pub owner: String,
    /// Its name there: `read`.
    pub label: String,
    /// The kind of item, in a word.
    pub kind: &'static str,
    /// What it is compared by.
    pub interface: Interface,
    /// Whether it comes from a glob, and is not counted.
    pub by_glob: bool,
}

/// Collects the rows of a crate.
#[derive(Debug)]
pub(crate) struct Rows<'a> {
    pub(crate) names: Names<'a>,
    pub(crate) rows: Vec<Row>,
}

/// Returns the rows of a crate's stable items, in the order of their paths.
#[must_use]
pub fn rows(names: Names<'_>) -> Vec<Row> {
    let mut rows = Rows {
        names,
        rows: Vec::new(),
    };
    for (public_path, space) in names.paths.sorted() {
        let before = rows.rows.len();
        rows.add_path(&public_path.path, space, &public_path.target);
        rows.rows
            .iter_mut()
            .skip(before)
            .for_each(|row| row.by_glob = public_path.by_glob);
    }
    for glob in &names.paths.globs {
        let key = format!("glob {}", glob.path);
        let interface = match &glob.target {
            Target::Item(id) => Interface::Signature(own_name(names.paths, *id)),
            Target::Foreign { path, source, .. } => Interface::Foreign {
                path: path.clone(),
                source: source.clone(),
            },
        };
        let from = match &interface {
            Interface::Foreign { path, .. } | Interface::Signature(path) => path.clone(),
            Interface::Auto(_) => String::new(),
        };
        let label = format!("{}::*", from.trim_start_matches("= std::"));
        let name = format!("{}::{{{label}}}", glob.path);
        rows.rows.push(Row {
            name,
            key: format!("{key} {from}"),
            owner: glob.path.clone(),
            label,
            kind: "glob",
            interface,
            by_glob: false,
        });
    }
    impls::add(&mut rows);
    primitive::add(&mut rows);
    rows.rows
}

fn own_name(paths: &PublicPaths, id: Id) -> String {
    paths
        .names
        .get(&id)
        .map_or_else(|| "private".to_owned(), |name| format!("= std::{name}"))
}

impl<'a> Rows<'a> {
    fn add_path(&mut self, path: &str, space: Namespace, target: &Target) {
        let (owner, label) = path.rsplit_once("::").unwrap_or(("", path));
        let id = match target {
            Target::Foreign {
                path: from,
                source,
                kind,
            } => {
                let interface = Interface::Foreign {
                    path: from.clone(),
                    source: source.clone(),
                };
                let owner = if *kind == ItemKind::Module {
                    path
                } else {
                    owner
                };
                self.add(space, path, owner, label, kind_name(*kind), interface);
                return;
            }
            Target::Item(id) => *id,
        };
        let Some(item) = self.item(id) else { return };
        let kind = kind_name(item.inner.item_kind());
        if self
            .names
            .paths
            .names
            .get(&id)
            .is_some_and(|name| name != path)
        {
            let interface = Interface::Signature(own_name(self.names.paths, id));
            self.add(space, path, owner, label, kind, interface);
            return;
        }
        let names = self.names;
        let signature = match &item.inner {
            ItemEnum::Module(_) => "mod".to_owned(),
            ItemEnum::Macro(_) | ItemEnum::ProcMacro(_) => "macro".to_owned(),
            ItemEnum::Function(of) => signature::function(names, path, item, of, Owner::None),
            ItemEnum::Struct(of) => definition::structure(names, path, item, of),
            ItemEnum::Enum(of) => definition::enumeration(names, path, item, of),
            ItemEnum::Trait(of) => definition::trait_(names, path, of),
            ItemEnum::TypeAlias(of) => definition::alias(names, path, &of.generics, &of.type_),
            ItemEnum::Constant { type_, const_ } => {
                let value = const_.value.as_ref().map(|value| format!(" = {value}"));
                definition::typed(names, "const", None, type_) + &value.unwrap_or_default()
            }
            ItemEnum::Static(of) => {
                let keyword = if of.is_mutable {
                    "static mut"
                } else {
                    "static"
                };
                definition::typed(names, keyword, None, &of.type_)
            }
            _ => kind.to_owned(),
        };
        let is_owner = generics(&item.inner).is_some() || matches!(item.inner, ItemEnum::Module(_));
        let owner = if is_owner { path } else { owner };
        self.add(
            space,
            path,
            owner,
            label,
            kind,
            Interface::Signature(signature),
        );
        self.children(path, item);
    }

    /// Adds the members of a type or trait: variants, fields, methods.
    fn children(&mut self, path: &str, item: &'a Item) {
        match &item.inner {
            ItemEnum::Struct(of) => {
                let fields: Vec<Id> = match &of.kind {
                    StructKind::Unit => Vec::new(),
                    StructKind::Tuple(fields) => fields.iter().copied().flatten().collect(),
                    StructKind::Plain { fields, .. } => fields.clone(),
                };
                self.fields(path, &of.generics, &fields);
                self.inherent(path, &of.impls);
            }
            ItemEnum::Enum(of) => {
                for id in &of.variants {
                    let Some((variant, ItemEnum::Variant(inner))) = self.open(*id) else {
                        continue;
                    };
                    let label = variant.name.as_deref().unwrap_or_default();
                    let signature = definition::variant(self.names, label, &of.generics, inner);
                    let full = join(path, label);
                    self.add(
                        Namespace::Value,
                        &full,
                        path,
                        label,
                        "variant",
                        Interface::Signature(signature),
                    );
                    if let VariantKind::Struct { fields, .. } = &inner.kind {
                        self.fields(&full, &of.generics, fields);
                    }
                }
                self.inherent(path, &of.impls);
            }
            ItemEnum::Union(of) => {
                self.fields(path, &of.generics, &of.fields);
                self.inherent(path, &of.impls);
            }
            ItemEnum::Trait(of) => self.trait_items(path, of),
            _ => {}
        }
    }

    fn fields(&mut self, path: &str, of: &Generics, fields: &[Id]) {
        for id in fields {
            let Some((field, ItemEnum::StructField(ty))) = self.open(*id) else {
                continue;
            };
            let label = field.name.as_deref().unwrap_or_default();
            let signature = definition::typed(self.names, label, Some(of), ty);
            self.push(Row {
                name: format!("{path}.{label}"),
                key: format!("field {path}.{label}"),
                owner: path.to_owned(),
                label: format!(".{label}"),
                kind: "field",
                interface: Interface::Signature(signature),
                by_glob: false,
            });
        }
    }

    fn trait_items(&mut self, path: &str, of: &'a Trait) {
        for id in &of.items {
            let Some((item, inner)) = self.open(*id) else {
                continue;
            };
            let label = item.name.as_deref().unwrap_or_default();
            let (space, kind, signature) = match inner {
                ItemEnum::Function(f) => {
                    let signature =
                        signature::function(self.names, label, item, f, Owner::Trait(path, of));
                    (Namespace::Value, "method", signature)
                }
                ItemEnum::AssocType { .. } => (
                    Namespace::Type,
                    "type",
                    definition::assoc_type(self.names, label, of, inner),
                ),
                ItemEnum::AssocConst { type_, value } => {
                    let signature =
                        definition::typed(self.names, "const", Some(&of.generics), type_);
                    let provided = if value.is_some() { " = …" } else { "" };
                    (Namespace::Value, "const", signature + provided)
                }
                _ => continue,
            };
            self.add(
                space,
                &join(path, label),
                path,
                label,
                kind,
                Interface::Signature(signature),
            );
        }
    }

    pub(crate) fn inherent(&mut self, path: &str, impls: &[Id]) {
        let impls = impls
            .iter()
            .filter_map(|id| self.item(*id))
            .filter_map(|item| match &item.inner {
                ItemEnum::Impl(of) if of.trait_.is_none() && item.crate_id == 0 => Some(of),
                _ => None,
            });
        for of in impls.collect::<Vec<_>>() {
            self.inherent_impl(path, of);
        }
    }

    fn inherent_impl(&mut self, path: &str, of: &'a Impl) {
        for id in &of.items {
            let Some((item, inner)) = self.open(*id) else {
                continue;
            };
            let label = item.name.as_deref().unwrap_or_default();
            let (kind, signature) = match inner {
                ItemEnum::Function(f) => (
                    "method",
                    signature::function(self.names, label, item, f, Owner::Impl(of)),
                ),
                ItemEnum::AssocConst { type_, .. } => (
                    "const",
                    definition::impl_const(self.names, label, of, type_),
                ),
                _ => continue,
            };
            self.add(
                Namespace::Value,
                &join(path, label),
                path,
                label,
                kind,
                Interface::Signature(signature),
            );
        }
    }

    /// Returns an item if it is public and stable.
    fn open(&self, id: Id) -> Option<(&'a Item, &'a ItemEnum)> {
        let item = self.item(id)?;
        let is_public = matches!(item.visibility, Visibility::Public | Visibility::Default);
        let is_stable = !self.names.loaded.unstable.contains(&id);
        (is_public && is_stable).then_some((item, &item.inner))
    }

    pub(crate) fn item(&self, id: Id) -> Option<&'a Item> {
        self.names.loaded.krate.index.get(&id)
    }

    pub(crate) fn add(
        &mut self,
        space: Namespace,
        path: &str,
        owner: &str,
        label: &str,
        kind: &'static str,
        interface: Interface,
    ) {
        let is_macro = kind == "macro";
        self.push(Row {
            name: if is_macro {
                format!("{path}!")
            } else {
                path.to_owned()
            },
            key: format!("{space:?} {path}"),
            owner: owner.to_owned(),
            label: if is_macro {
                format!("{label}!")
            } else {
                label.to_owned()
            },
            kind,
            interface,
            by_glob: false,
        });
    }

    pub(crate) fn push(&mut self, row: Row) {
        self.rows.push(row);
    }
}

fn kind_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Module => "module",
        ItemKind::Struct => "struct",
        ItemKind::Union => "union",
        ItemKind::Enum => "enum",
        ItemKind::Variant => "variant",
        ItemKind::Function => "fn",
        ItemKind::TypeAlias => "alias",
        ItemKind::Constant => "const",
        ItemKind::Trait => "trait",
        ItemKind::Static => "static",
        ItemKind::Macro => "macro",
        ItemKind::ProcAttribute => "attribute",
        ItemKind::ProcDerive => "derive",
        _ => "item",
    }
}
