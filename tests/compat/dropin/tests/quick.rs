//! The part of the crates and programs that is built in CI. `cargo dropin` builds all of them.
#![allow(
    clippy::unwrap_used,
    reason = "what can't go on here is a test that fails"
)]

use std::sync::OnceLock;

use nanowasi_dropin::programs::{PROGRAMS, Program};
use nanowasi_dropin::tool::{Tool, Variant};
use nanowasi_dropin::{compare, crates, measure};

fn tool() -> &'static Tool {
    static TOOL: OnceLock<Tool> = OnceLock::new();
    TOOL.get_or_init(|| Tool::build().unwrap())
}

/// A crate that used items missing from nanowasi did not compile. At first these were 50 of 255.
#[test]
fn twenty_crates_compile_and_link() {
    let quick: Vec<_> = crates::all()
        .into_iter()
        .filter(|crate_| crate_.is_quick)
        .collect();
    crates::build(tool(), &quick).unwrap_or_else(|error| panic!("{error}"));
}

/// The size of the smallest program, to which everything that is linked into all programs adds.
#[test]
fn hello_weighs_less_than_a_kilobyte() {
    let [_, size, ..] = measure::sizes(tool(), program("hello")).unwrap();
    assert!(size <= 950, "{size} bytes");
}

/// Returns the program of this name.
fn program(name: &str) -> &'static Program {
    let mut programs = PROGRAMS.iter();
    programs.find(|program| program.name == name).unwrap()
}

/// A program with clap, regex, serde, csv and walkdir behaves the same.
#[test]
fn a_large_program_does_the_same() {
    let search = program("search");
    compare::program(tool(), search, Variant::DropIn).unwrap_or_else(|error| panic!("{error}"));
}

/// A program of crates.io behaves the same in the most aggressive build, and each is smaller than
/// the one before. `cargo dropin` measures the large ones, whose builds take minutes.
#[test]
fn a_real_program_does_the_same_and_is_smaller() {
    let diffr = program("diffr");
    compare::program(tool(), diffr, Variant::Smallest).unwrap_or_else(|error| panic!("{error}"));
    let sizes = measure::sizes(tool(), diffr).unwrap();
    let ratio = |variant| measure::ratio(&sizes, variant);
    assert!(ratio(Variant::DropIn) < 0.71, "{sizes:?}");
    assert!(ratio(Variant::Small) < ratio(Variant::DropIn), "{sizes:?}");
    assert!(ratio(Variant::Smallest) < 0.56, "{sizes:?}");
}
