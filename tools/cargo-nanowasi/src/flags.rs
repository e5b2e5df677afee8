//! Passes the sysroot to cargo, in addition to the flags that the user has configured.
//!
//! Cargo takes rustc's flags from the first of these that is set: `CARGO_ENCODED_RUSTFLAGS`,
//! `RUSTFLAGS`, the tables `target.….rustflags`, `build.rustflags`. It ignores the others. So this
//! module collects the flags that cargo would take, and passes them in the first variable, together
//! with the flag for the sysroot.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::toolchain::{TARGET, cargo, rustc};

/// A kind of flags.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// For rustc and Clippy.
    Rustc,
    /// For rustdoc.
    Rustdoc,
}

impl Kind {
    const fn key(self) -> &'static str {
        match self {
            Self::Rustc => "rustflags",
            Self::Rustdoc => "rustdocflags",
        }
    }

    const fn variable(self) -> &'static str {
        match self {
            Self::Rustc => "RUSTFLAGS",
            Self::Rustdoc => "RUSTDOCFLAGS",
        }
    }
}

/// Adds the sysroot to the flags of a command of cargo. `configs` are the `--config` options of the
/// command line.
pub(crate) fn add_sysroot(command: &mut Command, kind: Kind, sysroot: &Path, configs: &[OsString]) {
    let encoded = format!("CARGO_ENCODED_{}", kind.variable());
    // A variable that is set but empty also overrides the configuration files.
    let mut flags = match (env::var_os(&encoded), env::var(kind.variable())) {
        (Some(flags), _) => flags,
        (None, Ok(flags)) => words(&flags).join("\x1f").into(),
        (None, Err(_)) => configured(kind, configs).join("\x1f").into(),
    };
    if !flags.is_empty() {
        flags.push("\x1f");
    }
    flags.push("--sysroot\x1f");
    flags.push(sysroot);
    command.env(encoded, flags);
}

/// Adds a flag of rustc to those of [`add_sysroot`].
pub(crate) fn add_flag(command: &mut Command, flag: &str) {
    let encoded = format!("CARGO_ENCODED_{}", Kind::Rustc.variable());
    let mut envs = command.get_envs();
    let flags = envs.find_map(|(name, value)| value.filter(|_| name == encoded.as_str()));
    let mut flags = flags.unwrap_or_default().to_owned();
    flags.push("\x1f");
    flags.push(flag);
    command.env(encoded, flags);
}

/// Returns the flags of the configuration files: those for the target or, without any, those for
/// every target.
fn configured(kind: Kind, configs: &[OsString]) -> Vec<String> {
    let key = kind.key();
    let setting = |key: &str| get(key, configs).unwrap_or_default();
    let mut flags = list(&setting(&format!("target.{TARGET}.{key}")));
    if let (Kind::Rustc, Value::Object(tables)) = (kind, setting("target")) {
        for (name, table) in &tables {
            let Some(cfg) = name.strip_prefix("cfg(") else {
                continue;
            };
            let more = list(&table[key]);
            if !more.is_empty() && holds(cfg.strip_suffix(')').unwrap_or(cfg)) {
                flags.extend(more);
            }
        }
    }
    if flags.is_empty() {
        flags = list(&setting(&format!("build.{key}")));
    }
    flags
}

/// Returns the flags of a setting, which is an array or a string that separates them by spaces.
fn list(setting: &Value) -> Vec<String> {
    match setting {
        Value::String(flags) => words(flags),
        Value::Array(flags) => {
            let flags = flags.iter().filter_map(Value::as_str);
            flags.map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the name of cargo's environment variable for a key.
pub(crate) fn variable(key: &str) -> String {
    format!("CARGO_{}", key.replace(['.', '-'], "_").to_uppercase())
}

fn words(flags: &str) -> Vec<String> {
    flags.split_whitespace().map(str::to_owned).collect()
}

/// Whether a `cfg` condition holds for the target. It compiles a crate that is an error if it does.
fn holds(condition: &str) -> bool {
    let check = || -> std::io::Result<bool> {
        let mut rustc = Command::new(rustc())
            .args([
                "--target",
                TARGET,
                "--crate-type=lib",
                "--crate-name=condition",
            ])
            .args(["--emit=metadata=-", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut stdin) = rustc.stdin.take() {
            let code = format!("#![no_std]\n#[cfg({condition})]\ncompile_error!(\"{HOLDS}\");\n");
            stdin.write_all(code.as_bytes())?;
        }
        let output = rustc.wait_with_output()?;
        Ok(String::from_utf8_lossy(&output.stderr).contains(HOLDS))
    };
    check().unwrap_or(false)
}

/// The error of a crate for which the condition in [`holds`] holds.
const HOLDS: &str = "nanowasi: the condition holds";

/// Returns a setting from `cargo config get`, which is unstable and so needs `RUSTC_BOOTSTRAP`. The
/// value of a single key includes the environment variable for that key.
pub(crate) fn get(key: &str, configs: &[OsString]) -> Option<Value> {
    let mut command = cargo();
    for config in configs {
        command.arg("--config").arg(config);
    }
    let output = command
        .args([
            "-Zunstable-options",
            "config",
            "get",
            key,
            "--format=json-value",
        ])
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .ok()?;
    serde_json::from_slice(&output.stdout).ok()
}

/// Returns the path of a program in a configuration file. Cargo resolves a relative path that has a
/// separator against the parent of the file's folder.
pub(crate) fn program(key: &str, configs: &[OsString]) -> Option<OsString> {
    let value = get(key, configs)?;
    let value = value.as_str()?;
    let path = Path::new(value);
    if path.is_absolute() || path.components().count() < 2 {
        return Some(value.into());
    }
    let mut command = cargo();
    let show = ["-Zunstable-options", "config", "get", key, "--show-origin"];
    let output = command
        .args(show)
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .ok()?;
    let output = String::from_utf8(output.stdout).ok()?;
    // A line such as: build.rustc-wrapper = "./wrap" # /home/user/package/.cargo/config.toml
    let (_, file) = output.trim_end().rsplit_once(" # ")?;
    let base = Path::new(file).parent()?.parent()?;
    Some(base.join(path).into_os_string())
}

/// Returns the `--config` options among cargo's.
pub(crate) fn configs(args: &[OsString]) -> Vec<OsString> {
    let mut configs = Vec::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--config" {
            configs.extend(args.next().cloned());
        } else if let Some(value) = arg.to_str().and_then(|arg| arg.strip_prefix("--config=")) {
            configs.push(OsStr::new(value).to_owned());
        }
    }
    configs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_an_array_or_a_string() {
        assert_eq!(list(&Value::from("--cfg  a")), ["--cfg", "a"]);
        assert_eq!(list(&Value::from(vec!["-C", "a b"])), ["-C", "a b"]);
        assert_eq!(list(&Value::Null), [""; 0]);
    }

    #[test]
    fn a_variable_is_named_after_its_key() {
        let name = "CARGO_TARGET_WASM32_WASIP1_RUNNER";
        assert_eq!(variable("target.wasm32-wasip1.runner"), name);
    }

    #[test]
    fn both_spellings_of_config_are_found() {
        let args = ["--config", "a=1", "-v", "--config=b=2"].map(OsString::from);
        assert_eq!(configs(&args), ["a=1", "b=2"]);
    }
}
