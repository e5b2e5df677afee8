//! The items that can be named from outside a crate, and their paths.
//!
//! Items are often defined in private modules and re-exported, sometimes at several paths. So this
//! module traverses the public modules and their `use` items. One path of each item is its *name*,
//! under which its methods and impls are listed. At other paths it is a re-export.

use std::collections::{HashMap, HashSet};

use rustdoc_types::{Crate, Id, Item, ItemEnum, ItemKind, Module, Use, Visibility};

use crate::load::Loaded;

/// The namespace of a name, which separates items with the same path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Namespace {
    /// Modules, types, traits.
    Type,
    /// Functions, constants, statics.
    Value,
    /// Macros.
    Macro,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An item that the crate defines.
    Item(Id),
    /// An item of another crate.
    Foreign {
        /// The path of its definition.
        path: String,
        /// The path that the re-export names.
        source: String,
        /// The kind of item.
        kind: ItemKind,
    },
}

/// A path at which an item can be named.
#[derive(Clone, Debug)]
pub struct PublicPath {
    /// The path below the crate's root.
    pub path: String,
    /// What it leads to.
    pub target: Target,
    /// Whether it comes from a [`Glob`], so that it is not a re-export by itself.
    pub by_glob: bool,
}

/// A `use …::*` of a module that has its own name. It counts as one re-export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob {
    /// The module that contains the glob.
    pub path: String,
    /// The module whose items it imports.
    pub target: Target,
}

/// All public paths of a crate.
#[derive(Debug)]
pub struct PublicPaths {
    /// The paths, by name and namespace.
    pub at: HashMap<(String, Namespace), PublicPath>,
    /// The globs.
    pub globs: Vec<Glob>,
    /// The name of each public item.
    pub names: HashMap<Id, String>,
    /// The traits that a prelude imports `as _`, for their methods only.
    pub unnamed: Vec<Id>,
}

impl PublicPaths {
    /// Collects the paths of a crate's stable items. The name of an item is the path that `like`,
    /// another crate, has as a name, or else the shortest one.
    #[must_use]
    pub fn of(loaded: &Loaded, like: Option<&Self>) -> Self {
        let krate = &loaded.krate;
        let mut walk = Walk {
            loaded,
            krate,
            paths: Self {
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
        let mut paths = walk.paths;
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
        for public_path in paths.at.values() {
            if let Target::Item(id) = public_path.target {
                let name = paths
                    .names
                    .entry(id)
                    .or_insert_with(|| public_path.path.clone());
                if rank(&public_path.path) < rank(name) {
                    name.clone_from(&public_path.path);
                }
            }
        }
        paths
    }

    /// Returns what a path leads to.
    #[must_use]
    pub fn get(&self, path: &str, space: Namespace) -> Option<&PublicPath> {
        self.at.get(&(path.to_owned(), space))
    }

    /// Returns all paths, sorted.
    #[must_use]
    pub fn sorted(&self) -> Vec<(&PublicPath, Namespace)> {
        let mut all: Vec<_> = self
            .at
            .iter()
            .map(|((_, space), public_path)| (public_path, *space))
            .collect();
        all.sort_by(|a, b| (&a.0.path, a.1).cmp(&(&b.0.path, b.1)));
        all
    }
}

struct Walk<'a> {
    loaded: &'a Loaded,
    krate: &'a Crate,
    paths: PublicPaths,
    /// The modules on the current path, because a module may re-export itself.
    within: Vec<Id>,
    /// Whether the current module is seen through a [`Glob`].
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
                // The module is private, but a `use` may make its items public.
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
        self.add_path(path.clone(), space, Target::Item(item.id));
        if let ItemEnum::Module(module) = &item.inner {
            self.module(item.id, module, &path);
        }
    }

    fn import(&mut self, import: &'a Use, path: &str) {
        let path = join(path, &import.name);
        let Some(id) = import.id else { return }; // a primitive type
        if import.name == "_" {
            self.paths.unnamed.push(id);
            return;
        }
        match self.krate.index.get(&id) {
            Some(item) if item.crate_id == 0 => match &item.inner {
                ItemEnum::Use(next) => self.import(next, parent(&path)),
                _ => self.item(item, path),
            },
            _ => {
                let Some(target) = self.foreign(id, &import.source) else {
                    return;
                };
                let Target::Foreign { kind, .. } = target else {
                    return;
                };
                let Some(space) = namespace(kind) else { return };
                self.add_path(path, space, target);
            }
        }
    }

    fn glob(&mut self, import: &'a Use, path: &str) {
        let Some(id) = import.id else { return };
        let Some(item) = self.krate.index.get(&id).filter(|item| item.crate_id == 0) else {
            if let Some(target) = self.foreign(id, &import.source) {
                self.paths.globs.push(Glob {
                    path: path.to_owned(),
                    target,
                });
            }
            return;
        };
        match &item.inner {
            ItemEnum::Module(module) => {
                let outer = self.by_glob;
                if !module.is_stripped && matches!(item.visibility, Visibility::Public) {
                    self.paths.globs.push(Glob {
                        path: path.to_owned(),
                        target: Target::Item(id),
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

    /// Records a path. A glob does not replace an explicit name.
    fn add_path(&mut self, path: String, space: Namespace, target: Target) {
        let public_path = PublicPath {
            path: path.clone(),
            target,
            by_glob: self.by_glob,
        };
        let there = self
            .paths
            .at
            .entry((path, space))
            .or_insert_with(|| public_path.clone());
        if there.by_glob && !public_path.by_glob {
            *there = public_path;
        }
    }

    fn foreign(&self, id: Id, source: &str) -> Option<Target> {
        let summary = self.krate.paths.get(&id)?;
        Some(Target::Foreign {
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

/// Returns the namespace of an item that has its own path.
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

/// Joins a path and a name.
#[must_use]
pub fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}::{name}")
    }
}

/// Returns the path of the enclosing module or type.
#[must_use]
pub fn parent(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(parent, _)| parent)
}
