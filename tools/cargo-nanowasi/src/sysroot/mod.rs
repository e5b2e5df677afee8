//! The sysroot: the folder in which rustc finds `core`, `alloc` and `std`, with nanowasi as `std`.
//!
//! ```text
//! <sysroot>/lib/rustlib/wasm32-wasip1/lib/   libcore-….rlib, liballoc-….rlib, libstd-….rlib, libtest-….rlib, …
//!                                   …/lib/self-contained/   crt1-command.o, crt1-reactor.o, libc.a
//!                     …/<host>/bin/rust-lld  this program, as the linker: see `linker.rs`
//!                     …/<host>/bin/nanowasi-rustc  as the wrapper of rustc: see `facade.rs`
//! ```
//!
//! The name of a sysroot is a hash of its inputs. It is built in a folder with another name and
//! renamed at the end, so a killed build never leaves a partial sysroot. A file lock serializes
//! builds of the same sysroot; the system releases the lock of a killed process.

mod build;
mod files;

use std::env;
use std::fs::{self, File, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::flags;
use crate::options::{Options, Panic, Size};
use crate::toolchain::{TESTED, Toolchain};

pub(crate) use build::write_package;

/// The environment variable that names the folder of sysroots.
const FOLDER: &str = "NANOWASI_SYSROOT_DIR";

/// The options that a sysroot is built with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    pub(crate) size: Size,
    pub(crate) panic: Panic,
    /// Whether hash maps have the same keys in each run, and do not call the host.
    pub(crate) has_fixed_keys: bool,
    /// Whether cargo must not download anything.
    pub(crate) is_offline: bool,
    /// Whether only errors are printed.
    pub(crate) is_quiet: bool,
}

impl Kind {
    /// Returns the kind of sysroot that a command line requests.
    pub(crate) fn of(options: &Options) -> Self {
        Self {
            size: options.size,
            panic: options.panic(),
            has_fixed_keys: options.no_wasi,
            is_quiet: options.is_quiet(),
            is_offline: options.has(&["--offline", "--frozen"]),
        }
    }
}

/// Returns the folder that sysroots are kept in, given the target folder.
pub(crate) fn folder(target: &Path) -> PathBuf {
    match env::var_os(FOLDER).filter(|folder| !folder.is_empty()) {
        // rustc runs in other folders, where a relative path would name another folder.
        Some(folder) => std::path::absolute(&folder).unwrap_or_else(|_| folder.into()),
        None => target.join("nanowasi"),
    }
}

/// Returns the path of a sysroot, and builds the sysroot if it does not exist.
///
/// # Errors
///
/// Returns a failure if the sysroot cannot be built.
pub(crate) fn ensure(toolchain: &Toolchain, folder: &Path, kind: Kind) -> Result<PathBuf> {
    let sysroot = folder.join(name(toolchain, kind));
    if sysroot.is_dir() {
        return Ok(sysroot);
    }
    // Adding the sources changes the name.
    let sources = toolchain.sources();
    let name = name(toolchain, kind);
    let sysroot = folder.join(&name);
    if let Err(why) = sources {
        let _ = writeln!(
            io::stderr(),
            "cargo-nanowasi: continuing without `proc_macro`, which few programs need: {why}"
        );
    }
    fs::create_dir_all(folder).map_err(|error| not_writable(folder, &error))?;
    ignore(folder);
    let _held = lock(&folder.join(format!("{name}{LOCK}")))?;
    if sysroot.is_dir() {
        return Ok(sysroot);
    }
    if !kind.is_quiet {
        // Standard error may be closed.
        let _ = writeln!(
            io::stderr(),
            "cargo-nanowasi: building the sysroot for rustc {}",
            toolchain.release()
        );
    }
    let unfinished = folder.join(format!("{name}.unfinished"));
    remove(&unfinished)?;
    let built = build::build(toolchain, kind, &unfinished);
    let built = built.and_then(|finished| {
        fs::rename(&finished, &sysroot).map_err(|error| Failure::file(&sysroot, &error))
    });
    let removed = remove(&unfinished);
    built.map_err(|failure| untested(toolchain, failure))?;
    removed?;
    Ok(sysroot)
}

