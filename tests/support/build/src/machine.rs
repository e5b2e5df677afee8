//! The machine: the directories of the workspace and its builds, installed targets, and paths that
//! must not appear in modules.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::{Compiler, Mode};

/// Installs a target with rustup if it is missing.
///
/// # Errors
///
/// Returns the message of rustc or rustup.
pub fn install(target: &str) -> Result<(), String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let libraries = Command::new(rustc)
        .current_dir(workspace())
        .args(["--print", "target-libdir", "--target", target])
        .output()
        .map_err(|error| format!("cannot run rustc: {error}"))?;
    if !libraries.status.success() {
        return Err(String::from_utf8_lossy(&libraries.stderr)
            .trim_end()
            .to_owned());
    }
    if Path::new(String::from_utf8_lossy(&libraries.stdout).trim()).exists() {
        return Ok(());
    }
    eprintln!("the target {target} is not installed: running `rustup target add {target}`");
    let advice = format!("install the target {target} to build guests for it");
    let rustup = Command::new("rustup")
        .current_dir(workspace())
        .args(["target", "add", target])
        .output()
        .map_err(|error| format!("cannot run rustup: {error}; {advice}"))?;
    if rustup.status.success() {
        return Ok(());
    }
    let messages = String::from_utf8_lossy(&rustup.stderr);
    Err(format!(
        "`rustup target add {target}` failed; {advice}:\n{}",
        messages.trim_end()
    ))
}

/// Returns the workspace that this crate was built in.
#[must_use]
pub fn workspace() -> &'static Path {
    // The root is three levels above tests/support/build.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here)
}

/// Returns flags that remap this machine's paths in panic locations. A module's size then depends
/// neither on the directory nor on whether the sources of `std` are installed.
pub(crate) fn remap_flags(compiler: Compiler) -> &'static [String] {
    static STABLE: LazyLock<Vec<String>> = LazyLock::new(|| flags(Compiler::Stable));
    static BUILD_STD: LazyLock<Vec<String>> = LazyLock::new(|| flags(Compiler::BuildStd));
    fn flags(compiler: Compiler) -> Vec<String> {
        let mut flags: Vec<String> = sources_of_std(compiler).into_iter().flatten().collect();
        let home = env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
        if let Some(home) = env::var_os("CARGO_HOME").map(PathBuf::from).or(home) {
            flags.push(format!("--remap-path-prefix={}=/cargo", home.display()));
        }
        flags
    }
    match compiler {
        Compiler::Stable => &STABLE,
        Compiler::BuildStd => &BUILD_STD,
    }
}

/// Remaps the sources of `std` to the path that they have if they are not installed.
fn sources_of_std(compiler: Compiler) -> Option<Vec<String>> {
    let ask = |args: &[&str]| {
        let output = compiler.command("rustc").args(args).output().ok()?;
        String::from_utf8(output.stdout).ok()
    };
    let version = ask(&["-vV"])?;
    let mut lines = version.lines();
    let hash = lines.find_map(|line| line.strip_prefix("commit-hash: "))?;
    let sysroot = ask(&["--print", "sysroot"])?;
    let sources = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    // Also the path without symbolic links, because rustc may use either.
    let names = [fs::canonicalize(&sources).ok(), Some(sources)];
    let flag = |path: PathBuf| format!("--remap-path-prefix={}=/rustc/{hash}", path.display());
    Some(names.into_iter().flatten().map(flag).collect())
}

/// Returns the target directory that this program was built in, which cargo marks. A doctest is
/// built elsewhere.
#[must_use]
pub fn target_folder() -> PathBuf {
    let program = env::current_exe().unwrap_or_default();
    let marked = program
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").exists());
    match (marked, env::var_os("CARGO_TARGET_DIR")) {
        (Some(folder), _) => folder.to_owned(),
        (None, Some(folder)) => workspace().join(folder),
        (None, None) => workspace().join("target"),
    }
}

/// Returns the variable for cargo's build directory, and the path of the shared one.
///
/// Cargo keeps intermediate results in it, by package, features, profile and flags. All guests of a
/// mode share the directory, so each dependency is compiled once for a set of flags, and not once
/// for each target directory. That took 5 s of processor time for each directory, for modules that
/// link in 0.4 s.
///
/// Cargo locks the directory, so a test waits for the builds of other tests in the same mode. With
/// one directory for both modes, the tests took a sixth longer on two processors.
#[must_use]
pub fn shared_build_folder(mode: Mode) -> (&'static str, PathBuf) {
    let name = match mode {
        Mode::Default => "guests/build",
        Mode::Tiny => "guests/build-tiny",
    };
    ("CARGO_BUILD_BUILD_DIR", target_folder().join(name))
}

/// Removes the environment variables of the outer build, which come from coverage tools or a cross
/// compilation. They must not affect guests.
pub fn remove_outer_build(cargo: &mut Command) {
    for (key, _) in env::vars_os() {
        if key.to_str().is_some_and(belongs_to_outer_build) {
            cargo.env_remove(key);
        }
    }
}

/// Returns whether an environment variable belongs to the outer build.
fn belongs_to_outer_build(key: &str) -> bool {
    const NAMES: [&str; 4] = [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
    ];
    const FAMILIES: [&str; 3] = ["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_TARGET_"];
    NAMES.contains(&key) || FAMILIES.iter().any(|family| key.starts_with(family))
}
