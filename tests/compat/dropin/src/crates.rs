//! The crates of `crates.txt`. Each is a dependency of a separate program, and all programs are
//! in one workspace.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use nanowasi_test_host::build::workspace as own_workspace;

use crate::Result;
use crate::tool::{Tool, cargo, folder, run};

/// A line of `crates.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crate {
    /// The crate's name.
    pub name: &'static str,
    /// The rest of its dependency specification, without the version.
    pub extra: &'static str,
    /// Whether it is compiled in CI.
    pub is_quick: bool,
}

/// Returns the crates of `crates.txt`.
#[must_use]
pub fn all() -> Vec<Crate> {
    let lines = include_str!("../crates.txt").lines();
    lines
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (is_quick, line) = match line.strip_prefix("+ ") {
                Some(line) => (true, line),
                None => (false, line),
            };
            let (name, extra) = line.split_once(' ').unwrap_or((line, ""));
            Crate {
                name,
                extra,
                is_quick,
            }
        })
        .collect()
}

/// Compiles and links crates in the versions of `crates.lock`.
///
/// # Errors
///
/// Returns which do not build, and why.
pub fn build(tool: &Tool, crates: &[Crate]) -> Result<()> {
    let workspace = folder().join("crates");
    write(&workspace, crates)?;
    // Cargo removes packages that the chosen crates do not need.
    fs::write(workspace.join("Cargo.lock"), include_str!("../crates.lock"))?;
    let mut command = tool.command("build");
    command
        .current_dir(&workspace)
        .args(["--quiet", "--workspace", "--keep-going", "--target-dir"])
        .arg(folder().join("drop-in"));
    run(&mut command)
}

/// Writes the latest versions to `crates.lock`.
///
/// # Errors
///
/// Returns cargo's message.
pub fn update() -> Result<()> {
    let workspace = folder().join("crates");
    write(&workspace, &all())?;
    run(cargo().arg("generate-lockfile").current_dir(&workspace))?;
    let lock = own_workspace().join("tests/compat/dropin/crates.lock");
    fs::copy(workspace.join("Cargo.lock"), lock)?;
    Ok(())
}

/// Writes a workspace with a program for each crate.
fn write(workspace: &Path, crates: &[Crate]) -> Result<()> {
    let _ = fs::remove_dir_all(workspace);
    let mut members = String::new();
    for Crate { name, extra, .. } in crates {
        let package = workspace.join(name);
        fs::create_dir_all(package.join("src"))?;
        let version = if extra.contains("version") {
            ""
        } else {
            "version = \"*\""
        };
        let comma = if version.is_empty() || extra.is_empty() {
            ""
        } else {
            ", "
        };
        fs::write(
            package.join("Cargo.toml"),
            format!(
                "[package]\nname = \"with-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                 [dependencies]\n\
                 dependency = {{ package = \"{name}\", {version}{comma}{extra} }}\n"
            ),
        )?;
        fs::write(
            package.join("src/main.rs"),
            format!("use dependency as _;\n\nfn main() {{\n    println!(\"{name}\");\n}}\n"),
        )?;
        let _ = write!(members, "{name:?}, ");
    }
    fs::write(
        workspace.join("Cargo.toml"),
        format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n"
        ),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_name_and_a_dependency() {
        let crates = all();
        let quick = crates.iter().filter(|crate_| crate_.is_quick).count();
        assert_eq!(quick, 20);
        let zip = crates.iter().find(|crate_| crate_.name == "zip").unwrap();
        assert_eq!(
            zip.extra,
            "default-features = false, features = [\"deflate\"]"
        );
        assert!(crates.len() > 120);
    }
}