/// Removes all sysroots.
///
/// # Errors
///
/// Returns a failure that names what cannot be removed.
pub(crate) fn clean(folder: &Path) -> Result<()> {
    // The folder may contain other files, because `NANOWASI_SYSROOT_DIR` can name any folder.
    let failed = |error: io::Error| Failure::file(folder, &error);
    let entries = match folder.read_dir() {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or("");
        if let Some(name) = name.strip_suffix(LOCK).filter(|name| is_own(name)) {
            // Waits for a build that is running.
            let _held = lock(&path)?;
            remove(&folder.join(name))?;
            remove(&folder.join(format!("{name}.unfinished")))?;
            remove(&path)?;
        } else if name == COMPARE
            || (name == IGNORE && fs::read(&path).is_ok_and(|text| text == ALL))
        {
            remove(&path)?;
        }
    }
    // This fails if the folder contains other files.
    let _ = fs::remove_dir(folder);
    Ok(())
}

/// Takes a lock, which is released when the file is dropped.
///
/// On a file system without locks, two builds may run, and the rename still leaves a complete
/// sysroot.
fn lock(path: &Path) -> Result<File> {
    loop {
        let file = File::create(path).map_err(|error| not_writable(path, &error))?;
        if file.lock().is_err() {
            return Ok(file);
        }
        // Another process may have removed the file while this one waited. The lock is valid only
        // if the file that exists now is locked as well.
        let is_locked = |file: File| matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        if File::open(path).is_ok_and(is_locked) {
            return Ok(file);
        }
    }
}

const PREFIX: &str = "sysroot-";
const LOCK: &str = ".lock";
const IGNORE: &str = ".gitignore";
/// The contents of [`IGNORE`].
const ALL: &[u8] = b"*\n";
/// The folder of `--compare`, beside the sysroots.
pub(crate) const COMPARE: &str = "nanowasi-compare";

/// Whether a name is that of a sysroot.
fn is_own(name: &str) -> bool {
    let hash = name.strip_prefix(PREFIX).unwrap_or("");
    hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the name of a sysroot: a hash of all inputs of its build.
fn name(toolchain: &Toolchain, kind: Kind) -> String {
    let mut hasher = DefaultHasher::new();
    toolchain.version.hash(&mut hasher);
    toolchain.sysroot.hash(&mut hasher);
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    (files::FILES, files::HARNESS).hash(&mut hasher);
    // The code that compiles the sources, the linker, and the wrapper of rustc.
    include_str!("build.rs").hash(&mut hasher);
    include_str!("../linker.rs").hash(&mut hasher);
    include_str!("../facade.rs").hash(&mut hasher);
    (kind.size, kind.panic, kind.has_fixed_keys).hash(&mut hasher);
    setting(build::BUFFER).hash(&mut hasher);
    // Without the sources, the sysroot lacks `proc_macro`.
    toolchain.has_sources().hash(&mut hasher);
    format!("{PREFIX}{:016x}", hasher.finish())
}

/// Returns the value that a variable has in a build: from the table `env` of a configuration file,
/// or from the environment.
fn setting(variable: &str) -> Option<String> {
    let value = flags::get(&format!("env.{variable}"), &[]);
    let value = value.and_then(|value| match value {
        Value::Object(table) => table.get("value").map(Value::to_string),
        value => Some(value.to_string()),
    });
    value.or_else(|| env::var(variable).ok())
}

/// Keeps sysroots out of version control, also in a folder that is not a target folder.
fn ignore(folder: &Path) {
    let file = folder.join(IGNORE);
    if !file.exists() {
        let _ = fs::write(file, ALL);
    }
}

/// Removes a file or a folder with its contents, if it exists.
pub(crate) fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file(path, &error)),
        _ => Ok(()),
    }
}

/// Returns a failure to write to the folder of sysroots.
fn not_writable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!(
        "{}: {error}\n\nThis is the folder of the sysroot. To use another folder, set {FOLDER} to one \
         that is writable",
        path.display()
    ))
}

/// Adds a note to a failure if nanowasi is not tested with this release of rustc.
fn untested(toolchain: &Toolchain, failure: Failure) -> Failure {
    if toolchain.release() == TESTED {
        return failure;
    }
    let why = failure.message.unwrap_or_default();
    Failure::new(format!(
        "{why}\n\nnanowasi is tested with rustc {TESTED}, and this is {}: try `cargo +{TESTED} \
         nanowasi`",
        toolchain.release()
    ))
}
