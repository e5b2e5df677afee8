//! Describes `std`, from the toolchain's source.
//!
//! The component `rust-docs-json` exists only for nightly toolchains and for the host, and a wasm
//! guest has a different `std`. So rustdoc documents the source in the component `rust-src` for
//! wasm, with the toolchain's own libraries. That takes some seconds, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::load::{self, Loaded, TARGET};

/// The crates that `std` consists of, by their names in a sysroot.
const EXTERNS: [&str; 12] = [
    "alloc",
    "cfg_if",
    "compiler_builtins",
    "core",
    "hashbrown",
    "libc",
    "panic_abort",
    "panic_unwind",
    "rustc_demangle",
    "std_detect",
    "unwind",
    "wasi",
];

/// Describes the `std` of the current toolchain, or returns the result of an earlier run.
///
/// # Errors
///
/// Returns the message of the compiler, rustdoc or rustup if one of them fails.
pub fn load(workspace: &Path) -> Result<Loaded, String> {
    let version = load::run(rustc(workspace).arg("-vV"))?;
    let hash = field(&version, "commit-hash").or_else(|| field(&version, "release"));
    let folder = load::folder(workspace).join(hash.unwrap_or("std"));
    let json = folder.join("std.json");
    if !json.exists() {
        describe(workspace, &folder)?;
    }
    load::read(&json)
}

/// Returns the release of the current toolchain, such as `1.95.0`.
///
/// # Errors
///
/// Returns a message if the compiler cannot be run.
pub fn release(workspace: &Path) -> Result<String, String> {
    let version = load::run(rustc(workspace).arg("-vV"))?;
    Ok(field(&version, "release")
        .unwrap_or("of an unknown release")
        .to_owned())
}

fn describe(workspace: &Path, folder: &Path) -> Result<(), String> {
    let library = library(workspace)?;
    let copy = folder.join("library");
    // `std` includes files of the neighbouring crates by path.
    copy_folder(&library, &copy)?;
    // rustdoc sets `cfg(doc)`, with which `std` compiles the modules of all systems. They do not
    // compile for wasm.
    let os = copy.join("std/src/os/mod.rs");
    let source = fs::read_to_string(&os).map_err(|error| about(&os, &error))?;
    fs::write(&os, without_doc(&source)).map_err(|error| about(&os, &error))?;

    let mut rustdoc = load::rustdoc();
    rustdoc.current_dir(workspace).env("STD_ENV_ARCH", "wasm32");
    rustdoc.args([
        "--crate-name",
        "std",
        "--edition",
        "2024",
        "--target",
        TARGET,
    ]);
    rustdoc
        .arg(copy.join("std/src/lib.rs"))
        .arg("-o")
        .arg(folder);
    rustdoc.args(["-Zunstable-options", "--output-format", "json"]);
    rustdoc.args(["-Zforce-unstable-if-unmarked", "--cap-lints", "allow"]);
    rustdoc.args(["--cfg", r#"feature="panic-unwind""#]);
    for (name, path) in externs(workspace)? {
        rustdoc
            .arg("--extern")
            .arg(format!("{name}={}", path.display()));
    }
    load::run(&mut rustdoc)?;
    fs::remove_dir_all(&copy).map_err(|error| about(&copy, &error))
}

/// Replaces the predicate `doc`, but no longer word that contains it.
fn without_doc(source: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut lines = Vec::new();
    let mut in_cfg = false;
    for line in source.lines() {
        in_cfg |= line.trim_start().starts_with("#[cfg(") || line.contains("cfg!(");
        if !in_cfg || line.trim_start().starts_with("//") {
            lines.push(line.to_owned());
            continue;
        }
        let mut out = String::new();
        let mut rest = line;
        while let Some(start) = rest.find("doc") {
            let (before, found) = rest.split_at(start);
            let (word, after) = found.split_at(3);
            let alone = !before.ends_with(is_word) && !after.starts_with(is_word);
            out.push_str(before);
            out.push_str(if alone { "any()" } else { word });
            rest = after;
        }
        out.push_str(rest);
        in_cfg = !line.contains(")]");
        lines.push(out);
    }
    lines.join("\n")
}

/// Returns the path of `std`'s source, which rustup installs if it is missing.
fn library(workspace: &Path) -> Result<PathBuf, String> {
    let library = sysroot(workspace)?.join("lib/rustlib/src/rust/library");
    if !library.join("std/src/lib.rs").exists() {
        eprintln!("the source of std is not installed: running `rustup component add rust-src`");
        load::run(Command::new("rustup").current_dir(workspace).args([
            "component",
            "add",
            "rust-src",
        ]))?;
    }
    Ok(library)
}

/// Returns the target's libraries, which rustup installs if they are missing.
fn externs(workspace: &Path) -> Result<Vec<(&'static str, PathBuf)>, String> {
    let folder = sysroot(workspace)?
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib");
    nanowasi_build::install(TARGET)?;
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| about(&folder, &error))? {
        let path = entry.map_err(|error| about(&folder, &error))?.path();
        let file = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let Some(name) = file
            .strip_suffix(".rmeta")
            .or_else(|| file.strip_suffix(".rlib"))
        else {
            continue;
        };
        let name = name
            .strip_prefix("lib")
            .and_then(|name| name.rsplit_once('-'));
        let known = EXTERNS
            .iter()
            .find(|known| name.is_some_and(|(name, _)| name == **known));
        // A library may exist as `.rlib` with the code, and as `.rmeta` with what rustdoc needs.
        if let Some(known) = known
            && (file.ends_with(".rmeta") || !path.with_extension("rmeta").exists())
        {
            found.push((*known, path));
        }
    }
    found.sort();
    Ok(found)
}

fn sysroot(workspace: &Path) -> Result<PathBuf, String> {
    let sysroot = load::run(rustc(workspace).args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(sysroot.trim()))
}

/// Returns a command for the workspace's compiler.
pub(crate) fn rustc(workspace: &Path) -> Command {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.current_dir(workspace);
    rustc
}

fn field<'a>(version: &'a str, name: &str) -> Option<&'a str> {
    let value = version
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    value.filter(|value| *value != "unknown")
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(|error| about(to, &error))?;
    for entry in fs::read_dir(from).map_err(|error| about(from, &error))? {
        let entry = entry.map_err(|error| about(from, &error))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to)?;
        } else {
            fs::copy(&from, &to).map_err(|error| about(&from, &error))?;
        }
    }
    Ok(())
}

fn about(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::without_doc;

    #[test]
    fn only_the_predicate_is_replaced() {
        let source = "//! doc\n#[cfg(doc)]\npub mod unix;\n#[cfg(all(\n    doc,\n    any(target_os = \"docs\")\n))]\nmod doc;";
        let wanted = "//! doc\n#[cfg(any())]\npub mod unix;\n#[cfg(all(\n    any(),\n    any(target_os = \"docs\")\n))]\nmod doc;";
        assert_eq!(without_doc(source), wanted);
    }
}
