//! The kinds of test targets and packages.

use super::results;
use crate::support::Folder;

/// Only the library's tests ran.
#[test]
fn each_kind_of_test_runs() {
    let folder = Folder::new("test kinds");
    let own = "[[test]]\nname = \"own\"\nharness = false\n[[bench]]\nname = \"b\"\n";
    folder.package("", "program", "2024", own);
    folder.write(
        "src/lib.rs",
        "/// ```\n/// assert_eq!(program::one(), 1);\n/// ```\n\
         /// ```should_panic\n/// panic!(\"as documented\");\n/// ```\n\
         /// ```\n/// std::process::exit(0)\n/// ```\n/// ```no_run\n/// loop {}\n/// ```\n\
         pub fn one() -> u8 { 1 }\n#[test] fn unit() {}\n",
    );
    folder.write("src/main.rs", "fn main() {}\n#[test] fn of_main() {}\n");
    folder.write(
        "tests/it.rs",
        "#[test] fn integrates() { assert_eq!(program::one(), 1) }\n",
    );
    folder.write(
        "tests/own.rs",
        "fn main() { println!(\"test own ... ok\") }\n",
    );
    folder.write("benches/b.rs", "#[test] fn of_bench() {}\n");
    folder.write("examples/e.rs", "fn main() {}\n");
    let finished = folder.run(&["test"]).status(0);
    let lines = results(&finished);
    for name in ["unit", "of_main", "integrates", "own"] {
        let line = format!("test {name} ... ok");
        assert!(lines.contains(&line), "no {line:?} in {}", finished.stdout);
    }
    let documented = lines
        .iter()
        .filter(|line| line.starts_with("test src/lib.rs - one (line"));
    assert_eq!(documented.count(), 4, "{}", finished.stdout);
    for suffix in ["- should panic ... ok", "- compile ... ok"] {
        assert!(finished.stdout.contains(suffix), "{}", finished.stdout);
    }
    // rustdoc stores its filter in a module that has all examples.
    let finished = folder.run(&["test", "--doc", "--", "4)"]).status(0);
    let documented = results(&finished)
        .iter()
        .filter(|line| line.contains("(line"))
        .count();
    assert_eq!(documented, 1, "{}", finished.stdout);
    let finished = folder.run(&["test", "--benches"]).status(0);
    assert!(results(&finished).contains(&"test of_bench ... ok".to_owned()));
}

/// A package that depends on nanowasi had two runtimes in one module, which do not link.
#[test]
fn a_package_without_std_has_one_runtime_in_its_tests() {
    let folder = Folder::new("test no-std");
    let folder_of = |name: &str| folder.path(name).to_str().expect("it is UTF-8").to_owned();
    let new = ["new", "--no-std", "--vcs=none", "hello"];
    folder.run(&new).status(0);
    folder.write(
        "hello/src/lib.rs",
        r#"#![no_std]
extern crate nanowasi as std;
use std::prelude::v1::*;
pub fn read(from: impl std::io::Read) -> std::io::Result<String> { std::io::read_to_string(from) }
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn unit() { std::println!("out"); assert_eq!(read(&b"a"[..]).unwrap(), "a"); }
    #[test] #[should_panic(expected = "boom")] fn panics() { panic!("boom") }
}
"#,
    );
    folder.write(
        "hello/tests/it.rs",
        "#[test] fn one_type() -> std::io::Result<()> { hello::read(&b\"a\"[..]).map(drop) }\n",
    );
    let manifest = folder_of("hello/Cargo.toml");
    let finished = folder
        .run(&["test", "--manifest-path", &manifest])
        .status(0);
    let lines = results(&finished);
    for line in [
        "test tests::it_works ... ok",
        "test tests::unit ... ok",
        "test tests::panics - should panic ... ok",
        "test one_type ... ok",
    ] {
        assert!(
            lines.iter().any(|found| found == line),
            "no {line:?} in {}",
            finished.stdout
        );
    }
    folder.write(
        "hello/src/main.rs",
        "#![no_std]\n#![no_main]\nnanowasi::main!(main);\nfn main() {}\n",
    );
    let finished = folder.run(&["test", "--manifest-path", &manifest, "--bin", "hello"]);
    finished.error(&[
        "the module did not list its tests",
        "#![cfg_attr(not(test), no_main)]",
    ]);
}
