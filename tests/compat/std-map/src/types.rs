//! Types and bounds as normalized text: equal types become equal text, whichever crate writes them
//! and how.
//!
//! Paths are resolved, with `std::` for the crate itself. Aliases are expanded, default type
//! parameters are filled in, and bounds are sorted. Allocator parameters, which are unstable, and
//! bounds that always hold are left out. Elided lifetimes get names, which
//! [`lifetimes`](crate::lifetimes) normalizes.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use rustdoc_types::{Abi, DynTrait, FunctionPointer, Id, Item, Type};

use crate::load::Loaded;
use crate::public_paths::PublicPaths;

/// A crate whose types are written.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The crate.
    pub loaded: &'a Loaded,
    /// The public paths of its items.
    pub paths: &'a PublicPaths,
    /// The number of lifetimes of other crates' types.
    pub lifetimes: &'a HashMap<String, usize>,
}

/// What an elided lifetime means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elided {
    /// A new lifetime.
    Fresh,
    /// The lifetime of an argument.
    As(String),
    /// Unknown: it is left out.
    Unnamed,
}

/// Writes the types of one item.
#[derive(Debug)]
pub struct Writer<'a> {
    pub(crate) names: Names<'a>,
    /// The names of parameters: `T` for any written name.
    params: RefCell<HashMap<String, String>>,
    /// The parameters that are left out.
    pub(crate) dropped: RefCell<HashSet<String>>,
    pub(crate) elided: RefCell<Elided>,
    pub(crate) fresh: Cell<usize>,
    /// The crate's own items that were written.
    pub(crate) seen: RefCell<Vec<Id>>,
}

impl<'a> Writer<'a> {
    /// Makes a writer without parameters.
    #[must_use]
    pub fn new(names: Names<'a>) -> Self {
        Self {
            names,
            params: RefCell::default(),
            dropped: RefCell::default(),
            elided: RefCell::new(Elided::Fresh),
            fresh: Cell::new(0),
            seen: RefCell::default(),
        }
    }

    /// Sets the name for a parameter or for `Self`.
    pub fn rename(&self, param: &str, name: &str) {
        self.params
            .borrow_mut()
            .insert(param.to_owned(), name.to_owned());
    }

    /// Sets what an elided lifetime means.
    pub fn elide(&self, elided: Elided) {
        *self.elided.borrow_mut() = elided;
    }

    /// Returns the crate's own items that were written so far.
    #[must_use]
    pub fn seen(&self) -> Vec<Id> {
        self.seen.borrow().clone()
    }

    /// Returns the full path of an item, which begins with `std::` for the crate's own.
    pub(crate) fn resolve(&self, id: Id) -> String {
        if let Some(name) = self.names.paths.names.get(&id) {
            return format!("std::{name}");
        }
        match self.names.loaded.krate.paths.get(&id) {
            Some(path) if path.crate_id != 0 => path.path.join("::"),
            Some(path) => format!("private::{}", path.path.join("::")),
            None => format!("private::{}", id.0),
        }
    }

