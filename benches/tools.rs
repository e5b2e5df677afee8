//! The compilers of other languages, and `wasm-opt`: each from a registry, in a pinned version.
//!
//! A tool that cannot be installed is reported with the reason.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_build::registry::{npm, pip, run};

/// On PyPI: Zig, with its C compiler and wasi-libc.
const ZIGLANG: &str = "ziglang==0.17.1";
/// On npm.
const ASSEMBLYSCRIPT: [&str; 2] = ["assemblyscript@0.28.20", "@assemblyscript/wasi-shim@0.1.0"];
/// On npm: `wasm-opt`.
const BINARYEN: [&str; 1] = ["binaryen@132.0.0"];

/// The installed tools: the path of each, or the reason why it cannot be installed.
#[derive(Debug, Default)]
pub struct Tools(HashMap<&'static str, Result<PathBuf, String>>);

impl Tools {
    /// Returns the folder that contains `node_modules/binaryen`.
    pub fn binaryen(&mut self) -> Result<PathBuf, String> {
        self.once("binaryen", || npm("binaryen", &BINARYEN))
    }

    /// Returns the folder that contains `node_modules/assemblyscript`.
    pub fn assemblyscript(&mut self) -> Result<PathBuf, String> {
        self.once("assemblyscript", || npm("assemblyscript", &ASSEMBLYSCRIPT))
    }

    /// Returns the path of the program `zig`.
    pub fn zig(&mut self) -> Result<PathBuf, String> {
        self.once("zig", || {
            pip("ziglang", &[ZIGLANG]).map(|folder| folder.join("ziglang/zig"))
        })
    }

    fn once(
        &mut self,
        name: &'static str,
        find: impl FnOnce() -> Result<PathBuf, String>,
    ) -> Result<PathBuf, String> {
        self.0.entry(name).or_insert_with(find).clone()
    }

    /// Optimizes a module with `wasm-opt -Oz`.
    pub fn wasm_opt(&mut self, module: &Path) -> Result<Vec<u8>, String> {
        let program = self.binaryen()?.join("node_modules/binaryen/bin/wasm-opt");
        let out = module.with_extension("opt.wasm");
        let mut command = Command::new("node");
        command.arg(program).arg(module);
        // The features of rustc's target, which a stripped module does not declare.
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
