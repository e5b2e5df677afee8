//! Embeds the sources of nanowasi and of the crate `test` in the program, which builds sysroots
//! from them without a clone.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The files that a build of nanowasi reads, relative to the repository.
const FILES: [&str; 5] = [
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];
const FOLDERS: [&str; 2] = ["build", "src"];

/// The folder of the crate `test`, relative to this package.
const HARNESS: &str = "harness";

fn main() -> io::Result<()> {
    let variable = |name| env::var_os(name).map(PathBuf::from).unwrap_or_default();
    let here = variable("CARGO_MANIFEST_DIR");
    let repository = here.ancestors().nth(2).unwrap_or(&here);
    let mut paths: Vec<PathBuf> = FILES.map(PathBuf::from).to_vec();
    for folder in FOLDERS {
        list(repository, Path::new(folder), &mut paths)?;
    }
    let mut code = array("FILES", repository, paths);
    let mut paths = Vec::new();
    let harness = here.join(HARNESS);
    list(&harness, Path::new("src"), &mut paths)?;
    code += &array("HARNESS", &harness, paths);
    fs::write(variable("OUT_DIR").join("files.rs"), code)
}

/// Returns the code of an array with the names and the contents of files.
fn array(name: &str, base: &Path, mut paths: Vec<PathBuf>) -> String {
    paths.sort();
    let mut code = format!("pub(crate) const {name}: &[(&str, &str)] = &[\n");
    for path in paths {
        let file = base.join(&path);
        println!("cargo::rerun-if-changed={}", file.display());
        // The names have slashes on every system, so that they are the same on each.
        let name: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let _ = writeln!(code, "    ({:?}, include_str!({file:?})),", name.join("/"));
    }
    code.push_str("];\n");
    code
}

/// Adds the files of a folder and of its subfolders.
fn list(base: &Path, folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", base.join(folder).display());
    for entry in fs::read_dir(base.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            list(base, &path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}
