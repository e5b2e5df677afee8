//! The site: a folder with relative addresses only, which any static server can serve.

use std::fs;
use std::path::{Path, PathBuf};

use nanowasi_build::registry::{self, BROWSER_WASI_SHIM};
use nanowasi_build::workspace;

use crate::tools;

/// The folder of the page's files.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/page");

/// Writes the site to a folder, and removes its previous contents.
///
/// # Errors
///
/// Returns a message if a tool does not build, a package cannot be installed, or a file cannot be
/// written.
pub fn write(folder: &Path) -> Result<(), String> {
    let shim = shim()?;
    let tools = tools::all()?;
    // Files of an earlier version must not be served.
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
    // Every server sends a file with this extension as text, which a browser displays.
    let readme = workspace().join("README.md");
    let text = fs::read(&readme).map_err(|error| about(&readme, &error))?;
    put(&folder.join("readme.txt"), &text)
}

/// Returns the files of the host functions from npm: their modules and licences.
fn shim() -> Result<Vec<PathBuf>, String> {
    let installed = registry::npm("wasi-shim", &[BROWSER_WASI_SHIM])?;
    let package = installed.join("node_modules/@bjorn3/browser_wasi_shim");
    let mut wanted = files(&package.join("dist"))?;
    wanted.retain(|file| file.extension().is_some_and(|extension| extension == "js"));
    wanted.extend(["LICENSE-MIT", "LICENSE-APACHE"].map(|name| package.join(name)));
    Ok(wanted)
}

/// Returns the files of a folder, without its subfolders.
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

/// Copies a file to a folder.
fn copy(file: &Path, folder: &Path) -> Result<(), String> {
    let content = fs::read(file).map_err(|error| about(file, &error))?;
    put(&folder.join(file.file_name().unwrap_or_default()), &content)
}

/// Writes a file, and creates its parent folders.
fn put(path: &Path, content: &[u8]) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| about(folder, &error))?;
    }
    fs::write(path, content).map_err(|error| about(path, &error))
}

fn about(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
