//! The list of a module's imports.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use nanowasi_build::PREVIEW1;
use nanowasi_build::module::Module;
use nanowasi_build::references::References;

use super::chains::{Chain, Finder};
use super::names::{crate_of, readable};

/// The number of chains that are shown for an import.
const CHAINS: usize = 4;

/// The number of further functions that are named.
const MORE: usize = 8;

/// The exports of the start-up code. Any other is a function of the user.
const RUNTIME: [&str; 5] = [
    "_start",
    "_initialize",
    "__main_void",
    "main",
    "__original_main",
];

const UNKNOWN: &str = "  which functions bring them in is unknown, because this build did not link \
    the module: change\n  a source file and build again\n";

const INLINED: &str = "  the functions that call these are inlined: build without `--release` to see \
    them\n";

/// What is known of a build.
#[derive(Clone, Copy)]
pub(super) struct Build<'a> {
    /// The names of the crates of the user.
    pub(super) local_crates: &'a BTreeSet<String>,
    /// Whether functions can be inlined.
    pub(super) is_optimized: bool,
}

/// Returns the list of a module's imports. `references` are those of its functions.
pub(super) fn module(
    name: &str,
    module: &Module,
    references: Option<&References>,
    build: Build<'_>,
) -> String {
    let wasi = module.wasi();
    let mut text = match wasi.len() {
        0 => format!("{name} imports no function of WASI\n"),
        1 => format!("{name} imports 1 function of WASI:\n"),
        count => format!("{name} imports {count} functions of WASI:\n"),
    };
    if !wasi.is_empty() {
        text += &match references {
            Some(references) => with_chains(references, build),
            None => format!("  {}\n{UNKNOWN}", wasi.join(", ")),
        };
    }
    let mut others: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for import in module.foreign() {
        let names = others.entry(&import.module).or_default();
        names.push(&import.name);
    }
    for (module, names) in others {
        let _ = writeln!(text, "{name} imports from `{module}`: {}", names.join(", "));
    }
    text
}

/// Returns a line for each function that brings an import in. Imports with the same functions have
/// the same lines.
fn with_chains(references: &References, build: Build<'_>) -> String {
    let mut exports = vec![None; references.symbols.len()];
    for (name, index) in &references.exports {
        if let Some(export) = exports.get_mut(*index) {
            *export = Some(name.as_str());
        }
    }
    let is_own = |(symbol, export): (&String, &Option<&str>)| match crate_of(symbol) {
        Some(crate_) => crate_ != "nanowasi" && build.local_crates.contains(&crate_),
        None => export.is_some_and(|name| !RUNTIME.contains(&name)),
    };
    let is_own = references.symbols.iter().zip(&exports).map(is_own);
    let finder = Finder::new(references, is_own.collect());
    let mut groups: Vec<(Vec<Chain>, Vec<&str>)> = Vec::new();
    for (index, (module, name)) in references.imports.iter().enumerate() {
        if module != PREVIEW1 {
            continue;
        }
        let chains = finder.chains(index);
        match groups.iter_mut().find(|(known, _)| *known == chains) {
            Some((_, names)) => names.push(name),
            None => groups.push((chains, vec![name])),
        }
    }
    let mut text = String::new();
    let mut is_inlined = false;
    for (chains, names) in groups {
        let _ = writeln!(text, "  {}", names.join(", "));
        for chain in chains.iter().take(CHAINS) {
            let names = names_of(chain, &finder, references);
            let export = chain.functions.last().and_then(|last| exports[*last]);
            let export = match export {
                Some(name) if names.last().is_some_and(|last| last == name) => " (export)".into(),
                Some(name) => format!(" (export `{name}`)"),
                None => String::new(),
            };
            let _ = writeln!(text, "    <- {}{export}", names.join(" <- "));
            is_inlined |= !finder.is_own(chain.functions[chain.end]);
        }
        if let Some(others) = chains.get(CHAINS..).filter(|others| !others.is_empty()) {
            let shown = others.iter().take(MORE);
            let mut shown: Vec<_> = shown
                .map(|chain| readable(&references.symbols[chain.functions[chain.end]]))
                .collect();
            if others.len() > MORE {
                shown.push("…".to_owned());
            }
            let _ = writeln!(text, "    and {} more: {}", others.len(), shown.join(", "));
        }
    }
    if is_inlined && build.is_optimized {
        text += INLINED;
    }
    text
}

