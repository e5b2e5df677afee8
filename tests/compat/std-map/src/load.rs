//! A crate's description by rustdoc, as JSON.
//!
//! The format is unstable, so rustdoc writes it only with unstable options enabled. Its version is
//! checked, because another toolchain may write another one.

use std::collections::{HashMap, HashSet};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustdoc_types::{Crate, FORMAT_VERSION, Id};
use serde_json::Value;

use crate::stability;

/// The target that is compared.
pub const TARGET: &str = "wasm32-wasip1";

/// A crate, as described by rustdoc.
#[derive(Debug)]
pub struct Loaded {
    /// The description.
    pub krate: Crate,
    /// The number of lifetimes of other crates' types, as far as this crate writes them. rustdoc
    /// does not describe those types, and a signature may omit their lifetimes.
    pub lifetimes: HashMap<String, usize>,
    /// The items that are marked unstable, or are in a module that is.
    pub unstable: HashSet<Id>,
}

impl Loaded {
    /// Parses a description.
    ///
    /// # Errors
    ///
    /// Returns a message if the text is not a description, or is of an unknown version.
    pub fn parse(json: &[u8]) -> Result<Self, String> {
        let value: Value = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        let version = value.get("format_version").and_then(Value::as_u64);
        if version != Some(u64::from(FORMAT_VERSION)) {
            return Err(format!(
                "rustdoc's JSON is of version {version:?}, and rustdoc-types knows {FORMAT_VERSION}: \
                 change the version of rustdoc-types along with the toolchain's"
            ));
        }
        let mut written = HashMap::new();
        count_lifetimes(&value, &mut written);
        let krate: Crate = serde_json::from_value(value).map_err(|error| error.to_string())?;
        let mut lifetimes = HashMap::new();
        for (id, count) in written {
            let path = krate.paths.get(&Id(id));
            if let Some(path) = path.filter(|path| path.crate_id != 0) {
                lifetimes.insert(path.path.join("::"), count);
            }
        }
        let unstable = stability::unstable(&krate);
        Ok(Self {
            krate,
            lifetimes,
            unstable,
        })
    }
}

/// Finds each path that is written with lifetimes.
fn count_lifetimes(value: &Value, counts: &mut HashMap<u32, usize>) {
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| count_lifetimes(value, counts)),
        Value::Object(fields) => {
            let args = value
                .pointer("/args/angle_bracketed/args")
                .and_then(Value::as_array);
            let id = fields.get("id").and_then(Value::as_u64);
            if let (Some(args), Some(Ok(id))) = (args, id.map(u32::try_from)) {
                let count = args
                    .iter()
                    .filter(|arg| arg.get("lifetime").is_some())
                    .count();
                let max = counts.entry(id).or_default();
                *max = count.max(*max);
            }
            fields
                .values()
                .for_each(|value| count_lifetimes(value, counts));
        }
        _ => {}
    }
}

/// Runs cargo to describe the nanowasi of a workspace, with its default features.
///
/// The target directory is separate, because unstable options make cargo rebuild some dependencies.
///
/// # Errors
///
/// Returns cargo's message if cargo fails.
pub fn nanowasi(workspace: &Path) -> Result<Loaded, String> {
    let folder = folder(workspace);
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace);
    cargo.args(["rustdoc", "--quiet", "--package", "nanowasi", "--lib"]);
    cargo
        .args(["--target", TARGET, "--target-dir"])
        .arg(&folder);
    cargo.args(["--", "-Zunstable-options", "--output-format", "json"]);
    cargo.args(["--cap-lints", "allow"]);
    cargo.env_remove("RUSTDOCFLAGS").env_remove("RUSTFLAGS");
    cargo.env("RUSTC_BOOTSTRAP", "1");
    run(&mut cargo)?;
    read(&folder.join(TARGET).join("doc/nanowasi.json"))
}

/// Runs rustdoc on one source text, for tests.
///
/// # Errors
///
/// Returns rustdoc's message if rustdoc fails.
pub fn source(text: &str) -> Result<Loaded, String> {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static COUNT: AtomicUsize = AtomicUsize::new(0);

    let unique = format!(
        "std-map-{}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let folder = env::temp_dir().join(unique);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = folder.join("hand_made.rs");
    fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut rustdoc = rustdoc();
    rustdoc
        .args(["--edition", "2024", "--crate-name", "hand_made"])
        .arg(&file);
    rustdoc
        .arg("-o")
        .arg(&folder)
        .args(["-Zunstable-options", "--output-format", "json"]);
    let loaded = run(&mut rustdoc).and_then(|_| read(&folder.join("hand_made.json")));
    // A directory that cannot be removed is one in the target directory.
    let _ = fs::remove_dir_all(&folder);
    loaded
}

/// Returns the directory for this tool's files, in the workspace's target directory.
#[must_use]
pub fn folder(workspace: &Path) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| OsString::from("target"));
    workspace.join(target).join("std-map")
}

/// Returns a command for rustdoc with unstable options enabled.
#[must_use]
pub fn rustdoc() -> Command {
    let mut rustdoc = Command::new(env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into()));
    rustdoc.env("RUSTC_BOOTSTRAP", "1");
    rustdoc
}

/// Reads a description from a file.
///
/// # Errors
///
/// Returns a message if the file cannot be read, or is of an unknown version.
pub fn read(path: &Path) -> Result<Loaded, String> {
    let json = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Loaded::parse(&json).map_err(|error| format!("{}: {error}", path.display()))
}

/// Runs a command, and returns its standard output.
///
/// # Errors
///
/// Returns its standard error if the command fails.
pub fn run(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name} failed:\n{}", stderr.trim_end()))
}
