//! What can be named from outside a crate, and by which paths.
//!
//! Items are often defined in private modules and re-exported, sometimes at several places; a program sees
//! the places only. So the crate is walked as a program sees it: public modules, and what they `use`. One
//! place of each item is its *name*: there its methods and impls are listed, elsewhere it is a re-export.

use std::collections::{HashMap, HashSet};

use rustdoc_types::{Crate, Id, Item, ItemEnum, ItemKind, Module, Use, Visibility};

use crate::load::Loaded;

/// Two items of one path are told apart by their namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Namespace {
    /// Modules, types, traits.
    Type,
    /// Functions, constants, statics.
    Value,
    /// Macros.
    Macro,
}

/// What is at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An item that the crate defines.
    Item(Id),
    /// An item of another crate: the path it is defined at, and the one it was re-exported from.
    Foreign {
        /// Where it is defined.
        path: String,
        /// Where the re-export takes it from.
        source: String,
        /// What it is.
        kind: ItemKind,
    },
}

/// A path at which something can be named.
#[derive(Clone, Debug)]
pub struct Place {
    /// The path below the crate's root.
    pub path: String,
    /// What is there.
    pub what: What,
    /// Whether it is there by a [`Glob`], and so no re-export of its own.
    pub by_glob: bool,
}

/// A `use …::*` of a module that has a name of its own: one re-export, however much is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob {
    /// The module that has it.
    pub path: String,
    /// The module whose items it brings.
    pub what: What,
}

/// All places of a crate.
#[derive(Debug)]
pub struct Places {
    /// The places by path and namespace.
    pub at: HashMap<(String, Namespace), Place>,
    /// The globs.
    pub globs: Vec<Glob>,
    /// The name of each item that has a place.
    pub names: HashMap<Id, String>,
    /// The traits that a prelude imports `as _`: for their methods only.
    pub unnamed: Vec<Id>,
}

impl Places {
    /// Walks a crate's stable items. Among an item's places the one at which `like`, another crate, has a
    /// name is taken as its name; else the shortest.
    #[must_use]
    pub fn of(loaded: &Loaded, like: Option<&Self>) -> Self {
        let krate = &loaded.krate;
        let mut walk = Walk {
            loaded,
            krate,
            places: Self {
                at: HashMap::new(),
                globs: Vec::new(),
                names: HashMap::new(),
                unnamed: Vec::new(),
            },
            within: Vec::new(),
            by_glob: false,
        };
        if let Some(ItemEnum::Module(root)) = krate.index.get(&krate.root).map(|root| &root.inner) {
            walk.module(krate.root, root, "");
        }
        let mut places = walk.places;
        let liked: HashSet<&str> = like
            .iter()
            .flat_map(|like| like.names.values())
            .map(String::as_str)
            .collect();
        let rank = |path: &str| {
            let is_prelude = path.starts_with("prelude::");
            (
                !liked.contains(path),
                is_prelude,
                path.matches("::").count(),
                path.to_owned(),
            )
        };
        for place in places.at.values() {
            if let What::Item(id) = place.what {
                let name = places.names.entry(id).or_insert_with(|| place.path.clone());
                if rank(&place.path) < rank(name) {
                    name.clone_from(&place.path);
                }
            }
        }
        places
    }

    /// The place at a path.
    #[must_use]
    pub fn get(&self, path: &str, space: Namespace) -> Option<&Place> {
        self.at.get(&(path.to_owned(), space))
    }

    /// The places in the order of their paths.
    #[must_use]
    pub fn sorted(&self) -> Vec<(&Place, Namespace)> {
        let mut all: Vec<_> = self
            .at
            .iter()
            .map(|((_, space), place)| (place, *space))
            .collect();
        all.sort_by(|a, b| (&a.0.path, a.1).cmp(&(&b.0.path, b.1)));
        all
    }
}

struct Walk<'a> {
    loaded: &'a Loaded,
    krate: &'a Crate,
    places: Places,
    /// The modules on the way to where it is: a module may re-export itself.
    within: Vec<Id>,
    /// Whether what is walked is seen through a [`Glob`].
    by_glob: bool,
}

