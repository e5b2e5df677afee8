//! The linker of a sysroot: rustc finds this program under the name `rust-lld`.
//!
//! It calls the toolchain's linker and adds these arguments:
//!
//! - `--compress-relocations` makes a module 6 to 9% smaller. The linker rejects the option for a
//!   module that keeps debug information, and only the linker's command line shows whether a module
//!   does. So the option is added here.
//! - `crt1-reactor.o`, for a plug-in, defines `_initialize`. rustc links no start-up object into a
//!   `cdylib`. `--wrap` lets its function run the constructors for other callers as well.
//! - `--export=__stack_pointer`, for test modules, shows the runner whether a trap is an overflow
//!   of the stack.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::test::HARNESS;
use crate::toolchain::{TARGET, Toolchain};

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
    let args = arguments(args.collect(), &reactor_object(&own));
    let status = Command::new(&real).args(args).status();
    let status = status.map_err(|error| Failure::program(real.as_ref(), &error))?;
    Ok(status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(1))
}

/// Returns the path of the start-up object of a plug-in, given the path of the linker:
/// `lib/rustlib/<host>/bin/rust-lld` in the sysroot.
fn reactor_object(linker: &Path) -> PathBuf {
    let rustlib = linker.ancestors().nth(3).unwrap_or(linker);
    rustlib
        .join(TARGET)
        .join("lib/self-contained/crt1-reactor.o")
}

/// The export that a host calls before any other.
const INITIALIZE: &str = "_initialize";

/// Returns the arguments for the real linker. `reactor` is the start-up object of a plug-in.
fn arguments(mut args: Vec<OsString>, reactor: &Path) -> Vec<OsString> {
    let has = |names: &[&str]| args.iter().any(|arg| names.iter().any(|name| arg == name));
    let is_wasm = args
        .windows(2)
        .any(|pair| pair[0] == "-flavor" && pair[1] == "wasm");
    if !is_wasm {
        return args;
    }
    let has_no_debug_info = has(&["--strip-all", "-s", "--strip-debug", "-S"]);
    let is_compressed = has_no_debug_info && !has(&["--relocatable", "-r", "--emit-relocs", "-q"]);
    // A plug-in can define the function itself.
    let is_plugin = has(&["--no-entry"])
        && !has(&["--relocatable", "-r", "--shared", "-shared"])
        && !exports(&args, INITIALIZE);
    // Not the path of the crate `test`: rustc passes none if it optimizes the program as a whole.
    let is_test = exports(&args, HARNESS);
    if is_compressed {
        args.push("--compress-relocations".into());
    }
    if is_plugin {
        args.push(reactor.into());
        args.push(format!("--export={INITIALIZE}").into());
        args.push("--wrap=__wasm_call_ctors".into());
    }
    if is_test {
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
        let result = arguments(args.clone(), Path::new("reactor.o"));
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
            let args = args.iter().map(OsString::from).collect();
            let args = arguments(args, Path::new("reactor.o"));
            args.iter().any(|arg| arg == "--export=__stack_pointer")
        };
        assert!(is_exported(&["-flavor", "wasm", "--export", HARNESS]));
        assert!(!is_exported(&["-flavor", "wasm", "--export", "main"]));
        assert!(!is_exported(&["-flavor", "gnu", "--export", HARNESS]));
    }

    #[test]
    fn a_plug_in_is_initialized_once() {
        let is_added = |args: &[&str]| {
            let args = args.iter().map(OsString::from).collect();
            let args = arguments(args, Path::new("reactor.o"));
            let is_exported = args.iter().any(|arg| arg == "--export=_initialize");
            for part in ["reactor.o", "--wrap=__wasm_call_ctors"] {
                assert_eq!(args.iter().any(|arg| arg == part), is_exported);
            }
            is_exported
        };
        assert!(is_added(&["-flavor", "wasm", "--no-entry"]));
        let own = ["-flavor", "wasm", "--no-entry", "--export", "_initialize"];
        assert!(!is_added(&own));
        assert!(!is_added(&["-flavor", "wasm"]));
        assert!(!is_added(&["-flavor", "wasm", "--no-entry", "-shared"]));
    }

    #[test]
    fn the_linker_is_known_by_its_name() {
        assert!(is_linker("/a/rust-lld".as_ref()));
        assert!(is_linker("rust-lld".as_ref()));
        assert!(!is_linker("/a/cargo-nanowasi".as_ref()));
    }
}
