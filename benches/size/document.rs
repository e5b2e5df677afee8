//! The tables in the documents, each between two comments that name the command that writes it.

use std::fs;
use std::path::Path;

use super::Failure;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Replaces the text between a document's two comments about `name`. Without `write`, compares it
/// and returns a message if it differs.
pub(crate) fn replace(
    file: &str,
    name: &str,
    text: &str,
    write: bool,
) -> Result<Option<String>, Failure> {
    let begin = format!("<!-- {name}: written by `cargo bench --bench size -- --write` -->");
    let end = format!("<!-- end of {name} -->");
    let path = Path::new(ROOT).join(file);
    let document = fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
    let (before, rest) = document
        .split_once(&begin)
        .ok_or_else(|| format!("{file}: no table `{name}`"))?;
    let (old, after) = rest
        .split_once(&end)
        .ok_or_else(|| format!("{file}: the table `{name}` has no end"))?;
    let text = text.trim();
    if write {
        fs::write(path, format!("{before}{begin}\n\n{text}\n\n{end}{after}"))?;
        return Ok(None);
    }
    Ok((old.trim() != text).then(|| {
        format!(
            "{file}: the table `{name}` is out of date: run `cargo bench --bench size -- --write`"
        )
    }))
}
