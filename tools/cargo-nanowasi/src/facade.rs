//! The crate `nanowasi` in test modules: a facade of `std`.
//!
//! A test module always contains `std`, which is nanowasi. If a package also depends on the crate
//! `nanowasi`, the module would have two runtimes, each with a panic handler and an allocator, and
//! would not link. So `cargo nanowasi test` compiles another source as that crate: it re-exports
//! `std`, whose items are the same.
//!
//! Cargo calls this program in place of rustc, as its `RUSTC_WRAPPER`, under the name [`NAME`].

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Result, exit_code};
use crate::flags;
use crate::linker;
use crate::options::Options;
use crate::package;
use crate::toolchain::Toolchain;

const NAME: &str = "nanowasi-rustc";

/// The environment variable with the user's own wrapper of rustc.
const USERS_WRAPPER: &str = "NANOWASI_RUSTC_WRAPPER";

/// A flag of rustc that changes nothing. With it, cargo keeps the results of such a build apart.
const FLAG: &str = "--cfg=nanowasi_facade";

/// The source of the facade.
const SOURCE: &str = "\
//! The crate `nanowasi` in a test module: `std`, which is nanowasi.
#![no_std]
extern crate std;
pub use std::*;
";

/// Installs this program in a sysroot as the wrapper of rustc, beside the linker.
pub(crate) fn install(toolchain: &Toolchain, sysroot: &Path) -> Result<()> {
    let linker = linker::path(toolchain, sysroot);
    let wrapper = wrapper(toolchain, sysroot);
    let linked = fs::hard_link(&linker, &wrapper);
    let linked = linked.or_else(|_| fs::copy(&linker, &wrapper).map(drop));
    linked.map_err(|error| Failure::file(&wrapper, &error))?;
    let source = wrapper.with_extension("rs");
    fs::write(&source, SOURCE).map_err(|error| Failure::file(&source, &error))
}

fn wrapper(toolchain: &Toolchain, sysroot: &Path) -> PathBuf {
    let linker = linker::path(toolchain, sysroot);
    linker
        .with_file_name(NAME)
        .with_extension(env::consts::EXE_EXTENSION)
}

/// Whether a workspace depends on the crate `nanowasi`: by the manifest of a member, or by another
/// dependency.
pub(crate) fn is_needed(options: &Options, metadata: &Value) -> bool {
    let lock = || {
        let root = metadata["workspace_root"].as_str()?;
        let path = Path::new(root).join("Cargo.lock");
        if !path.exists() {
            package::resolve(options);
        }
        fs::read_to_string(path).ok()
    };
    let is_locked = |lock: String| lock.lines().any(|line| line == "name = \"nanowasi\"");
    is_direct(metadata) || lock().is_some_and(is_locked)
}

/// Whether the manifest of a member of the workspace has the crate `nanowasi` as a dependency.
fn is_direct(metadata: &Value) -> bool {
    let is_nanowasi = |dependency: &Value| dependency["name"] == "nanowasi";
    let packages = metadata["packages"].as_array();
    packages.into_iter().flatten().any(|package| {
        let dependencies = package["dependencies"].as_array();
        dependencies.into_iter().flatten().any(is_nanowasi)
    })
}

/// Has a command of cargo call this program in place of rustc.
pub(crate) fn add(
    cargo: &mut Command,
    toolchain: &Toolchain,
    sysroot: &Path,
    configs: &[OsString],
) {
    let users = env::var_os("RUSTC_WRAPPER");
    let users = users.or_else(|| flags::program("build.rustc-wrapper", configs));
    flags::add_flag(cargo, FLAG);
    cargo
        .env("RUSTC_WRAPPER", wrapper(toolchain, sysroot))
        .env(USERS_WRAPPER, users.unwrap_or_default());
}

/// Whether this program was started as the wrapper of rustc.
pub(crate) fn is_wrapper(program: &OsStr) -> bool {
    Path::new(program).file_stem() == Some(OsStr::new(NAME))
}

/// Calls rustc, with the facade as the source of the crate `nanowasi`.
pub(crate) fn compile(args: impl Iterator<Item = OsString>) -> Result<u8> {
    let own = env::current_exe();
    let own = own.map_err(|error| Failure::new(format!("cannot find this program: {error}")))?;
    let users = env::var_os(USERS_WRAPPER).filter(|wrapper| !wrapper.is_empty());
    let args = arguments(args.collect(), &own.with_extension("rs"));
    let mut command = users.into_iter().chain(args);
    let program = command.next().unwrap_or_default();
    let status = Command::new(&program).args(command).status();
    let status = status.map_err(|error| Failure::program(&program, &error))?;
    Ok(exit_code(status))
}

/// Returns the command line of rustc, with the facade as the source of the crate `nanowasi`.
fn arguments(mut args: Vec<OsString>, facade: &Path) -> Vec<OsString> {
    let is_nanowasi = args
        .windows(2)
        .any(|pair| pair[0] == "--crate-name" && pair[1] == "nanowasi");
    // A build script has no sysroot, and the unit tests of the crate are its own.
    let is_for_sysroot = args.iter().any(|arg| arg == FLAG);
    if is_nanowasi && is_for_sysroot && !args.iter().any(|arg| arg == "--test") {
        let is_source = |arg: &&mut OsString| Path::new(arg).extension() == Some(OsStr::new("rs"));
        if let Some(source) = args.iter_mut().find(is_source) {
            *source = facade.into();
        }
    }
    args
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_library_is_replaced() {
        let replaces = |args: &[&str]| {
            let args = args.iter().map(OsString::from).collect();
            let args = arguments(args, Path::new("facade.rs"));
            args.iter().any(|arg| arg == "facade.rs")
        };
        let library = ["rustc", "--crate-name", "nanowasi", "src/lib.rs", FLAG];
        assert!(replaces(&library));
        assert!(!replaces(&library[..4]));
        assert!(!replaces(&[&library[..], &["--test"]].concat()));
        assert!(!replaces(&[
            "rustc",
            "--crate-name",
            "a",
            "src/lib.rs",
            FLAG
        ]));
    }

    #[test]
    fn a_dependency_is_found_in_the_manifest() {
        let metadata = |name: &str| {
            let package = serde_json::json!({ "dependencies": [{ "name": name }] });
            serde_json::json!({ "packages": [package] })
        };
        assert!(is_direct(&metadata("nanowasi")));
        assert!(!is_direct(&metadata("nano")));
    }
}
