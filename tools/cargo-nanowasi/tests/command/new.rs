//! `new`: creates a package that builds without a change.

use std::fs;

use crate::support::{Folder, TARGET};

/// Creates, builds and runs a package, and returns the size of its module.
fn size_of_new(test: &str, args: &[&str]) -> u64 {
    let folder = Folder::new(test);
    folder.run(args).status(0);
    let manifest = folder.path("hello/Cargo.toml");
    let manifest = manifest.to_str().expect("the folder's path is UTF-8");
    let args = ["run", "-q", "--release", "--manifest-path", manifest];
    folder.run(&args).output(0, "Hello, world!\n");
    let module = format!("hello/target/{TARGET}/release/hello.wasm");
    fs::metadata(folder.path(module)).expect("it has run").len()
}

/// A newcomer gives up on a package that does not build without a change.
#[test]
fn a_new_package_builds() {
    let size = size_of_new("new", &["new", "--vcs", "none", "hello"]);
    assert!(size < 1000, "{size}");
}

/// As above, for a program without `std`, which has nanowasi as a dependency.
#[test]
fn a_new_package_without_std_builds() {
    let args = ["new", "hello", "--no-std", "--vcs=none"];
    let size = size_of_new("new no-std", &args);
    assert!(size < 1000, "{size}");
}

/// Each kind of plug-in has a manifest and a first test of its own.
#[test]
fn a_new_plug_in_builds_and_is_tested() {
    let folder = Folder::new("new plug-in");
    folder
        .run(&["new", "--vcs=none", "--plugin", "my-plugin"])
        .status(0);
    let manifest = folder.path("my-plugin/Cargo.toml");
    let manifest = manifest.to_str().expect("the folder's path is UTF-8");
    let test = folder
        .run(&["test", "-q", "--manifest-path", manifest])
        .status(0);
    assert!(
        test.stdout.contains("1 passed; 0 failed"),
        "{}",
        test.stdout
    );
    folder
        .run(&["build", "-q", "--manifest-path", manifest])
        .status(0);
    // Its panics are those of the dependency, which the error did not name.
    folder
        .run(&["build", "-q", "--no-wasi", "--manifest-path", manifest])
        .status(101)
        .error(&["the panics of `my-plugin`", "features", "`panic-trap`"]);
    let both = ["new", "--plugin", "--no-std", "both"];
    folder.run(&both).status(1).error(&["exclude each other"]);
    assert!(!folder.path("both").exists());
    for (kind, texts) in [
        ("extism", ["extism-pdk = ", "edition = \"2024\""]),
        ("typst", ["\"panic-trap\"", "edition = \"2021\""]),
    ] {
        let option = format!("--plugin={kind}");
        folder.run(&["new", "--vcs=none", &option, kind]).status(0);
        let text = fs::read_to_string(folder.path(format!("{kind}/Cargo.toml")));
        let text = text.expect("the package exists");
        for part in texts.into_iter().chain(["crate-type = [\"cdylib\"]"]) {
            assert!(text.contains(part), "{text}");
        }
    }
    let document = fs::read_to_string(folder.path("typst/greet.typ"));
    assert!(document.is_ok_and(|text| text.contains("/typst.wasm\"")));
    for args in [
        &["new", "--plugin=wasm", "a"][..],
        &["new", "--plugin", "wasm", "a"],
        &["new", "a", "--plugin", "wasm"],
    ] {
        let message = "`plain`, `extism` or `typst`, not `wasm`";
        folder.run(args).status(1).error(&[message]);
    }
}

/// The value of an option was mistaken for the path of the package, which was left incomplete.
#[test]
fn options_of_cargo_new_are_passed_on() {
    let folder = Folder::new("new options");
    let args = [
        "new",
        "--name",
        "here",
        "there",
        "--edition",
        "2018",
        "--vcs",
        "none",
    ];
    folder.run(&args).status(0);
    let text = fs::read_to_string(folder.path("there/Cargo.toml")).expect("the package exists");
    for part in ["name = \"here\"", "edition = \"2018\"", "lto = \"fat\""] {
        assert!(text.contains(part), "{text}");
    }
}

/// A mistake leaves no package, and the exit status is cargo's.
#[test]
fn a_mistake_creates_no_package() {
    let folder = Folder::new("new mistakes");
    folder.run(&["new"]).status(1).error(&["name"]);
    folder
        .run(&["new", "--lib", "a"])
        .status(1)
        .error(&["cargo new --lib"]);
    folder.run(&["new", "a", "--no-such-option"]).status(1);
    assert!(!folder.path("a").exists());
    folder.write("a/file", "");
    folder
        .run(&["new", "a"])
        .status(101)
        .error(&["already exists"]);
    assert!(!folder.path("a/Cargo.toml").exists());
}
