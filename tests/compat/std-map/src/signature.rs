//! Signatures, in the form in which they are compared.
//!
//! Parameters are called by their position, and what is asked of them stands in one `where`, wherever it
//! was written; names of arguments are left out. Two signatures that a program can't tell apart become
//! the same text, but for the odd way of writing that no one uses.

use std::collections::BTreeSet;

use rustdoc_types::{
    Attribute, Enum, Function, GenericParamDef, GenericParamDefKind, Generics, Impl, Item,
    ItemEnum, Struct, StructKind, Trait, Type, Variant, VariantKind,
};

use crate::header::{Header, Naming};
use crate::lifetimes::{self, Draft};
use crate::stability;
use crate::types::{Elided, Names, Writer, abi};

/// What a method belongs to.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// Nothing: a free function.
    None,
    /// A trait, by its name.
    Trait(&'a str, &'a Trait),
    /// An inherent impl.
    Impl(&'a Impl),
    /// A trait that gives methods to a primitive type: the type's name and the trait's.
    Primitive(&'a str, &'a str),
}

/// A function or method.
#[must_use]
pub fn function(names: Names, name: &str, item: &Item, of: &Function, owner: Owner) -> String {
    let (writer, mut naming, for_) = match owner {
        Owner::Impl(owner) => {
            let Header {
                writer,
                for_,
                naming,
                ..
            } = Header::of(names, owner);
            (writer, naming, Some(for_))
        }
        Owner::Trait(_, owner) => {
            let writer = Writer::new(names);
            let mut naming = Naming::default();
            naming.call(&writer, &writer.params(&owner.generics));
            (writer, naming, None)
        }
        Owner::Primitive(name, trait_) => {
            let writer = Writer::new(names);
            writer.call("Self", name);
            (
                writer,
                Naming::default(),
                Some(format!("<{name} as {trait_}>")),
            )
        }
        Owner::None => (Writer::new(names), Naming::default(), None),
    };
    writer.drop_allocators(&of.generics);
    let params = writer.params(&of.generics);
    naming.call(&writer, &params);

    let inputs: Vec<_> = of
        .sig
        .inputs
        .iter()
        .map(|(name, ty)| argument(&writer, name, ty))
        .collect();
    writer.elide(result_lifetime(&inputs));
    let output = of
        .sig
        .output
        .as_ref()
        .map(|ty| writer.ty(ty))
        .unwrap_or_default();
    writer.elide(Elided::Fresh);
    let outer = match owner {
        Owner::Impl(owner) => Some(&owner.generics),
        _ => None,
    };
    let predicates = writer.predicates(Some(&of.generics), outer);
    let is_method = for_.is_some();
    let takes = for_.into_iter().chain(inputs).collect();
    let draft = Draft {
        takes,
        gives: vec![output],
        predicates,
    }
    .settle();

    let mut out = String::new();
    if of.header.is_const && stability::of_const(item) {
        out.push_str("const ");
    }
    if of.header.is_async {
        out.push_str("async ");
    }
    if of.header.is_unsafe {
        out.push_str("unsafe ");
    }
    out.push_str(&abi(&of.header.abi));
    let (for_, inputs) = draft.takes.split_at(usize::from(is_method));
    let place = match (for_, owner) {
        ([for_, ..], _) => format!("{for_}::"),
        ([], Owner::Trait(path, _)) => format!("std::{path}::"),
        ([], _) => String::new(),
    };
    out.push_str(&format!(
        "fn {place}{name}{}({}",
        list(&writer, &params),
        inputs.join(", ")
    ));
    out.push_str(if of.sig.is_c_variadic { ", ...)" } else { ")" });
    if let Some(output) = draft
        .gives
        .first()
        .filter(|output| !output.is_empty() && *output != "()")
    {
        out.push_str(&format!(" -> {output}"));
    }
    out.push_str(&where_clause(&draft));
    if matches!(owner, Owner::Trait(..)) && of.has_body {
        out.push_str(" { … }");
    }
    out
}

fn argument(writer: &Writer, name: &str, ty: &Type) -> String {
    let is_self = |ty: &Type| *ty == Type::Generic("Self".to_owned());
    match ty {
        _ if name != "self" => writer.ty(ty),
        ty if is_self(ty) => "self".to_owned(),
        Type::BorrowedRef {
            lifetime,
            is_mutable,
            type_,
        } if is_self(type_) => {
            let lifetime = writer.lifetime(lifetime.as_deref());
            format!("&{lifetime} {}self", if *is_mutable { "mut " } else { "" })
        }
        ty => format!("self: {}", writer.ty(ty)),
    }
}

