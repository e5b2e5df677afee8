//! Makes symbols of a static library weak, for which stable Rust has no attribute.
//!
//! The linker prefers any other definition to a weak one, regardless of their order. A weak
//! reference loads no member of an archive. The reference is null if nothing else loads the member.
//!
//! An object lists its symbols in the custom section `linking`, subsection 8. Each entry begins
//! with its kind and its flags, and the lowest bit of the flags means weak. So making a symbol weak
//! sets one bit, and changes no length. The formats are those of `ar` and of the WebAssembly tool
//! conventions.
//!
//! `build.rs` uses this module, and `tests/runtime/linking` tests it.

use std::ops::Range;

/// Makes each symbol in `names` weak, in the objects of the archive.
///
/// Also clears the flag that keeps the function table in each program, where it takes 7 bytes. The
/// compiler sets this flag where code takes the address of a function. A null address needs no
/// table, and the linker adds one for any other address.
///
/// # Errors
///
/// Returns a message if the archive or an object in it is malformed, or if it does not have each
/// symbol exactly once. The archive may have been changed then.
pub fn make_weak(archive: &mut [u8], names: &[&str]) -> Result<(), String> {
    let mut symbols = Vec::new();
    for object in members(archive)? {
        symbols.extend(object_symbols(archive, object)?);
    }
    for name in names {
        let mut found = symbols
            .iter()
            .filter(|symbol| symbol.name.as_deref() == Some(*name));
        let (Some(symbol), None) = (found.next(), found.next()) else {
            return Err(format!("`{name}` does not exist exactly once"));
        };
        let flags = archive.get_mut(symbol.flags).ok_or("no flags")?;
        if *flags & BINDING != 0 {
            return Err(format!("`{name}` is local, or weak already"));
        }
        *flags |= WEAK;
    }
    for table in symbols.iter().filter(|symbol| symbol.is_kept_table) {
        // In LEB128, the eighth bit is in the second byte.
        *archive.get_mut(table.flags + 1).ok_or("no flags")? &= !1;
    }
    Ok(())
}

/// The flags for the binding of a symbol: weak, local, or neither.
const BINDING: u8 = 3;
const WEAK: u8 = 1;
/// The flag of a symbol that the object does not define.
const UNDEFINED: u32 = 0x10;
/// The flag of an undefined symbol whose name differs from that of the import.
const EXPLICIT_NAME: u32 = 0x40;

/// The flag of a symbol that remains in the program even if nothing refers to it.
const NO_STRIP: u32 = 0x80;

/// A symbol of an object.
struct Symbol {
    /// The name, if the symbol is a function or data.
    name: Option<String>,
    /// The offset of its flags in the archive.
    flags: usize,
    /// Whether it is a function table with the flag [`NO_STRIP`].
    is_kept_table: bool,
}

/// Returns the ranges of the objects in an archive.
fn members(archive: &[u8]) -> Result<Vec<Range<usize>>, String> {
    const HEADER: usize = 60;
    if !archive.starts_with(b"!<arch>\n") {
        return Err("the file is not an archive".into());
    }
    let mut members = Vec::new();
    let mut at = 8;
    while at < archive.len() {
        // The size is a decimal number, padded with spaces.
        let size = archive.get(at + 48..at + 58).ok_or("a header is cut off")?;
        let size = str::from_utf8(size).ok().map(str::trim_end);
        let size: Option<u32> = size.and_then(|size| size.parse().ok());
        let start = at + HEADER;
        let end = start + size.ok_or("the size of a member is not a number")? as usize;
        let content = archive.get(start..end).ok_or("a member is cut off")?;
        if content.starts_with(b"\0asm\x01\0\0\0") {
            members.push(start..end);
        }
        // Members begin at even offsets.
        at = end + end % 2;
    }
    Ok(members)
}