    pub(crate) fn own(&self, id: Id) -> Option<&'a Item> {
        self.names
            .loaded
            .krate
            .index
            .get(&id)
            .filter(|item| item.crate_id == 0)
    }

    /// Writes a type.
    pub fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::ResolvedPath(path) => self.path(path),
            Type::DynTrait(of) => self.dyn_trait(of, false),
            Type::Generic(name) => self.param(name),
            Type::Primitive(name) if name == "never" => "!".to_owned(),
            Type::Primitive(name) => name.clone(),
            Type::FunctionPointer(pointer) => self.fn_pointer(pointer),
            Type::Tuple(types) => match types.as_slice() {
                [one] => format!("({},)", self.ty(one)),
                types => format!("({})", self.list(types)),
            },
            Type::Slice(of) => format!("[{}]", self.ty(of)),
            Type::Array { type_, len } => format!("[{}; {}]", self.ty(type_), self.param(len)),
            Type::Pat { type_, .. } => self.ty(type_),
            Type::ImplTrait(bounds) => {
                format!("impl {}", Vec::from_iter(self.bounds(bounds)).join(" + "))
            }
            Type::Infer => "_".to_owned(),
            Type::RawPointer { is_mutable, type_ } => {
                format!(
                    "*{} {}",
                    if *is_mutable { "mut" } else { "const" },
                    self.ty(type_)
                )
            }
            Type::BorrowedRef {
                lifetime,
                is_mutable,
                type_,
            } => {
                let lifetime = self.lifetime(lifetime.as_deref());
                let space = if lifetime.is_empty() { "" } else { " " };
                let is_mutable = if *is_mutable { "mut " } else { "" };
                let inner = match &**type_ {
                    Type::DynTrait(of) => self.dyn_trait(of, true),
                    ty => self.ty(ty),
                };
                if inner.contains(" + ") && inner.starts_with("dyn ") {
                    return format!("&{lifetime}{space}{is_mutable}({inner})");
                }
                format!("&{lifetime}{space}{is_mutable}{inner}")
            }
            Type::QualifiedPath {
                name,
                args,
                self_type,
                trait_,
            } => {
                if let Some(ty) = self.projected(self_type, trait_.as_ref(), name) {
                    return self.ty(ty);
                }
                let args = self.args(args.as_deref(), None, "");
                let self_type = self.ty(self_type);
                match trait_ {
                    Some(path) => format!("<{self_type} as {}>::{name}{args}", self.path(path)),
                    None => format!("{self_type}::{name}{args}"),
                }
            }
        }
    }

    /// Writes types, separated by commas.
    pub fn list(&self, types: &[Type]) -> String {
        types
            .iter()
            .map(|ty| self.ty(ty))
            .collect::<Vec<_>>()
            .join(", ")
    }

    pub(crate) fn param(&self, name: &str) -> String {
        self.params
            .borrow()
            .get(name)
            .map_or_else(|| name.to_owned(), String::clone)
    }

    /// Writes a lifetime, which may be elided. Returns an empty text if it stays elided.
    pub fn lifetime(&self, written: Option<&str>) -> String {
        match written {
            Some("'static") => "'static".to_owned(),
            Some(name) if name != "'_" => self.param(name),
            _ => match &*self.elided.borrow() {
                Elided::Fresh => {
                    self.fresh.set(self.fresh.get() + 1);
                    format!("'elided{}", self.fresh.get())
                }
                Elided::As(name) => name.clone(),
                Elided::Unnamed => String::new(),
            },
        }
    }

    /// Writes a trait object. Outside a reference, its elided lifetime is `'static`.
    fn dyn_trait(&self, of: &DynTrait, in_reference: bool) -> String {
        let mut traits: Vec<_> = of
            .traits
            .iter()
            .map(|of| {
                format!(
                    "{}{}",
                    self.binder(&of.generic_params),
                    self.path(&of.trait_)
                )
            })
            .collect();
        // The first is the trait, and the others are auto traits.
        if let Some((_, marks)) = traits.split_first_mut() {
            marks.sort();
        }
        if let Some(lifetime) = of
            .lifetime
            .as_ref()
            .filter(|name| in_reference || *name != "'static")
        {
            traits.push(self.lifetime(Some(lifetime)));
        }
        traits.retain(|part| !part.is_empty());
        format!("dyn {}", traits.join(" + "))
    }

    fn fn_pointer(&self, pointer: &FunctionPointer) -> String {
        let elided = self.elided.replace(Elided::Unnamed);
        let inputs: Vec<_> = pointer
            .sig
            .inputs
            .iter()
            .map(|(_, ty)| self.ty(ty))
            .collect();
        let mut text = self.binder(&pointer.generic_params);
        if pointer.header.is_unsafe {
            text.push_str("unsafe ");
        }
        text.push_str(&abi(&pointer.header.abi));
        text.push_str(&format!("fn({})", inputs.join(", ")));
        if let Some(output) = &pointer.sig.output {
            text.push_str(&format!(" -> {}", self.ty(output)));
        }
        self.elide(elided);
        text
    }
}

/// Writes a function's ABI, as it appears before `fn`.
#[must_use]
pub fn abi(abi: &Abi) -> String {
    let (name, unwind) = match abi {
        Abi::Rust => return String::new(),
        Abi::C { unwind } => ("C", *unwind),
        Abi::System { unwind } => ("system", *unwind),
        Abi::Other(name) => return format!("extern {name:?} "),
        other => return format!("extern {other:?} "),
    };
    format!("extern \"{name}{}\" ", if unwind { "-unwind" } else { "" })
}
