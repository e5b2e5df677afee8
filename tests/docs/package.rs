//! Generates a package of examples, and builds it as guests.
//!
//! Most examples are modules of one program, which calls the one whose number its host names: that
//! is one link, where a program for each would be hundreds. An example that is a program itself
//! becomes a separate program, and one with the macros for plug-ins a separate plug-in.
//!
//! A generated line has the number of the line in the documentation that it comes from, so that
//! errors of the compiler and panics name the right one.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_test_host::build::{self, Mode};

use crate::extract::Example;

/// The module and the name of the import that the program gets an example's number from.
pub(crate) const NUMBER: (&str, &str) = ("doc_examples", "number");

/// The first lines of the program that has the examples.
const HEADER: &str = "\
#![no_std]
#![no_main]
#![allow(warnings)]
// So that `std::` leads to nanowasi, as in a ported program.
extern crate nanowasi as std;
nanowasi::main!(main);
#[link(wasm_import_module = \"doc_examples\")]
unsafe extern \"C\" {
    safe fn number() -> i32;
}
";

/// The end of an example's module.
const FOOTER: &str = "
use ::nanowasi::prelude::v1::*;
pub(super) fn __run() -> ::nanowasi::process::ExitCode {
    ::nanowasi::process::Termination::report(main())
}
";

/// A built package of examples.
pub(crate) struct Package {
    /// Each example's program, and its number in it; by file and line.
    programs: HashMap<(String, usize), (PathBuf, i32)>,
}

impl Package {
    /// Generates and builds a package.
    ///
    /// # Panics
    /// If an example does not compile, with what the compiler said.
    pub(crate) fn build<'a>(name: &str, examples: impl Iterator<Item = &'a Example>) -> Self {
        let folder = build::target_folder().join("guests").join(name);
        let modules = folder.join("target/wasm32-wasip1/debug");
        let mut programs = HashMap::new();
        let (mut main, mut arms, mut bins) = (HEADER.to_owned(), String::new(), String::new());
        for (number, example) in (0..).zip(examples) {
            let Example { file, line, .. } = example;
            let source = format!("{file}/{line}.rs");
            let (program, text) = if is_plugin(&example.code) {
                let plugin = format!("plugin_{number}");
                bins.push_str(&format!(
                    "[[example]]\nname = \"{plugin}\"\npath = \"src/{source}\"\n\
                     crate-type = [\"cdylib\"]\n\n"
                ));
                (format!("examples/{plugin}"), whole(example))
            } else if is_program(&example.code) {
                let program = format!("program_{number}");
                bins.push_str(&format!(
                    "[[bin]]\nname = \"{program}\"\npath = \"src/{source}\"\n\n"
                ));
                (program, whole(example))
            } else {
                main.push_str(&format!("#[path = \"{source}\"]\nmod example_{number};\n"));
                arms.push_str(&format!("        {number} => example_{number}::__run(),\n"));
                (name.to_owned(), module(example))
            };
            write(&folder.join("src").join(source), &text);
            let path = modules.join(program).with_extension("wasm");
            programs.insert((file.clone(), *line), (path, number));
        }
        main.push_str(&format!(
            "fn main() -> nanowasi::process::ExitCode {{\n    match number() {{\n{arms}        \
             _ => nanowasi::process::abort(),\n    }}\n}}\n"
        ));
        write(&folder.join("src/main.rs"), &main);
        write(&folder.join("Cargo.toml"), &manifest(name, &bins));
        // The versions of the workspace; cargo drops the packages that this one has no use for.
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        cargo_build(&folder);
        Self { programs }
    }

    /// An example's program, and the number of the example in it.
    pub(crate) fn program(&self, example: &Example) -> (&Path, i32) {
        let (path, number) = &self.programs[&(example.file.clone(), example.line)];
        (path, *number)
    }
}

fn manifest(name: &str, bins: &str) -> String {
    let nanowasi = Path::new(env!("CARGO_MANIFEST_DIR"));
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [[bin]]\nname = \"{name}\"\npath = \"src/main.rs\"\n\n{bins}\
         [dependencies]\nnanowasi = {{ path = {nanowasi:?}, features = [\"critical-section\", \
         \"embedded-io-async\", \"log\"] }}\ncritical-section = \"1\"\nembedded-io = \"0.7\"\n\
         embedded-io-async = \"0.7\"\nlog = \"0.4\"\n\n\
         [profile.dev]\nopt-level = 1\ndebug = false\nstrip = \"debuginfo\"\n\n\
         [workspace]\n"
    )
}

