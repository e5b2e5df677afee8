//! Types and bounds as text, so that equal ones are equal text, whichever crate and way they are written.
//!
//! Paths are resolved, `std::` standing for the crate itself; aliases are expanded; defaults of type
//! parameters are filled in; bounds are sorted. Allocator parameters, which are unstable, are left out, as
//! are bounds that only say what holds anyway. Lifetimes that aren't written get a name each, for
//! [`lifetimes`](crate::lifetimes) to sort out.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use rustdoc_types::{
    Abi, AssocItemConstraintKind, DynTrait, FunctionPointer, GenericArg, GenericArgs,
    GenericParamDef, GenericParamDefKind, Generics, Id, Item, ItemEnum, Path, Term, Type,
};

use crate::load::Loaded;
use crate::places::Places;

const GLOBAL: &str = "alloc::alloc::Global";
/// A crate whose types are written.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The crate.
    pub loaded: &'a Loaded,
    /// Where its items can be named.
    pub places: &'a Places,
    /// How many lifetimes the types of other crates take.
    pub lifetimes: &'a HashMap<String, usize>,
}

/// What a lifetime is that isn't written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elided {
    /// One of its own.
    Fresh,
    /// That of an argument.
    As(String),
    /// Not known: it stays away.
    Unnamed,
}

/// Writes the types of one item.
#[derive(Debug)]
pub struct Writer<'a> {
    names: Names<'a>,
    /// What parameters are called: `T` by any name.
    params: RefCell<HashMap<String, String>>,
    /// Parameters that are left out.
    pub(crate) dropped: RefCell<HashSet<String>>,
    elided: RefCell<Elided>,
    fresh: Cell<usize>,
    /// The crate's own items that were written.
    seen: RefCell<Vec<Id>>,
}

impl<'a> Writer<'a> {
    /// A writer that knows no parameters yet.
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

    /// Calls a parameter, or `Self`, otherwise from here on.
    pub fn call(&self, param: &str, name: &str) {
        self.params
            .borrow_mut()
            .insert(param.to_owned(), name.to_owned());
    }

    /// Says what a lifetime is that isn't written.
    pub fn elide(&self, elided: Elided) {
        *self.elided.borrow_mut() = elided;
    }

    /// The crate's own items that were written so far.
    #[must_use]
    pub fn seen(&self) -> Vec<Id> {
        self.seen.borrow().clone()
    }

    /// The full path of an item: `std::…` for the crate's own.
    pub(crate) fn resolve(&self, id: Id) -> String {
        if let Some(name) = self.names.places.names.get(&id) {
            return format!("std::{name}");
        }
        match self.names.loaded.krate.paths.get(&id) {
            Some(path) if path.crate_id != 0 => path.path.join("::"),
            Some(path) => format!("private::{}", path.path.join("::")),
            None => format!("private::{}", id.0),
        }
    }

