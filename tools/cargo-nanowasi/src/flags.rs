//! How cargo is told to take the sysroot, next to what a user has configured.
//!
//! Cargo takes rustc's flags from the first of these that is set: `CARGO_ENCODED_RUSTFLAGS`,
//! `RUSTFLAGS`, the tables `target.….rustflags`, `build.rustflags`. So the flag for the sysroot goes
//! where the user's flags are. A command line's `--config` adds to the tables of the target.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::toolchain::{TARGET, cargo};

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

    const fn variables(self) -> [&'static str; 2] {
        match self {
            Self::Rustc => ["CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS"],
            Self::Rustdoc => ["CARGO_ENCODED_RUSTDOCFLAGS", "RUSTDOCFLAGS"],
        }
    }
}

/// Adds the sysroot to the flags of a command of cargo. `configs` are the `--config` options of the
/// command line.
pub(crate) fn add_sysroot(command: &mut Command, kind: Kind, sysroot: &Path, configs: &[OsString]) {
    let [encoded, plain] = kind.variables();
    let set = |name| std::env::var_os(name).filter(|value: &OsString| !value.is_empty());
    let encoded_flags = set(encoded).or_else(|| {
        let plain = set(plain)?;
        let flags: Vec<_> = plain.to_str()?.split_whitespace().collect();
        Some(flags.join("\x1f").into())
    });
    if let Some(mut flags) = encoded_flags {
        flags.push("\x1f--sysroot\x1f");
        flags.push(sysroot);
        command.env(encoded, flags);
        return;
    }
    let mut flags = Vec::new();
    if configured(&format!("target.{TARGET}.{}", kind.key()), configs).is_none()
        && !has_table(kind, configs)
    {
        // The table of the target would hide these.
        flags.extend(configured(&format!("build.{}", kind.key()), configs).unwrap_or_default());
    }
    flags.extend(["--sysroot".to_owned(), sysroot.display().to_string()]);
    command
        .arg("--config")
        .arg(format!("target.{TARGET}.{}={}", kind.key(), array(&flags)));
}

/// Returns a setting of the user's configuration files and environment: flags.
fn configured(key: &str, configs: &[OsString]) -> Option<Vec<String>> {
    match get(key, configs)? {
        Value::String(flags) => Some(flags.split_whitespace().map(str::to_owned).collect()),
        Value::Array(flags) => Some(
            flags
                .iter()
                .filter_map(|flag| Some(flag.as_str()?.to_owned()))
                .collect(),
        ),
        _ => None,
    }
}

/// Whether there is a table `target.'cfg(…)'` with flags that may be for the target.
fn has_table(kind: Kind, configs: &[OsString]) -> bool {
    let Some(Value::Object(tables)) = get("target", configs) else {
        return false;
    };
    tables.iter().any(|(name, table)| {
        name.starts_with("cfg(")
            && (name.contains("wasm") || name.contains("wasi") || name.contains("all()"))
            && table.get(kind.key()).is_some()
    })
}

/// Asks cargo for a setting. It answers only if it takes itself for a nightly.
fn get(key: &str, configs: &[OsString]) -> Option<Value> {
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

/// Returns an array of strings as TOML has it.
pub(crate) fn array(values: &[impl AsRef<str>]) -> String {
    let values: Vec<_> = values.iter().map(|value| string(value.as_ref())).collect();
    format!("[{}]", values.join(", "))
}

/// Returns a string as TOML has it: as JSON does, but for a byte that JSON leaves as it is.
fn string(value: &str) -> String {
    Value::from(value).to_string().replace('\x7f', "\\u007f")
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
    fn toml_is_quoted() {
        assert_eq!(array(&["a b", "\"c\\\"\n"]), r#"["a b", "\"c\\\"\n"]"#);
        assert_eq!(array(&[""; 0]), "[]");
    }

    #[test]
    fn both_spellings_of_config_are_found() {
        let args = ["--config", "a=1", "-v", "--config=b=2"].map(OsString::from);
        assert_eq!(configs(&args), ["a=1", "b=2"]);
    }
}
