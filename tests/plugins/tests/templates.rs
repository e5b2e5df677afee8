//! Builds the packages that `cargo nanowasi new --plugin` creates, as its user does, and calls them
//! in their hosts.
//!
//! They have no lock file, so this is also a test with the newest versions of the SDKs. The package
//! for a host of one's own is built in the tests of `cargo nanowasi`.
#![allow(missing_docs, reason = "the tests have names")]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use nanowasi_build::{WASIP1, install};
use nanowasi_dropin::tool::{cargo, run};
use nanowasi_plugins::hosts::host;
use nanowasi_plugins::or_skip;
use nanowasi_plugins::plugin::tool;

/// A new package in a temporary folder, removed on drop. In the repository, `cargo new` would add
/// it to the workspace.
struct Package(PathBuf);

impl Package {
    /// Creates the package `greeting`.
    fn new(kind: &str) -> Self {
        let name = format!("nanowasi new {kind} {}", process::id());
        let package = Self(env::temp_dir().join(name));
        let _ = fs::remove_dir_all(&package.0);
        fs::create_dir_all(&package.0).expect("the temporary folder can be written to");
        let args = ["--vcs=none", "--plugin", kind, "greeting"];
        let mut new = tool().command("new");
        run(new.current_dir(&package.0).args(args)).unwrap_or_else(|error| panic!("{error}"));
        package
    }

    fn path(&self, file: impl AsRef<Path>) -> PathBuf {
        self.0.join("greeting").join(file)
    }

    fn module(&self) -> PathBuf {
        let folder = Path::new("target").join(WASIP1).join("release");
        self.path(folder.join("greeting.wasm"))
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_new_plug_in_for_extism_is_called() {
    let Some(driver) = or_skip("extism", host("extism").driver()) else {
        return;
    };
    let package = Package::new("extism");
    let mut build = tool().command("build");
    build.current_dir(package.path("")).arg("--release");
    run(&mut build).unwrap_or_else(|error| panic!("{error}"));
    let [name, input] = ["greet", "you"].map(Path::new);
    let output = driver.run(&[&package.module(), name, input]);
    assert_eq!(output.stdout, "greet = Hello, you!\n", "{output:?}");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_new_plug_in_for_typst_is_called_by_its_document() {
    let Some(driver) = or_skip("typst", host("typst").driver()) else {
        return;
    };
    let package = Package::new("typst");
    install(WASIP1).unwrap_or_else(|error| panic!("{error}"));
    let mut build = cargo();
    build
        .current_dir(package.path(""))
        .args(["build", "--release", "--target", WASIP1]);
    run(&mut build).unwrap_or_else(|error| panic!("{error}"));
    let picture_of = |document: &str| {
        let picture = package.path(document).with_extension("png");
        let output = driver.run(&[&package.path(document), &package.module(), &picture]);
        assert!(output.status.success(), "{output:?}");
        fs::read(&picture).expect("a picture")
    };
    fs::write(package.path("expected.typ"), "Hello, you!\n").expect("a document");
    assert!(picture_of("greet.typ") == picture_of("expected.typ"));
}
