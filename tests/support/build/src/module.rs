//! Looking at a module without running it.
//!
//! The runtime promises that a program imports preview 1 functions and nothing
//! else, exports no symbol by accident, and contains no panic code that it
//! can't reach. Tests read those facts off the module with [`Module`].

use std::fmt;

use wasmparser::{ExternalKind, FuncType, Parser, Payload, TypeRef, ValType};

/// What a module asks for, offers and holds.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// Everything it imports, in order.
    pub imports: Vec<Import>,
    /// Everything it exports, in order.
    pub exports: Vec<Export>,
    /// How many functions it defines itself.
    pub functions: usize,
    /// How many pages of 64 KiB its own memory has to begin with, if it defines one.
    pub pages: Option<u64>,
    /// Bytes of its code section.
    pub code_len: usize,
    /// The contents of its active and passive data segments, in order.
    pub data: Vec<Vec<u8>>,
    /// The names of its custom sections, in order.
    pub custom_sections: Vec<String>,
}

/// One import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// `wasi_snapshot_preview1`, if all is well.
    pub module: String,
    /// `fd_write`, say.
    pub name: String,
    /// Of a function `(i32, i64) -> (i32)`, else `memory`, `table`, `global` or `tag`.
    pub ty: String,
}

/// One export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// `_start` or `memory`, if all is well.
    pub name: String,
    /// `func`, `memory`, `table`, `global` or `tag`.
    pub kind: &'static str,
}

/// Why some bytes are not a module.
#[derive(Clone, Debug)]
pub struct ParseError(String);

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a module: {}", self.0)
    }
}

impl std::error::Error for ParseError {}

impl From<wasmparser::BinaryReaderError> for ParseError {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self(error.to_string())
    }
}

impl Module {
    /// Reads a module's sections.
    ///
    /// # Errors
    /// If the bytes are not a core module. Function bodies are not validated.
    pub fn parse(wasm: &[u8]) -> Result<Self, ParseError> {
        let mut types: Vec<Option<FuncType>> = Vec::new();
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => {
                    for group in section {
                        types.extend(group?.into_types().map(|ty| match ty.composite_type.inner {
                            wasmparser::CompositeInnerType::Func(ty) => Some(ty),
                            _ => None,
                        }));
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        module.imports.push(Import {
                            module: import.module.to_owned(),
                            name: import.name.to_owned(),
                            ty: import_type(import.ty, &types),
                        });
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        module.exports.push(Export {
                            name: export.name.to_owned(),
                            kind: match export.kind {
                                ExternalKind::Func | ExternalKind::FuncExact => "func",
                                ExternalKind::Table => "table",
                                ExternalKind::Memory => "memory",
                                ExternalKind::Global => "global",
                                ExternalKind::Tag => "tag",
                            },
                        });
                    }
                }
                Payload::FunctionSection(section) => {
                    // A module can't hold more functions than bytes.
                    module.functions = section.count() as usize;
                }
                Payload::MemorySection(section) => {
                    for memory in section {
                        module.pages = Some(memory?.initial);
                    }
                }
                Payload::CodeSectionStart { size, .. } => module.code_len = size as usize,
                Payload::DataSection(section) => {
                    for segment in section {
                        module.data.push(segment?.data.to_vec());
                    }
                }
                Payload::CustomSection(section) => {
                    module.custom_sections.push(section.name().to_owned());
                }
                _ => {}
            }
        }
        Ok(module)
    }

    /// The names of the functions it imports from preview 1, in order.
    pub fn wasi(&self) -> Vec<&str> {
        self.imports
            .iter()
            .filter(|import| import.module == crate::PREVIEW1)
            .map(|import| import.name.as_str())
            .collect()
    }

    /// The imports that are not preview 1's: a plain host has none of them.
    pub fn foreign(&self) -> Vec<&Import> {
        self.imports
            .iter()
            .filter(|import| import.module != crate::PREVIEW1)
            .collect()
    }

    /// Whether some data segment holds this text, as panic messages do.
    pub fn has_text(&self, text: &str) -> bool {
        !text.is_empty()
            && self
                .data
                .iter()
                .any(|data| data.windows(text.len()).any(|part| part == text.as_bytes()))
    }
}

/// Writes an import's type the way that the text format's readers expect it.
fn import_type(ty: TypeRef, types: &[Option<FuncType>]) -> String {
    match ty {
        TypeRef::Func(index) | TypeRef::FuncExact(index) => types
            .get(index as usize)
            .and_then(Option::as_ref)
            .map_or_else(
                || format!("type {index}"),
                |ty| format!("{} -> {}", tuple(ty.params()), tuple(ty.results())),
            ),
        TypeRef::Table(_) => "table".to_owned(),
        TypeRef::Memory(_) => "memory".to_owned(),
        TypeRef::Global(_) => "global".to_owned(),
        TypeRef::Tag(_) => "tag".to_owned(),
    }
}

fn tuple(types: &[ValType]) -> String {
    let types: Vec<String> = types.iter().map(ToString::to_string).collect();
    format!("({})", types.join(", "))
}
