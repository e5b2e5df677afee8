//! The part of the crates and programs that is built in CI. `cargo dropin` builds all of them.
#![allow(
    clippy::unwrap_used,
    reason = "what can't go on here is a test that fails"
)]

use std::sync::OnceLock;

use nanowasi_dropin::programs::PROGRAMS;
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
    let hello = PROGRAMS
        .iter()
        .find(|program| program.name == "hello")
        .unwrap();
    let [_, size, ..] = measure::sizes(tool(), hello).unwrap();
    assert!(size <= 950, "{size} bytes");
}

/// A program with clap, regex, serde, csv and walkdir behaves the same, and is smaller.
#[test]
fn a_real_program_does_the_same_and_is_smaller() {
    let search = PROGRAMS
        .iter()
        .find(|program| program.name == "search")
        .unwrap();
    for variant in [Variant::DropIn, Variant::Smallest] {
        compare::program(tool(), search, variant).unwrap_or_else(|error| panic!("{error}"));
    }
    let sizes = measure::sizes(tool(), search).unwrap();
    let ratio = |variant| measure::ratio(&sizes, variant);
    assert!(ratio(Variant::DropIn) < 0.92, "{sizes:?}");
    assert!(ratio(Variant::Small) < ratio(Variant::DropIn), "{sizes:?}");
    assert!(ratio(Variant::Smallest) < 0.83, "{sizes:?}");
}
