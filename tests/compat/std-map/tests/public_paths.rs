//! Each public item is found at each of its paths, wherever it is defined.

use nanowasi_std_map::compare::{Comparison, Verdict};
use nanowasi_std_map::public_paths::PublicPaths;
use nanowasi_std_map::types::Names;
use nanowasi_std_map::{compare_crates, item, load};

fn compare(theirs: &str, ours: &str) -> Comparison {
    let load = |text: &str| load::source(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    compare_crates(&load(theirs), &load(ours))
}

/// Returns the rows by name, with `=` for equal, `!` for different, `-` for absent. Auto traits are
/// left out.
fn rows(theirs: &str, ours: &str) -> Vec<String> {
    let rows = compare(theirs, ours).rows;
    let mut all: Vec<_> = rows
        .iter()
        .filter(|(row, _)| row.kind != "auto traits")
        .map(|(row, verdict)| {
            let mark = match verdict {
                Verdict::Same => '=',
                Verdict::Differs(..) => '!',
                Verdict::Absent => '-',
            };
            format!("{mark} {}", row.name)
        })
        .collect();
    all.sort_by(|a, b| a.get(2..).cmp(&b.get(2..)));
    all
}

#[test]
fn items_of_private_modules_are_found() {
    let theirs = "mod hidden { pub fn f() {} pub struct S; fn g() {} } \
                  pub use hidden::*; pub mod m { pub use crate::hidden::S as T; }";
    let ours = "pub fn f() {} pub struct S; pub mod m { pub use super::S as T; }";
    let wanted = ["= S", "= f", "= m", "= m::T"];
    assert_eq!(rows(theirs, ours), wanted);
    assert_eq!(rows(ours, theirs), wanted);
    // Another struct with the same name is a different struct.
    let own = "pub fn f() {} pub struct S; pub mod m { pub struct T; }";
    assert_eq!(rows(theirs, own), ["= S", "= f", "= m", "! m::T"]);
}

#[test]
fn a_name_is_the_path_that_std_has() {
    // With its shortest path `a::S` as its name, `S` would be absent at the path where `std` has
    // it.
    let theirs = "pub mod long { pub mod path { pub struct S; impl S { pub fn f() {} } } }";
    let ours = "pub mod a { pub struct S; impl S { pub fn f() {} } } \
                pub mod long { pub mod path { pub use crate::a::S; } }";
    let wanted = [
        "= long",
        "= long::path",
        "= long::path::S",
        "= long::path::S::f",
    ];
    assert_eq!(rows(theirs, ours), wanted);
}

#[test]
fn unstable_items_do_not_count() {
    let theirs = "#![feature(staged_api)] #![stable(feature = \"a\", since = \"1.0.0\")] \
        #[unstable(feature = \"b\", issue = \"none\")] pub mod m { pub fn inner() {} pub struct Silent; } \
        #[stable(feature = \"a\", since = \"1.0.0\")] pub mod p { \
            #[stable(feature = \"a\", since = \"1.0.0\")] pub use crate::m::Silent; \
            #[stable(feature = \"a\", since = \"1.0.0\")] pub struct S; \
            impl S { \
                #[stable(feature = \"a\", since = \"1.0.0\")] pub fn f() {} \
                #[unstable(feature = \"b\", issue = \"none\")] pub fn g() {} } \
            #[unstable(feature = \"b\", issue = \"none\")] impl Clone for S { fn clone(&self) -> Self { S } } }";
    assert_eq!(rows(theirs, ""), ["- p", "- p::S", "- p::S::f"]);
}

#[test]
fn other_crates_items_are_one_row_each() {
    let theirs = "pub use std::cell; pub mod net { pub use std::net::{IpAddr, Ipv4Addr}; } \
                  pub mod task { pub use std::task::*; } pub use std::vec::Vec;";
    let wanted = [
        "= Vec",
        "= cell",
        "= net",
        "= net::IpAddr",
        "= net::Ipv4Addr",
        "= task",
        "= task::{core::task::*}",
    ];
    let names = |rows: Vec<String>| -> Vec<String> {
        rows.into_iter()
            .map(|row| row.replace("std::task::*", "core::task::*"))
            .collect()
    };
    assert_eq!(names(rows(theirs, theirs)), wanted);
    // Through the whole module, or through a glob.
    let whole =
        "pub mod cell { pub use std::cell::*; } pub use std::{net, task}; pub use std::vec::*;";
    assert_eq!(names(rows(theirs, whole)), wanted);
    let one_by_one = "pub mod task { pub use std::task::{Poll, Wake}; }";
    let differs = "! task::{core::task::*}".to_owned();
    assert!(names(rows(theirs, one_by_one)).contains(&differs));
    let own = "pub mod cell {} pub mod net { pub struct IpAddr; } pub struct Vec;";
    let wanted = [
        "! Vec",
        "! cell",
        "= net",
        "! net::IpAddr",
        "- net::Ipv4Addr",
        "- task",
        "- task::{core::task::*}",
    ];
    assert_eq!(names(rows(theirs, own)), wanted);
}

#[test]
fn a_glob_of_a_listed_module_is_one_row() {
    let theirs = "pub mod v1 { pub fn a() {} pub fn b() {} } pub mod e21 { pub use super::v1::*; }";
    assert_eq!(
        rows(theirs, theirs),
        ["= e21", "= e21::{v1::*}", "= v1", "= v1::a", "= v1::b"]
    );
    let one_by_one = theirs.replace("super::v1::*", "super::v1::{a, b}");
    assert_eq!(
        rows(&one_by_one, theirs),
        [
            "= e21", "= e21::a", "= e21::b", "= v1", "= v1::a", "= v1::b"
        ]
    );
}

#[test]
fn methods_of_a_prelude_trait_represent_those_of_a_primitive() {
    // Only `std` may write the first form, so only the names are compared.
    let ours = "mod float { pub trait Float { fn sqrt(self) -> Self; } \
                impl Float for f64 { fn sqrt(self) -> f64 { self } } } \
                pub mod prelude { pub use crate::float::Float as _; }";
    let loaded = load::source(ours).unwrap();
    let paths = PublicPaths::of(&loaded, None);
    let lifetimes = Default::default();
    let names = Names {
        loaded: &loaded,
        paths: &paths,
        lifetimes: &lifetimes,
    };
    let rows = item::rows(names);
    let row = rows.iter().find(|row| row.name == "f64::sqrt").unwrap();
    assert_eq!(
        row.interface.to_line(),
        "fn <f64 as Float>::sqrt(self) -> f64"
    );
    assert!(row.by_glob);
}

#[test]
fn a_module_that_reexports_itself_ends() {
    let theirs = "pub mod m { pub use crate::m as again; pub use crate::*; pub fn f() {} }";
    assert!(rows(theirs, theirs).iter().all(|row| row.starts_with('=')));
}

#[test]
fn names_in_two_namespaces_are_two_items() {
    let theirs = "#[macro_export] macro_rules! env { () => {} } pub mod env { pub fn f() {} }";
    assert_eq!(
        rows(theirs, "pub mod env { pub fn f() {} }"),
        ["= env", "- env!", "= env::f"]
    );
}

#[test]
fn additional_items_are_listed_separately() {
    let ours = "pub mod m { pub fn f() {} pub fn g() {} }";
    let additional = compare("pub mod m { pub fn f() {} }", ours).additional;
    let names: Vec<_> = additional.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["m::g"]);
}
