//! Rust's own tests of `core`, `alloc` and `std`, from the component `rust-src`.
//!
//! They are folders of the toolchain's sources. Some items of them use unstable items of `std` that
//! nanowasi does not have, or the repository around the folder. `suites.toml` lists the texts that
//! are replaced, and the texts whose items are cut, for both variants alike.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::prepare::output;
use crate::{Result, folder};

/// An edit of the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Replaces a text.
    Replace(String, String),
    /// Removes the items at the top level of a file that contain a text.
    Cut(String),
}

/// The manifest of the integration tests of `std`, which are no package of their own.
const STD_MANIFEST: &str = "\
[package]
name = \"stdtests\"
version = \"0.0.0\"
edition = \"2024\"

[dev-dependencies]
rand = { version = \"0.9.0\", default-features = false, features = [\"alloc\"] }
rand_xorshift = \"0.4.0\"
";

/// Copies the sources of a suite from the toolchain, with the edits, and returns the folder.
///
/// # Errors
///
/// Returns why the component is missing, or the edit whose text does not occur.
pub fn sources(name: &str, edits: &[Edit]) -> Result<PathBuf> {
    let library = library()?;
    let to = folder().join("rust").join(name);
    let (from, own) = match name {
        "stdtests" => (library.join("std/tests"), to.join("tests")),
        _ => (library.join(name), to.clone()),
    };
    if name == "stdtests" {
        write(&to.join("src/lib.rs"), "")?;
        write(&to.join("Cargo.toml"), STD_MANIFEST)?;
    }
    let mut files = Vec::new();
    list(&from, &mut files)?;
    let mut is_used = vec![false; edits.len()];
    for file in files {
        let mut text = fs::read_to_string(&file)?;
        // Some tests include the sources of the library by a relative path.
        text = text.replace("\"../alloc/", &format!("\"{}/alloc/", library.display()));
        for (edit, is_used) in edits.iter().zip(&mut is_used) {
            let edited = apply(&text, edit);
            *is_used |= edited != text;
            text = edited;
        }
        write(&own.join(file.strip_prefix(&from)?), &text)?;
    }
    match is_used.iter().position(|is_used| !is_used) {
        Some(unused) => Err(format!("{name}: {:?} has no effect", edits[unused]).into()),
        None => Ok(to),
    }
}

/// Writes a file unless it has this text already, so that cargo finds it unchanged.
fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, text)?)
}

/// Returns the folder of the toolchain's sources, after rustup has added them if they were missing.
fn library() -> Result<PathBuf> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let sysroot = String::from_utf8(sysroot)?;
    let library = Path::new(sysroot.trim_end()).join("lib/rustlib/src/rust/library");
    if !library.is_dir() {
        output(Command::new("rustup").args(["component", "add", "rust-src"]))?;
    }
    Ok(library)
}

/// Lists the Rust files and manifests of a folder.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "rs" || extension == "toml")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// Returns a text after an edit.
fn apply(text: &str, edit: &Edit) -> String {
    match edit {
        Edit::Replace(from, to) => text.replace(from, to),
        Edit::Cut(part) if text.contains(part.as_str()) => items(text)
            .into_iter()
            .filter(|item| !item.contains(part.as_str()))
            .collect(),
        Edit::Cut(_) => text.to_owned(),
    }
}

/// Splits a file that rustfmt has formatted into its items. An item ends at a line without
/// indentation that ends in `}` or `;`, or that is an inner attribute or blank.
fn items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    for line in text.split_inclusive('\n') {
        let last = items.len() - 1;
        items[last].push_str(line);
        let line = line.trim_end();
        let is_outer = !line.starts_with([' ', '\t']);
        let is_end = line.is_empty() || line.starts_with("#![") || line.ends_with(['}', ';']);
        // A blank line in an item is followed by a line with indentation, or by the end.
        if is_outer && is_end && !(line.is_empty() && is_open(&items[last])) {
            items.push(String::new());
        }
    }
    items
}

/// Whether an item has more opening than closing braces.
fn is_open(item: &str) -> bool {
    item.matches('{').count() > item.matches('}').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_items_with_a_text_are_cut() {
        let text = "#![feature(a)]\n#![feature(b)]\n\nuse x::{\n    y,\n};\n\n#[test]\nfn one() {\n    \
                    let b = 1;\n\n    two(b);\n}\n\nmac! {\n    name: z,\n}\nfn three() {}\n";
        let cut = |part: &str| apply(text, &Edit::Cut(part.to_owned()));
        assert_eq!(items(text).concat(), text);
        assert!(!cut("two(").contains("one()") && cut("two(").contains("name: z"));
        assert!(!cut("feature(a)").contains("(a)") && cut("feature(a)").contains("(b)"));
        assert!(!cut("name: z,").contains("mac!") && cut("name: z,").contains("three"));
        assert_eq!(cut("absent"), text);
    }
}
