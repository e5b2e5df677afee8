//! The files that a build of cargo has made, from cargo's messages.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::failure::{Failure, Result, exit_code};
use crate::package;

/// The option of cargo with which [`built`] reads its messages.
pub(crate) const FORMAT: &str = "--message-format=json-render-diagnostics";

/// What a build has made.
#[derive(Debug, Default)]
pub(crate) struct Artifacts {
    /// The modules, in the order in which they were made.
    pub(crate) modules: Vec<Module>,
    /// The names of the crates that the user can edit: not those of a registry.
    pub(crate) local_crates: BTreeSet<String>,
}

/// A module that was built.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) path: PathBuf,
    /// Whether it contains the test harness.
    pub(crate) is_test: bool,
}

impl Module {
    /// Returns its file name.
    pub(crate) fn name(&self) -> String {
        package::file_name(&self.path).to_string_lossy().into()
    }
}

/// Runs a build with the option [`FORMAT`], and returns what it has made.
///
/// # Errors
///
/// Returns cargo's exit status.
pub(crate) fn built(command: &mut Command) -> Result<Artifacts> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Failure::program(command.get_program(), &error))?;
    if !output.status.success() {
        return Err(Failure::reported(exit_code(output.status)));
    }
    Ok(parse(&output.stdout))
}

/// Parses cargo's messages. A line that is no message is ignored.
fn parse(messages: &[u8]) -> Artifacts {
    let mut artifacts = Artifacts::default();
    for line in messages.split(|byte| *byte == b'\n') {
        let Ok(message) = serde_json::from_slice::<Value>(line) else {
            continue;
        };
        let is_local = |id: &str| id.contains("path+file:");
        if let Some(name) = message["target"]["name"].as_str()
            && message["package_id"].as_str().is_some_and(is_local)
        {
            artifacts.local_crates.insert(name.replace('-', "_"));
        }
        let files = message["filenames"].as_array().into_iter().flatten();
        for file in files.filter_map(Value::as_str) {
            if file.ends_with(".wasm") {
                artifacts.modules.push(Module {
                    path: file.into(),
                    is_test: message["profile"]["test"] == true,
                });
            }
        }
    }
    artifacts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_and_local_crates_are_found() {
        let messages = br#"{"reason":"compiler-artifact","package_id":"registry+https://a#b@1.0.0","target":{"name":"b"},"filenames":["/t/libb.rlib"]}
no message
{"reason":"compiler-artifact","package_id":"path+file:///a/my-tool#0.0.0","target":{"name":"my-tool"},"profile":{"test":false},"filenames":["/t/my-tool.wasm"]}
{"reason":"build-finished","success":true}
"#;
        let found = parse(messages);
        assert_eq!(found.local_crates, BTreeSet::from(["my_tool".to_owned()]));
        let names: Vec<_> = found.modules.iter().map(Module::name).collect();
        assert_eq!(
            (names, found.modules[0].is_test),
            (vec!["my-tool.wasm".to_owned()], false)
        );
    }
}
