//! The names of the programs that can be built.

use std::ffi::OsStr;
use std::fs;

use crate::workspace;

/// Returns the examples' names, sorted.
///
/// # Errors
///
/// Returns an error if their directory cannot be read.
pub fn examples() -> std::io::Result<Vec<String>> {
    binaries("examples")
}

/// Returns the names of the programs that are built for `std` as well, sorted. Left out are those
/// for failing hosts, which are named `fault_…`, and those of the speed bench, `speed` and `hello`.
///
/// # Errors
///
/// Returns an error if their directory cannot be read.
pub fn programs() -> std::io::Result<Vec<String>> {
    let mut names = binaries("tests/compat/programs")?;
    names
        .retain(|name| !name.starts_with("fault_") && !["speed", "hello"].contains(&name.as_str()));
    Ok(names)
}

/// Returns the names of the nine programs that are compared with other languages, sorted.
///
/// # Errors
///
/// Returns an error if their directory cannot be read.
pub fn nine() -> std::io::Result<Vec<String>> {
    binaries("benches/nine")
}

fn binaries(package: &str) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(workspace().join(package).join("src/bin"))? {
        let path = entry?.path();
        let is_program =
            path.extension() == Some(OsStr::new("rs")) || path.join("main.rs").exists();
        if let (true, Some(name)) = (is_program, path.file_stem().and_then(OsStr::to_str)) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}
