//! Packages from crates.io, npm and PyPI for benches and tests, each in a pinned version and in its
//! own directory below `target/tools`. If a package is not available, the error is the reason,
//! which the caller prints.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::target_folder;

/// From npm: preview 1 in JavaScript, for browsers.
pub const BROWSER_WASI_SHIM: &str = "@bjorn3/browser_wasi_shim@0.4.2";

/// From npm: controls a browser.
pub const PLAYWRIGHT: &str = "playwright-core@1.64.1";

/// Returns the path of Chromium: `/usr/bin/chromium`, unless the variable `CHROMIUM` names another.
///
/// # Errors
///
/// Returns a message if it does not exist. Chromium is a system package, which this crate does not
/// install.
pub fn chromium() -> Result<PathBuf, String> {
    let program = env::var_os("CHROMIUM").map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from);
    if program.exists() {
        return Ok(program);
    }
    let path = program.display();
    Err(format!(
        "there is no {path}: Debian's package `chromium` has it, `CHROMIUM` can name another"
    ))
}

/// Installs packages of npm if they are missing, and returns the directory that contains
/// `node_modules`.
///
/// # Errors
///
/// Returns why they are not available.
pub fn npm(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    install(name, packages, |folder| {
        let mut npm = Command::new("npm");
        let quiet = ["--no-save", "--no-audit", "--no-fund", "--prefix"];
        npm.arg("install").args(quiet).arg(folder).args(packages);
        run(npm.current_dir(folder))
    })
}

/// Installs packages of PyPI with their dependencies if they are missing, and returns the directory
/// to import from.
///
/// # Errors
///
/// Returns why they are not available.
pub fn pip(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    install(name, packages, |folder| {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--target"]);
        run(pip.arg(folder).args(packages))
    })
}

/// Installs a program of crates.io, `name@version`, if it is missing, and returns its directory.
///
/// # Errors
///
/// Returns why it is not available.
pub fn cargo_install(name: &str, package: &str) -> Result<PathBuf, String> {
    let folder = install(name, &[package], |folder| {
        let mut cargo = Command::new("cargo");
        cargo.args(["install", "--quiet", "--locked", "--root"]);
        run(cargo.arg(folder).arg(package).current_dir(folder))
    })?;
    Ok(folder.join("bin"))
}

/// Downloads the sources of a package of crates.io without compiling them, and returns their
/// directory.
///
/// # Errors
///
/// Returns why they are not available.
pub fn crate_sources(package: &str, version: &str) -> Result<PathBuf, String> {
    let pin = format!("{package}@{version}");
    let folder = install(package, &[&pin], |folder| {
        // Cargo downloads only the dependencies of a package.
        let manifest = format!(
            "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{package} = \"={version}\"\n\n[lib]\npath = \"lib.rs\"\n\n[workspace]\n"
        );
        fs::write(folder.join("lib.rs"), "")
            .and_then(|()| fs::write(folder.join("Cargo.toml"), manifest))
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut cargo = Command::new("cargo");
        cargo.args(["vendor", "--quiet", "--versioned-dirs"]);
        run(cargo.current_dir(folder))
    })?;
    Ok(folder.join("vendor").join(format!("{package}-{version}")))
}

/// Fills a directory, unless that was done before.
fn install(
    name: &str,
    packages: &[&str],
    fill: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<PathBuf, String> {
    let tools = target_folder().join("tools");
    let folder = tools.join(name);
    fs::create_dir_all(&tools).map_err(|error| format!("{}: {error}", tools.display()))?;
    // Another process may install the same package. It waits for this lock, on systems that have
    // locks.
    let lock =
        File::create(tools.join(format!("{name}.lock"))).map_err(|error| error.to_string())?;
    let _ = lock.lock();
    // This file is written when everything is installed.
    let (mark, pins) = (folder.join("installed"), packages.join("\n"));
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == pins) {
        return Ok(folder);
    }
    eprintln!("installing {} in {}", packages.join(", "), folder.display());
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    fill(&folder)?;
    fs::write(mark, pins).map_err(|error| error.to_string())?;
    Ok(folder)
}

/// Runs a command.
///
/// # Errors
///
/// Returns its messages if it failed.
pub fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("cannot run {name}, which has to be installed: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let messages = [output.stderr, output.stdout].concat();
    let messages = String::from_utf8_lossy(&messages);
    let is_error = |line: &&str| line.to_ascii_lowercase().contains("error");
    let mut errors: Vec<&str> = messages.lines().filter(is_error).take(3).collect();
    if errors.is_empty() {
        let lines = messages.lines().filter(|line| !line.trim().is_empty());
        errors = lines.rev().take(3).collect();
        errors.reverse();
    }
    Err(format!("{name}: {}: {}", output.status, errors.join("; ")))
}
