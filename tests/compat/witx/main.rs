//! `src/raw`, compared with the specification.
//!
//! The compiler does not check a hand-written ABI. If `SubscriptionClock::timeout` were at offset
//! 4, if `Errno::EXIST` were 21, or if `fd_filestat_get` took an `Fdstat`, all would compile and
//! link. The host would then write a field over another one, or 64 bytes into 24. So the module is
//! compared with the specification in both directions: an additional item is as wrong as a missing
//! one.
//!
//! - `imports_match_the_specification`: names and signatures in the import section of the guest
//!   `witx`, as a host sees them.
//! - `types_match_the_specification`: types, constants and functions, as the guest prints them and
//!   the compiler for the target computes them.
//! - `names_and_citations_match_the_specification`: names and citations in the source of `src/raw`.
//!   The guest can print only items that it names; this test finds all others.
//!
//! The specification is the copy in the package `wasmtime-wasi`, whose location cargo reports. The
//! test host depends on that version, so the package is always unpacked, and is what the host
//! implements. The parser is `witx`, the specification's own.

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

/// The version that the citations in `src/raw` refer to. `src/raw/mod.rs` names its commit.
const CITED_VERSION: &str = "48.0.8";

/// The number of functions in preview 1.
const FUNCTIONS: usize = 46;

/// A lower bound for the number of facts, because comparing nothing must not succeed.
const FACTS: usize = 300;

#[test]
fn imports_match_the_specification() {
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
fn types_match_the_specification() {
    let output = Run::new(guest()).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let printed = output.stdout_str();
    let ours = printed.lines().map(|line| line.replace("r#", ""));
    assert!(compare(ours, specification().facts()) >= FACTS);
}

#[test]
fn names_and_citations_match_the_specification() {
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

/// Compares two sets, and returns their size.
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