/// The lifetime that a result has if it isn't written: that of `self`, or the only one.
fn result_lifetime(inputs: &[String]) -> Elided {
    let own = inputs
        .first()
        .filter(|first| first.ends_with(" self") || first.starts_with("self: "));
    if let Some(name) = own.and_then(|own| lifetimes::names(own).first().copied()) {
        return Elided::As(name.to_owned());
    }
    let mut all: Vec<_> = inputs
        .iter()
        .flat_map(|input| lifetimes::names(input))
        .collect();
    all.dedup();
    match all.as_slice() {
        [one] => Elided::As((*one).to_owned()),
        _ => Elided::Unnamed,
    }
}

/// A struct: whether a program can make and match it without its functions, not what is in it.
#[must_use]
pub fn strukt(names: Names, name: &str, item: &Item, of: &Struct) -> String {
    let body = match &of.kind {
        StructKind::Unit => ";",
        StructKind::Tuple(fields) if !fields.is_empty() && fields.iter().all(Option::is_some) => {
            "(…);"
        }
        StructKind::Plain {
            has_stripped_fields: false,
            ..
        } => " { … }",
        StructKind::Tuple(_) | StructKind::Plain { .. } => " { private }",
    };
    format!(
        "{}struct {}{body}",
        non_exhaustive(item),
        head(names, name, &of.generics)
    )
}

/// An enum.
#[must_use]
pub fn enumeration(names: Names, name: &str, item: &Item, of: &Enum) -> String {
    format!(
        "{}enum {}",
        non_exhaustive(item),
        head(names, name, &of.generics)
    )
}

/// A trait.
#[must_use]
pub fn trait_(names: Names, name: &str, of: &Trait) -> String {
    let writer = Writer::new(names);
    Naming::default().call(&writer, &writer.params(&of.generics));
    let mut bounds = writer.bounds(&of.bounds);
    // `where Self: Send` is the same as `: Send`.
    let predicates = writer.predicates(None, Some(&of.generics));
    let of_self = predicates
        .iter()
        .filter_map(|text| text.strip_prefix("Self: "));
    bounds.extend(of_self.map(str::to_owned));
    // A trait that nobody outside can name keeps others from implementing this one.
    let is_sealed = |bound: &&str| !bound.starts_with("private::");
    let shown: BTreeSet<_> = bounds
        .iter()
        .map(|bound| Some(bound.as_str()).filter(is_sealed).unwrap_or("private"))
        .collect();
    let colon = if shown.is_empty() { "" } else { ": " };
    let shown: Vec<_> = shown.into_iter().collect();
    let is_unsafe = if of.is_unsafe { "unsafe " } else { "" };
    let is_auto = if of.is_auto { "auto " } else { "" };
    let head = head(names, name, &of.generics);
    format!(
        "{is_unsafe}{is_auto}trait {head}{colon}{}",
        shown.join(" + ")
    )
}

/// An alias.
#[must_use]
pub fn alias(names: Names, name: &str, generics: &Generics, ty: &Type) -> String {
    let writer = Writer::new(names);
    Naming::default().call(&writer, &writer.params(generics));
    let draft = Draft {
        takes: vec![],
        gives: vec![writer.ty(ty)],
        predicates: [].into(),
    }
    .settle();
    format!(
        "type {} = {}",
        head(names, name, generics),
        draft.gives.join("")
    )
}

/// A variant of an enum, of which `generics` are the parameters.
#[must_use]
pub fn variant(names: Names, name: &str, generics: &Generics, of: &Variant) -> String {
    let writer = Writer::new(names);
    Naming::default().call(&writer, &writer.params(generics));
    let field = |id| {
        names
            .loaded
            .krate
            .index
            .get(&id)
            .and_then(|item| match &item.inner {
                ItemEnum::StructField(ty) => {
                    Some((item.name.clone().unwrap_or_default(), writer.ty(ty)))
                }
                _ => None,
            })
    };
    match &of.kind {
        VariantKind::Plain => name.to_owned(),
        VariantKind::Tuple(fields) => {
            let types: Vec<_> = fields.iter().map(|id| id.and_then(field)).collect();
            let types = types
                .into_iter()
                .map(|field| field.map_or_else(|| "private".into(), |(_, ty)| ty));
            format!("{name}({})", types.collect::<Vec<_>>().join(", "))
        }
        VariantKind::Struct {
            fields,
            has_stripped_fields,
        } => {
            let mut fields: Vec<_> = fields.iter().filter_map(|id| field(*id)).collect();
            fields.sort();
            let mut fields: Vec<_> = fields
                .iter()
                .map(|(name, ty)| format!("{name}: {ty}"))
                .collect();
            fields.extend(has_stripped_fields.then(|| "private".to_owned()));
            format!("{name} {{ {} }}", fields.join(", "))
        }
    }
}

