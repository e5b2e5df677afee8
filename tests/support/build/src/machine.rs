//! This machine: where the workspace and its target folder are, what is installed, and which of its paths are to
//! stay out of the modules.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::Compiler;

/// Installs a target with rustup, unless it is there.
///
/// # Errors
/// What rustc or rustup said.
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
    let said = String::from_utf8_lossy(&rustup.stderr);
    Err(format!(
        "`rustup target add {target}` failed; {advice}:\n{}",
        said.trim_end()
    ))
}

/// The workspace that this crate was built in.
#[must_use]
pub fn workspace() -> &'static Path {
    // tests/support/build is three below it.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here)
}

/// Flags that keep this machine's paths out of what panics say: a module weighs the same wherever it is
/// built, and whether the sources of `std` are installed or not.
pub(crate) fn remapped(compiler: Compiler) -> &'static [String] {
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

/// Gives the sources of `std` the name that they have where they are not installed.
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
    // Also with links resolved: rustc may know them by that name.
    let names = [fs::canonicalize(&sources).ok(), Some(sources)];
    let flag = |path: PathBuf| format!("--remap-path-prefix={}=/rustc/{hash}", path.display());
    Some(names.into_iter().flatten().map(flag).collect())
}

/// The target folder that this program was built in, whoever chose it: cargo
/// marks it. A doctest is built elsewhere.
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

/// The variable that names cargo's build folder, and the folder for it.
///
/// Cargo keeps in it what it compiles on the way to a module, by package, features, profile and
/// flags. All guests share this folder, so each dependency is compiled once for a set of flags
/// and not once for each target folder: that took 5 s of processor time a folder, for modules
/// that link in 0.4 s.
#[must_use]
pub fn shared_build_folder() -> (&'static str, PathBuf) {
    (
        "CARGO_BUILD_BUILD_DIR",
        target_folder().join("guests/build"),
    )
}

/// Removes the variables that change the build that runs the tests, from coverage tools to a cross
/// compilation: they are not meant for guests.
pub fn remove_outer_build(cargo: &mut Command) {
    for (key, _) in env::vars_os() {
        if key.to_str().is_some_and(is_about_the_outer_build) {
            cargo.env_remove(key);
        }
    }
}

/// Whether an environment variable changes the build that asks for guests: it is not meant for them.
fn is_about_the_outer_build(key: &str) -> bool {
    const NAMES: [&str; 4] = [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
    ];
    const FAMILIES: [&str; 3] = ["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_TARGET_"];
    NAMES.contains(&key) || FAMILIES.iter().any(|family| key.starts_with(family))
}
