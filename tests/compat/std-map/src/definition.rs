//! Normalized signatures of types, traits, and what they consist of.

use std::collections::BTreeSet;

use rustdoc_types::{
    Attribute, Enum, Generics, Impl, Item, ItemEnum, Struct, StructKind, Trait, Type, Variant,
    VariantKind,
};

use crate::header::{Header, Naming};
use crate::lifetimes::SignatureDraft;
use crate::signature::{head, list};
use crate::types::{Elided, Names, Writer};

/// Writes a struct. Only whether a program can construct and match it counts, not its private
/// fields.
#[must_use]
pub fn structure(names: Names, name: &str, item: &Item, of: &Struct) -> String {
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

/// Writes an enum.
#[must_use]
pub fn enumeration(names: Names, name: &str, item: &Item, of: &Enum) -> String {
    format!(
        "{}enum {}",
        non_exhaustive(item),
        head(names, name, &of.generics)
    )
}

/// Writes a trait.
#[must_use]
pub fn trait_(names: Names, name: &str, of: &Trait) -> String {
    let writer = Writer::new(names);
    Naming::default().rename(&writer, &writer.params(&of.generics));
    let mut bounds = writer.bounds(&of.bounds);
    // `where Self: Send` equals `: Send`.
    let predicates = writer.predicates(None, Some(&of.generics));
    let of_self = predicates
        .iter()
        .filter_map(|text| text.strip_prefix("Self: "));
    bounds.extend(of_self.map(str::to_owned));
    // A private supertrait prevents other crates from implementing this trait.
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

/// Writes an alias.
#[must_use]
pub fn alias(names: Names, name: &str, generics: &Generics, ty: &Type) -> String {
    let writer = Writer::new(names);
    Naming::default().rename(&writer, &writer.params(generics));
    let draft = SignatureDraft {
        inputs: vec![],
        outputs: vec![writer.ty(ty)],
        predicates: [].into(),
    }
    .normalize();
    format!(
        "type {} = {}",
        head(names, name, generics),
        draft.outputs.join("")
    )
}

/// Writes a variant of an enum with these generics.
#[must_use]
pub fn variant(names: Names, name: &str, generics: &Generics, of: &Variant) -> String {
    let writer = Writer::new(names);
    Naming::default().rename(&writer, &writer.params(generics));
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

/// Writes a field, constant or static, whose type may use the parameters of the enclosing item.
#[must_use]
pub fn typed(names: Names, keyword: &str, generics: Option<&Generics>, ty: &Type) -> String {
    let writer = Writer::new(names);
    if let Some(generics) = generics {
        Naming::default().rename(&writer, &writer.params(generics));
    }
    // In a constant, elided lifetimes are static.
    writer.elide(Elided::As("'static".to_owned()));
    format!("{keyword}: {}", writer.ty(ty))
}

/// Writes an associated constant of an inherent impl.
#[must_use]
pub fn impl_const(names: Names, name: &str, of: &Impl, ty: &Type) -> String {
    let header = Header::of(names, of);
    header.writer.elide(Elided::As("'static".to_owned()));
    format!("const {}::{name}: {}", header.for_, header.writer.ty(ty))
}

/// Writes an associated type of a trait.
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
    naming.rename(&writer, &writer.params(&of.generics));
    let params = writer.params(generics);
    naming.rename(&writer, &params);
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