/// A field, constant or static: what it is, and a type that may use the parameters of what it is in.
#[must_use]
pub fn typed(names: Names, what: &str, generics: Option<&Generics>, ty: &Type) -> String {
    let writer = Writer::new(names);
    if let Some(generics) = generics {
        Naming::default().call(&writer, &writer.params(generics));
    }
    // In a constant, what isn't written is static.
    writer.elide(Elided::As("'static".to_owned()));
    format!("{what}: {}", writer.ty(ty))
}

/// An associated constant of an inherent impl.
#[must_use]
pub fn impl_const(names: Names, name: &str, of: &Impl, ty: &Type) -> String {
    let header = Header::of(names, of);
    header.writer.elide(Elided::As("'static".to_owned()));
    format!("const {}::{name}: {}", header.for_, header.writer.ty(ty))
}

/// A trait's associated type.
#[must_use]
pub fn assoc_type(names: Names, name: &str, of: &Trait, item: &ItemEnum) -> String {
    let ItemEnum::AssocType {
        generics,
        bounds,
        type_,
    } = item
    else {
        return name.to_owned();
    };
    let writer = Writer::new(names);
    let mut naming = Naming::default();
    naming.call(&writer, &writer.params(&of.generics));
    let params = writer.params(generics);
    naming.call(&writer, &params);
    let bounds = Vec::from_iter(writer.bounds(bounds)).join(" + ");
    let default = type_
        .as_ref()
        .map(|ty| format!(" = {}", writer.ty(ty)))
        .unwrap_or_default();
    format!("type {name}{}: {bounds}{default}", list(&writer, &params))
}

fn non_exhaustive(item: &Item) -> &'static str {
    if item.attrs.contains(&Attribute::NonExhaustive) {
        "#[non_exhaustive] "
    } else {
        ""
    }
}

/// A type's or trait's name, parameters and what it asks of them.
fn head(names: Names, name: &str, generics: &Generics) -> String {
    let writer = Writer::new(names);
    writer.drop_allocators(generics);
    let params = writer.params(generics);
    Naming::default().call(&writer, &params);
    let lifetimes = params
        .iter()
        .filter(|param| matches!(param.kind, GenericParamDefKind::Lifetime { .. }));
    let draft = Draft {
        takes: vec![],
        gives: lifetimes.map(|param| param.name.clone()).collect(),
        predicates: writer
            .predicates(None, Some(generics))
            .into_iter()
            .filter(|text| !text.starts_with("Self: "))
            .collect(),
    }
    .settle();
    let types = list(&writer, &params);
    let types = types
        .strip_prefix('<')
        .and_then(|types| types.strip_suffix('>'))
        .unwrap_or_default();
    let all: Vec<_> = draft
        .gives
        .iter()
        .map(String::as_str)
        .chain(Some(types).filter(|types| !types.is_empty()))
        .collect();
    let params = if all.is_empty() {
        String::new()
    } else {
        format!("<{}>", all.join(", "))
    };
    format!("std::{name}{params}{}", where_clause(&draft))
}

/// Parameters for types and constants, with their defaults, in angle brackets.
fn list(writer: &Writer, params: &[&GenericParamDef]) -> String {
    let parts: Vec<_> = params
        .iter()
        .filter_map(|param| {
            let name = writer.ty(&Type::Generic(param.name.clone()));
            match &param.kind {
                GenericParamDefKind::Lifetime { .. } => None,
                GenericParamDefKind::Type {
                    default: Some(default),
                    ..
                } => Some(format!("{name} = {}", writer.ty(default))),
                GenericParamDefKind::Type { .. } => Some(name),
                GenericParamDefKind::Const { type_, .. } => {
                    Some(format!("const {name}: {}", writer.ty(type_)))
                }
            }
        })
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("<{}>", parts.join(", "))
    }
}

/// What is asked of parameters.
#[must_use]
pub fn where_clause(draft: &Draft) -> String {
    if draft.predicates.is_empty() {
        return String::new();
    }
    let all: Vec<_> = draft.predicates.iter().map(String::as_str).collect();
    format!(" where {}", all.join(", "))
}
