//! Checks the sources of the programs: that they differ from programs for `std` only by the header.

use std::collections::BTreeSet;
use std::fs;

use nanowasi_test_host::build;

/// What a program adds for nanowasi.
const HEADER: &str = r#"#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);
"#;

/// What each of its modules adds, because a module of a `no_std` crate does not inherit the root's
/// `use`.
const PRELUDE: &str = r#"    #[cfg(feature = "nanowasi")]
    use std::prelude::v1::*;
"#;

fn read(path: &str) -> String {
    let path = format!("{}/tests/compat/{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A program with other code for nanowasi would not show that unchanged programs work.
#[test]
fn the_header_is_all_that_a_program_adds() {
    for name in build::programs().unwrap() {
        let source = read(&format!("programs/src/bin/{name}.rs"));
        assert!(
            source.starts_with(&format!("//! {name}")),
            "{name} doesn't begin with what it is"
        );
        let docs = source
            .split_inclusive('\n')
            .take_while(|line| line.starts_with("//!"));
        let rest = source[docs.map(str::len).sum()..]
            .strip_prefix(HEADER)
            .unwrap_or_else(|| panic!("{name} has another header"));
        assert!(
            !rest.replace(PRELUDE, "").contains("nanowasi"),
            "{name} knows nanowasi"
        );
    }
}

/// A program without a test would be in the table of sizes only.
#[test]
fn every_program_has_a_test() {
    let mut tested = BTreeSet::new();
    let files = fs::read_dir(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/compat/differential"
    ))
    .unwrap();
    for file in files {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let calls = text.split("program(").skip(1);
        let names = calls.filter_map(|call| call.trim_start().strip_prefix('"')?.split_once('"'));
        tested.extend(names.map(|(name, _)| name.to_owned()));
    }
    for name in build::programs().unwrap() {
        assert!(tested.contains(&name), "no test runs `{name}`");
    }
}
