//! Crates as a new user would make them, outside this workspace.
//!
//! In this workspace the release profile, the flags and the lock file are ours. A crate that has
//! one dependency and none of these must build as well.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Module, Run, Status};

use crate::common::TempDir;

const TARGET: &str = "wasm32-wasip1";

/// The three lines that a program needs, before its own.
const START: &str = "#![no_std]\n#![no_main]\nnanowasi::main!(main);\n";

const HELLO: &str = "fn main() {\n    nanowasi::println!(\"Hello, world!\");\n}\n";

/// The introduction of the README, as written there.
#[test]
fn three_lines_make_a_program() {
    let crate_ = Crate::new("fresh", START, HELLO);
    let wasm = fs::read(crate_.build()).unwrap();

    let module = Module::parse(&wasm).unwrap();
    assert!(module.foreign().is_empty(), "{:?}", module.foreign());
    // To detect a terminal, to write, to wait if the host would block, and to exit with a failure.
    let mut imports = module.wasi();
    imports.sort_unstable();
    assert_eq!(
        imports,
        ["fd_fdstat_get", "fd_write", "poll_oneoff", "proc_exit"]
    );

    let out = Run::new(&wasm).run();
    assert_eq!(out.status, Status::Exit(0), "{out}");
    assert_eq!(out.stdout_str(), "Hello, world!\n", "{out}");
    assert_eq!(out.stderr_str(), "", "{out}");
}

/// Node is installed on many machines, and implements preview 1 independently of wasmtime. Without
/// Node this test passes.
#[test]
fn node_runs_it_too() {
    const SCRIPT: &str = "
        import { readFile } from 'node:fs/promises';
        import { WASI } from 'node:wasi';
        const wasi = new WASI({ version: 'preview1', args: process.argv.slice(2), returnOnExit: true });
        const module = await WebAssembly.compile(await readFile(process.argv[2]));
        const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
        process.exitCode = wasi.start(instance);
    ";
    match Command::new("node").arg("--version").output() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("skipped: there is no `node` on this machine");
            return;
        }
        version => assert!(version.unwrap().status.success()),
    }
    let program = "fn main() -> nanowasi::process::ExitCode {\n    \
        nanowasi::println!(\"Hello, world!\");\n    nanowasi::process::ExitCode::from(3)\n}\n";
    let crate_ = Crate::new("node", START, program);
    let wasm = crate_.build();
    let script = crate_.folder.join("run.mjs");
    fs::write(&script, SCRIPT).unwrap();
    let output = Command::new("node")
        // Some releases abort at random in their fast calls.
        .args(["--no-warnings", "--no-turbo-fast-api-calls"])
        .args([&script, &wasm])
        .output()
        .unwrap();
    let (stdout, stderr) = texts(&output);
    assert_eq!((stdout.as_str(), stderr.as_str()), ("Hello, world!\n", ""));
    assert_eq!(output.status.code(), Some(3));
}

/// Many crates forbid `unsafe`. An `allow` in the expansion of `main!`, which the entry needs,
/// would be an error there.
#[test]
fn a_crate_that_forbids_unsafe_code_builds() {
    let start = format!("#![forbid(unsafe_code)]\n#![deny(warnings)]\n{START}");
    let crate_ = Crate::new("forbid", &start, HELLO);
    let out = Run::new(fs::read(crate_.build()).unwrap()).run();
    assert_eq!(out.stdout_str(), "Hello, world!\n", "{out}");
}

/// If `main` has an unsupported type, the message has to be about `main`, not about an internal
/// trait.
#[test]
fn a_main_that_returns_text_is_a_clear_error() {
    let program = "fn main() -> &'static str {\n    \"Hello, world!\"\n}\n";
    let crate_ = Crate::new("refused", START, program);
    let output = crate_.cargo("check");
    assert!(!output.status.success());
    let (_, message) = texts(&output);
    assert!(
        message.contains("error[E0277]: `main` can't return `&str`"),
        "{message}"
    );
    // The error has a location, and there is no second error.
    assert!(message.contains("src/main.rs:3:"), "{message}");
    assert_eq!(message.matches("\nerror[").count(), 1, "{message}");
}

/// The error was "no rules expected this token", in the middle of the macro.
#[test]
fn an_export_with_two_parameters_is_a_clear_error() {
    let program = "
        fn main() {}
        nanowasi::export! {
            fn first(text: &str,) -> &'static str { \"\" }
            fn second(text: &str, more: &str) -> &'static str { \"\" }
        }
    ";
    let crate_ = Crate::new("two-parameters", START, program);
    let output = crate_.cargo("check");
    assert!(!output.status.success());
    let (_, message) = texts(&output);
    assert!(
        message.contains(
            "error: `second` can't be exported: it must have no parameter, or one of the form \
             `name: Type`"
        ),
        "{message}"
    );
    // The other function has no error.
    assert!(!message.contains("`first`"), "{message}");
}

