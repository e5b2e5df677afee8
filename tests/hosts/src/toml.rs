//! Reads values from TOML tables, with errors that name the key.

use toml_edit::{DocumentMut, Item, Table};

/// Returns the tables `[[name]]` of a file.
pub(crate) fn tables(text: &str, file: &str, name: &str) -> Result<Vec<Table>, String> {
    let document: DocumentMut = text.parse().map_err(|error| format!("{file}: {error}"))?;
    let tables = document.get(name).and_then(Item::as_array_of_tables);
    let tables = tables.ok_or_else(|| format!("{file}: no [[{name}]]"))?;
    Ok(tables.iter().cloned().collect())
}

/// Refuses unknown keys, which may be misspelt.
pub(crate) fn refuse_unknown_keys(table: &Table, keys: &[&str], what: &str) -> Result<(), String> {
    match table.iter().find(|(key, _)| !keys.contains(key)) {
        Some((key, _)) => Err(format!("{what}: no such key: {key}")),
        None => Ok(()),
    }
}

/// Returns a text, if the key exists.
pub(crate) fn optional_text(
    table: &Table,
    key: &str,
    what: &str,
) -> Result<Option<String>, String> {
    table
        .get(key)
        .map(|item| {
            let text = item.as_str().map(str::to_owned);
            text.ok_or_else(|| format!("{what}: {key} is no text"))
        })
        .transpose()
}

/// Returns a text, or an error if the key is missing.
pub(crate) fn required_text(table: &Table, key: &str, what: &str) -> Result<String, String> {
    optional_text(table, key, what)?.ok_or_else(|| format!("{what}: no {key}"))
}

/// Returns a text or a list of texts. It is empty if the key is missing.
pub(crate) fn text_list(table: &Table, key: &str, what: &str) -> Result<Vec<String>, String> {
    let Some(item) = table.get(key) else {
        return Ok(Vec::new());
    };
    if let Some(text) = item.as_str() {
        return Ok(vec![text.to_owned()]);
    }
    let texts = item.as_array().and_then(|array| {
        array
            .iter()
            .map(|value| value.as_str().map(str::to_owned))
            .collect()
    });
    texts.ok_or_else(|| format!("{what}: {key} is no list of texts"))
}
