//! What rustdoc knows of a crate, as JSON.
//!
//! Its format is unstable, so rustdoc takes it only from a compiler that thinks itself a nightly one. The
//! format's version is checked: another toolchain may write another.

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

/// A crate, as rustdoc describes it.
#[derive(Debug)]
pub struct Loaded {
    /// The description.
    pub krate: Crate,
    /// How many lifetimes each type of other crates takes, as far as this crate writes them: rustdoc
    /// doesn't describe other crates' types, and a signature may leave them out.
    pub lifetimes: HashMap<String, usize>,
    /// What says that it is unstable, or is in a module that does.
    pub unstable: HashSet<Id>,
}

impl Loaded {
    /// Reads a description.
    ///
    /// # Errors
    /// If it is of another version than this tool knows, or none at all.
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

/// Finds each path that is written with lifetimes, wherever it is.
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
                let most = counts.entry(id).or_default();
                *most = count.max(*most);
            }
            fields
                .values()
                .for_each(|value| count_lifetimes(value, counts));
        }
        _ => {}
    }
}

/// Has cargo describe the nanowasi of a workspace, with its default features.
///
/// It has a target folder of its own: for a compiler that thinks itself a nightly one, some dependencies
/// are built anew.
///
/// # Errors
/// What cargo said, if it fails.
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

/// Has rustdoc describe one source file: for tests.
///
/// # Errors
/// What rustdoc said, if it fails.
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
    // What is left behind is in the folder for such things.
    let _ = fs::remove_dir_all(&folder);
    loaded
}

/// Where this tool keeps what it makes: in the workspace's target folder.
#[must_use]
pub fn folder(workspace: &Path) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| OsString::from("target"));
    workspace.join(target).join("std-map")
}

/// A rustdoc that takes unstable options.
#[must_use]
pub fn rustdoc() -> Command {
    let mut rustdoc = Command::new(env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into()));
    rustdoc.env("RUSTC_BOOTSTRAP", "1");
    rustdoc
}

/// Reads a description from a file.
///
/// # Errors
/// If it can't be read, or is of another version than this tool knows.
pub fn read(path: &Path) -> Result<Loaded, String> {
    let json = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Loaded::parse(&json).map_err(|error| format!("{}: {error}", path.display()))
}

/// Runs a command and returns what it wrote to standard output.
///
/// # Errors
/// What it wrote to standard error, if it fails.
pub fn run(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name} failed:\n{}", said.trim_end()))
}