/// Returns the symbols of an object.
fn object_symbols(archive: &[u8], object: Range<usize>) -> Result<Vec<Symbol>, String> {
    let mut reader = Reader {
        bytes: archive,
        at: object.start + 8,
        end: object.end,
    };
    let mut imports = Vec::new();
    let mut symbols = Vec::new();
    while reader.at < reader.end {
        let kind = reader.byte()?;
        let mut section = reader.part()?;
        match kind {
            2 => imports = function_imports(&mut section)?,
            0 if section.string()? == "linking" => {
                if section.number()? != 2 {
                    return Err("the linking section has another version".into());
                }
                while section.at < section.end {
                    let kind = section.byte()?;
                    let mut part = section.part()?;
                    if kind == 8 {
                        symbols = symbol_table(&mut part, &imports)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(symbols)
}

/// Returns the names of the imported functions, in the order of their indices.
fn function_imports(section: &mut Reader<'_>) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for _ in 0..section.number()? {
        section.string()?;
        let name = section.string()?;
        match section.byte()? {
            0 => {
                section.number()?;
                names.push(name);
            }
            // A table or a memory has limits, and a table has a type before them.
            kind @ (1 | 2) => {
                if kind == 1 {
                    section.byte()?;
                }
                let has_maximum = section.number()? & 1 != 0;
                section.number()?;
                if has_maximum {
                    section.number()?;
                }
            }
            // A global has a type and its mutability; a tag has an attribute and a type.
            3 | 4 => {
                section.byte()?;
                section.number()?;
            }
            kind => return Err(format!("an import is of the unknown kind {kind}")),
        }
    }
    Ok(names)
}

/// Returns the symbols of a symbol table.
fn symbol_table(part: &mut Reader<'_>, imports: &[String]) -> Result<Vec<Symbol>, String> {
    let mut symbols = Vec::new();
    for _ in 0..part.number()? {
        let kind = part.byte()?;
        let flags = part.at;
        let value = part.number()?;
        let is_defined = value & UNDEFINED == 0;
        let has_name = is_defined || value & EXPLICIT_NAME != 0;
        let name = match kind {
            // A function, a global, a tag or a table has an index, and a name unless it has that of
            // its import.
            0 | 2 | 4 | 5 => {
                let index = part.number()? as usize;
                let name = if has_name { Some(part.string()?) } else { None };
                let name = name.or_else(|| imports.get(index).cloned());
                name.filter(|_| kind == 0)
            }
            // Data has a name and a position.
            1 => {
                let name = part.string()?;
                if is_defined {
                    for _ in 0..3 {
                        part.number()?;
                    }
                }
                Some(name)
            }
            // A section has an index.
            3 => {
                part.number()?;
                None
            }
            kind => return Err(format!("a symbol is of the unknown kind {kind}")),
        };
        let is_kept_table = kind == 5 && value & NO_STRIP != 0;
        symbols.push(Symbol {
            name,
            flags,
            is_kept_table,
        });
    }
    Ok(symbols)
}

/// Reads a range of the archive, from its start.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8, String> {
        let byte = self
            .bytes
            .get(..self.end)
            .and_then(|bytes| bytes.get(self.at));
        self.at += 1;
        byte.copied().ok_or_else(|| "an object is cut off".into())
    }

    /// Reads a LEB128 number of at most 32 bits.
    fn number(&mut self) -> Result<u32, String> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err("a number is too long".into())
    }

    /// Reads a length, and returns a reader of as many bytes. This reader skips them.
    fn part(&mut self) -> Result<Reader<'a>, String> {
        let len = self.number()? as usize;
        let end = self.at + len;
        if end > self.end {
            return Err("an object is cut off".into());
        }
        let part = Reader {
            bytes: self.bytes,
            at: self.at,
            end,
        };
        self.at = end;
        Ok(part)
    }

    /// Reads a string with its length.
    fn string(&mut self) -> Result<String, String> {
        let part = self.part()?;
        let text = self.bytes.get(part.at..part.end).unwrap_or_default();
        String::from_utf8(text.to_vec()).map_err(|_| "a name is not UTF-8".into())
    }
}
