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
//!
//! It also links each module a second time, with the names of functions and with relocations, for
//! the list of imports: see `imports/mod.rs`. That module is for the tool only.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

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
    let copy = std::env::var_os(COPIES).and_then(|folder| Copy::start(&real, &args, folder.into()));
    let status = Command::new(&real).args(args).status();
    let status = status.map_err(|error| Failure::program(real.as_ref(), &error))?;
    if let Some(copy) = copy {
        copy.finish(status.success());
    }
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
    if !is_wasm(&args) {
        return args;
    }
    let has_no_debug_info = has(&["--strip-all", "-s", "--strip-debug", "-S"]);
    let is_compressed = has_no_debug_info && !has(&["--relocatable", "-r", "--emit-relocs", "-q"]);
    // A plug-in can define the function itself. A program has another start-up object.
    let is_program = args
        .iter()
        .any(|arg| Path::new(arg).file_name() == Some(OsStr::new("crt1-command.o")));
    let is_plugin = has(&["--no-entry"])
        && !is_program
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

/// The environment variable with the folder of the second modules. The linker writes none if the
/// variable is not set.
pub(crate) const COPIES: &str = "NANOWASI_LINKED_COPIES";

/// A module that is linked a second time, while the real linker links the first.
struct Copy {
    child: Child,
    /// The module that rustc requested.
    module: PathBuf,
    folder: PathBuf,
    /// The start of the copy's file name, which depends on the path of the module.
    prefix: String,
}

impl Copy {
    /// Starts the linker. Returns nothing if the module needs no copy, or cannot have one.
    fn start(real: &str, args: &[OsString], folder: PathBuf) -> Option<Self> {
        let mut args = with_relocations(args)?;
        let output = 1 + args.iter().position(|arg| arg == "-o")?;
        let module = PathBuf::from(args.get(output)?);
        fs::create_dir_all(&folder).ok()?;
        let stem = module.file_stem()?.to_string_lossy();
        let prefix = format!(
            "{stem}-{:016x}-",
            hash(module.as_os_str().as_encoded_bytes())
        );
        args[output] = folder.join(format!("{prefix}unfinished")).into();
        let mut command = Command::new(real);
        command
            .args(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command.spawn().ok()?;
        Some(Self {
            child,
            module,
            folder,
            prefix,
        })
    }

    /// Gives the copy a name by which [`copy_of`] finds it, and removes the copy of the module that
    /// was linked before. A failure is reported later, as a module without a copy.
    fn finish(mut self, is_linked: bool) {
        let is_copied = self.child.wait().is_ok_and(|status| status.success());
        let entries = self.folder.read_dir().into_iter().flatten().flatten();
        let unfinished = self.folder.join(format!("{}unfinished", self.prefix));
        for entry in entries {
            let path = entry.path();
            let name = entry.file_name();
            if name.to_string_lossy().starts_with(&self.prefix) && path != unfinished {
                let _ = fs::remove_file(path);
            }
        }
        match fs::read(&self.module) {
            Ok(module) if is_linked && is_copied => {
                let name = format!("{}{:016x}", self.prefix, hash(&module));
                let _ = fs::rename(unfinished, self.folder.join(name));
            }
            _ => {
                let _ = fs::remove_file(unfinished);
            }
        }
    }
}

/// Returns the copy of a module with the names of functions and with relocations, if the linker has
/// written one.
pub(crate) fn copy_of(module: &[u8], folder: &Path) -> Option<PathBuf> {
    let suffix = format!("-{:016x}", hash(module));
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut paths = entries.map(|entry| entry.path());
    paths.find(|path| path.to_str().is_some_and(|path| path.ends_with(&suffix)))
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Returns the linker's arguments for the same functions in the same order, with their names and
/// with relocations. Returns nothing for a test module or for what is no module.
fn with_relocations(args: &[OsString]) -> Option<Vec<OsString>> {
    const OTHER: [&str; 4] = ["--relocatable", "-r", "--shared", "-shared"];
    const REPLACED: [&str; 7] = [
        "--strip-all",
        "-s",
        "--strip-debug",
        "-S",
        "--compress-relocations",
        "--emit-relocs",
        "-q",
    ];
    let is = |arg: &OsString, names: &[&str]| names.iter().any(|name| arg == name);
    let is_other = args.iter().any(|arg| is(arg, &OTHER)) || exports(args, HARNESS);
    if !is_wasm(args) || is_other {
        return None;
    }
    let kept = args.iter().filter(|arg| !is(arg, &REPLACED)).cloned();
    let added = ["--strip-debug", "--emit-relocs"].map(OsString::from);
    Some(kept.chain(added).collect())
}

/// Whether the linker is to link a module.
fn is_wasm(args: &[OsString]) -> bool {
    args.windows(2)
        .any(|pair| pair[0] == "-flavor" && pair[1] == "wasm")
}

/// Whether the linker is to export a symbol.
fn exports(args: &[OsString], symbol: &str) -> bool {
    let option = format!("--export={symbol}");
    args.iter().any(|arg| arg == option.as_str())
        || args
            .windows(2)
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
            let is_added = args.iter().any(|arg| arg == "reactor.o");
            assert!(!is_added || exports(&args, INITIALIZE));
            is_added
        };
        assert!(is_added(&["-flavor", "wasm", "--no-entry"]));
        let own = ["-flavor", "wasm", "--no-entry", "--export", "_initialize"];
        assert!(!is_added(&own));
        let own = ["-flavor", "wasm", "--no-entry", "--export=_initialize"];
        assert!(!is_added(&own));
        let program = ["-flavor", "wasm", "--no-entry", "/lib/crt1-command.o"];
        assert!(!is_added(&program));
        assert!(!is_added(&["-flavor", "wasm"]));
        assert!(!is_added(&["-flavor", "wasm", "--no-entry", "-shared"]));
    }

    #[test]
    fn a_second_module_has_names_and_relocations() {
        let copy = |args: &[&str]| {
            let args: Vec<_> = args.iter().map(OsString::from).collect();
            with_relocations(&arguments(args, Path::new("reactor.o")))
        };
        let expected = ["-flavor", "wasm", "a.o", "--strip-debug", "--emit-relocs"];
        for strip in ["--strip-all", "--strip-debug", "-s"] {
            let args = copy(&["-flavor", "wasm", strip, "a.o"]);
            assert_eq!(args.unwrap(), expected, "{strip}");
        }
        assert_eq!(copy(&["-flavor", "wasm", "--export", HARNESS]), None);
        assert_eq!(copy(&["-flavor", "wasm", "-r"]), None);
        assert_eq!(copy(&["-flavor", "gnu"]), None);
    }

    #[test]
    fn the_linker_is_known_by_its_name() {
        assert!(is_linker("/a/rust-lld".as_ref()));
        assert!(is_linker("rust-lld".as_ref()));
        assert!(!is_linker("/a/cargo-nanowasi".as_ref()));
    }
}
