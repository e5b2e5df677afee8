//! The check of examples lists each item that wants an example, and no other.

use nanowasi_std_map::examples::{documented, has_example};
use nanowasi_std_map::load;

/// The paths of the items without an example.
fn without_example(source: &str) -> Vec<String> {
    let loaded = load::source(source).unwrap_or_else(|error| panic!("{error}\n{source}"));
    documented(&loaded)
        .into_iter()
        .filter(|item| !item.has_example)
        .map(|item| item.path)
        .collect()
}

#[test]
fn functions_methods_macros_types_and_traits_are_listed() {
    let source = r"
        pub fn f() {}
        pub mod m {
            pub struct S { pub field: u8 }
            impl S { pub fn method(&self) {} fn private(&self) {} pub const C: u8 = 1; }
            impl Clone for S { fn clone(&self) -> S { S { field: 1 } } }
            #[derive(Debug)] pub enum E { Variant }
            pub union U { a: u8, b: i8 }
            pub trait T { type A; fn required(&self); fn provided(&self) {} }
            pub type Alias = S;
            pub static STATIC: u8 = 1;
        }
        #[macro_export] macro_rules! shout { () => {} }
        pub use core::mem;
        pub use core::cell::Cell;
        #[doc(hidden)] pub fn hidden() {}
        mod private { pub struct Reexported; pub fn unreachable() {} }
        pub use private::Reexported;
    ";
    let wanted = [
        "Reexported",
        "f",
        "m::E",
        "m::S",
        "m::S::method",
        "m::T",
        "m::T::provided",
        "m::T::required",
        "m::U",
        "shout!",
    ];
    assert_eq!(without_example(source), wanted);
}

#[test]
fn an_item_needs_an_example_in_its_own_documentation() {
    let source = r"
        /// ```
        /// let x = 1;
        /// ```
        pub struct S;
        impl S {
            /// No example.
            pub fn without(&self) {}
            /// ```no_run
            /// loop {}
            /// ```
            pub fn with(&self) {}
        }
    ";
    assert_eq!(without_example(source), ["S::without"]);
}

#[test]
fn methods_that_bitflags_generates_are_left_out() {
    // `bitflags!` repeats the methods of its trait as inherent methods.
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");
    let workspace = std::path::Path::new(workspace).canonicalize().unwrap();
    let all = documented(&load::nanowasi(&workspace).unwrap());
    let has = |path: &str| all.iter().any(|item| item.path == path);
    assert!(has("raw::Rights"));
    assert!(!has("raw::Rights::from_bits"));
    assert!(!has("raw::Rights::contains"));
}

#[test]
fn only_rust_that_rustdoc_checks_is_an_example() {
    assert!(has_example("```\nx\n```"));
    assert!(has_example(
        "Text.\n\n- item\n\n  ```rust,no_run\n  x\n  ```"
    ));
    assert!(has_example("~~~ should_panic edition2021\nx\n~~~"));
    assert!(has_example("```text\n```\n\n```\nx\n```"));
    assert!(has_example("```compile_fail,E0277\nx\n```"));
    assert!(!has_example("`x`, and ``` `` ```"));
    assert!(!has_example("```text\nx\n```"));
    assert!(!has_example("```ignore\nx\n```"));
    // The end of a block is not the beginning of another.
    assert!(!has_example("```text\nx\n```\ntext\n```sh\n```"));
}

#[test]
fn a_filter_is_a_path_or_a_file() {
    let loaded = load::source("pub mod io { pub fn f() {} } pub mod iostreams { pub fn f() {} }");
    let all = documented(&loaded.unwrap());
    let matches = |filter: &str| -> Vec<&str> {
        let items = all.iter().filter(|item| item.is_in(filter));
        items.map(|item| item.path.as_str()).collect()
    };
    assert_eq!(matches(""), ["io::f", "iostreams::f"]);
    assert_eq!(matches("io"), ["io::f"]);
    assert_eq!(matches("nanowasi::io::f"), ["io::f"]);
    assert_eq!(matches("src/io"), [""; 0]);
}