    fn own(&self, id: Id) -> Option<&'a Item> {
        self.names
            .loaded
            .krate
            .index
            .get(&id)
            .filter(|item| item.crate_id == 0)
    }

    /// A type.
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
                let args = self.args(args.as_deref(), None, "");
                let self_type = self.ty(self_type);
                match trait_ {
                    Some(path) => format!("<{self_type} as {}>::{name}{args}", self.path(path)),
                    None => format!("{self_type}::{name}{args}"),
                }
            }
        }
    }

    /// Types in a row.
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

    /// A lifetime, `'_` or none for one that isn't written; empty if it stays so.
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

    /// A path of a type or trait with its arguments.
    pub fn path(&self, path: &Path) -> String {
        let name = self.resolve(path.id);
        let own = self.own(path.id);
        if own.is_some() {
            self.seen.borrow_mut().push(path.id);
        }
        if let Some(ItemEnum::TypeAlias(alias)) = own.map(|item| &item.inner) {
            return self.expand(&alias.generics, path.args.as_deref(), &alias.type_);
        }
        if let Some(known) = known_alias(&name) {
            return known.to_owned();
        }
        let generics = own.and_then(|item| generics(&item.inner));
        format!("{name}{}", self.args(path.args.as_deref(), generics, &name))
    }

    /// What an alias stands for.
    fn expand(&self, generics: &Generics, args: Option<&GenericArgs>, ty: &Type) -> String {
        let inner = Writer::new(self.names);
        inner.fresh.set(self.fresh.get() + 1000);
        let given = match args {
            Some(GenericArgs::AngleBracketed { args, .. }) => args.as_slice(),
            _ => &[],
        };
        let mut types = given.iter().filter_map(|arg| match arg {
            GenericArg::Type(ty) => Some(self.ty(ty)),
            GenericArg::Const(of) => Some(self.param(&of.expr)),
            _ => None,
        });
        let mut lifetimes = given.iter().filter_map(|arg| match arg {
            GenericArg::Lifetime(name) => Some(name.as_str()),
            _ => None,
        });
        for param in &generics.params {
            let arg = match &param.kind {
                GenericParamDefKind::Lifetime { .. } => Some(self.lifetime(lifetimes.next())),
                GenericParamDefKind::Type { default, .. } => types
                    .next()
                    .or_else(|| default.as_ref().map(|default| inner.ty(default))),
                GenericParamDefKind::Const { default, .. } => {
                    types.next().or_else(|| default.clone())
                }
            };
            if let Some(arg) = arg {
                inner.call(&param.name, &arg);
            }
        }
        let text = inner.ty(ty);
        self.seen.borrow_mut().extend(inner.seen());
        text
    }

    /// Arguments in angle brackets. `generics` are the parameters they are for, if they are known.
    fn args(&self, args: Option<&GenericArgs>, generics: Option<&Generics>, name: &str) -> String {
        let (given, constraints) = match args {
            Some(GenericArgs::AngleBracketed { args, constraints }) => {
                (args.as_slice(), constraints.as_slice())
            }
            Some(GenericArgs::Parenthesized { inputs, output }) => {
                let elided = self.elided.replace(Elided::Unnamed);
                let mut text = format!("({})", self.list(inputs));
                if let Some(output) = output {
                    text.push_str(&format!(" -> {}", self.ty(output)));
                }
                self.elide(elided);
                return text;
            }
            Some(GenericArgs::ReturnTypeNotation) => return "(..)".to_owned(),
            None => (&[][..], &[][..]),
        };
        let mut out = self.lifetime_args(given, generics, name);
        out.extend(self.type_args(given, generics));
        for constraint in constraints {
            let args = self.args(constraint.args.as_deref(), None, "");
            let name = &constraint.name;
            out.push(match &constraint.binding {
                AssocItemConstraintKind::Equality(term) => {
                    format!("{name}{args} = {}", self.term(term))
                }
                AssocItemConstraintKind::Constraint(bounds) => {
                    format!(
                        "{name}{args}: {}",
                        Vec::from_iter(self.bounds(bounds)).join(" + ")
                    )
                }
            });
        }
        if out.is_empty() {
            String::new()
        } else {
            format!("<{}>", out.join(", "))
        }
    }

    fn lifetime_args(
        &self,
        given: &[GenericArg],
        generics: Option<&Generics>,
        name: &str,
    ) -> Vec<String> {
        let mut out: Vec<_> = given
            .iter()
            .filter_map(|arg| match arg {
                GenericArg::Lifetime(name) => Some(self.lifetime(Some(name))),
                _ => None,
            })
            .collect();
        let count = match generics {
            Some(generics) => {
                let is_lifetime = |param: &&GenericParamDef| {
                    matches!(param.kind, GenericParamDefKind::Lifetime { .. })
                };
                generics.params.iter().filter(is_lifetime).count()
            }
            None => self.names.lifetimes.get(name).copied().unwrap_or(0),
        };
        while out.len() < count {
            out.push(self.lifetime(None));
        }
        out.retain(|lifetime| !lifetime.is_empty());
        out
    }

    fn type_args(&self, given: &[GenericArg], generics: Option<&Generics>) -> Vec<String> {
        let mut given = given
            .iter()
            .filter(|arg| !matches!(arg, GenericArg::Lifetime(_)));
        let Some(generics) = generics else {
            return given.filter_map(|arg| self.type_arg(arg)).collect();
        };
        let defaults = Writer::new(self.names);
        let mut out = Vec::new();
        for param in &generics.params {
            if matches!(param.kind, GenericParamDefKind::Lifetime { .. }) {
                continue;
            }
            let arg = given.next();
            if self.is_allocator(param, generics) {
                if let Some(GenericArg::Type(Type::Generic(name))) = arg {
                    self.dropped.borrow_mut().insert(name.clone());
                }
                continue;
            }
            let default = match &param.kind {
                GenericParamDefKind::Type { default, .. } => default.as_ref(),
                _ => None,
            };
            let text = match arg {
                Some(arg) => self.type_arg(arg),
                None => default.map(|default| defaults.ty(default)),
            };
            if let Some(text) = text {
                defaults.call(&param.name, &text);
                out.push(text);
            }
        }
        out
    }

    fn type_arg(&self, arg: &GenericArg) -> Option<String> {
        match arg {
            GenericArg::Lifetime(_) => None,
            GenericArg::Type(Type::Generic(name)) if self.dropped.borrow().contains(name) => None,
            GenericArg::Type(ty) => Some(self.ty(ty)).filter(|text| text != GLOBAL),
            GenericArg::Const(of) => Some(self.param(&of.expr)),
            GenericArg::Infer => Some("_".to_owned()),
        }
    }

    pub(crate) fn term(&self, term: &Term) -> String {
        match term {
            Term::Type(ty) => self.ty(ty),
            Term::Constant(of) => self.param(&of.expr),
        }
    }

    /// Away from a reference, what a trait object may refer to is static unless it says otherwise.
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
        // The first is the trait, the others are marks.
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

/// What an alias of another crate stands for, where signatures use both.
#[must_use]
pub fn known_alias(path: &str) -> Option<&'static str> {
    match path {
        "core::fmt::Result" => Some("core::result::Result<(), core::fmt::Error>"),
        // A number of the target's C, and a descriptor.
        "core::ffi::primitives::c_int" => Some("i32"),
        _ => None,
    }
}

/// A function's ABI, as it is written before `fn`.
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

/// The parameters of a type or trait.
#[must_use]
pub fn generics(item: &ItemEnum) -> Option<&Generics> {
    match item {
        ItemEnum::Struct(of) => Some(&of.generics),
        ItemEnum::Enum(of) => Some(&of.generics),
        ItemEnum::Union(of) => Some(&of.generics),
        ItemEnum::Trait(of) => Some(&of.generics),
        ItemEnum::TypeAlias(of) => Some(&of.generics),
        _ => None,
    }
}
