//! One row for each thing that a program can name: types, functions, methods, variants, fields, …

use std::collections::{BTreeMap, BTreeSet};

use rustdoc_types::{
    Generics, Id, Impl, Item, ItemEnum, ItemKind, StructKind, Trait, VariantKind, Visibility,
};

use crate::impls;
use crate::path::generics;
use crate::primitive;
use crate::public_paths::{Namespace, Places, What, join};
use crate::signature::{self, Owner};
use crate::types::Names;

/// What a row promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Promise {
    /// A signature.
    Sign(String),
    /// The same item as another crate's.
    Foreign {
        /// Where that is defined.
        path: String,
        /// Where the re-export takes it from.
        source: String,
    },
    /// Which auto traits a type has.
    Auto(BTreeMap<&'static str, Asks>),
}

/// What an auto trait asks of a type's parameters; `None` if the type lacks it.
pub type Asks = Option<BTreeSet<String>>;

impl Promise {
    /// It, in one line.
    #[must_use]
    pub fn sign(&self) -> String {
        match self {
            Self::Sign(sign) => sign.clone(),
            Self::Foreign { path, .. } => format!("= {path}"),
            Self::Auto(traits) => {
                let each = traits.iter().map(|(name, asks)| match asks {
                    None => format!("!{name}"),
                    Some(asks) if asks.is_empty() => (*name).to_owned(),
                    Some(asks) => {
                        let asks: Vec<_> = asks.iter().map(String::as_str).collect();
                        format!("{name} where {}", asks.join(", "))
                    }
                });
                each.collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// One item.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is called in the document: `io::Read::read`, `Debug for io::Error`.
    pub name: String,
    /// What it is found by in another crate.
    pub key: String,
    /// The type, trait or module that it is listed under: `io::Read`.
    pub owner: String,
    /// What it is called there: `read`.
    pub label: String,
    /// What kind of thing it is, in a word.
    pub kind: &'static str,
    /// What it promises.
    pub promise: Promise,
    /// Whether a glob brings it, and it is not to be counted.
    pub by_glob: bool,
}

/// Makes rows of a crate.
#[derive(Debug)]
pub(crate) struct Rows<'a> {
    pub(crate) names: Names<'a>,
    pub(crate) rows: Vec<Row>,
}

/// The rows of a crate's stable items, in the order of their paths.
#[must_use]
pub fn rows(names: Names<'_>) -> Vec<Row> {
    let mut rows = Rows {
        names,
        rows: Vec::new(),
    };
    for (place, space) in names.places.sorted() {
        let before = rows.rows.len();
        rows.place(&place.path, space, &place.what);
        rows.rows
            .iter_mut()
            .skip(before)
            .for_each(|row| row.by_glob = place.by_glob);
    }
    for glob in &names.places.globs {
        let key = format!("glob {}", glob.path);
        let promise = match &glob.what {
            What::Item(id) => Promise::Sign(own_name(names.places, *id)),
            What::Foreign { path, source, .. } => Promise::Foreign {
                path: path.clone(),
                source: source.clone(),
            },
        };
        let from = match &promise {
            Promise::Foreign { path, .. } | Promise::Sign(path) => path.clone(),
            Promise::Auto(_) => String::new(),
        };
        let label = format!("{}::*", from.trim_start_matches("= std::"));
        let name = format!("{}::{{{label}}}", glob.path);
        rows.rows.push(Row {
            name,
            key: format!("{key} {from}"),
            owner: glob.path.clone(),
            label,
            kind: "glob",
            promise,
            by_glob: false,
        });
    }
    impls::add(&mut rows);
    primitive::add(&mut rows);
    rows.rows
}

fn own_name(places: &Places, id: Id) -> String {
    places
        .names
        .get(&id)
        .map_or_else(|| "private".to_owned(), |name| format!("= std::{name}"))
}

impl<'a> Rows<'a> {
    fn place(&mut self, path: &str, space: Namespace, what: &What) {
        let (owner, label) = path.rsplit_once("::").unwrap_or(("", path));
        let id = match what {
            What::Foreign {
                path: from,
                source,
                kind,
            } => {
                let promise = Promise::Foreign {
                    path: from.clone(),
                    source: source.clone(),
                };
                let owner = if *kind == ItemKind::Module {
                    path
                } else {
                    owner
                };
                self.add(space, path, owner, label, kind_name(*kind), promise);
                return;
            }
            What::Item(id) => *id,
        };
        let Some(item) = self.item(id) else { return };
        let kind = kind_name(item.inner.item_kind());
        if self
            .names
            .places
            .names
            .get(&id)
            .is_some_and(|name| name != path)
        {
            let promise = Promise::Sign(own_name(self.names.places, id));
            self.add(space, path, owner, label, kind, promise);
            return;
        }
        let names = self.names;
        let sign = match &item.inner {
            ItemEnum::Module(_) => "mod".to_owned(),
            ItemEnum::Macro(_) | ItemEnum::ProcMacro(_) => "macro".to_owned(),
            ItemEnum::Function(of) => signature::function(names, path, item, of, Owner::None),
            ItemEnum::Struct(of) => signature::strukt(names, path, item, of),
            ItemEnum::Enum(of) => signature::enumeration(names, path, item, of),
            ItemEnum::Trait(of) => signature::trait_(names, path, of),
            ItemEnum::TypeAlias(of) => signature::alias(names, path, &of.generics, &of.type_),
            ItemEnum::Constant { type_, const_ } => {
                let value = const_.value.as_ref().map(|value| format!(" = {value}"));
                signature::typed(names, "const", None, type_) + &value.unwrap_or_default()
            }
            ItemEnum::Static(of) => {
                let what = if of.is_mutable {
                    "static mut"
                } else {
                    "static"
                };
                signature::typed(names, what, None, &of.type_)
            }
            _ => kind.to_owned(),
        };
        let is_owner = generics(&item.inner).is_some() || matches!(item.inner, ItemEnum::Module(_));
        let owner = if is_owner { path } else { owner };
        self.add(space, path, owner, label, kind, Promise::Sign(sign));
        self.children(path, item);
    }

    /// Variants, fields, methods, whatever is in a type or trait.
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
                    let sign = signature::variant(self.names, label, &of.generics, inner);
                    let full = join(path, label);
                    self.add(
                        Namespace::Value,
                        &full,
                        path,
                        label,
                        "variant",
                        Promise::Sign(sign),
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
            let sign = signature::typed(self.names, label, Some(of), ty);
            self.push(Row {
                name: format!("{path}.{label}"),
                key: format!("field {path}.{label}"),
                owner: path.to_owned(),
                label: format!(".{label}"),
                kind: "field",
                promise: Promise::Sign(sign),
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
            let (space, kind, sign) = match inner {
                ItemEnum::Function(f) => {
                    let sign =
                        signature::function(self.names, label, item, f, Owner::Trait(path, of));
                    (Namespace::Value, "method", sign)
                }
                ItemEnum::AssocType { .. } => (
                    Namespace::Type,
                    "type",
                    signature::assoc_type(self.names, label, of, inner),
                ),
                ItemEnum::AssocConst { type_, value } => {
                    let sign = signature::typed(self.names, "const", Some(&of.generics), type_);
                    let provided = if value.is_some() { " = …" } else { "" };
                    (Namespace::Value, "const", sign + provided)
                }
                _ => continue,
            };
            self.add(
                space,
                &join(path, label),
                path,
                label,
                kind,
                Promise::Sign(sign),
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
            let (kind, sign) = match inner {
                ItemEnum::Function(f) => (
                    "method",
                    signature::function(self.names, label, item, f, Owner::Impl(of)),
                ),
                ItemEnum::AssocConst { type_, .. } => {
                    ("const", signature::impl_const(self.names, label, of, type_))
                }
                _ => continue,
            };
            self.add(
                Namespace::Value,
                &join(path, label),
                path,
                label,
                kind,
                Promise::Sign(sign),
            );
        }
    }

    /// An item that is public and stable.
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
        promise: Promise,
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
            promise,
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
