//! Names of parameters, and the headers of impls.
//!
//! Only the order of parameters matters. So they are named `T`, `U`, … in the order in which a
//! caller passes them, or, in an impl, in which its type uses them.

use rustdoc_types::{GenericParamDef, GenericParamDefKind, Impl};

use crate::types::{Names, Writer};

/// Assigns names to parameters: `T`, `U`, …, and `N`, `M`, … to constants.
#[derive(Debug, Default)]
pub(crate) struct Naming {
    types: usize,
    consts: usize,
}

impl Naming {
    pub(crate) fn rename(&mut self, writer: &Writer, params: &[&GenericParamDef]) {
        for param in params {
            let (count, letters) = match param.kind {
                GenericParamDefKind::Lifetime { .. } => continue,
                GenericParamDefKind::Type { .. } => (&mut self.types, "TUVWXYZ"),
                GenericParamDefKind::Const { .. } => (&mut self.consts, "NMP"),
            };
            let name = letters
                .chars()
                .nth(*count)
                .map_or_else(|| format!("T{count}"), String::from);
            *count += 1;
            writer.rename(&param.name, &name);
        }
    }
}

/// The header of an impl: its type, and its trait if there is one.
#[derive(Debug)]
pub struct Header<'a> {
    /// The writer with the impl's parameters.
    pub writer: Writer<'a>,
    /// The type.
    pub for_: String,
    /// The trait.
    pub trait_: Option<String>,
    pub(crate) naming: Naming,
}

impl<'a> Header<'a> {
    /// Writes a header. Parameters are named in the order in which the type and the trait use them.
    #[must_use]
    pub fn of(names: Names<'a>, of: &Impl) -> Self {
        let writer = Writer::new(names);
        writer.drop_allocators(&of.generics);
        let write = || {
            (
                writer.ty(&of.for_),
                of.trait_.as_ref().map(|path| writer.path(path)),
            )
        };
        let (for_, trait_) = write();
        let text = format!("{for_} {}", trait_.unwrap_or_default());
        let mut params = writer.params(&of.generics);
        params.sort_by_key(|param| word(&text, &param.name).unwrap_or(usize::MAX));
        let mut naming = Naming::default();
        naming.rename(&writer, &params);
        let for_ = writer.ty(&of.for_);
        writer.rename("Self", &for_);
        let trait_ = of.trait_.as_ref().map(|path| writer.path(path));
        Self {
            writer,
            for_,
            trait_,
            naming,
        }
    }
}

/// Finds a name in a text as a whole word.
fn word(text: &str, name: &str) -> Option<usize> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    text.match_indices(name).find_map(|(start, _)| {
        let before = text.get(..start)?.ends_with(is_word);
        let after = text.get(start + name.len()..)?.starts_with(is_word);
        (!before && !after).then_some(start)
    })
}
