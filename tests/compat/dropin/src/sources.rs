//! Downloads a program's sources from crates.io with their lock file, as `cargo install` does.

use std::fs;
use std::path::{Path, PathBuf};

use nanowasi_test_host::build::registry::crate_sources;
use nanowasi_test_host::build::workspace;

use crate::Result;
use crate::programs::{Program, Source};
use crate::tool::folder;

/// Returns the directory of a program's package.
///
/// # Errors
///
/// Returns why the sources are not available.
pub fn package(program: &Program) -> Result<PathBuf> {
    let Source::Registry(version) = program.source else {
        return Ok(workspace()
            .join("tests/compat/dropin/programs")
            .join(program.name));
    };
    let sources = crate_sources(program.name, version)?;
    // A package below the target directory would belong to the enclosing workspace, unless it has
    // its own.
    let package = folder().join("programs").join(program.name);
    copy(&sources, &package, &[])?;
    let manifest = package.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    if !text.contains("\n[workspace]") {
        fs::write(&manifest, format!("{text}\n[workspace]\n"))?;
    }
    Ok(package)
}

/// Copies a directory, without the named entries. Unchanged files keep their modification time, so
/// that cargo does not compile them again.
///
/// # Errors
///
/// Returns the error of the file system.
pub fn copy(from: &Path, to: &Path, without: &[&str]) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if without.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to, &[])?;
        } else if fs::read(&to).ok() != Some(fs::read(entry.path())?) {
            fs::write(&to, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
