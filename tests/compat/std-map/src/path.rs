//! Paths of types and traits as text, with their arguments.
//!
//! A program may omit arguments that have a default, lifetimes and allocators, and an alias hides
//! its arguments. Here each path is written with all of its arguments.

use rustdoc_types::{
    AssocItemConstraintKind, GenericArg, GenericArgs, GenericParamDef, GenericParamDefKind,
    Generics, Id, ItemEnum, Path, Term, Type,
};

use crate::types::{Elided, Writer};

const GLOBAL: &str = "alloc::alloc::Global";

impl Writer<'_> {
    /// Writes the path of a type or trait with its arguments.
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

    /// Writes the type that an alias stands for.
    fn expand(&self, generics: &Generics, args: Option<&GenericArgs>, ty: &Type) -> String {
        let inner = Writer::new(self.names);
        inner.fresh.set(self.fresh.get());
        let assigned = match args {
            Some(GenericArgs::AngleBracketed { args, .. }) => args.as_slice(),
            _ => &[],
        };
        let mut types = assigned.iter().filter_map(|arg| match arg {
            GenericArg::Type(ty) => Some(self.ty(ty)),
            GenericArg::Const(of) => Some(self.param(&of.expr)),
            _ => None,
        });
        let mut lifetimes = assigned.iter().filter_map(|arg| match arg {
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
                inner.rename(&param.name, &arg);
            }
        }
        let text = inner.ty(ty);
        self.fresh.set(inner.fresh.get());
        self.seen.borrow_mut().extend(inner.seen());
        text
    }

    /// Returns the type of `<fn() -> T as Returns>::Type` if the crate's own trait defines it as
    /// `T`. Stable Rust has no other way to write `!`.
    pub(crate) fn projected<'t>(
        &self,
        of: &'t Type,
        trait_: Option<&Path>,
        name: &str,
    ) -> Option<&'t Type> {
        let Type::FunctionPointer(pointer) = of else {
            return None;
        };
        let ItemEnum::Trait(of) = &self.own(trait_?.id)?.inner else {
            return None;
        };
        let is_result = |id: &Id| {
            let Some(ItemEnum::Impl(of)) = self.own(*id).map(|item| &item.inner) else {
                return false;
            };
            let Type::FunctionPointer(pointer) = &of.for_ else {
                return false;
            };
            let result = pointer.sig.output.as_ref();
            of.items
                .iter()
                .filter_map(|id| self.own(*id))
                .any(|item| match &item.inner {
                    ItemEnum::AssocType { type_, .. } => {
                        item.name.as_deref() == Some(name)
                            && type_.as_ref() == result
                            && matches!(result, Some(Type::Generic(_)))
                    }
                    _ => false,
                })
        };
        let found = of.implementations.iter().any(is_result);
        pointer.sig.output.as_ref().filter(|_| found)
    }

    /// Writes arguments in angle brackets. `generics` are the parameters, if they are known.
    pub(crate) fn args(
        &self,
        args: Option<&GenericArgs>,
        generics: Option<&Generics>,
        name: &str,
    ) -> String {
        let (assigned, constraints) = match args {
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
        let mut out = self.lifetime_args(assigned, generics, name);
        out.extend(self.type_args(assigned, generics));
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
        assigned: &[GenericArg],
        generics: Option<&Generics>,
        name: &str,
    ) -> Vec<String> {
        let mut out: Vec<_> = assigned
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

    fn type_args(&self, assigned: &[GenericArg], generics: Option<&Generics>) -> Vec<String> {
        let mut assigned = assigned
            .iter()
            .filter(|arg| !matches!(arg, GenericArg::Lifetime(_)));
        let Some(generics) = generics else {
            return assigned.filter_map(|arg| self.type_arg(arg)).collect();
        };
        let defaults = Writer::new(self.names);
        let mut out = Vec::new();
        for param in &generics.params {
            if matches!(param.kind, GenericParamDefKind::Lifetime { .. }) {
                continue;
            }
            let arg = assigned.next();
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
                defaults.rename(&param.name, &text);
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

    fn term(&self, term: &Term) -> String {
        match term {
            Term::Type(ty) => self.ty(ty),
            Term::Constant(of) => self.param(&of.expr),
        }
    }
}

/// Returns what an alias of another crate stands for, because signatures use both.
#[must_use]
pub fn known_alias(path: &str) -> Option<&'static str> {
    match path {
        "core::fmt::Result" => Some("core::result::Result<(), core::fmt::Error>"),
        // An integer of C on this target, and a descriptor.
        "core::ffi::primitives::c_int" => Some("i32"),
        _ => None,
    }
}

/// Returns the parameters of a type or trait.
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
