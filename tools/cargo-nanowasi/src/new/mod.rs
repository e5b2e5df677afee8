//! `cargo nanowasi new`: creates a package that is ready to build.
//!
//! `cargo new` creates the package. This module adds a profile for small modules and the code of a
//! template. A package without `std` gets a copy of nanowasi, which is not on crates.io yet.

mod template;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Failure, Result, exit_code};
use crate::sysroot;
use crate::toolchain::cargo;
use template::Template;

const PROFILE: &str = r#"
# For the smallest module that stable Rust compiles.
[profile.release]
opt-level = "z"
lto = "fat"
codegen-units = 1
strip = true
panic = "abort"
"#;

/// Creates a package: `[--no-std | --plugin [KIND]] [OPTIONS OF CARGO NEW] PATH`.
pub(crate) fn new(args: impl Iterator<Item = OsString>) -> Result<u8> {
    let (template, mut args) = choose(args)?;
    if args.iter().any(|arg| arg == "--lib") {
        return Err(Failure::usage(
            "`new` creates programs and plug-ins; use `cargo new --lib` for a library",
        ));
    }
    let Some(path) = paths(&args).first().map(PathBuf::from) else {
        return Err(Failure::usage("`new` needs the name of the package"));
    };
    if template.needs_nanowasi && path.file_name() == Some(OsStr::new("nanowasi")) {
        return Err(Failure::usage(
            "a package that depends on nanowasi cannot have the same name",
        ));
    }
    // First, because the user's may end with `--` and the path.
    args.splice(0..0, template.options(&args));
    let mut command = cargo();
    let status = command.arg("new").args(&args).status();
    let status = status.map_err(|error| Failure::program(command.get_program(), &error))?;
    if !status.success() {
        return Err(Failure::reported(exit_code(status)));
    }
    let manifest = path.join("Cargo.toml");
    let text = text_of(&manifest)?;
    let text = template.manifest(&text);
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
    if template.needs_nanowasi {
        sysroot::write_package(&path.join("nanowasi"))?;
    }
    write(&path.join(template.file), template.code)?;
    if let Some((file, text)) = template.extra {
        let module = package_name(&text_of(&manifest)?).replace('-', "_");
        write(&path.join(file), &text.replace("MODULE", &module))?;
    }
    Ok(0)
}

/// Removes the options of this command from those of `cargo new`, and returns the template that
/// they choose.
fn choose(args: impl Iterator<Item = OsString>) -> Result<(&'static Template, Vec<OsString>)> {
    let mut args = args.peekable();
    let (mut template, mut rest) = (&template::PROGRAM, Vec::new());
    let (mut is_no_std, mut is_plugin, mut not_a_kind) = (false, false, None);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--no-std") => is_no_std = true,
            Some("--plugin") => {
                is_plugin = true;
                let kind = args.next_if(|arg| template::plugin(arg).is_some());
                if kind.is_none() {
                    not_a_kind = args.peek().cloned();
                }
                let kind = kind.unwrap_or_else(|| "plain".into());
                template = template::plugin(&kind).unwrap_or(template);
            }
            Some(text) if text.starts_with("--plugin=") => {
                is_plugin = true;
                let kind = text.trim_start_matches("--plugin=");
                template = template::plugin(kind.as_ref()).ok_or_else(|| unknown_kind(kind))?;
            }
            _ => rest.push(arg),
        }
    }
    match (is_no_std, is_plugin) {
        (true, true) => {
            return Err(Failure::usage(
                "`--plugin` and `--no-std` exclude each other; a plug-in of the kind `plain` or \
                 `typst` is without `std`",
            ));
        }
        (true, false) => template = &template::NO_STD,
        _ => {}
    }
    // Of two paths, the one after `--plugin` is meant as the kind.
    let paths = paths(&rest);
    match not_a_kind {
        Some(kind) if paths.len() > 1 && paths.contains(&&kind) => {
            Err(unknown_kind(&kind.to_string_lossy()))
        }
        _ => Ok((template, rest)),
    }
}

fn unknown_kind(kind: &str) -> Failure {
    Failure::usage(format!(
        "`--plugin` takes `plain`, `extism` or `typst`, not `{kind}`"
    ))
}

/// Returns the name of the package in a manifest that `cargo new` has written.
fn package_name(manifest: &str) -> &str {
    let name = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = "));
    name.unwrap_or_default().trim_matches('"')
}

fn text_of(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Failure::file(path, &error))
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

/// Returns the paths among the arguments of `cargo new`, which takes one.
fn paths(args: &[OsString]) -> Vec<&OsString> {
    let (mut args, mut paths) = (args.iter(), Vec::new());
    while let Some(arg) = args.next() {
        if WITH_VALUE.iter().any(|option| arg == option) {
            args.next();
        } else if !arg.as_encoded_bytes().starts_with(b"-") {
            paths.push(arg);
        }
    }
    paths
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| Failure::file(path, &error))
}
