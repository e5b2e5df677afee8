//! `cargo nanowasi build --check-imports`: lists what each module imports from WASI, and the
//! functions of the user that bring each import in. `--no-wasi` makes these imports an error.
//!
//! The module itself usually has no names, and an address in it is a number like any other. So the
//! linker links each module a second time, with names and relocations: see `linker.rs`. Its
//! functions are the same, because only the encoding differs. The second module shows each call,
//! and each function that takes the address of another, by a vtable say.

mod chains;
mod hints;
mod names;
mod report;

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use nanowasi_build::PREVIEW1;
use nanowasi_build::module::Module;
use nanowasi_build::references::References;

use crate::artifacts::{self, Artifacts};
use crate::failure::{Failure, Result};
use crate::options::Options;
use crate::{linker, status};

pub(crate) use names::crate_of;

/// The folder of the second modules, in the target folder.
pub(crate) const COPIES: &str = "nanowasi-linked-copies";

/// The option with which a user chooses the form of cargo's messages.
const MESSAGE_FORMAT: &str = "--message-format";

/// Builds a package, and lists the imports of its modules. `command` returns the command of cargo
/// for these options. The linker writes the second modules to `copies`.
///
/// # Errors
///
/// Returns cargo's exit status, or a failure with the list if there must be no WASI import.
pub(crate) fn build(
    options: &Options,
    copies: &Path,
    command: impl Fn(&Options) -> Result<Command>,
) -> Result<u8> {
    let format = options.cargo_value(MESSAGE_FORMAT);
    let artifacts = if format.is_some() {
        match status(command(options)?)? {
            0 => {}
            status => return Ok(status),
        }
        // This build compiles nothing, and is only for the messages.
        let mut again = command(&options.without(&[MESSAGE_FORMAT]))?;
        if !options.has(&["-v", "--verbose", "-vv", "-q", "--quiet"]) {
            again.arg("--quiet");
        }
        artifacts::built(again.arg("--message-format=json"))?
    } else {
        artifacts::built(command(options)?.arg(artifacts::FORMAT))?
    };
    let (list, found) = list(options, &artifacts, copies)?;
    if options.no_wasi && !found.is_empty() {
        return Err(Failure::new(format!(
            "`--no-wasi` is for a host without WASI, and {}{}",
            list.trim_end(),
            hints::of(&found)
        )));
    }
    if options.check_imports {
        let is_json = format.and_then(OsStr::to_str);
        // A reader may close the pipe before the end, which is not a failure.
        let _ = match is_json.is_some_and(|format| format.starts_with("json")) {
            true => io::stderr().write_all(list.as_bytes()),
            false => io::stdout().write_all(list.as_bytes()),
        };
    }
    Ok(0)
}

/// Returns the list, and the names of the WASI functions in it.
fn list(options: &Options, artifacts: &Artifacts, copies: &Path) -> Result<(String, Vec<String>)> {
    let (mut text, mut found) = (String::new(), Vec::new());
    for module in artifacts.modules.iter().filter(|module| !module.is_test) {
        let failed = |error: &dyn std::fmt::Display| Failure::file(&module.path, error);
        let wasm = fs::read(&module.path).map_err(|error| failed(&error))?;
        let parsed = Module::parse(&wasm).map_err(|error| failed(&error))?;
        let wasi = parsed.wasi();
        // With `--no-wasi` alone, a module that has no WASI import needs no mention.
        let is_silent = options.is_quiet() || !options.check_imports;
        if wasi.is_empty() && is_silent {
            continue;
        }
        let references = references(&wasm, &parsed, copies);
        let build = report::Build {
            local_crates: &artifacts.local_crates,
            is_optimized: options.profile().is_some_and(|profile| profile != "dev"),
        };
        text += &report::module(&module.name(), &parsed, references.as_ref(), build);
        found.extend(wasi.into_iter().map(str::to_owned));
    }
    found.sort();
    found.dedup();
    Ok((text, found))
}

/// Returns the references between the functions of a module, if the linker has linked it a second
/// time.
fn references(wasm: &[u8], module: &Module, copies: &Path) -> Option<References> {
    let copy = fs::read(linker::copy_of(wasm, copies)?).ok()?;
    let references = References::parse(&copy).ok()??;
    let own = module.wasi().into_iter();
    let imports = references.imports.iter();
    let others = imports.filter(|(module, _)| module == PREVIEW1);
    own.eq(others.map(|(_, name)| name)).then_some(references)
}
