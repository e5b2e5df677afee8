//! The package that a command is for: its target folder, and a profile for small modules.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::options::Options;
use crate::toolchain::cargo;
use crate::{flags, sysroot};

/// Returns the folder that sysroots are kept in.
///
/// # Errors
///
/// Returns cargo's error message about the package.
pub(crate) fn sysroot_folder(options: &Options) -> Result<PathBuf> {
    Ok(sysroot::folder(&target_folder(options)?))
}

/// Returns the target folder of the package, or cargo's home folder if there is no package.
pub(crate) fn target_folder(options: &Options) -> Result<PathBuf> {
    if let Some(folder) = options.cargo_value("--target-dir") {
        return std::path::absolute(folder).map_err(|error| Failure::file(folder.as_ref(), &error));
    }
    let metadata = metadata(options)?;
    if let Some(folder) = metadata
        .as_ref()
        .and_then(|all| all["target_directory"].as_str())
    {
        return Ok(folder.into());
    }
    let home = |name: &str| env::var_os(name).map(PathBuf::from);
    let cargo_home = home("CARGO_HOME").or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    cargo_home.ok_or_else(|| Failure::new("neither CARGO_HOME nor a home folder is set"))
}

/// Has cargo write the lock file of a package. The command that follows reports a failure.
pub(crate) fn resolve(options: &Options) {
    let mut command = cargo();
    command.args(["metadata", "--format-version=1"]);
    if let Some(manifest) = options.cargo_value("--manifest-path") {
        command.arg("--manifest-path").arg(manifest);
    }
    for config in flags::configs(&options.cargo) {
        command.arg("--config").arg(config);
    }
    let network = ["--offline", "--locked", "--frozen"];
    command.args(network.iter().filter(|option| options.has(&[**option])));
    let _ = command.output();
}

/// Returns the output of `cargo metadata`, or nothing if there is no package.
pub(crate) fn metadata(options: &Options) -> Result<Option<Value>> {
    let mut command = cargo();
    command.args(["metadata", "--no-deps", "--format-version=1"]);
    if let Some(manifest) = options.cargo_value("--manifest-path") {
        command.arg("--manifest-path").arg(manifest);
    }
    for config in flags::configs(&options.cargo) {
        command.arg("--config").arg(config);
    }
    let output = command.output();
    let output = output.map_err(|error| Failure::program(command.get_program(), &error))?;
    if output.status.success() {
        let parsed = serde_json::from_slice(&output.stdout);
        let parsed = parsed.map_err(|error| Failure::new(format!("`cargo metadata`: {error}")))?;
        return Ok(Some(parsed));
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    if stderr.contains("could not find `Cargo.toml`") {
        return Ok(None);
    }
    let message = stderr.trim_end();
    Err(Failure::new(
        message.strip_prefix("error: ").unwrap_or(message),
    ))
}

/// Returns the names of the packages, among those that cargo builds by default, whose manifest has
/// nanowasi as a dependency.
pub(crate) fn dependents(metadata: &Value) -> Vec<&str> {
    let list = |value: &'static str| metadata[value].as_array().into_iter().flatten();
    let is_default = |id: &Value| list("workspace_default_members").any(|member| member == id);
    let depends = |package: &&Value| {
        let mut all = package["dependencies"].as_array().into_iter().flatten();
        all.any(|dependency| dependency["name"] == "nanowasi" && dependency["kind"].is_null())
    };
    list("packages")
        .filter(|package| is_default(&package["id"]))
        .filter(depends)
        .filter_map(|package| package["name"].as_str())
        .collect()
}

/// Adds settings to a command of cargo that optimize a profile for size.
pub(crate) fn add_size_profile(cargo: &mut Command, profile: &str) {
    for setting in [
        "opt-level=\"z\"",
        "lto=\"fat\"",
        "codegen-units=1",
        "strip=true",
        "panic=\"abort\"",
    ] {
        cargo
            .arg("--config")
            .arg(format!("profile.{profile}.{setting}"));
    }
}

/// Returns the file name of a path, or the path.
pub(crate) fn file_name(path: &Path) -> &OsStr {
    path.file_name().unwrap_or(path.as_os_str())
}