impl<'a> Walk<'a> {
    fn module(&mut self, id: Id, module: &'a Module, path: &str) {
        if self.within.contains(&id) {
            return;
        }
        self.within.push(id);
        for item in module
            .items
            .iter()
            .filter_map(|id| self.krate.index.get(id))
        {
            if !self.is_open(item) {
                continue;
            }
            match &item.inner {
                ItemEnum::Use(import) if import.is_glob => self.glob(import, path),
                ItemEnum::Use(import) => self.import(import, path),
                // It is not public itself: what is in it may be, through a `use`.
                ItemEnum::Module(module) if module.is_stripped => {}
                ItemEnum::Impl(_) | ItemEnum::Primitive(_) | ItemEnum::ExternCrate { .. } => {}
                _ => self.item(item, join(path, item.name.as_deref().unwrap_or_default())),
            }
        }
        self.within.pop();
    }

    fn item(&mut self, item: &'a Item, path: String) {
        let Some(space) = namespace(item.inner.item_kind()) else {
            return;
        };
        if !self.is_open(item) {
            return;
        }
        self.place(path.clone(), space, What::Item(item.id));
        if let ItemEnum::Module(module) = &item.inner {
            self.module(item.id, module, &path);
        }
    }

    fn import(&mut self, import: &'a Use, path: &str) {
        let path = join(path, &import.name);
        let Some(id) = import.id else { return }; // a primitive type
        if import.name == "_" {
            self.places.unnamed.push(id);
            return;
        }
        match self.krate.index.get(&id) {
            Some(item) if item.crate_id == 0 => match &item.inner {
                ItemEnum::Use(next) => self.import(next, parent(&path)),
                _ => self.item(item, path),
            },
            _ => {
                let Some(what) = self.foreign(id, &import.source) else {
                    return;
                };
                let What::Foreign { kind, .. } = what else {
                    return;
                };
                let Some(space) = namespace(kind) else { return };
                self.place(path, space, what);
            }
        }
    }

    fn glob(&mut self, import: &'a Use, path: &str) {
        let Some(id) = import.id else { return };
        let Some(item) = self.krate.index.get(&id).filter(|item| item.crate_id == 0) else {
            if let Some(what) = self.foreign(id, &import.source) {
                self.places.globs.push(Glob {
                    path: path.to_owned(),
                    what,
                });
            }
            return;
        };
        match &item.inner {
            ItemEnum::Module(module) => {
                let outer = self.by_glob;
                if !module.is_stripped && matches!(item.visibility, Visibility::Public) {
                    self.places.globs.push(Glob {
                        path: path.to_owned(),
                        what: What::Item(id),
                    });
                    self.by_glob = true;
                }
                self.module(id, module, path);
                self.by_glob = outer;
            }
            ItemEnum::Enum(of) => {
                for variant in of.variants.iter().filter_map(|id| self.krate.index.get(id)) {
                    self.item(
                        variant,
                        join(path, variant.name.as_deref().unwrap_or_default()),
                    );
                }
            }
            _ => {}
        }
    }

    /// Notes a place. A glob doesn't overrule a name that is there otherwise.
    fn place(&mut self, path: String, space: Namespace, what: What) {
        let place = Place {
            path: path.clone(),
            what,
            by_glob: self.by_glob,
        };
        let there = self
            .places
            .at
            .entry((path, space))
            .or_insert_with(|| place.clone());
        if there.by_glob && !place.by_glob {
            *there = place;
        }
    }

    fn foreign(&self, id: Id, source: &str) -> Option<What> {
        let summary = self.krate.paths.get(&id)?;
        Some(What::Foreign {
            path: summary.path.join("::"),
            source: source.replace("alloc_crate::", "alloc::"),
            kind: summary.kind,
        })
    }

    fn is_open(&self, item: &Item) -> bool {
        let is_public = matches!(item.visibility, Visibility::Public | Visibility::Default);
        is_public && !self.loaded.unstable.contains(&item.id)
    }
}

/// The namespace of what has a place of its own.
#[must_use]
pub fn namespace(kind: ItemKind) -> Option<Namespace> {
    match kind {
        ItemKind::Module
        | ItemKind::Struct
        | ItemKind::Union
        | ItemKind::Enum
        | ItemKind::TypeAlias
        | ItemKind::Trait
        | ItemKind::TraitAlias
        | ItemKind::ExternType => Some(Namespace::Type),
        ItemKind::Variant | ItemKind::Function | ItemKind::Constant | ItemKind::Static => {
            Some(Namespace::Value)
        }
        ItemKind::Macro | ItemKind::ProcAttribute | ItemKind::ProcDerive => Some(Namespace::Macro),
        _ => None,
    }
}

/// A path and a name in it.
#[must_use]
pub fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}::{name}")
    }
}

/// What a path is in.
#[must_use]
pub fn parent(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(parent, _)| parent)
}
