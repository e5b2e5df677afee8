//! The Rust toolchain that compiles the sysroot and the program: rustc, its parts, and rustup.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};

/// The only target of a sysroot.
pub(crate) const TARGET: &str = "wasm32-wasip1";

/// The release of rustc that nanowasi is tested with. The names of the lang items and symbols that
/// a `std` has to define may differ in others.
pub(crate) const TESTED: &str = "1.95.0";

/// A toolchain.
#[derive(Debug)]
pub(crate) struct Toolchain {
    /// The output of `rustc -vV`.
    pub(crate) version: String,
    /// The folder of the toolchain.
    pub(crate) sysroot: PathBuf,
}

impl Toolchain {
    /// Finds the toolchain that cargo uses in this folder, and adds the target if it is missing.
    ///
    /// # Errors
    ///
    /// Returns a failure if there is no rustc, or if the target cannot be added.
    pub(crate) fn find() -> Result<Self> {
        let rustc = rustc();
        let query = |args: &[&str]| {
            let output = Command::new(&rustc).args(args).output();
            let output = output.map_err(|error| Failure::program(&rustc, &error))?;
            let stderr = String::from_utf8_lossy(&output.stderr);
            if !output.status.success() {
                return Err(Failure::new(stderr.trim_end()));
            }
            Ok(String::from_utf8_lossy(&output.stdout)
                .trim_end()
                .to_owned())
        };
        let version = query(&["-vV"])?;
        let sysroot = query(&["--print", "sysroot"])?.into();
        let toolchain = Self { version, sysroot };
        if !toolchain.target_folder().join("lib").is_dir() {
            add("target", TARGET).map_err(|why| {
                Failure::new(format!("the target {TARGET} is not installed, and {why}"))
            })?;
        }
        Ok(toolchain)
    }

    /// Returns the value of a line `field: value` of `rustc -vV`.
    fn field(&self, field: &str) -> &str {
        let value = |line: &'_ str| line.strip_prefix(field).map(str::len);
        let mut lines = self.version.lines();
        lines
            .find_map(|line| value(line).map(|len| &line[line.len() - len..]))
            .unwrap_or_default()
            .trim_start_matches(": ")
    }

    /// Returns the target that rustc itself runs on.
    pub(crate) fn host(&self) -> &str {
        self.field("host")
    }

    /// Returns the release, `1.95.0` say.
    pub(crate) fn release(&self) -> &str {
        self.field("release")
    }

    /// Returns the folder of the libraries for the target.
    pub(crate) fn target_folder(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib").join(TARGET)
    }

    /// Returns the folder of the programs that rustc runs, such as the linker.
    pub(crate) fn programs(&self) -> PathBuf {
        self.sysroot
            .join("lib/rustlib")
            .join(self.host())
            .join("bin")
    }

    /// Returns the folder of the sources of `std`, which exists if they are installed.
    pub(crate) fn sources_folder(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib/src/rust/library")
    }

    /// Whether the sources of `std` are installed.
    pub(crate) fn has_sources(&self) -> bool {
        self.sources_folder().is_dir()
    }

    /// Returns the folder of the sources of `std`, and adds them if they are missing.
    ///
    /// # Errors
    ///
    /// Returns a message if the sources cannot be added.
    pub(crate) fn sources(&self) -> std::result::Result<PathBuf, String> {
        if !self.has_sources() {
            add("component", "rust-src")?;
        }
        Ok(self.sources_folder())
    }
}

/// Runs rustup to add a component or target to the toolchain.
fn add(kind: &str, name: &str) -> std::result::Result<(), String> {
    let command = format!("`rustup {kind} add {name}`");
    // Standard error may be closed.
    let _ = writeln!(io::stderr(), "cargo-nanowasi: running {command}");
    match Command::new("rustup").args([kind, "add", name]).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!(
            "{command} failed:\n{}",
            String::from_utf8_lossy(&output.stderr).trim_end()
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!(
            "there is no rustup to run {command}; install rustup from https://rustup.rs, or install \
             {name} in the way that the toolchain was installed"
        )),
        Err(error) => Err(format!("cannot run {command}: {error}")),
    }
}

/// Returns the rustc that the environment names, or the one on `PATH`.
pub(crate) fn rustc() -> OsString {
    env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

/// Creates a command that runs the cargo that the environment names, or the one on `PATH`.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Returns the compiled libraries in a folder: those of the named crates, or all if no crate is
/// named.
///
/// # Errors
///
/// Returns a failure if the folder cannot be read.
pub(crate) fn libraries(folder: &Path, names: &[&str]) -> Result<Vec<PathBuf>> {
    let failed = |error: io::Error| Failure::file(folder, &error);
    let mut found = Vec::new();
    for entry in folder.read_dir().map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or("");
        let is_library = name.ends_with(".rlib") || name.ends_with(".rmeta");
        let crate_ = name
            .strip_prefix("lib")
            .and_then(|name| name.split(['-', '.']).next());
        if is_library && crate_.is_some_and(|crate_| names.is_empty() || names.contains(&crate_)) {
            found.push(path);
        }
    }
    Ok(found)
}
