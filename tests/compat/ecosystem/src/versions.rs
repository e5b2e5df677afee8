//! `versions.txt`: the version of each package that the suites depend on. It replaces a lock file
//! for each suite, which would have 30,000 lines in total.
//!
//! Cargo prefers the versions of an existing lock file. So [`seed`] writes a lock file that lists
//! all packages without their dependencies, cargo completes it, and [`check`] verifies that cargo
//! added no other version.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use toml_edit::DocumentMut;

use crate::{Result, own};

const FILE: &str = "versions.txt";
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Names and versions of packages.
pub type Versions = BTreeSet<(String, String)>;

/// Reads the committed file.
///
/// # Errors
///
/// Returns the error of the file system, or a line that is not a name and a version.
pub fn read() -> Result<Versions> {
    parse(&fs::read_to_string(own(FILE))?)
}

fn parse(text: &str) -> Result<Versions> {
    let pair = |line: &str| {
        let (name, version) = line.split_once(' ')?;
        Some((name.to_owned(), version.to_owned()))
    };
    let lines = text.lines();
    lines
        .map(|line| pair(line).ok_or_else(|| format!("{FILE}: `{line}`").into()))
        .collect()
}

/// Writes the file.
///
/// # Errors
///
/// Returns the error of the file system.
pub fn write(versions: &Versions) -> Result<()> {
    let mut text = String::new();
    for (name, version) in versions {
        let _ = writeln!(text, "{name} {version}");
    }
    Ok(fs::write(own(FILE), text)?)
}

/// Writes the lock file of a package, from which cargo takes the versions.
///
/// # Errors
///
/// Returns the error of the file system.
pub fn seed(package: &Path, versions: &Versions) -> Result<()> {
    Ok(fs::write(package.join("Cargo.lock"), lock(versions))?)
}

fn lock(versions: &Versions) -> String {
    let mut text = String::from("version = 4\n");
    for (name, version) in versions {
        let _ = write!(
            text,
            "\n[[package]]\nname = {name:?}\nversion = {version:?}\nsource = {REGISTRY:?}\n"
        );
    }
    text
}

/// Returns the packages of a completed lock file.
///
/// # Errors
///
/// Returns the error of the file system, or a mistake in the file.
pub fn of_lock(package: &Path) -> Result<Versions> {
    locked(&fs::read_to_string(package.join("Cargo.lock"))?)
}

fn locked(text: &str) -> Result<Versions> {
    let document: DocumentMut = text.parse()?;
    let mut versions = Versions::new();
    let packages = document
        .get("package")
        .and_then(|item| item.as_array_of_tables());
    for package in packages.into_iter().flatten() {
        let field = |key| package.get(key).and_then(|item| item.as_str());
        if let (Some(name), Some(version), Some(_)) =
            (field("name"), field("version"), field("source"))
        {
            versions.insert((name.to_owned(), version.to_owned()));
        }
    }
    Ok(versions)
}

/// Checks that a completed lock file has no other version than the committed ones.
///
/// # Errors
///
/// Returns the first package that is missing.
pub fn check(package: &Path, versions: &Versions) -> Result<()> {
    match of_lock(package)?.difference(versions).next() {
        None => Ok(()),
        Some((name, version)) => Err(format!(
            "{FILE} lacks {name} {version}, which {} needs: run `cargo ecosystem --update`",
            package.display()
        )
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_has_the_versions_of_the_list() {
        let versions = parse("a 1.0.0\na 2.0.0\nb 0.1.0+x\n").unwrap();
        assert_eq!(locked(&lock(&versions)).unwrap(), versions);
        // The package itself has no source.
        let own = "[[package]]\nname = \"own\"\nversion = \"1.0.0\"\n";
        assert!(locked(own).unwrap().is_empty());
    }

    #[test]
    fn a_line_has_two_words() {
        let error = parse("a 1.0.0\nb\n").unwrap_err();
        assert_eq!(error.to_string(), "versions.txt: `b`");
    }
}
