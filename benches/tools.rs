//! The compilers of other languages and the optimizer: from a registry each, in a pinned version. What can't be had
//! is a reason.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_build::registry::{npm, pip, run};

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
            pip("ziglang", ZIGLANG).map(|folder| folder.join("ziglang/zig"))
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
