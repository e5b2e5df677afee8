//! Which functions of a module refer to which: by a call, or by taking the address.
//!
//! An address in a linked module is a number like any other. So the module has to be linked with
//! `--emit-relocs`, which keeps the relocations: they name the function or the data that a number
//! in code or data refers to.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem::take;
use std::ops::Range;

use wasmparser::{
    BinaryReaderError, ExternalKind, KnownCustom, Linking, Name, Operator, Parser, Payload,
    RelocationType, SymbolInfo, TypeRef,
};

use crate::module::ParseError;

/// The functions of a module and their references. A function is named by its index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// The imported functions, which have the first indices: the module and the name of each.
    pub imports: Vec<(String, String)>,
    /// The symbol of each function, imported or defined.
    pub symbols: Vec<String>,
    /// The exported functions, by the name of the export.
    pub exports: BTreeMap<String, usize>,
    /// The function that runs when the module is instantiated.
    pub start: Option<usize>,
    /// The functions that each function calls.
    pub calls: Vec<BTreeSet<usize>>,
    /// The functions whose address each function takes, or finds in data that it refers to, such
    /// as a vtable.
    pub addresses: Vec<BTreeSet<usize>>,
}

impl References {
    /// Parses a module. Returns nothing if the module has no relocations.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are not a core module.
    pub fn parse(wasm: &[u8]) -> Result<Option<Self>, ParseError> {
        let mut module = Sections::default();
        for payload in Parser::new(0).parse_all(wasm) {
            module.add(payload?)?;
        }
        Ok(module.has_relocations.then(|| module.finish()))
    }
}

/// Whether a relocation is that of an address: of a function in the table, or of data.
fn is_address(ty: RelocationType) -> bool {
    use RelocationType::{
        MemoryAddrI32, MemoryAddrLeb, MemoryAddrRelSleb, MemoryAddrSleb, TableIndexI32,
        TableIndexRelSleb, TableIndexSleb,
    };
    matches!(
        ty,
        TableIndexSleb
            | TableIndexI32
            | TableIndexRelSleb
            | MemoryAddrLeb
            | MemoryAddrSleb
            | MemoryAddrI32
            | MemoryAddrRelSleb
    )
}

/// A relocation in code or data.
struct Relocation {
    offset: usize,
    symbol: usize,
}

/// What a symbol of the linker stands for.
#[derive(Clone, Copy)]
enum Symbol {
    Function(usize),
    /// The segment and the offset in the segment.
    Data(usize, usize),
    Other,
}

/// The start of a data symbol: its segment, and its offset in the segment.
type Place = (usize, usize);

/// The sections that have been read.
#[derive(Default)]
struct Sections {
    found: References,
    names: HashMap<usize, String>,
    has_relocations: bool,
    /// The file offsets of the code section and of each function body in it, and its calls.
    code_start: usize,
    bodies: Vec<(Range<usize>, BTreeSet<usize>)>,
    /// The file offsets of the data section and of the bytes of each segment in it.
    data_start: usize,
    segments: Vec<Range<usize>>,
    symbols: Vec<Symbol>,
    /// The size of each data symbol.
    data: BTreeMap<Place, usize>,
    in_code: Vec<Relocation>,
    in_data: Vec<Relocation>,
}

