//! What rows are compared by.

use std::collections::{BTreeMap, BTreeSet};

/// What a row is compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interface {
    /// A signature.
    Signature(String),
    /// An item of another crate.
    Foreign {
        /// The path of its definition.
        path: String,
        /// The path that the re-export names.
        source: String,
    },
    /// The auto traits of a type.
    Auto(BTreeMap<&'static str, AutoBounds>),
}

/// The bounds that an auto trait needs on a type's parameters; `None` if the type lacks the trait.
pub type AutoBounds = Option<BTreeSet<String>>;

impl Interface {
    /// Returns the interface as one line.
    #[must_use]
    pub fn to_line(&self) -> String {
        match self {
            Self::Signature(signature) => signature.clone(),
            Self::Foreign { path, .. } => format!("= {path}"),
            Self::Auto(traits) => {
                let each = traits.iter().map(|(name, bounds)| match bounds {
                    None => format!("!{name}"),
                    Some(bounds) if bounds.is_empty() => (*name).to_owned(),
                    Some(bounds) => {
                        let bounds: Vec<_> = bounds.iter().map(String::as_str).collect();
                        format!("{name} where {}", bounds.join(", "))
                    }
                });
                each.collect::<Vec<_>>().join("; ")
            }
        }
    }
}