/// What compiles with `std`'s macros has to compile with nanowasi's, in every edition. A `println!`
/// at the end of a block kept a borrow too long, one of a number fixed its type too early, and a
/// blanket trait was ambiguous.
#[test]
fn code_that_compiles_with_the_print_macros_of_std_compiles() {
    let program = "
        use nanowasi::println;
        trait Shows { fn show(&self) {} }
        impl<T: ?Sized> Shows for T {}
        fn takes(_: u128, _: f64) {}
        fn main() {
            let (whole, broken) = (7, 1.5);
            println!(\"{} {}\", whole, broken);
            takes(whole, broken);
            ().show();
            let cell = core::cell::RefCell::new(1);
            println!(\"{}\", cell.borrow())
        }
    ";
    for edition in ["2021", "2024"] {
        let crate_ = Crate::new(&format!("std-{edition}"), START, program);
        let manifest = crate_.folder.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        fs::write(&manifest, text.replace("2024", edition)).unwrap();
        let out = Run::new(fs::read(crate_.build()).unwrap()).run();
        assert_eq!(out.stdout_str(), "7 1.5\n1\n", "{out}");
    }
}

/// A program for `std` needs only the first lines changed, in each edition. The prelude's glob must
/// not make a name ambiguous that the program imports by another glob.
#[test]
fn a_program_for_std_builds_below_five_lines() {
    const HEADER: &str = "#![no_std]\n#![no_main]\nextern crate nanowasi as std;\n\
        use std::prelude::v1::*;\nstd::main!(main);\n";
    let program = "
        use std::fmt::Write as _;
        use std::io::*;
        mod inner {
            use std::fmt::*;
            use std::prelude::v1::*;
            pub struct Text(pub String);
            impl Display for Text {
                fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                    write!(f, \"<{}>\", self.0)
                }
            }
        }
        fn main() -> Result<()> {
            let mut text = String::new();
            write!(text, \"{}\", inner::Text(vec![\"a\"; 2].concat())).unwrap();
            println!(\"{} {:?}\", text, std::env::var(\"NAME\"));
            let half = |x: f64| (x / 4.0).sqrt();
            println!(\"{}\", half(1.0));
            Err(Error::from(ErrorKind::NotFound))
        }
    ";
    for edition in ["2018", "2021", "2024"] {
        let crate_ = Crate::new(&format!("header-{edition}"), HEADER, program);
        let manifest = crate_.folder.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        fs::write(&manifest, text.replace("2024", edition)).unwrap();
        let wasm = fs::read(crate_.build()).unwrap();
        let out = Run::new(wasm).env("NAME", "value").run();
        assert_eq!(out.stdout_str(), "<aa> Ok(\"value\")\n0.5\n", "{out}");
        assert_eq!(out.stderr_str(), "Error: Kind(NotFound)\n", "{out}");
        assert_eq!(out.status, Status::Exit(1), "{out}");
    }
}

/// The lines that `src/porting.md` has for a program that runs natively as well. `cargo test
/// --target wasm32-wasip1` failed with E0152, because the test harness links `std`, and with it a
/// second panic handler.
#[test]
fn the_lines_for_both_targets_build_and_test_on_each() {
    let porting = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/porting.md");
    let porting = fs::read_to_string(porting).unwrap();
    let program = porting.split("```").find(|text| text.contains("#[test]"));
    let program = program.unwrap().strip_prefix("no_run\n").unwrap();
    let crate_ = Crate::new("both", "", program);
    let output_of = |output: &Output| {
        let (stdout, stderr) = texts(output);
        assert!(output.status.success(), "{stderr}");
        assert!(!stderr.contains("warning"), "{stderr}");
        stdout + &stderr
    };

    let out = Run::new(fs::read(crate_.build()).unwrap()).run();
    assert_eq!(out.stdout_str(), "Hello from either\n", "{out}");

    let test = ["test", "--no-run", "--target", TARGET];
    let built = output_of(&crate_.cargo_with(&test));
    let (_, wasm) = built
        .split_once("Executable unittests src/main.rs (")
        .unwrap();
    let (wasm, _) = wasm.split_once(')').unwrap();
    let out = Run::new(fs::read(crate_.folder.join(wasm)).unwrap()).run();
    assert_eq!(out.status, Status::Exit(0), "{out}");
    assert!(out.stdout_str().contains("1 passed"), "{out}");

    assert!(output_of(&crate_.cargo_with(&["test"])).contains("1 passed"));
    assert!(output_of(&crate_.cargo_with(&["run"])).contains("Hello from either\n"));
}

/// A crate with one dependency and one source file.
///
/// Each has a different name, because cargo takes two crates of one name for the same, even in two
/// directories, and all share a build directory.
struct Crate {
    name: String,
    folder: TempDir,
}

impl Crate {
    fn new(name: &str, start: &str, program: &str) -> Self {
        let folder = TempDir::new(&format!("crate-{name}"));
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(!folder.starts_with(workspace), "{}", folder.display());
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nnanowasi = {{ path = {workspace:?} }}\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::create_dir(folder.join("src")).unwrap();
        fs::write(folder.join("src/main.rs"), format!("{start}{program}")).unwrap();
        Self {
            name: name.to_owned(),
            folder,
        }
    }

    /// Builds the crate, and returns the path of its module.
    fn build(&self) -> PathBuf {
        let output = self.cargo("build");
        let (_, stderr) = texts(&output);
        assert!(output.status.success(), "{stderr}");
        assert!(!stderr.contains("warning"), "{stderr}");
        self.folder
            .join("target")
            .join(TARGET)
            .join("release")
            .join(&self.name)
            .with_extension("wasm")
    }

    fn cargo(&self, command: &str) -> Output {
        self.cargo_with(&[command, "--release", "--target", TARGET])
    }

    fn cargo_with(&self, args: &[&str]) -> Output {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap());
        build::remove_outer_build(&mut cargo);
        cargo
            .current_dir(&self.folder)
            .envs([build::shared_build_folder(Mode::Default)])
            .args(args)
            .arg("--offline")
            .output()
            .unwrap()
    }
}

fn texts(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}
