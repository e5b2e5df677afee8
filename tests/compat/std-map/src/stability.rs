//! Determines which of `std`'s items are stable.
//!
//! An item of `std` has an attribute for that. rustdoc describes only one crate, so re-exports from
//! other crates have none. For those, the compiler decides: a generated program names each of them.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use rustdoc_types::{Attribute, Crate, Id, Item, ItemEnum};

use crate::load::{self, TARGET};
use crate::std_json;

/// Returns the unstable items: those with the attribute, and those without any in an unstable
/// module.
#[must_use]
pub fn unstable(krate: &Crate) -> HashSet<Id> {
    let says = |item: &Item| level(item, "#[attr = Stability {");
    let mut unstable: HashSet<Id> = krate
        .index
        .values()
        .filter(|item| says(item) == Some(false))
        .map(|item| item.id)
        .collect();
    let mut modules: Vec<Id> = unstable.iter().copied().collect();
    while let Some(module) = modules.pop() {
        let Some(ItemEnum::Module(module)) = krate.index.get(&module).map(|item| &item.inner)
        else {
            continue;
        };
        for item in module.items.iter().filter_map(|id| krate.index.get(id)) {
            if says(item).is_none() && unstable.insert(item.id) {
                modules.push(item.id);
            }
        }
    }
    unstable
}

/// Returns whether a stable program may call a function in constants, if the function is `const`.
#[must_use]
pub fn of_const(item: &Item) -> bool {
    level(item, "#[attr = RustcConstStability {").unwrap_or(true)
}

fn level(item: &Item, attribute: &str) -> Option<bool> {
    item.attrs.iter().find_map(|attr| match attr {
        Attribute::Other(text) if text.starts_with(attribute) => {
            let (_, level) = text.split_once("level: ")?;
            Some(level.starts_with("Stable"))
        }
        _ => None,
    })
}

/// Returns those of these paths, below `std`, that the compiler refuses in a stable program.
///
/// # Errors
///
/// Returns a message if the compiler cannot be run, or does not know a path.
pub fn refused(workspace: &Path, paths: &BTreeSet<String>) -> Result<BTreeSet<String>, String> {
    let folder = load::folder(workspace);
    let file = folder.join("names.rs");
    let mut program = String::from("#![crate_type = \"lib\"]\n#![allow(warnings)]\n");
    for (number, path) in paths.iter().enumerate() {
        // One module for each path, because a macro and a module may have the same path.
        program.push_str(&format!("mod n{number} {{ pub use std::{path}; }}\n"));
    }
    fs::write(&file, program).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut rustc = std_json::rustc(workspace);
    rustc
        .env_remove("RUSTC_BOOTSTRAP")
        .args(["--edition", "2024", "--target", TARGET]);
    rustc.args(["--emit", "metadata", "--error-format", "short", "-o"]);
    rustc.arg(folder.join("names.rmeta")).arg(&file);
    match load::run(&mut rustc) {
        Ok(_) => Ok(BTreeSet::new()),
        Err(stderr) => parse(&stderr, paths),
    }
}

/// Returns the lines of the program with an error about an unstable feature. Any other error means
/// that a path is wrong.
fn parse(stderr: &str, paths: &BTreeSet<String>) -> Result<BTreeSet<String>, String> {
    const BEFORE: usize = 3; // lines of the program before the first path, and lines count from one

    let mut refused = BTreeSet::new();
    for line in stderr.lines().filter(|line| line.contains(": error[")) {
        let number = line
            .split(':')
            .nth(1)
            .and_then(|number| number.parse::<usize>().ok());
        let path = number.and_then(|number| paths.iter().nth(number.checked_sub(BEFORE)?));
        match path {
            Some(path) if line.contains("error[E0658]") => {
                refused.insert(path.clone());
            }
            _ => return Err(format!("the compiler says of {path:?}: {line}")),
        }
    }
    Ok(refused)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_line_of_the_program_is_mapped_to_its_path() {
        let paths = ["cell", "intrinsics", "mem"].map(str::to_owned).into();
        let stderr = "names.rs:4:20: error[E0658]: use of unstable library feature `core_intrinsics`\n\
                    error: aborting due to 1 previous error";
        assert_eq!(parse(stderr, &paths), Ok(["intrinsics".to_owned()].into()));
        assert!(parse("names.rs:4:20: error[E0432]: unresolved import", &paths).is_err());
    }
}
