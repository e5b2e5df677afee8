//! The tools as the page has them: the modules, and `tools.json`, which says what each is, weighs and begins with.
//!
//! Nothing in it is written twice: what a tool does is the first sentence of its source, what `std` weighs is in
//! `benches/size.toml`, and only what it is tried with first is in `start.toml`.

use std::fs;
use std::path::Path;

use nanowasi_build::{Build, Mode, examples, workspace};
use serde_json::{Value, json};
use toml_edit::{DocumentMut, TableLike};

/// What each tool is tried with, in the page's order.
const START: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/start.toml");

/// All that the site has of the tools.
pub(crate) struct Tools {
    pub(crate) modules: Vec<Module>,
    /// The text of `tools.json`.
    pub(crate) json: String,
}

/// A module, and where it is in the site.
pub(crate) struct Module {
    pub(crate) path: String,
    pub(crate) wasm: Vec<u8>,
}

/// Builds the tools, and reads what is known of them.
///
/// # Errors
/// If one doesn't build, or a file doesn't say what it should.
pub(crate) fn all() -> Result<Tools, String> {
    let start = document(Path::new(START))?;
    let sizes = document(&workspace().join("benches/size.toml"))?;
    let mut names: Vec<&str> = start.iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    let there = examples().map_err(|error| format!("examples: {error}"))?;
    if names != there {
        return Err(format!(
            "start.toml is about {names:?}, and there are {there:?}"
        ));
    }
    let mut modules = Vec::new();
    let mut told = Vec::new();
    for (name, item) in start.iter() {
        let start = item
            .as_table_like()
            .ok_or_else(|| format!("start.toml: {name} is no table"))?;
        let source = workspace().join(format!("examples/src/bin/{name}.rs"));
        let source = read(&source)?;
        let (usage, about) = header(&source).ok_or_else(|| {
            format!("{name}: its source doesn't begin with `//! usage: what it does`")
        })?;
        let wasm = Build::example(name).mode(Mode::Tiny).try_wasm()?;
        let path = format!("modules/{name}.wasm");
        told.push(json!({
            "name": name,
            "usage": usage,
            "about": about,
            "module": path,
            "bytes": wasm.len(),
            "std": sizes.get(name).and_then(|of| of.get("std")?.as_integer()),
            "args": text(start, "args"),
            "stdin": text(start, "stdin"),
            "files": files(start),
        }));
        modules.push(Module { path, wasm });
    }
    let json = format!("{:#}\n", Value::Array(told));
    Ok(Tools { modules, json })
}

/// The first paragraph of a source's header, as `usage: what it does`.
fn header(source: &str) -> Option<(String, String)> {
    let lines = source.lines().map_while(|line| line.strip_prefix("//! "));
    let paragraph = lines.collect::<Vec<_>>().join(" ");
    let (usage, about) = paragraph.split_once(": ")?;
    Some((usage.to_owned(), about.to_owned()))
}

fn text<'a>(table: &'a dyn TableLike, key: &str) -> &'a str {
    let item = table.get(key).and_then(|item| item.as_str());
    item.unwrap_or_default()
}

/// The files in a tool's directory, by name.
fn files(table: &dyn TableLike) -> Vec<Value> {
    let files = table.get("files").and_then(|item| item.as_table_like());
    files.map_or_else(Vec::new, |files| {
        files
            .iter()
            .map(|(name, text)| json!({ "name": name, "text": text.as_str().unwrap_or_default() }))
            .collect()
    })
}

fn document(path: &Path) -> Result<DocumentMut, String> {
    read(path)?
        .parse()
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page showed half a sentence where a header's first one goes on in the next line.
    #[test]
    fn a_header_is_its_first_paragraph() {
        let source = "//! mk [-p] DIR…: makes them; with `-p` all\n//! of them.\n//!\n//! More.\nfn main() {}\n";
        let told = header(source);
        let expected = ("mk [-p] DIR…", "makes them; with `-p` all of them.");
        assert_eq!(told, Some((expected.0.to_owned(), expected.1.to_owned())));
        assert_eq!(header("fn main() {}\n"), None);
    }
}
