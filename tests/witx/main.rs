//! Guards against a wrong number in `src/raw`.
//!
//! The failure it stands for: nothing checks a hand-written ABI. If `SubscriptionClock::timeout`
//! sat at offset 4, if `Errno::EXIST` were 21, or if `fd_filestat_get` pointed at an `Fdstat`, then
//! everything would compile and link. The host would write a field over its neighbour, name another
//! error, or write 64 bytes where there are 24; and the program that suffers would be somebody
//! else's, much later. So the whole layer is compared with the specification, in both directions:
//! what is only there is as much a failure as what is only here.
//!
//! - `imports` takes names and signatures from the import section of the guest `witx`, as a host
//!   sees them.
//! - `facts` takes types, constants and the functions' Rust types from what that guest prints, as
//!   the compiler for the target computes them.
//! - `source` takes names and citations from the text of `src/raw`. The guest can only tell about
//!   items that it names; this finds one that nobody names.
//!
//! The specification is the copy in the package `wasmtime-wasi`. Cargo is asked where that is: the
//! tests' host is built from that very package, pinned to a version, so it is always unpacked, and
//! always what the host implements. (`wasip1` has a copy too, but nothing here depends on it.) The
//! parser is `witx`, the specification's own.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use nanowasi_host::build::{self, Mode};
use nanowasi_host::{Module, Run, Status};
use witx::{
    BuiltinType, Document, Id, InterfaceFunc, Layout, NamedType, Type, TypeRef, Variant, WasmType,
};

/// The version that the citations in `src/raw` are for; `src/raw/mod.rs` names its commit.
const CITED_VERSION: &str = "48.0.8";

/// The number of functions in preview 1.
const FUNCTIONS: usize = 46;

/// Less than what was compared when this was written: an empty comparison is no success.
const FACTS: usize = 300;

#[test]
fn imports() {
    let module = Module::parse(&guest()).unwrap();
    assert!(module.foreign().is_empty(), "{:?}", module.foreign());
    let ours = module
        .imports
        .iter()
        .map(|import| format!("{}: {}", import.name, import.ty));
    let theirs = specification().functions().into_iter().map(|function| {
        let (params, results) = function.wasm_signature();
        let (params, results) = (wasm_types(&params), wasm_types(&results));
        format!("{}: ({params}) -> ({results})", function.name.as_str())
    });
    assert_eq!(compare(ours, theirs), FUNCTIONS);
}

#[test]
fn facts() {
    let output = Run::new(guest()).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let printed = output.stdout_str();
    let ours = printed.lines().map(|line| line.replace("r#", ""));
    assert!(compare(ours, specification().facts()) >= FACTS);
}

#[test]
fn source() {
    let specification = specification();
    let mut items = Vec::new();
    read_items(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/raw"),
        &mut items,
    );
    let theirs = specification.facts().into_iter().map(name_of_fact);
    assert!(compare(items.iter().map(|item| item.name.clone()), theirs) >= FACTS);

    assert_eq!(
        specification.version, CITED_VERSION,
        "the citations are for another version"
    );
    let wrong: Vec<_> = items
        .iter()
        .filter(|item| !specification.is_cited_by(item))
        .collect();
    assert!(wrong.is_empty(), "cited wrongly: {wrong:#?}");

    for function in specification.functions() {
        let item = items
            .iter()
            .find(|item| item.name == function.name.as_str())
            .unwrap();
        let specified: Vec<_> = function.params.iter().flat_map(argument_names).collect();
        assert!(
            item.arguments.starts_with(&specified),
            "{} has {:?} instead of {specified:?}",
            item.name,
            item.arguments,
        );
    }
}

fn guest() -> Vec<u8> {
    build::guest("witx", Mode::Default)
}

/// Fails unless both sides are the same set; otherwise tells its size.
fn compare(
    ours: impl IntoIterator<Item = String>,
    theirs: impl IntoIterator<Item = String>,
) -> usize {
    let ours: BTreeSet<_> = ours.into_iter().collect();
    let theirs: BTreeSet<_> = theirs.into_iter().collect();
    let mut difference = String::new();
    for line in theirs.difference(&ours) {
        difference += &format!("only in witx:     {line}\n");
    }
    for line in ours.difference(&theirs) {
        difference += &format!("only in nanowasi: {line}\n");
    }
    assert!(difference.is_empty(), "\n{difference}");
    ours.len()
}

