//! Reading values out of a TOML table, with an error that names what is wrong.

use toml_edit::{DocumentMut, Item, Table};

/// The tables `[[name]]` of a file's text.
pub(crate) fn tables(text: &str, file: &str, name: &str) -> Result<Vec<Table>, String> {
    let document: DocumentMut = text.parse().map_err(|error| format!("{file}: {error}"))?;
    let tables = document.get(name).and_then(Item::as_array_of_tables);
    let tables = tables.ok_or_else(|| format!("{file}: no [[{name}]]"))?;
    Ok(tables.iter().cloned().collect())
}

/// Refuses keys that nothing reads, which would be misspelt ones.
pub(crate) fn only(table: &Table, keys: &[&str], what: &str) -> Result<(), String> {
    match table.iter().find(|(key, _)| !keys.contains(key)) {
        Some((key, _)) => Err(format!("{what}: no such key: {key}")),
        None => Ok(()),
    }
}

/// A text, if the key is there.
pub(crate) fn text(table: &Table, key: &str, what: &str) -> Result<Option<String>, String> {
    table
        .get(key)
        .map(|item| {
            let text = item.as_str().map(str::to_owned);
            text.ok_or_else(|| format!("{what}: {key} is no text"))
        })
        .transpose()
}

/// A text that has to be there.
pub(crate) fn needed(table: &Table, key: &str, what: &str) -> Result<String, String> {
    text(table, key, what)?.ok_or_else(|| format!("{what}: no {key}"))
}

/// A text, or a list of some; none if the key isn't there.
pub(crate) fn texts(table: &Table, key: &str, what: &str) -> Result<Vec<String>, String> {
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
