//! `cargo nanowasi new`: creates a package that is ready to build.
//!
//! `cargo new` creates the package. This module adds a profile for small modules and a first test.
//! With `--no-std` it also adds the first lines of the program, and a copy of nanowasi, which is
//! not on crates.io yet.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Failure, Result, exit_code};
use crate::sysroot;
use crate::toolchain::cargo;

const PROFILE: &str = r#"
# For the smallest module that stable Rust compiles.
[profile.release]
opt-level = "z"
lto = "fat"
codegen-units = 1
strip = true
panic = "abort"
"#;

/// The program, after the attributes of its kind: `cargo new`'s, and a first test.
const PROGRAM: &str = r#"fn main() {
    println!("Hello, world!");
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_works() {
        assert_eq!(2 + 2, 4);
    }
}
"#;

/// The first lines of a program without `std`. The test harness has a `main` of its own.
const NO_STD: &str = "#![no_std]
#![cfg_attr(not(test), no_main)]
nanowasi::main!(main);

use nanowasi::println;

";

/// Creates a package: `[--no-std] [OPTIONS OF CARGO NEW] PATH`.
pub(crate) fn new(args: impl Iterator<Item = OsString>) -> Result<u8> {
    let (ours, args): (Vec<_>, Vec<_>) = args.partition(|arg| arg == "--no-std");
    let is_no_std = !ours.is_empty();
    if args.iter().any(|arg| arg == "--lib") {
        return Err(Failure::usage(
            "`new` creates programs; use `cargo new --lib` for a library",
        ));
    }
    let Some(path) = path(&args) else {
        return Err(Failure::usage("`new` needs the name of the package"));
    };
    if is_no_std && path.file_name() == Some(OsStr::new("nanowasi")) {
        return Err(Failure::usage(
            "a package that depends on nanowasi cannot have the same name",
        ));
    }
    let mut command = cargo();
    let status = command.arg("new").args(&args).status();
    let status = status.map_err(|error| Failure::program(command.get_program(), &error))?;
    if !status.success() {
        return Err(Failure::reported(exit_code(status)));
    }
    let manifest = path.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| Failure::file(&manifest, &error))?;
    let text = if is_no_std {
        text.replace(
            "[dependencies]\n",
            "[dependencies]\nnanowasi = { path = \"nanowasi\" }\n",
        )
    } else {
        text
    };
    if is_in_workspace(&path)? {
        // Cargo reads profiles from the workspace's manifest only.
        write(&manifest, &text)?;
        let _ = writeln!(
            io::stderr(),
            "cargo-nanowasi: the package is part of a workspace; for the smallest modules, add \
             this to the manifest of the workspace:\n{PROFILE}"
        );
    } else {
        write(&manifest, &format!("{text}{PROFILE}"))?;
    }
    if is_no_std {
        sysroot::write_package(&path.join("nanowasi"))?;
    }
    let head = if is_no_std { NO_STD } else { "" };
    write(&path.join("src/main.rs"), &format!("{head}{PROGRAM}"))?;
    Ok(0)
}

/// Whether a package is a member of a workspace in a parent folder.
fn is_in_workspace(path: &Path) -> Result<bool> {
    let own = fs::canonicalize(path).map_err(|error| Failure::file(path, &error))?;
    let output = cargo()
        .args(["metadata", "--no-deps", "--format-version=1", "--offline"])
        .current_dir(&own)
        .output()
        .map_err(|error| Failure::program("cargo".as_ref(), &error))?;
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let root = metadata["workspace_root"].as_str().map(fs::canonicalize);
    Ok(root.is_some_and(|root| root.is_ok_and(|root| root != own)))
}

/// The options of `cargo new` that take a value, which may be the next argument.
const WITH_VALUE: [&str; 7] = [
    "--vcs",
    "--edition",
    "--name",
    "--registry",
    "--color",
    "--config",
    "-Z",
];

/// Returns the path among the arguments of `cargo new`.
fn path(args: &[OsString]) -> Option<PathBuf> {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if WITH_VALUE.iter().any(|option| arg == option) {
            args.next();
        } else if !arg.as_encoded_bytes().starts_with(b"-") {
            return Some(arg.into());
        }
    }
    None
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| Failure::file(path, &error))
}
