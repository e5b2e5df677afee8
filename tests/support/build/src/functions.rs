//! The size of each part of a module: its functions by name, its data, and the rest.
//!
//! A module has the names of its functions if it was built with [`names`](crate::Build::names). The
//! sizes add up to that of the stripped module.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use wasmparser::{KnownCustom, Name, Operator, Parser, Payload, TypeRef};

use crate::module::ParseError;

/// The data section.
pub const DATA: &str = "(data)";
/// What is neither a function nor data: types, imports, exports, the table, and the headers of
/// sections.
pub const REST: &str = "(the rest)";

/// Returns the number of bytes of each function, by its symbol, of [`DATA`], and of [`REST`].
///
/// # Errors
///
/// Returns an error if the bytes are not a core module.
pub fn functions(wasm: &[u8]) -> Result<BTreeMap<String, usize>, ParseError> {
    let mut names: HashMap<u32, String> = HashMap::new();
    let mut bodies = Vec::new();
    let mut imported = 0;
    let (mut custom, mut data) = (0, 0);
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::ImportSection(section) => {
                for import in section.clone().into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let len = body.range().len();
                bodies.push(len + length_of(len));
            }
            Payload::DataSection(section) => data = section.range().len(),
            Payload::CustomSection(section) => {
                let len = section.range().len();
                custom += 1 + length_of(len) + len;
                if let KnownCustom::Name(section) = section.as_known() {
                    for part in section {
                        if let Name::Function(map) = part? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, naming.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut sizes = BTreeMap::new();
    for (index, len) in (imported..).zip(&bodies) {
        let name = names
            .remove(&index)
            .unwrap_or_else(|| format!("(function {index})"));
        *sizes.entry(name).or_default() += len;
    }
    let known = bodies.iter().sum::<usize>() + data + custom;
    sizes.insert(DATA.to_owned(), data);
    sizes.insert(REST.to_owned(), wasm.len().saturating_sub(known));
    Ok(sizes)
}

/// Returns the indices of the functions that call an import.
///
/// # Errors
///
/// Returns an error if the bytes are not a core module.
pub fn callers(wasm: &[u8], import: &str) -> Result<BTreeSet<usize>, ParseError> {
    let (mut imports, mut callers) = (Vec::new(), BTreeSet::new());
    let mut number = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for found in section.into_imports() {
                    let found = found?;
                    if matches!(found.ty, TypeRef::Func(_)) {
                        imports.push(found.name);
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                for operator in body.get_operators_reader()? {
                    if let Operator::Call { function_index } = operator?
                        && let Ok(index) = usize::try_from(function_index)
                        && imports.get(index) == Some(&import)
                    {
                        callers.insert(number);
                    }
                }
                number += 1;
            }
            _ => {}
        }
    }
    Ok(callers)
}

/// Returns the module without its custom sections: names, producers, features.
///
/// # Errors
///
/// Returns an error if the bytes are not a core module.
pub fn stripped(wasm: &[u8]) -> Result<Vec<u8>, ParseError> {
    let mut left = Vec::new();
    let mut end = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CustomSection(section) = payload? {
            let range = section.range();
            let head = 1 + length_of(range.len());
            left.extend_from_slice(wasm.get(end..range.start - head).unwrap_or_default());
            end = range.end;
        }
    }
    left.extend_from_slice(wasm.get(end..).unwrap_or_default());
    Ok(left)
}

/// Returns the number of bytes of a section's or body's length in the usual encoding.
fn length_of(mut len: usize) -> usize {
    let mut bytes = 1;
    while len > 0x7f {
        len >>= 7;
        bytes += 1;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions, the first of which is empty, and their names.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x03\x03\x02\0\0\
        \x0a\x08\x02\x02\0\x0b\x03\0\x01\x0b\
        \0\x12\x04name\x01\x0b\x02\0\x03one\x01\x03two";

    /// If the sum differed from the module's size, some bytes would not be accounted for.
    #[test]
    fn sizes_add_up_to_the_module_without_names() {
        let sizes = functions(MODULE).unwrap();
        let stripped = stripped(MODULE).unwrap();
        assert_eq!((sizes["one"], sizes["two"]), (3, 4), "{sizes:?}");
        assert_eq!(sizes.values().sum::<usize>(), stripped.len());
        assert_eq!(MODULE.len() - stripped.len(), 20);
        assert_eq!(MODULE[..stripped.len()], stripped);
    }

    /// Without names, functions are still listed separately.
    #[test]
    fn functions_without_names_have_numbers() {
        let sizes = functions(&stripped(MODULE).unwrap()).unwrap();
        assert_eq!(sizes["(function 1)"], 4, "{sizes:?}");
    }
}
