//! Finds the public items whose documentation has no example.
//!
//! An item is what a reader looks up and then calls or names: a function, method, macro, type or
//! trait. Fields, variants, constants, modules, aliases and trait impls need no example, nor does
//! an item that another crate defines. Hidden items are not in rustdoc's JSON.

use std::collections::HashSet;

use rustdoc_types::{Id, Impl, Item, ItemEnum, Visibility};

use crate::load::Loaded;
use crate::public_paths::{PublicPaths, join};

/// The trait whose methods `bitflags!` repeats as inherent methods.
const BITFLAGS: &str = "bitflags::traits::Flags";

/// A public item that a reader may want to see in use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Documented {
    /// The path below the crate's root: `io::Read::read`.
    pub path: String,
    /// The kind of the item: `method`.
    pub kind: &'static str,
    /// The file and line of its definition; empty if rustdoc doesn't know them.
    pub source: String,
    /// Whether its own documentation has an example.
    pub has_example: bool,
}

impl Documented {
    /// Whether the item is in a module or type (`io`, `fs::File`) or in a file or folder
    /// (`src/io`).
    #[must_use]
    pub fn is_in(&self, filter: &str) -> bool {
        let filter = filter.trim_end_matches(['/', ':']);
        let filter = filter.strip_prefix("nanowasi::").unwrap_or(filter);
        let is_below = |text: &str, separators: &[char]| {
            text.strip_prefix(filter)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(separators))
        };
        filter.is_empty() || is_below(&self.path, &[':']) || is_below(&self.source, &['/', ':'])
    }
}

/// Returns the crate's functions, methods, macros, types and traits, in the order of their paths.
#[must_use]
pub fn documented(loaded: &Loaded) -> Vec<Documented> {
    let paths = PublicPaths::of(loaded, None);
    let mut walk = Walk {
        loaded,
        found: Vec::new(),
    };
    for (id, path) in &paths.names {
        if let Some(item) = loaded.krate.index.get(id) {
            walk.item(item, path);
        }
    }
    walk.found.sort();
    walk.found
}

struct Walk<'a> {
    loaded: &'a Loaded,
    found: Vec<Documented>,
}

impl<'a> Walk<'a> {
    fn item(&mut self, item: &'a Item, path: &str) {
        match &item.inner {
            ItemEnum::Function(_) => self.add(item, path, "function"),
            ItemEnum::Macro(_) => self.add(item, &format!("{path}!"), "macro"),
            ItemEnum::Trait(of) => {
                self.add(item, path, "trait");
                self.methods(path, &of.items, &HashSet::new());
            }
            ItemEnum::Struct(of) => self.of_type(item, path, "struct", &of.impls),
            ItemEnum::Enum(of) => self.of_type(item, path, "enum", &of.impls),
            ItemEnum::Union(of) => self.of_type(item, path, "union", &of.impls),
            _ => {}
        }
    }

    fn of_type(&mut self, item: &'a Item, path: &str, kind: &'static str, impls: &[Id]) {
        self.add(item, path, kind);
        let impls: Vec<&Impl> = impls
            .iter()
            .filter_map(|id| match &self.loaded.krate.index.get(id)?.inner {
                ItemEnum::Impl(of) => Some(of),
                _ => None,
            })
            .collect();
        let generated = impls.iter().flat_map(|of| self.bitflags_methods(of));
        let generated = generated.collect();
        for of in impls.into_iter().filter(|of| of.trait_.is_none()) {
            self.methods(path, &of.items, &generated);
        }
    }

    /// The names of the methods that `bitflags!` generates, if the impl is the one it generates.
    fn bitflags_methods(&self, of: &'a Impl) -> Vec<&'a str> {
        let path = of.trait_.as_ref();
        let path = path.and_then(|path| self.loaded.krate.paths.get(&path.id));
        if path.is_none_or(|path| path.path.join("::") != BITFLAGS) {
            return Vec::new();
        }
        let required = of
            .items
            .iter()
            .filter_map(|id| self.loaded.krate.index.get(id)?.name.as_deref());
        let provided = of.provided_trait_methods.iter().map(String::as_str);
        required.chain(provided).collect()
    }

    fn methods(&mut self, owner: &str, items: &[Id], left_out: &HashSet<&str>) {
        for item in items
            .iter()
            .filter_map(|id| self.loaded.krate.index.get(id))
        {
            let name = item.name.as_deref().unwrap_or_default();
            let is_public = matches!(item.visibility, Visibility::Public | Visibility::Default);
            let is_method = matches!(item.inner, ItemEnum::Function(_));
            if is_public && is_method && !left_out.contains(name) {
                self.add(item, &join(owner, name), "method");
            }
        }
    }

    fn add(&mut self, item: &Item, path: &str, kind: &'static str) {
        let source = item.span.as_ref().map(|span| {
            let file = span.filename.display();
            format!("{file}:{}", span.begin.0)
        });
        self.found.push(Documented {
            path: path.to_owned(),
            kind,
            source: source.unwrap_or_default(),
            has_example: item.docs.as_deref().is_some_and(has_example),
        });
    }
}

/// Whether a documentation text has a block of Rust that rustdoc checks.
#[must_use]
pub fn has_example(docs: &str) -> bool {
    let mut fence: Option<&str> = None;
    for line in docs.lines().map(str::trim) {
        match fence {
            Some(open) => {
                if line.starts_with(open) && line.trim_start_matches(open).is_empty() {
                    fence = None;
                }
            }
            None => {
                for marker in ["```", "~~~"] {
                    if let Some(info) = line.strip_prefix(marker) {
                        if is_rust(info) {
                            return true;
                        }
                        fence = Some(marker);
                    }
                }
            }
        }
    }
    false
}

/// Whether the words after a fence are those of a block that rustdoc checks.
///
/// `compile_fail` counts, because a macro may exist only to fail.
fn is_rust(info: &str) -> bool {
    const WORDS: [&str; 5] = [
        "rust",
        "no_run",
        "should_panic",
        "compile_fail",
        "standalone_crate",
    ];
    // `E0277`, the error of a block that fails to compile.
    let is_code = |word: &str| {
        word.strip_prefix('E')
            .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    info.split([',', ' '])
        .filter(|word| !word.is_empty())
        .all(|word| WORDS.contains(&word) || word.starts_with("edition") || is_code(word))
}