/// The witx files, parsed and as text, and what follows from them for Rust.
struct Specification {
    version: String,
    types_text: Vec<String>,
    functions_text: Vec<String>,
    document: Document,
}

fn specification() -> Specification {
    let (version, folder) = find_wasmtime_wasi();
    let functions = folder.join("wasi_snapshot_preview1.witx");
    let lines = |path: &Path| -> Vec<String> {
        let text = fs::read_to_string(path).unwrap();
        text.lines().map(|line| line.trim().to_owned()).collect()
    };
    Specification {
        version,
        types_text: lines(&folder.join("typenames.witx")),
        functions_text: lines(&functions),
        document: witx::load(&[functions]).unwrap(),
    }
}

/// The version of the package `wasmtime-wasi` in the lock file, and where its witx files are.
fn find_wasmtime_wasi() -> (String, PathBuf) {
    let output = Command::new(env::var_os("CARGO").unwrap())
        .args(["metadata", "--format-version=1", "--locked", "--offline"])
        // Only this machine's packages are sure to be unpacked.
        .arg("--filter-platform=host-tuple")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "wasmtime-wasi")
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let version = package["version"].as_str().unwrap().to_owned();
    (version, manifest.with_file_name("witx").join("p1"))
}

impl Specification {
    fn functions(&self) -> Vec<Rc<InterfaceFunc>> {
        let module = self
            .document
            .module(&Id::new("wasi_snapshot_preview1"))
            .unwrap();
        module.funcs().collect()
    }

    /// What the guest should print.
    fn facts(&self) -> Vec<String> {
        let mut facts = Vec::new();
        for named in self.document.typenames() {
            self.describe_type(&named, &mut facts);
        }
        facts.extend(
            self.functions()
                .iter()
                .map(|function| describe_function(function)),
        );
        facts
    }

    fn describe_type(&self, named: &NamedType, facts: &mut Vec<String>) {
        let name = camel_case(named.name.as_str());
        let layout = layout(named);
        match &**named.type_() {
            Type::Builtin(_) | Type::Handle(_) => {
                let integer = rust_type(&TypeRef::Name(named.clone().into()));
                facts.push(format!("type {name} = {integer} {layout}"));
            }
            Type::Variant(variant) if variant.is_enum() => {
                let repr = builtin(variant.tag_repr.to_builtin());
                facts.push(format!("enum {name}: {repr} {layout}"));
                for (value, case) in variant.cases.iter().enumerate() {
                    let constant = constant_case(case.name.as_str());
                    facts.push(format!("const {name}::{constant} = {value}"));
                }
            }
            Type::Variant(variant) => self.describe_union(&name, variant, &layout, facts),
            Type::Record(record) => {
                if let Some(repr) = record.bitflags_repr() {
                    facts.push(format!(
                        "flags {name}: {} {layout}",
                        builtin(repr.to_builtin())
                    ));
                    for (bit, flag) in record.members.iter().enumerate() {
                        let constant = constant_case(flag.name.as_str());
                        facts.push(format!("const {name}::{constant} = {}", 1_u64 << bit));
                    }
                } else {
                    facts.push(format!("struct {name} {layout}"));
                    for field in record.member_layout() {
                        let (field, offset) = (field.member, field.offset);
                        let (field, ty) = (field.name.as_str(), rust_type(&field.tref));
                        facts.push(format!("field {name}.{field}: {ty} offset {offset}"));
                    }
                }
            }
            // They cross as a pointer and a length, so they only show in the functions' types.
            Type::List(_) => {}
            Type::Pointer(_) | Type::ConstPointer(_) => panic!("{name} is a new kind of type"),
        }
    }

