//! Normalized signatures.
//!
//! Parameters are named by their position, all bounds are in one `where` clause, and names of
//! arguments are left out. Two signatures that a program cannot distinguish become the same text,
//! except for unusual ways of writing.

use rustdoc_types::{
    Function, GenericParamDef, GenericParamDefKind, Generics, Impl, Item, Trait, Type,
};

use crate::header::{Header, Naming};
use crate::lifetimes::{self, SignatureDraft};
use crate::stability;
use crate::types::{Elided, Names, Writer, abi};

/// What a method belongs to.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// Nothing: a free function.
    None,
    /// A trait, with its name.
    Trait(&'a str, &'a Trait),
    /// An inherent impl.
    Impl(&'a Impl),
    /// A trait that adds methods to a primitive type: the names of the type and of the trait.
    Primitive(&'a str, &'a str),
}

/// Writes a function or method.
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
            naming.rename(&writer, &writer.params(&owner.generics));
            (writer, naming, None)
        }
        Owner::Primitive(name, trait_) => {
            let writer = Writer::new(names);
            writer.rename("Self", name);
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
    naming.rename(&writer, &params);

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
    let inputs = for_.into_iter().chain(inputs).collect();
    let draft = SignatureDraft {
        inputs,
        outputs: vec![output],
        predicates,
    }
    .normalize();

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
    let (for_, inputs) = draft.inputs.split_at(usize::from(is_method));
    let owner_prefix = match (for_, owner) {
        ([for_, ..], _) => format!("{for_}::"),
        ([], Owner::Trait(path, _)) => format!("std::{path}::"),
        ([], _) => String::new(),
    };
    out.push_str(&format!(
        "fn {owner_prefix}{name}{}({}",
        list(&writer, &params),
        inputs.join(", ")
    ));
    out.push_str(if of.sig.is_c_variadic { ", ...)" } else { ")" });
    if let Some(output) = draft
        .outputs
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

/// Returns the elided lifetime of a result: that of `self`, or the only one.
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

/// Writes the name of a type or trait, its parameters and their bounds.
pub(crate) fn head(names: Names, name: &str, generics: &Generics) -> String {
    let writer = Writer::new(names);
    writer.drop_allocators(generics);
    let params = writer.params(generics);
    Naming::default().rename(&writer, &params);
    let lifetimes = params
        .iter()
        .filter(|param| matches!(param.kind, GenericParamDefKind::Lifetime { .. }));
    let draft = SignatureDraft {
        inputs: vec![],
        outputs: lifetimes.map(|param| param.name.clone()).collect(),
        predicates: writer
            .predicates(None, Some(generics))
            .into_iter()
            .filter(|text| !text.starts_with("Self: "))
            .collect(),
    }
    .normalize();
    let types = list(&writer, &params);
    let types = types
        .strip_prefix('<')
        .and_then(|types| types.strip_suffix('>'))
        .unwrap_or_default();
    let all: Vec<_> = draft
        .outputs
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

/// Writes type and constant parameters with their defaults, in angle brackets.
pub(crate) fn list(writer: &Writer, params: &[&GenericParamDef]) -> String {
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

/// Writes the `where` clause.
#[must_use]
pub fn where_clause(draft: &SignatureDraft) -> String {
    if draft.predicates.is_empty() {
        return String::new();
    }
    let all: Vec<_> = draft.predicates.iter().map(String::as_str).collect();
    format!(" where {}", all.join(", "))
}
