//! The site: a folder of files that any static server can hand out, with relative addresses only.

use std::fs;
use std::path::{Path, PathBuf};

use nanowasi_build::registry::{self, BROWSER_WASI_SHIM};
use nanowasi_build::workspace;

use crate::tools;

/// The page's own files.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/page");

/// Writes the site into a folder, anew.
///
/// # Errors
/// Why it can't be had: a tool that doesn't build, a package that can't be installed, a file that can't be written.
pub fn write(folder: &Path) -> Result<(), String> {
    let shim = shim()?;
    let tools = tools::all()?;
    // What an earlier version of the page had is not to be served on.
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| about(folder, &error))?;
    }
    for file in files(Path::new(PAGE))? {
        copy(&file, folder)?;
    }
    for file in shim {
        copy(&file, &folder.join("shim"))?;
    }
    for tool in &tools.modules {
        put(&folder.join(&tool.path), &tool.wasm)?;
    }
    put(&folder.join("tools.json"), tools.json.as_bytes())?;
    // By this name every server sends it as text that a browser shows.
    let readme = workspace().join("README.md");
    let text = fs::read(&readme).map_err(|error| about(&readme, &error))?;
    put(&folder.join("readme.txt"), &text)
}

/// The files of the host functions, which others keep: their modules, and the texts of their licence.
fn shim() -> Result<Vec<PathBuf>, String> {
    let installed = registry::npm("wasi-shim", &[BROWSER_WASI_SHIM])?;
    let package = installed.join("node_modules/@bjorn3/browser_wasi_shim");
    let mut wanted = files(&package.join("dist"))?;
    wanted.retain(|file| file.extension().is_some_and(|extension| extension == "js"));
    wanted.extend(["LICENSE-MIT", "LICENSE-APACHE"].map(|name| package.join(name)));
    Ok(wanted)
}

/// The files of a folder, not those below it.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| about(folder, &error))? {
        let path = entry.map_err(|error| about(folder, &error))?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

/// Copies a file into a folder, under its name.
fn copy(file: &Path, folder: &Path) -> Result<(), String> {
    let content = fs::read(file).map_err(|error| about(file, &error))?;
    put(&folder.join(file.file_name().unwrap_or_default()), &content)
}

/// Writes a file, and the folders that lead to it.
fn put(path: &Path, content: &[u8]) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| about(folder, &error))?;
    }
    fs::write(path, content).map_err(|error| about(path, &error))
}

fn about(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
