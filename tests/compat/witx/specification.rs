//! The specification, and what follows from it for Rust.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::rc::Rc;
use std::sync::LazyLock;

use witx::{Document, Id, InterfaceFunc, Layout, NamedType, Type, TypeRef, Variant};

use crate::items::Item;
use crate::rust::{builtin, camel_case, constant_case, describe_function, layout, rust_type};

/// The witx files, parsed and as text.
pub(crate) struct Specification {
    pub(crate) version: String,
    types_text: Vec<String>,
    functions_text: Vec<String>,
    document: Document,
}

pub(crate) fn specification() -> Specification {
    // Cargo runs once for all tests.
    static FOUND: LazyLock<(String, PathBuf)> = LazyLock::new(find_wasmtime_wasi);
    let (version, folder) = FOUND.clone();
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

/// Returns the version of the package `wasmtime-wasi` in the lock file, and the path of its witx
/// files.
///
/// `cargo metadata` on this workspace needs all of its packages, and `cargo test` downloads only
/// some. On a new machine three tests failed for lack of another member's package. So cargo runs on
/// a generated package with this one dependency.
fn find_wasmtime_wasi() -> (String, PathBuf) {
    // A test runner may start a process for each test.
    let folder = format!("witx-{}", process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/lib.rs"), "").unwrap();
    let manifest = r#"
        [package]
        name = "witx-finder"
        edition = "2024"
        [dependencies]
        wasmtime-wasi = { version = "*", default-features = false, features = ["p1"] }
        [workspace]
    "#;
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // The lock file determines the version. Cargo drops the packages that are not needed here.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env::var_os("CARGO").unwrap())
        .args(["metadata", "--format-version=1", "--offline"])
        // Only the packages for this machine are certainly unpacked.
        .arg("--filter-platform=host-tuple")
        .current_dir(&folder)
        .output()
        .unwrap();
    fs::remove_dir_all(folder).unwrap();
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
    pub(crate) fn functions(&self) -> Vec<Rc<InterfaceFunc>> {
        let module = self
            .document
            .module(&Id::new("wasi_snapshot_preview1"))
            .unwrap();
        module.funcs().collect()
    }

    /// Returns what the guest should print.
    pub(crate) fn facts(&self) -> Vec<String> {
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
            // A list is passed as a pointer and a length, so only the functions' types show it.
            Type::List(_) => {}
            Type::Pointer(_) | Type::ConstPointer(_) => panic!("{name} is a new kind of type"),
        }
    }

    /// Describes the two types that a tagged union becomes: a tag with a payload, and the payload.
    fn describe_union(&self, name: &str, variant: &Variant, layout: &str, facts: &mut Vec<String>) {
        // The parser does not keep which enum the tag was. It is the one with the union's cases.
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

    /// Returns whether the line that an item cites specifies it.
    pub(crate) fn is_cited_by(&self, item: &Item) -> bool {
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
            // The parts of a union have no names in the specification.
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

/// Returns the name that a line of `typenames.witx` defines.
fn typename(line: &str) -> Option<&str> {
    line.strip_prefix("(typename $")?.split([' ', ')']).next()
}
