//! The compilers of other languages and the optimizer: from a registry each, in a pinned version, into
//! `target/peers`. What can't be had is a reason.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_build::target_folder;

/// From PyPI: Zig, with its C compiler and wasi-libc.
const ZIGLANG: &str = "ziglang==0.17.1";
/// From npm.
const ASSEMBLYSCRIPT: [&str; 2] = ["assemblyscript@0.28.20", "@assemblyscript/wasi-shim@0.1.0"];
/// From npm: `wasm-opt`.
const BINARYEN: [&str; 1] = ["binaryen@132.0.0"];

/// What was looked for already: where it is, or why it is nowhere.
#[derive(Debug, Default)]
pub struct Tools(HashMap<&'static str, Result<PathBuf, String>>);

impl Tools {
    /// The folder with `node_modules/binaryen` in it.
    pub fn binaryen(&mut self) -> Result<PathBuf, String> {
        self.once("binaryen", || npm("binaryen", &BINARYEN))
    }

    /// The folder with `node_modules/assemblyscript` in it.
    pub fn assemblyscript(&mut self) -> Result<PathBuf, String> {
        self.once("assemblyscript", || npm("assemblyscript", &ASSEMBLYSCRIPT))
    }

    /// The `zig` program.
    pub fn zig(&mut self) -> Result<PathBuf, String> {
        self.once("zig", || {
            pip(ZIGLANG).map(|folder| folder.join("ziglang/zig"))
        })
    }

    fn once(
        &mut self,
        name: &'static str,
        find: impl FnOnce() -> Result<PathBuf, String>,
    ) -> Result<PathBuf, String> {
        self.0.entry(name).or_insert_with(find).clone()
    }

    /// What `wasm-opt -Oz` makes of a module.
    pub fn wasm_opt(&mut self, module: &Path) -> Result<Vec<u8>, String> {
        let program = self.binaryen()?.join("node_modules/binaryen/bin/wasm-opt");
        let out = module.with_extension("opt.wasm");
        let mut command = Command::new("node");
        command.arg(program).arg(module);
        // What rustc's target has switched on; a stripped module doesn't say.
        command.args(["-Oz", "--converge", "--mvp-features"]);
        command.args([
            "--enable-bulk-memory",
            "--enable-multivalue",
            "--enable-mutable-globals",
            "--enable-nontrapping-float-to-int",
            "--enable-reference-types",
            "--enable-sign-ext",
        ]);
        run(command.arg("-o").arg(&out))?;
        fs::read(&out).map_err(|error| format!("{}: {error}", out.display()))
    }
}

/// Installs packages in a folder of their own, unless they are there.
fn npm(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    install(name, packages, |folder| {
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--prefix",
        ]);
        npm.arg(folder).args(packages);
        npm
    })
}

/// Installs a package in a folder of its own, unless it is there.
fn pip(package: &str) -> Result<PathBuf, String> {
    install("ziglang", &[package], |folder| {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"]);
        pip.arg(folder).arg(package);
        pip
    })
}

fn install(
    name: &str,
    packages: &[&str],
    command: impl Fn(&Path) -> Command,
) -> Result<PathBuf, String> {
    let folder = target_folder().join("peers").join(name);
    // Written when all is installed.
    let (mark, pins) = (folder.join("installed"), packages.join("\n"));
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == pins) {
        return Ok(folder);
    }
    eprintln!("installing {} in {}", packages.join(", "), folder.display());
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    run(command(&folder).current_dir(&folder))?;
    fs::write(mark, pins).map_err(|error| error.to_string())?;
    Ok(folder)
}

/// Runs a command; what it said if it failed.
pub fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stderr, output.stdout].concat();
    let said = String::from_utf8_lossy(&said);
    let is_error = |line: &&str| line.to_ascii_lowercase().contains("error");
    let errors: Vec<&str> = said.lines().filter(is_error).take(3).collect();
    Err(format!("{name}: {}", errors.join("; ")))
}