    /// Describes the two types that a tagged union becomes: a tag with a payload, and the payload.
    fn describe_union(&self, name: &str, variant: &Variant, layout: &str, facts: &mut Vec<String>) {
        // The parser has forgotten which enum the tag was; it is the one with the union's cases.
        let cases = |variant: &Variant| -> Vec<Id> {
            variant.cases.iter().map(|case| case.name.clone()).collect()
        };
        let is_tag = |named: &Rc<NamedType>| match &**named.type_() {
            Type::Variant(tag) => tag.is_enum() && cases(tag) == cases(variant),
            _ => false,
        };
        let tags: Vec<_> = self.document.typenames().filter(is_tag).collect();
        let [tag] = tags.as_slice() else {
            panic!("the tag of {name} is one of {tags:?}")
        };
        let tag = camel_case(tag.name.as_str());
        let offset = variant.payload_offset();
        facts.push(format!("struct {name} {layout}"));
        facts.push(format!("field {name}.tag: {tag} offset 0"));
        facts.push(format!("field {name}.u: {name}U offset {offset}"));

        let payloads = variant.cases.iter().filter_map(|case| case.tref.as_ref());
        let size = payloads.clone().map(Layout::mem_size).max().unwrap();
        let align = payloads.map(Layout::mem_align).max().unwrap();
        let size = size.next_multiple_of(align);
        facts.push(format!("union {name}U size {size} align {align}"));
        for case in &variant.cases {
            let ty = rust_type(case.tref.as_ref().unwrap());
            facts.push(format!(
                "field {name}U.{}: {ty} offset 0",
                case.name.as_str()
            ));
        }
    }

    /// Whether the line that an item cites is the one that specifies it.
    fn is_cited_by(&self, item: &Item) -> bool {
        let Some((file, number)) = &item.citation else {
            return false;
        };
        let text = match file.as_str() {
            "typenames.witx" => &self.types_text,
            "wasi_snapshot_preview1.witx" => &self.functions_text,
            _ => return false,
        };
        let up_to_line = text.get(..*number).unwrap_or_default();
        let Some(line) = up_to_line.last() else {
            return false;
        };
        if line.starts_with("(@interface func") {
            return line.contains(&format!("(export \"{}\")", item.name));
        }
        let Some(owner) = up_to_line.iter().rev().find_map(|line| typename(line)) else {
            return false;
        };
        let ty = camel_case(owner);
        if self.is_union(owner) {
            // Its parts have no names to look for.
            let item_type = item.name.split('.').next().unwrap();
            return item_type == ty || item_type == format!("{ty}U");
        }
        let member = line.strip_prefix("(field ").unwrap_or(line);
        match member.strip_prefix('$') {
            Some(member) => {
                let member = member.split(' ').next().unwrap();
                let constant = constant_case(member);
                item.name == format!("{ty}.{member}") || item.name == format!("{ty}::{constant}")
            }
            None => item.name == ty && typename(line).is_some(),
        }
    }

    fn is_union(&self, name: &str) -> bool {
        let named = self.document.typename(&Id::new(name)).unwrap();
        matches!(&**named.type_(), Type::Variant(variant) if !variant.is_enum())
    }
}

/// The name that a line of `typenames.witx` begins to define.
fn typename(line: &str) -> Option<&str> {
    line.strip_prefix("(typename $")?.split([' ', ')']).next()
}

/// What the guest should print about a function.
///
/// This is how preview 1 goes to Rust, where `witx` itself only goes to wasm: a list is a pointer
/// and a count; results are pointers at the end, a tuple as one for each part; the errno is the
/// return value, as an `i32` for the reason that `src/raw/mod.rs` gives.
fn describe_function(function: &InterfaceFunc) -> String {
    let mut arguments = Vec::new();
    for param in &function.params {
        match &**param.tref.type_() {
            Type::List(element) => {
                let element = match &**element.type_() {
                    Type::Builtin(BuiltinType::Char) => "u8".to_owned(),
                    _ => rust_type(element),
                };
                arguments.extend([format!("*const {element}"), "usize".to_owned()]);
            }
            _ => arguments.push(rust_type(&param.tref)),
        }
    }
    for result in &function.results {
        let Type::Variant(variant) = &**result.tref.type_() else {
            panic!("{result:?}")
        };
        let (ok, error) = variant.as_expected().unwrap();
        assert_eq!(rust_type(error.unwrap()), "Errno");
        let Some(ok) = ok else { continue };
        match &**ok.type_() {
            Type::Record(record) if record.is_tuple() => {
                let parts = record.members.iter().map(|part| rust_type(&part.tref));
                arguments.extend(parts.map(|part| format!("*mut {part}")));
            }
            _ => arguments.push(format!("*mut {}", rust_type(ok))),
        }
    }
    let returned = if function.results.is_empty() {
        "()"
    } else {
        "i32"
    };
    let arguments: String = arguments
        .iter()
        .map(|argument| format!("{argument},"))
        .collect();
    format!("fn {}({arguments}) -> {returned}", function.name.as_str())
}