/// Whether an example is a plug-in, which has exports and no `main`.
pub(crate) fn is_plugin(code: &str) -> bool {
    let macros = ["::reactor!", "::export!", "::export_allocator!"];
    macros.iter().any(|name| code.contains(name))
}

/// Whether an example is a whole program, with an entry point.
fn is_program(code: &str) -> bool {
    code.contains("no_main") || code.contains("::main!(")
}

/// An example as a module with a function `main`, as rustdoc makes one.
fn module(example: &Example) -> String {
    let Example { code, line, .. } = example;
    let declares_main = code.lines().any(|line| line.trim().starts_with("fn main("));
    let above = above(*line);
    if declares_main {
        return format!("{above}{code}{FOOTER}");
    }
    // rustdoc lets such an example use `?`.
    let result = if code.trim_end().ends_with("(())") {
        "-> Result<(), impl core::fmt::Debug> "
    } else {
        ""
    };
    let above = above.strip_suffix('\n').unwrap_or_default();
    format!("{above}fn main() {result}{{\n{code}}}\n{FOOTER}")
}

/// An example that is a whole program. What rustdoc adds to one is for a native target.
fn whole(example: &Example) -> String {
    let Example { code, line, .. } = example;
    let above = above(*line);
    if code.contains("no_std") {
        return above + code;
    }
    let above = above.strip_suffix('\n').unwrap_or_default();
    format!("{above}#![no_std] #![no_main]\n{code}\nuse ::nanowasi::prelude::v1::*;\n")
}

/// As many empty lines as the file has above the code: the fence is the last.
fn above(line: usize) -> String {
    "\n".repeat(line)
}

/// Writes a file, unless it has this text already: cargo builds again what is newer.
fn write(path: &Path, text: &str) {
    match fs::read_to_string(path) {
        Ok(old) if old == text => return,
        Err(error) if error.kind() != ErrorKind::NotFound => {
            panic!("{}: {error}", path.display())
        }
        _ => {}
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn cargo_build(folder: &Path) {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap());
    build::remove_outer_build(&mut cargo);
    let output = cargo
        .current_dir(folder)
        .envs([build::shared_build_folder(Mode::Default)])
        .args(["build", "--quiet", "--offline", "--bins", "--examples"])
        .args(["--target", build::WASIP1, "--target-dir", "target"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the examples don't compile:\n{said}"
    );
}

#[cfg(test)]
mod tests {
    use super::{is_plugin, is_program, module, whole};
    use crate::extract::{Example, Syntax, extract};

    fn example(text: &str) -> Example {
        let mut found = extract("a.md", text, Syntax::Markdown).unwrap();
        assert_eq!(found.len(), 1);
        found.remove(0)
    }

    #[test]
    fn code_keeps_its_lines() {
        let text = "\n\n```no_run\na();\nb();\n```\n";
        let module = module(&example(text));
        let lines: Vec<_> = module.lines().take(6).collect();
        assert_eq!(lines, ["", "", "fn main() {", "a();", "b();", "}"]);
    }

    #[test]
    fn a_main_of_its_own_is_kept() {
        let module = module(&example(
            "```no_run\n#![allow(unused)]\nfn main() {}\n```\n",
        ));
        assert!(module.starts_with("\n#![allow(unused)]\nfn main() {}\n"));
        assert_eq!(module.matches("fn main(").count(), 1);
    }

    #[test]
    fn an_example_without_main_may_return_an_error() {
        let module = module(&example("```no_run\na()?;\n# Ok::<(), Error>(())\n```\n"));
        assert!(module.starts_with("fn main() -> Result<"), "{module}");
    }

    #[test]
    fn an_example_with_an_entry_is_a_program() {
        assert!(is_program(
            "#![no_std]\n#![no_main]\nnanowasi::main!(main);\n"
        ));
        assert!(!is_program("fn main() {}\n"));
        assert!(is_plugin("nanowasi::reactor!();\n"));
        assert!(!is_plugin("nanowasi::main!(main);\n"));
    }

    #[test]
    fn a_program_for_both_targets_is_made_one_for_a_guest() {
        let program = whole(&example(
            "\n```no_run\nnanowasi::main!(run);\nfn run() {}\n```\n",
        ));
        assert!(program.starts_with("\n#![no_std] #![no_main]\nnanowasi::main!(run);\n"));
        let text = "```no_run\n#![no_std]\n#![no_main]\nnanowasi::main!(main);\n```\n";
        assert!(whole(&example(text)).starts_with("\n#![no_std]\n#![no_main]\nnano"));
    }
}
