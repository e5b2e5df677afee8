//! The sysroot: a folder that rustc takes `core`, `alloc` and `std` from, with nanowasi as `std`.
//!
//! ```text
//! <sysroot>/lib/rustlib/wasm32-wasip1/lib/   libcore-….rlib, liballoc-….rlib, libstd-….rlib, …
//!                                   …/lib/self-contained/   crt1-command.o, libc.a
//!                     …/<host>/bin/rust-lld  this program, as the linker: see `linker.rs`
//! ```
//!
//! A sysroot is named by all that it is made of. It is built in a folder of another name, which is
//! renamed at the end, so that a build that is killed never leaves half of one. A lock has two
//! builds of the same sysroot wait for each other; the system releases it where a process is killed.

mod build;
mod files;

use std::env;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::options::{Options, Panic, Size};
use crate::toolchain::{TESTED, Toolchain};

pub(crate) use build::write_package;

/// Names the folder that sysroots are kept in.
const FOLDER: &str = "NANOWASI_SYSROOT_DIR";

/// What a sysroot is made for.
#[derive(Clone, Copy, Debug, Hash)]
pub(crate) struct Kind {
    pub(crate) size: Size,
    pub(crate) panic: Panic,
}

impl Kind {
    /// Returns the kind that a command line asks for.
    pub(crate) fn of(options: &Options) -> Self {
        Self {
            size: options.size,
            panic: options.panic(),
        }
    }
}

/// Returns the folder that sysroots are kept in, given the target folder.
pub(crate) fn folder(target: &Path) -> PathBuf {
    match env::var_os(FOLDER).filter(|folder| !folder.is_empty()) {
        // rustc runs in other folders than this one.
        Some(folder) => std::path::absolute(&folder).unwrap_or_else(|_| folder.into()),
        None => target.join("nanowasi"),
    }
}

/// Returns the path of a sysroot, and builds it if it isn't there.
///
/// # Errors
///
/// Returns why it can't be built.
pub(crate) fn ensure(toolchain: &Toolchain, folder: &Path, kind: Kind) -> Result<PathBuf> {
    let name = name(toolchain, kind);
    let sysroot = folder.join(&name);
    if sysroot.is_dir() {
        return Ok(sysroot);
    }
    fs::create_dir_all(folder).map_err(|error| not_writable(folder, &error))?;
    ignore(folder);
    let lock = folder.join(format!("{name}.lock"));
    let file = File::create(&lock).map_err(|error| not_writable(&lock, &error))?;
    // Where the file system has no locks, the rename below still leaves a whole sysroot.
    let _ = file.lock();
    if sysroot.is_dir() {
        return Ok(sysroot);
    }
    let _ = writeln!(
        io::stderr(),
        "cargo-nanowasi: building the sysroot for rustc {}",
        toolchain.release()
    );
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
/// Returns what can't be removed.
pub(crate) fn clean(folder: &Path) -> Result<()> {
    // Whoever names a folder of their own may keep other things in it.
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
        if is_own(name) || (name == IGNORE && fs::read(&path).is_ok_and(|text| text == ALL)) {
            remove(&path)?;
        }
    }
    // Not if there is something else in it.
    let _ = fs::remove_dir(folder);
    Ok(())
}

const PREFIX: &str = "sysroot-";
const IGNORE: &str = ".gitignore";
/// The contents of the file above.
const ALL: &[u8] = b"*\n";
/// The folder of `--compare`, which is kept beside the sysroots.
pub(crate) const COMPARE: &str = "nanowasi-compare";

/// Whether a file or a folder is a sysroot or what else this program makes beside sysroots.
fn is_own(name: &str) -> bool {
    let hash = name
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.split('.').next());
    let is_hash =
        |hash: &str| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    name == COMPARE || hash.is_some_and(is_hash)
}

/// The name of a sysroot: a hash of all that it is made of.
fn name(toolchain: &Toolchain, kind: Kind) -> String {
    let mut hasher = DefaultHasher::new();
    toolchain.version.hash(&mut hasher);
    toolchain.sysroot.hash(&mut hasher);
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    files::FILES.hash(&mut hasher);
    // How the sources are compiled, and the linker.
    include_str!("build.rs").hash(&mut hasher);
    include_str!("../linker.rs").hash(&mut hasher);
    kind.hash(&mut hasher);
    for variable in build::VARIABLES {
        env::var_os(variable).hash(&mut hasher);
    }
    format!("{PREFIX}{:016x}", hasher.finish())
}

/// Keeps sysroots out of version control, also where the folder is none of cargo's.
fn ignore(folder: &Path) {
    let file = folder.join(IGNORE);
    if !file.exists() {
        let _ = fs::write(file, ALL);
    }
}

/// Removes a file or a folder with all in it, if it is there.
fn remove(path: &Path) -> Result<()> {
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
        "{}: {error}\n\nThe sysroot is kept there. To keep it elsewhere, set {FOLDER} to a folder \
         that can be written to",
        path.display()
    ))
}

/// Adds to a failure that this release of rustc is not the tested one.
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
