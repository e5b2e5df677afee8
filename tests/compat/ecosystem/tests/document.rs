//! `docs/ecosystem.md` is that of `suites.toml`, and `versions.txt` is complete.
#![allow(
    clippy::unwrap_used,
    reason = "what can't go on here is a test that fails"
)]

use nanowasi_ecosystem::suites::{Source, Suites};
use nanowasi_ecosystem::{document, versions};

/// A version was changed, and the document kept the results of the old one.
#[test]
fn the_document_has_the_crates_and_reasons_of_the_list() {
    let text = document::read().unwrap();
    document::check(&text, &Suites::read().unwrap()).unwrap_or_else(|error| panic!("{error}"));
}

/// What the document is for: so many tests, of which almost all pass.
#[test]
fn the_document_has_ten_thousand_tests_of_sixty_crates() {
    let (_, total) = document::parse(&document::read().unwrap()).unwrap();
    assert!(total.suites >= 60, "{total:?}");
    assert!(total.with_std >= 10_000, "{total:?}");
    assert!(total.with_both * 1000 >= total.with_std * 995, "{total:?}");
}

/// Each suite has the version that cargo downloads. `cargo ecosystem --update` writes the list.
#[test]
fn the_versions_are_those_of_the_list() {
    let versions = versions::read().unwrap();
    for suite in Suites::read().unwrap().suites {
        if let Source::Registry(version) = &suite.source {
            // The sources themselves are not a dependency, unless another suite depends on them.
            let name = |pair: &&(String, String)| pair.0 == suite.name;
            let own: Vec<_> = versions.iter().filter(name).collect();
            assert!(
                own.iter().any(|pair| pair.1 == *version),
                "{} {version}: {own:?}",
                suite.name
            );
        }
    }
}
