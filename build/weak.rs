//! Makes symbols weak in a static library, which stable Rust has no attribute for.
//!
//! A weak definition gives way to another definition of the same name, in whatever order the linker
//! meets them. A weak reference loads no member of an archive, and is null if nothing else loads
//! one.
//!
//! An object lists its symbols in the custom section `linking`, subsection 8. Each entry begins
//! with its kind and its flags, and the lowest bit of the flags means weak. So one bit is set in
//! place, and no length changes. The formats are those of `ar` and of the WebAssembly tool
//! conventions.
//!
//! `build.rs` uses this module, and `tests/runtime/linking` tests it.

use std::ops::Range;

/// Sets the flag of weak symbols for each of `names`, wherever the objects of the archive list one.
///
/// Also clears the flag that keeps the table of functions in each program, which 7 bytes describe.
/// The compiler sets it where the address of a function is taken. A null address needs no table,
/// and the linker adds one for any other address.
///
/// # Errors
///
/// Returns what is wrong if the archive or an object in it is not as expected, or if a name is not
/// there exactly once. The archive may have been changed then.
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
            return Err(format!("`{name}` is not there exactly once"));
        };
        let flags = archive.get_mut(symbol.flags).ok_or("no flags")?;
        if *flags & BINDING != 0 {
            return Err(format!("`{name}` is local, or weak already"));
        }
        *flags |= WEAK;
    }
    for table in symbols.iter().filter(|symbol| symbol.is_kept_table) {
        // The flag is the eighth bit, so that the number goes on in a second byte.
        *archive.get_mut(table.flags + 1).ok_or("no flags")? &= !1;
    }
    Ok(())
}

/// The flags of a symbol that are its binding: weak, local, or neither.
const BINDING: u8 = 3;
const WEAK: u8 = 1;
/// The flag of a symbol that is not defined here.
const UNDEFINED: u32 = 0x10;
/// The flag of an undefined symbol that has another name than the import has.
const EXPLICIT_NAME: u32 = 0x40;

/// The flag of a symbol that stays in the program though nothing refers to it.
const NO_STRIP: u32 = 0x80;

/// A symbol.
struct Symbol {
    /// The name, if the symbol is a function or data.
    name: Option<String>,
    /// Where the first byte of its flags is.
    flags: usize,
    is_kept_table: bool,
}

/// Returns where the objects of an archive are.
fn members(archive: &[u8]) -> Result<Vec<Range<usize>>, String> {
    const HEADER: usize = 60;
    if !archive.starts_with(b"!<arch>\n") {
        return Err("this is no archive".into());
    }
    let mut members = Vec::new();
    let mut at = 8;
    while at < archive.len() {
        // The size is decimal text, filled up with spaces.
        let size = archive.get(at + 48..at + 58).ok_or("a header is cut off")?;
        let size = str::from_utf8(size).ok().map(str::trim_end);
        let size: Option<u32> = size.and_then(|size| size.parse().ok());
        let start = at + HEADER;
        let end = start + size.ok_or("the size of a member is no number")? as usize;
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
            0 if section.text()? == "linking" => {
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
        section.text()?;
        let name = section.text()?;
        match section.byte()? {
            0 => {
                section.number()?;
                names.push(name);
            }
            // A table or a memory has limits, behind a table's type.
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
            // A global's type and whether it changes; a tag's attribute and type.
            3 | 4 => {
                section.byte()?;
                section.number()?;
            }
            kind => return Err(format!("an import is of the unknown kind {kind}")),
        }
    }
    Ok(names)
}

fn symbol_table(part: &mut Reader<'_>, imports: &[String]) -> Result<Vec<Symbol>, String> {
    let mut symbols = Vec::new();
    for _ in 0..part.number()? {
        let kind = part.byte()?;
        let flags = part.at;
        let value = part.number()?;
        let is_defined = value & UNDEFINED == 0;
        let has_name = is_defined || value & EXPLICIT_NAME != 0;
        let name = match kind {
            // A function, a global, a tag or a table: its index, and its name unless the import has
            // it.
            0 | 2 | 4 | 5 => {
                let index = part.number()? as usize;
                let name = if has_name { Some(part.text()?) } else { None };
                let name = name.or_else(|| imports.get(index).cloned());
                name.filter(|_| kind == 0)
            }
            // Data: its name, and where it is.
            1 => {
                let name = part.text()?;
                if is_defined {
                    for _ in 0..3 {
                        part.number()?;
                    }
                }
                Some(name)
            }
            // A section: its index.
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

/// Reads a part of the archive from its front.
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

    /// Reads a length, and returns a reader of as many bytes, which are left out here.
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

    fn text(&mut self) -> Result<String, String> {
        let part = self.part()?;
        let text = self.bytes.get(part.at..part.end).unwrap_or_default();
        String::from_utf8(text.to_vec()).map_err(|_| "a name is not UTF-8".into())
    }
}
