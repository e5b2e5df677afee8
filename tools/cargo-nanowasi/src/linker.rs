//! The linker of a sysroot: rustc finds this program under the name `rust-lld`.
//!
//! It calls the toolchain's linker and adds two options:
//!
//! - `--compress-relocations` makes a module 6 to 9% smaller. The linker rejects the option for a
//!   module that keeps debug information, and only the linker's command line shows whether a module
//!   does. So the option is added here.
//! - `--export=__stack_pointer`, for test modules, shows the runner whether a trap is an overflow
//!   of the stack.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::test::HARNESS;
use crate::toolchain::Toolchain;

const NAME: &str = "rust-lld";

/// Installs this program in a sysroot as the linker.
pub(crate) fn install(toolchain: &Toolchain, sysroot: &Path) -> Result<()> {
    let linker = path(toolchain, sysroot);
    let folder = linker.parent().unwrap_or(sysroot);
    fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    let own = std::env::current_exe();
    let own = own.map_err(|error| Failure::new(format!("cannot find this program: {error}")))?;
    fs::copy(&own, &linker).map_err(|error| Failure::file(&linker, &error))?;
    let real = toolchain
        .programs()
        .join(linker.file_name().unwrap_or_default());
    let path = real_linker(&linker);
    let text = real
        .to_str()
        .ok_or_else(|| Failure::file(&real, &"the path is not UTF-8"))?;
    fs::write(&path, text).map_err(|error| Failure::file(&path, &error))
}

/// Returns the path of the linker of a sysroot.
pub(crate) fn path(toolchain: &Toolchain, sysroot: &Path) -> PathBuf {
    let folder = sysroot
        .join("lib/rustlib")
        .join(toolchain.host())
        .join("bin");
    folder
        .join(NAME)
        .with_extension(std::env::consts::EXE_EXTENSION)
}

/// The file beside the linker that has the path of the real linker.
fn real_linker(linker: &Path) -> PathBuf {
    linker.with_extension("path")
}

/// Whether this program was started as the linker.
pub(crate) fn is_linker(program: &OsStr) -> bool {
    Path::new(program).file_stem() == Some(OsStr::new(NAME))
}

/// Calls the real linker, and returns its exit status.
pub(crate) fn link(args: impl Iterator<Item = OsString>) -> Result<u8> {
    let own = std::env::current_exe();
    let own = own.map_err(|error| Failure::new(format!("cannot find this program: {error}")))?;
    let path = real_linker(&own);
    let real = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let args = arguments(args.collect());
    let status = Command::new(&real).args(args).status();
    let status = status.map_err(|error| Failure::program(real.as_ref(), &error))?;
    Ok(status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(1))
}

/// Returns the arguments for the real linker.
fn arguments(mut args: Vec<OsString>) -> Vec<OsString> {
    let has = |names: &[&str]| args.iter().any(|arg| names.iter().any(|name| arg == name));
    let is_wasm = args
        .windows(2)
        .any(|pair| pair[0] == "-flavor" && pair[1] == "wasm");
    let has_no_debug_info = has(&["--strip-all", "-s", "--strip-debug", "-S"]);
    // Not the path of the crate `test`: rustc passes none if it optimizes the program as a whole.
    let is_test = exports(&args, HARNESS);
    if is_wasm && has_no_debug_info && !has(&["--relocatable", "-r", "--emit-relocs", "-q"]) {
        args.push("--compress-relocations".into());
    }
    if is_wasm && is_test {
        args.push("--export=__stack_pointer".into());
    }
    args
}

/// Whether the linker is to export a symbol.
fn exports(args: &[OsString], symbol: &str) -> bool {
    args.windows(2)
        .any(|pair| pair[0] == "--export" && pair[1] == symbol)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_compressed(args: &[&str]) -> bool {
        let args: Vec<_> = args.iter().map(OsString::from).collect();
        let result = arguments(args.clone());
        assert!(result.starts_with(&args));
        result.len() > args.len()
    }

    #[test]
    fn a_module_without_debug_information_is_compressed() {
        assert!(is_compressed(&["-flavor", "wasm", "a.o", "--strip-all"]));
        assert!(is_compressed(&["-flavor", "wasm", "--strip-debug"]));
        assert!(!is_compressed(&["-flavor", "wasm", "a.o"]));
        assert!(!is_compressed(&["-flavor", "wasm", "--strip-debug", "-r"]));
        assert!(!is_compressed(&["-flavor", "gnu", "--strip-all"]));
    }

    #[test]
    fn a_test_module_exports_its_stack_pointer() {
        let is_exported = |args: &[&str]| {
            let args = arguments(args.iter().map(OsString::from).collect());
            args.iter().any(|arg| arg == "--export=__stack_pointer")
        };
        assert!(is_exported(&["-flavor", "wasm", "--export", HARNESS]));
        assert!(!is_exported(&["-flavor", "wasm", "--export", "main"]));
        assert!(!is_exported(&["-flavor", "gnu", "--export", HARNESS]));
    }

    #[test]
    fn the_linker_is_known_by_its_name() {
        assert!(is_linker("/a/rust-lld".as_ref()));
        assert!(is_linker("rust-lld".as_ref()));
        assert!(!is_linker("/a/cargo-nanowasi".as_ref()));
    }
}