/// Returns the names of a chain: the function that calls the import, the function that the user can
/// change, the function that it calls, and the export. Others are left out.
fn names_of(chain: &Chain, finder: &Finder<'_>, references: &References) -> Vec<String> {
    let Chain { functions, end } = chain;
    let last = functions.len() - 1;
    let mut names = Vec::new();
    for (index, function) in functions.iter().enumerate() {
        let is_shown = index == 0 || index + 1 == *end || index == *end || index == last;
        // Three dots are not shorter than one name.
        let is_single =
            |index: usize| (index == 1 && *end == 3) || (index == *end + 1 && last == *end + 2);
        if is_shown || is_single(index) {
            let mut name = readable(&references.symbols[*function]);
            if let Some(user) = functions.get(index + 1)
                && finder.is_by_pointer(*user, *function)
            {
                name.push_str(" (called by a pointer)");
            }
            names.push(name);
        } else if names.last().is_none_or(|name| name != "…") {
            names.push("…".to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use nanowasi_build::module::Import;

    use super::*;

    fn import(module: &str, name: &str) -> Import {
        Import {
            module: module.to_owned(),
            name: name.to_owned(),
            ty: "() -> ()".to_owned(),
        }
    }

    /// Returns functions of which each calls the one before. The first is the import.
    fn references(symbols: &[&str], export: &str) -> References {
        let count = symbols.len();
        let calls = (0..count).map(|index| index.checked_sub(1).into_iter().collect());
        References {
            imports: vec![(PREVIEW1.to_owned(), symbols[0].to_owned())],
            symbols: symbols.iter().map(|symbol| (*symbol).to_owned()).collect(),
            exports: [(export.to_owned(), count - 1)].into(),
            start: None,
            calls: calls.collect(),
            addresses: vec![BTreeSet::new(); count],
        }
    }

    fn list(references: &References, is_optimized: bool) -> String {
        let local_crates = &BTreeSet::from(["plug".to_owned(), "nanowasi".to_owned()]);
        let build = Build {
            local_crates,
            is_optimized,
        };
        let parsed = Module {
            imports: vec![import(PREVIEW1, "fd_write"), import("env", "log")],
            ..Module::default()
        };
        module("plug.wasm", &parsed, Some(references), build)
    }

    #[test]
    fn a_long_chain_is_shortened() {
        let symbols = [
            "fd_write",
            "a::b",
            "a::c",
            "a::d",
            "nanowasi::e",
            "plug::f",
            "g::h",
            "g::i",
            "run",
        ];
        let text = list(&references(&symbols, "run"), true);
        assert_eq!(
            text,
            "plug.wasm imports 1 function of WASI:\n  \
             fd_write\n    \
             <- a::b <- … <- nanowasi::e <- plug::f <- … <- run (export)\n\
             plug.wasm imports from `env`: log\n"
        );
        // One name is not replaced by dots.
        let symbols = ["fd_write", "a::b", "a::c", "a::d", "plug::f", "g::h", "run"];
        let text = list(&references(&symbols, "other"), true);
        let expected = "<- a::b <- a::c <- a::d <- plug::f <- g::h <- run (export `other`)\n";
        assert!(text.contains(expected), "{text}");
    }

    /// Without the note, a user looks in vain for a function of theirs.
    #[test]
    fn a_chain_without_a_function_of_the_user_has_a_note() {
        let references = references(&["fd_write", "a::b", "_start"], "_start");
        let text = list(&references, true);
        assert!(
            text.contains("\n    <- a::b <- _start (export)\n"),
            "{text}"
        );
        assert!(text.contains("inlined"), "{text}");
        assert!(!list(&references, false).contains("inlined"));
    }
}
