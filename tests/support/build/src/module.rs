//! Inspects a module without running it.
//!
//! The runtime promises that a program imports only functions of preview 1, exports nothing by
//! accident, and contains no unreachable panic code. Tests check this with [`Module`].

use std::fmt;

use wasmparser::{ExternalKind, FuncType, Parser, Payload, TypeRef, ValType};

/// The imports, exports and content of a module.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// All imports, in order.
    pub imports: Vec<Import>,
    /// All exports, in order.
    pub exports: Vec<Export>,
    /// The number of functions that it defines.
    pub functions: usize,
    /// The initial size of its memory in pages of 64 KiB, if it defines one.
    pub pages: Option<u64>,
    /// The size of its code section in bytes.
    pub code_len: usize,
    /// The contents of its active and passive data segments, in order.
    pub data: Vec<Vec<u8>>,
    /// The names of its custom sections, in order.
    pub custom_sections: Vec<String>,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Normally `wasi_snapshot_preview1`.
    pub module: String,
    /// The name, such as `fd_write`.
    pub name: String,
    /// The type `(i32, i64) -> (i32)` of a function, or `memory`, `table`, `global` or `tag`.
    pub ty: String,
}

/// An export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Normally `_start` or `memory`.
    pub name: String,
    /// `func`, `memory`, `table`, `global` or `tag`.
    pub kind: &'static str,
}

/// The error for bytes that are not a module.
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
    /// Parses a module's sections. Function bodies are not validated.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are not a core module.
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
                    // A module cannot have more functions than bytes.
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

    /// Returns the names of the functions that it imports from preview 1, in order.
    pub fn wasi(&self) -> Vec<&str> {
        self.imports
            .iter()
            .filter(|import| import.module == crate::PREVIEW1)
            .map(|import| import.name.as_str())
            .collect()
    }

    /// Returns the imports that are not from preview 1, which a plain host does not provide.
    pub fn foreign(&self) -> Vec<&Import> {
        self.imports
            .iter()
            .filter(|import| import.module != crate::PREVIEW1)
            .collect()
    }

    /// Returns whether a data segment contains this text, as panic messages do.
    pub fn has_text(&self, text: &str) -> bool {
        !text.is_empty()
            && self
                .data
                .iter()
                .any(|data| data.windows(text.len()).any(|part| part == text.as_bytes()))
    }
}

/// Returns an import's type in the notation of the text format.
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