/// The names of what a parameter becomes in Rust.
fn argument_names(param: &witx::InterfaceFuncParam) -> Vec<String> {
    let name = param.name.as_str();
    match &**param.tref.type_() {
        Type::List(_) => vec![name.to_owned(), format!("{name}_len")],
        _ => vec![name.to_owned()],
    }
}

fn rust_type(reference: &TypeRef) -> String {
    match (reference, &**reference.type_()) {
        (TypeRef::Name(named), Type::Builtin(_)) if named.name == "size" => "usize".to_owned(),
        (_, Type::Builtin(integer)) => builtin(*integer).to_owned(),
        (_, Type::Handle(_)) => "u32".to_owned(),
        (_, Type::Pointer(to)) => format!("*mut {}", rust_type(to)),
        (_, Type::ConstPointer(to)) => format!("*const {}", rust_type(to)),
        (TypeRef::Name(named), _) => camel_case(named.name.as_str()),
        (TypeRef::Value(_), other) => panic!("{other:?} has no name"),
    }
}

fn builtin(integer: BuiltinType) -> &'static str {
    match integer {
        BuiltinType::U8 { .. } => "u8",
        BuiltinType::U16 => "u16",
        BuiltinType::U32 { .. } => "u32",
        BuiltinType::U64 => "u64",
        BuiltinType::S64 => "i64",
        other => panic!("preview 1 has no {other:?}"),
    }
}

fn layout(ty: &impl Layout) -> String {
    let layout = ty.mem_size_align();
    format!("size {} align {}", layout.size, layout.align)
}

fn wasm_types(types: &[WasmType]) -> String {
    let names: Vec<_> = types
        .iter()
        .map(|ty| format!("{ty:?}").to_lowercase())
        .collect();
    names.join(", ")
}

/// `event_fd_readwrite` as a Rust type: `EventFdReadwrite`.
fn camel_case(name: &str) -> String {
    name.split('_')
        .map(|word| word[..1].to_uppercase() + &word[1..])
        .collect()
}

/// `notcapable` as a Rust constant: `NOTCAPABLE`.
fn constant_case(name: &str) -> String {
    match name {
        "2big" => "TOOBIG".to_owned(),
        _ => name.to_uppercase(),
    }
}

/// What a fact is about, as [`Item::name`] has it.
fn name_of_fact(fact: String) -> String {
    let name = fact.split([' ', '(']).nth(1).unwrap();
    name.trim_end_matches(':').to_owned()
}

/// A public item in `src/raw`.
#[derive(Debug)]
struct Item {
    /// `Errno`, `Errno::AGAIN`, `Filestat.dev` or `fd_read`.
    name: String,
    /// The file and the line of the specification that its documentation gives.
    citation: Option<(String, usize)>,
    /// The names of a function's arguments.
    arguments: Vec<String>,
}

/// Finds the public items below a folder.
fn read_items(folder: &Path, items: &mut Vec<Item>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_items(&path, items);
        } else {
            parse_items(&fs::read_to_string(path).unwrap(), items);
        }
    }
}

/// Finds the public items in a source file, which is formatted by rustfmt.
///
/// A public item of a kind that isn't known here is taken for a field, and then nothing in the
/// specification has its name: it fails the test instead of slipping through.
fn parse_items(text: &str, items: &mut Vec<Item>) {
    let mut owner = String::new();
    let mut citation = None;
    // `r#type` is one word, and no keyword.
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

/// Reads `… (typenames.witx 34).` at the end of a line of documentation.
fn cited(documentation: &str) -> Option<(String, usize)> {
    let (_, citation) = documentation.strip_suffix(").")?.rsplit_once('(')?;
    let (file, line) = citation.split_once(' ')?;
    Some((file.to_owned(), line.parse().ok()?))
}
