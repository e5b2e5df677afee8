//! The tables in the documents: each stands between two comments that say who writes it.

use std::fs;
use std::path::Path;

use super::Failure;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Writes what stands between a document's two comments about `name`; or says that it is not what it
/// should be.
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
        .ok_or_else(|| format!("{file}: no {name}"))?;
    let (old, after) = rest
        .split_once(&end)
        .ok_or_else(|| format!("{file}: the {name} have no end"))?;
    let text = text.trim();
    if write {
        fs::write(path, format!("{before}{begin}\n\n{text}\n\n{end}{after}"))?;
        return Ok(None);
    }
    Ok((old.trim() != text).then(|| {
        format!(
            "{file}: the {name} are not what was measured: run `cargo bench --bench size -- --write`"
        )
    }))
}
