//! The tools of the page: the modules, and `tools.json`, which describes them.
//!
//! The description of a tool is the first paragraph of its source, its size with `std` is in
//! `benches/size.toml`, and its initial inputs are in `start.toml`.

use std::fs;
use std::path::Path;

use nanowasi_build::{Build, Mode, examples, workspace};
use serde_json::{Value, json};
use toml_edit::{DocumentMut, TableLike};

/// The initial inputs of each tool, in the order of the page.
const START: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/start.toml");

/// The tools of the site.
pub(crate) struct Tools {
    pub(crate) modules: Vec<Module>,
    /// The text of `tools.json`.
    pub(crate) json: String,
}

/// A module, and its path in the site.
pub(crate) struct Module {
    pub(crate) path: String,
    pub(crate) wasm: Vec<u8>,
}

/// Builds the tools, and reads their descriptions.
///
/// # Errors
///
/// Returns a message if a tool does not build, or if a file has no description of it.
pub(crate) fn all() -> Result<Tools, String> {
    let start = document(Path::new(START))?;
    let sizes = document(&workspace().join("benches/size.toml"))?;
    let mut names: Vec<&str> = start.iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    let examples = examples().map_err(|error| format!("examples: {error}"))?;
    if names != examples {
        return Err(format!(
            "start.toml has {names:?}, but the examples are {examples:?}"
        ));
    }
    let mut modules = Vec::new();
    let mut descriptions = Vec::new();
    for (name, item) in start.iter() {
        let start = item
            .as_table_like()
            .ok_or_else(|| format!("start.toml: `{name}` is not a table"))?;
        let source = workspace().join(format!("examples/src/bin/{name}.rs"));
        let source = read(&source)?;
        let (usage, about) = header(&source).ok_or_else(|| {
            format!("{name}: the source does not begin with `//! USAGE: description`")
        })?;
        let wasm = Build::example(name).mode(Mode::Tiny).try_wasm()?;
        let path = format!("modules/{name}.wasm");
        descriptions.push(json!({
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
    let json = format!("{:#}\n", Value::Array(descriptions));
    Ok(Tools { modules, json })
}

/// Splits the first paragraph of a source's header, `USAGE: description`.
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

/// Returns the files in a tool's directory.
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

    /// The page showed half a sentence if the first sentence of a header had two lines.
    #[test]
    fn a_header_is_its_first_paragraph() {
        let source = "//! mk [-p] DIR…: makes them; with `-p` all\n//! of them.\n//!\n//! More.\nfn main() {}\n";
        let found = header(source);
        let expected = ("mk [-p] DIR…", "makes them; with `-p` all of them.");
        assert_eq!(found, Some((expected.0.to_owned(), expected.1.to_owned())));
        assert_eq!(header("fn main() {}\n"), None);
    }
}
