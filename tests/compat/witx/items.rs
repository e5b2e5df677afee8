//! Finds the public items of `src/raw` in its source.

use std::fs;
use std::path::Path;

/// A public item in `src/raw`.
#[derive(Debug)]
pub(crate) struct Item {
    /// `Errno`, `Errno::AGAIN`, `Filestat.dev` or `fd_read`.
    pub(crate) name: String,
    /// The file and the line of the specification that its documentation cites.
    pub(crate) citation: Option<(String, usize)>,
    /// The names of a function's arguments.
    pub(crate) arguments: Vec<String>,
}

/// Finds the public items below a directory.
pub(crate) fn read_items(folder: &Path, items: &mut Vec<Item>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_items(&path, items);
        } else {
            parse_items(&fs::read_to_string(path).unwrap(), items);
        }
    }
}

/// Finds the public items in a source file that rustfmt has formatted.
///
/// An item of an unknown kind is taken for a field. No name in the specification matches it, so the
/// test fails.
fn parse_items(text: &str, items: &mut Vec<Item>) {
    let mut owner = String::new();
    let mut citation = None;
    // `r#type` is one word, and not a keyword.
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '#';
    let plain = |name: &str| name.trim().trim_start_matches("r#").to_owned();
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\n') {
        if let Some(documentation) = line.trim_start().strip_prefix("///") {
            citation = cited(documentation).or(citation);
        }
        let code = line.split("//").next().unwrap();
        let words: Vec<_> = code
            .split(|c| !is_word(c))
            .filter(|word| !word.is_empty())
            .collect();
        let name = match *words.as_slice() {
            // A pattern or a template of a macro.
            _ if code.contains('$') => None,
            ["pub", "use", ..] | ["const", "_", ..] => None,
            ["impl", name] => {
                name.clone_into(&mut owner);
                None
            }
            ["pub", "struct" | "union", name, ..] => {
                name.clone_into(&mut owner);
                Some(name.to_owned())
            }
            ["pub", "type", name, ..] | ["pub", "unsafe", "fn", name, ..] => Some(name.to_owned()),
            ["pub", "const", name, ..] | ["const", name, ..] => Some(format!("{owner}::{name}")),
            ["pub", name, ..] => Some(format!("{owner}.{}", plain(name))),
            _ => None,
        };
        if let Some(name) = name {
            let arguments = match rest.split_once('(') {
                Some((_, list)) if words.contains(&"fn") => {
                    let list = list.split_once(')').unwrap().0;
                    let names = list
                        .split(',')
                        .filter_map(|argument| argument.split_once(':'));
                    names.map(|(name, _)| plain(name)).collect()
                }
                _ => Vec::new(),
            };
            items.push(Item {
                name,
                citation: citation.take(),
                arguments,
            });
        }
        rest = after;
    }
}

/// Parses `… (typenames.witx 34).` at the end of a line of documentation.
fn cited(documentation: &str) -> Option<(String, usize)> {
    let (_, citation) = documentation.strip_suffix(").")?.rsplit_once('(')?;
    let (file, line) = citation.split_once(' ')?;
    Some((file.to_owned(), line.parse().ok()?))
}
/// Returns the name of the item that a fact is about, in the form of [`Item::name`].
pub(crate) fn name_of_fact(fact: String) -> String {
    let name = fact.split([' ', '(']).nth(1).unwrap();
    name.trim_end_matches(':').to_owned()
}