impl Sections {
    fn add(&mut self, payload: Payload<'_>) -> Result<(), BinaryReaderError> {
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if matches!(import.ty, TypeRef::Func(_)) {
                        let import = (import.module.to_owned(), import.name.to_owned());
                        self.found.imports.push(import);
                    }
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        let index = export.index as usize;
                        self.found.exports.insert(export.name.to_owned(), index);
                    }
                }
            }
            Payload::StartSection { func, .. } => self.found.start = Some(func as usize),
            Payload::CodeSectionStart { range, .. } => self.code_start = range.start,
            Payload::CodeSectionEntry(body) => {
                let mut calls = BTreeSet::new();
                for operator in body.get_operators_reader()? {
                    if let Operator::Call { function_index }
                    | Operator::ReturnCall { function_index } = operator?
                    {
                        calls.insert(function_index as usize);
                    }
                }
                self.bodies.push((body.range(), calls));
            }
            Payload::DataSection(section) => {
                self.data_start = section.range().start;
                for segment in section {
                    let segment = segment?;
                    let end = segment.range.end;
                    self.segments.push(end - segment.data.len()..end);
                }
            }
            Payload::CustomSection(section) => match (section.as_known(), section.name()) {
                (KnownCustom::Name(section), _) => {
                    for part in section {
                        if let Name::Function(names) = part? {
                            for naming in names {
                                let naming = naming?;
                                let index = naming.index as usize;
                                self.names.insert(index, naming.name.to_owned());
                            }
                        }
                    }
                }
                (KnownCustom::Linking(section), _) => {
                    for part in section.subsections() {
                        if let Linking::SymbolTable(symbols) = part? {
                            for symbol in symbols {
                                self.add_symbol(&symbol?);
                            }
                        }
                    }
                }
                (KnownCustom::Reloc(section), name) => {
                    self.has_relocations = true;
                    let relocations = match name {
                        "reloc.CODE" => &mut self.in_code,
                        "reloc.DATA" => &mut self.in_data,
                        _ => return Ok(()),
                    };
                    // The linker's count can be larger than the number of entries.
                    for entry in section.entries().into_iter().map_while(Result::ok) {
                        if is_address(entry.ty) {
                            relocations.push(Relocation {
                                offset: entry.offset as usize,
                                symbol: entry.index as usize,
                            });
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn add_symbol(&mut self, symbol: &SymbolInfo<'_>) {
        self.symbols.push(match symbol {
            SymbolInfo::Func { index, .. } => Symbol::Function(*index as usize),
            SymbolInfo::Data {
                symbol: Some(symbol),
                ..
            } => {
                let place = (symbol.index as usize, symbol.offset as usize);
                let size = self.data.entry(place).or_default();
                *size = (*size).max(symbol.size as usize);
                Symbol::Data(place.0, place.1)
            }
            _ => Symbol::Other,
        });
    }

    fn finish(mut self) -> References {
        let imported = self.found.imports.len();
        let count = imported + self.bodies.len();
        self.found.symbols = (0..count)
            .map(|index| {
                let name = self.names.remove(&index);
                name.unwrap_or_else(|| format!("(function {index})"))
            })
            .collect();
        self.found.calls = vec![BTreeSet::new(); imported];
        let calls = self.bodies.iter_mut().map(|(_, calls)| take(calls));
        self.found.calls.extend(calls);
        self.found.addresses = vec![BTreeSet::new(); count];

        // The functions and the data that each data symbol refers to.
        let mut functions: BTreeMap<Place, BTreeSet<usize>> = BTreeMap::new();
        let mut places: BTreeMap<Place, BTreeSet<Place>> = BTreeMap::new();
        for relocation in &self.in_data {
            let Some(from) = self.data_at(self.data_start + relocation.offset) else {
                continue;
            };
            match self.symbols.get(relocation.symbol) {
                Some(Symbol::Function(index)) => {
                    functions.entry(from).or_default().insert(*index);
                }
                Some(Symbol::Data(segment, offset)) => {
                    places.entry(from).or_default().insert((*segment, *offset));
                }
                Some(Symbol::Other) | None => {}
            }
        }
        for relocation in &self.in_code {
            let offset = self.code_start + relocation.offset;
            let body = self.bodies.partition_point(|(body, _)| body.end <= offset);
            let from = imported + body;
            if from >= count {
                continue;
            }
            match self.symbols.get(relocation.symbol) {
                Some(Symbol::Function(index)) => {
                    self.found.addresses[from].insert(*index);
                }
                Some(Symbol::Data(segment, offset)) => {
                    let mut seen = BTreeSet::from([(*segment, *offset)]);
                    let mut left = vec![(*segment, *offset)];
                    while let Some(place) = left.pop() {
                        self.found.addresses[from]
                            .extend(functions.get(&place).into_iter().flatten());
                        let next = places.get(&place).into_iter().flatten();
                        left.extend(next.copied().filter(|place| seen.insert(*place)));
                    }
                }
                Some(Symbol::Other) | None => {}
            }
        }
        self.found
    }

    /// Returns the data symbol that contains a byte of the file.
    fn data_at(&self, offset: usize) -> Option<Place> {
        let segment = self
            .segments
            .iter()
            .position(|segment| segment.contains(&offset))?;
        let offset = offset - self.segments[segment].start;
        let (place, size) = self.data.range(..=(segment, offset)).next_back()?;
        (place.0 == segment && offset < place.1 + size).then_some(*place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a section with its identifier and its length.
    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        let len = u8::try_from(content.len()).expect("the sections are short");
        [&[id, len], content].concat()
    }

    /// Returns a custom section.
    fn custom(name: &str, content: &[u8]) -> Vec<u8> {
        let len = u8::try_from(name.len()).expect("the names are short");
        section(0, &[&[len], name.as_bytes(), content].concat())
    }

    /// Returns a module with the import 0 and three functions: 1 calls the import, 2 refers to
    /// data that refers to data with the address of 1, and 3 takes the address of 2. The start
    /// function is 3, and 2 is exported.
    fn module(has_relocations: bool) -> Vec<u8> {
        let code = [
            &[3][..],
            &[4, 0, 0x10, 0, 0x0b],
            &[9, 0, 0x41, 0x80, 0x88, 0x80, 0x80, 0, 0x1a, 0x0b],
            &[9, 0, 0x41, 0x82, 0x80, 0x80, 0x80, 0, 0x1a, 0x0b],
        ];
        let data = [
            &[1, 0, 0x41, 0x80, 0x08, 0x0b, 12][..],
            &[4, 4, 0, 0, 9, 9, 9, 9, 1, 0, 0, 0],
        ];
        let mut wasm = [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(2, b"\x01\x01m\x01i\0\0"),
            section(3, &[3, 0, 0, 0]),
            section(4, &[1, 0x70, 0, 3]),
            section(5, &[1, 0, 1]),
            section(7, b"\x01\x01e\0\x02"),
            section(8, &[3]),
            section(9, &[1, 0, 0x41, 1, 0x0b, 2, 1, 2]),
            section(10, &code.concat()),
            section(11, &data.concat()),
        ]
        .concat();
        if has_relocations {
            // Three functions and two data symbols: 4 bytes at 0, and 4 bytes at 8.
            let symbols = b"\x06\
                \0\x10\0\
                \0\0\x01\x03one\
                \0\0\x02\x03two\
                \x01\0\x01a\0\0\x04\
                \x01\0\x01b\0\x08\x04\
                \x02\0\0\x01g";
            let len = u8::try_from(symbols.len()).expect("the table is short");
            wasm.extend(custom("linking", &[&[2, 8, len][..], symbols].concat()));
            // A call's type, whose index is no symbol, and a count that is one too large.
            let in_code = [8, 4, 6, 4, 1, 4, 9, 3, 0, 1, 19, 2];
            wasm.extend(custom("reloc.CODE", &in_code));
            wasm.extend(custom("reloc.DATA", &[9, 2, 5, 7, 4, 0, 2, 15, 1]));
        }
        wasm.extend(custom("name", b"\x01\x0b\x02\x01\x03one\x02\x03two"));
        wasm
    }

    #[test]
    fn calls_and_addresses_are_found() {
        let found = References::parse(&module(true)).unwrap().unwrap();
        assert_eq!(found.imports, [("m".to_owned(), "i".to_owned())]);
        assert_eq!(
            found.symbols,
            ["(function 0)", "one", "two", "(function 3)"]
        );
        assert_eq!(found.exports, BTreeMap::from([("e".to_owned(), 2)]));
        assert_eq!(found.start, Some(3));
        let sets = |sets: [&[usize]; 4]| sets.map(|set| set.iter().copied().collect());
        assert_eq!(found.calls, sets([&[], &[0], &[], &[]]));
        assert_eq!(found.addresses, sets([&[], &[], &[1], &[2]]));
    }

    /// Without relocations, a function that is called by a pointer would look unused.
    #[test]
    fn a_module_without_relocations_is_no_result() {
        assert_eq!(References::parse(&module(false)).unwrap(), None);
        assert!(References::parse(b"no module").is_err());
    }
}
