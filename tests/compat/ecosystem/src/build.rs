//! Compiles the tests of a package with either `std`.

use std::path::PathBuf;
use std::process::Command;

use nanowasi_dropin::tool::{Tool, cargo};
use nanowasi_test_host::build::WASIP1;
use serde_json::Value;

use crate::prepare::{Package, output};
use crate::{Result, folder};

/// Which `std` the tests are compiled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// That of the toolchain.
    Std,
    /// nanowasi.
    Nanowasi,
}

impl Variant {
    /// Both, in the order of the document's columns.
    pub const ALL: [Self; 2] = [Self::Std, Self::Nanowasi];

    /// Returns its name in paths and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Std => "std",
            Self::Nanowasi => "nanowasi",
        }
    }
}

/// The test module of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestModule {
    /// The target: `lib`, `bin NAME` or `tests/NAME`.
    pub target: String,
    /// The path of the module.
    pub path: PathBuf,
}

/// Settings of the profile. Optimized tests run faster than they take longer to compile, and the
/// assertions of debug builds stay.
const PROFILE: [&str; 6] = [
    "profile.dev.opt-level=1",
    "profile.dev.debug=false",
    "profile.dev.strip=true",
    "profile.dev.incremental=false",
    "profile.dev.debug-assertions=true",
    "profile.dev.overflow-checks=true",
];

/// Compiles the tests of a package, and returns the modules.
///
/// # Errors
///
/// Returns cargo's message.
pub fn modules(
    tool: &Tool,
    package: &Package,
    args: &[String],
    variant: Variant,
) -> Result<Vec<TestModule>> {
    let mut command = match variant {
        Variant::Std => {
            let mut cargo = cargo();
            cargo.args(["test", "--target", WASIP1]);
            cargo
        }
        Variant::Nanowasi => tool.command("test"),
    };
    settings(&mut command);
    command
        .arg("--manifest-path")
        .arg(package.folder.join("Cargo.toml"))
        .args(args);
    if package.is_unstable {
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    let messages = output(&mut command)?;
    let mut modules: Vec<_> = messages
        .split(|byte| *byte == b'\n')
        .filter_map(module)
        .collect();
    modules.sort_by(|a, b| a.target.cmp(&b.target));
    Ok(modules)
}

fn settings(command: &mut Command) {
    for setting in PROFILE {
        command.arg("--config").arg(setting);
    }
    command
        .args(["--no-run", "--tests", "--quiet", "--locked"])
        .arg("--message-format=json-render-diagnostics")
        .arg("--target-dir")
        .arg(folder().join("build"))
        // The lints of later compilers are no reason to fail.
        .env("CARGO_ENCODED_RUSTFLAGS", "--cap-lints\x1fwarn")
        // A package below may have a file that selects another toolchain.
        .current_dir(folder());
}

/// Returns the module of a message of cargo, if the message is about one.
fn module(line: &[u8]) -> Option<TestModule> {
    let message: Value = serde_json::from_slice(line).ok()?;
    let path = PathBuf::from(message["executable"].as_str()?);
    if message["profile"]["test"] != true || path.extension()? != "wasm" {
        return None;
    }
    let target = &message["target"];
    let name = target["name"].as_str()?;
    let target = match target["kind"][0].as_str()? {
        "test" => format!("tests/{name}"),
        "bin" => format!("bin {name}"),
        _ => "lib".to_owned(),
    };
    Some(TestModule { target, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(kind: &str, name: &str, executable: &str, is_test: bool) -> Option<TestModule> {
        let line = format!(
            r#"{{"target": {{"kind": ["{kind}"], "name": "{name}"}},
                "profile": {{"test": {is_test}}}, "executable": {executable}}}"#
        );
        module(line.as_bytes())
    }

    #[test]
    fn only_test_modules_are_taken_from_the_messages() {
        let target = |kind, name| parse(kind, name, "\"/a/x-1.wasm\"", true).unwrap().target;
        assert_eq!(target("lib", "a"), "lib");
        assert_eq!(target("test", "it"), "tests/it");
        assert_eq!(target("bin", "tool"), "bin tool");
        assert_eq!(parse("bin", "a", "\"/a/x.wasm\"", false), None);
        assert_eq!(parse("lib", "a", "null", true), None);
        // A procedural macro is native.
        assert_eq!(parse("proc-macro", "a", "\"/a/x-1\"", true), None);
        assert_eq!(module(b"no message"), None);
    }
}
