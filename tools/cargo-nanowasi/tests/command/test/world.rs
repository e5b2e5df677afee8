//! The files and variables of a test.

use super::library;
use crate::support::Folder;

/// A folder or variable that tests use was missing, or a test found the files of another.
#[test]
fn a_test_has_its_package_a_temporary_folder_and_cargos_variables() {
    let folder = library(
        "world",
        r#"
use std::{env, fs, path::Path};
fn check() {
    assert_eq!(fs::read_to_string("data/file").unwrap(), "data");
    let absolute = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/file");
    assert_eq!(fs::read_to_string(absolute).unwrap(), "data");
    assert_eq!(env::var("CARGO_PKG_NAME").unwrap(), "program");
    assert_eq!(env::var("CARGO_MANIFEST_DIR").unwrap(), env!("CARGO_MANIFEST_DIR"));
    assert_eq!(env::args().count(), 1);
    assert_eq!(fs::read_dir("/tmp").unwrap().count(), 0);
    fs::write("/tmp/file", "").unwrap();
}
#[test] fn first() { check() }
#[test] fn second() { check() }
#[test] fn options() {
    assert_eq!(env::var("KEY").unwrap(), "a b");
    assert_eq!(fs::read_to_string("/other/file").unwrap(), "data");
}
"#,
    );
    folder.write("data/file", "data");
    let args = ["test", "--dir", "data::/other", "--env=KEY=a b"];
    folder.run(&args).status(0);
}

/// A file or variable that a test has with `cargo test` was missing.
#[test]
fn a_member_of_a_workspace_finds_what_cargo_promises() {
    let folder = Folder::new("test member");
    let config = "[env]\nFROM_CONFIG = \"c\"\n";
    #[cfg(unix)]
    let config = {
        folder.script("wrap", "exec \"$@\"");
        format!("{config}[build]\nrustc-wrapper = \"./wrap\"\n")
    };
    folder.write(".cargo/config.toml", &config);
    folder.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"m\"]\nexclude = [\"other\"]\nresolver = \"3\"\n",
    );
    folder.package(
        "m",
        "m",
        "2024",
        "[dependencies]\nmiddle = { path = \"../other/middle\" }\n",
    );
    let middle = "[workspace]\n[dependencies]\nnanowasi = { path = \"../nanowasi\" }\n";
    folder.package("other/middle", "middle", "2024", middle);
    folder.package("other/nanowasi", "nanowasi", "2024", "[workspace]\n");
    folder.write(
        "other/middle/src/lib.rs",
        "#![no_std]\npub use nanowasi::path;\n",
    );
    folder.write(
        "other/nanowasi/src/lib.rs",
        "compile_error!(\"not the facade\");\n",
    );
    folder.write("shared/file", "data");
    folder.write(
        "m/build.rs",
        "fn main() { println!(\"cargo::rustc-env=FROM_SCRIPT=s\"); }\n",
    );
    folder.write("m/src/lib.rs", "pub use middle::path;\n");
    folder.write(
        "m/tests/it.rs",
        r#"
use std::{env, fs};
#[test] fn finds() {
    assert_eq!(fs::read_to_string("../shared/file").unwrap(), "data");
    assert_eq!(fs::read_to_string("/shared/file").unwrap(), "data");
    assert_eq!(env::current_dir().unwrap(), m::path::Path::new(env!("CARGO_MANIFEST_DIR")));
    fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/file"), "").unwrap();
    for (name, value) in [("FROM_CONFIG", "c"), ("FROM_SCRIPT", "s"), ("CARGO_PKG_NAME", "m")] {
        assert_eq!(env::var(name).unwrap(), value);
    }
    assert!(env::var_os("HOME").is_none() && env::var_os("PATH").is_none());
}
"#,
    );
    let args = [
        "test",
        "--tests",
        "--target-dir",
        "other target",
        "--dir",
        "shared::/shared",
    ];
    folder.run(&args).status(0);
    folder.run(&["check", "--all-targets"]).status(0);
}

/// The members of a workspace, and a wrapper of rustc that the user has set.
#[test]
#[cfg(unix)]
fn a_workspace_and_the_users_wrapper_are_kept() {
    let folder = Folder::new("test workspace");
    folder.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"a\", \"b\"]\nexclude = [\"nanowasi\"]\nresolver = \"3\"\n",
    );
    folder.package("a", "a", "2024", "");
    folder.package(
        "b",
        "b",
        "2024",
        "[dependencies]\nnanowasi = { path = \"../nanowasi\" }\n",
    );
    folder.package("nanowasi", "nanowasi", "2024", "[workspace]\n");
    folder.write(
        "nanowasi/src/lib.rs",
        "compile_error!(\"not the facade\");\n",
    );
    folder.write("shared/file", "data");
    let shared = "concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../shared/file\")";
    let test = format!("#[test] fn reads() {{ assert!(std::fs::read({shared}).is_ok()) }}\n");
    folder.write("a/src/lib.rs", &test);
    folder.write("b/src/lib.rs", &format!("pub use nanowasi::io;\n{test}"));
    let wrapper = folder.script("wrapper", "echo x >> \"$LOG\"; exec \"$@\"");
    let mut command = folder.command(&["test", "--workspace", "-q"]);
    command
        .env("RUSTC_WRAPPER", wrapper)
        .env("LOG", folder.path("log"));
    crate::support::finish(&mut command).status(0);
    assert!(folder.path("log").exists());
}
