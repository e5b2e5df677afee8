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

mod items;
mod rust;
mod specification;

use std::collections::BTreeSet;
use std::path::Path;

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Module, Run, Status};

use items::{name_of_fact, read_items};
use rust::{argument_names, wasm_types};
use specification::specification;

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
