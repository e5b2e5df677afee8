//! `build`, `check`, `clippy` and `doc`: cargo's options and exit status.

use std::env;
use std::path::Path;

use crate::support::{Folder, HELLO, TARGET, finish};

/// Creates a workspace of two programs and a library.
fn workspace(test: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"2\"\nmembers = [\"a\", \"b\", \"lib\"]\n\
         [profile.tiny]\ninherits = \"release\"\n",
    );
    let features = "[features]\nloud = []\n[dependencies]\nlib = { path = \"../lib\" }\n";
    folder.package("a", "a", "2021", features);
    let code = "fn main() { lib::say(if cfg!(feature = \"loud\") { \"LOUD\" } else { \"a\" }); }";
    folder.write("a/src/main.rs", code);
    folder.write("a/src/bin/second.rs", "fn main() { lib::say(\"second\"); }");
    folder.package("b", "b", "2021", "");
    folder.write("b/src/main.rs", HELLO);
    folder.package("lib", "lib", "2018", "");
    let code = "pub fn say(text: &str) { println!(\"{}\", text); }";
    folder.write("lib/src/lib.rs", code);
    folder
}

/// If the command consumes an option of cargo, cargo builds another program than the user named.
#[test]
fn options_of_cargo_choose_the_program() {
    let folder = workspace("options");
    let elsewhere = Folder::new("elsewhere");
    // The first build prints a message to standard error.
    folder.run(&["sysroot"]).status(0);
    let manifest = folder.path("Cargo.toml");
    let manifest = manifest.to_str().expect("the folder's path is UTF-8");
    for (args, stdout) in [
        (&["run", "-q", "-p", "a", "--bin", "a"][..], "a\n"),
        (&["run", "-q", "--package=a", "--bin=second"], "second\n"),
        (
            &["r", "-q", "-p", "a", "--bin", "a", "--features", "loud"],
            "LOUD\n",
        ),
        (&["run", "-qp", "b", "--profile", "tiny"], "hello\n"),
        (&["run", "-q", "--release", "--bin", "b"], "hello\n"),
        (
            &["run", "--quiet", "--bin", "b", "--target", TARGET],
            "hello\n",
        ),
    ] {
        let finished = folder.run(args).output(0, stdout);
        if args[0] == "run" {
            let mut there = args.to_vec();
            there.extend(["--manifest-path", manifest]);
            elsewhere.run(&there).output(0, stdout);
        }
        assert_eq!(finished.stderr, "", "{args:?}");
    }
    for profile in ["debug", "release", "tiny"] {
        let module = Path::new("target")
            .join(TARGET)
            .join(profile)
            .join("b.wasm");
        assert!(folder.path(module).is_file(), "{profile}");
    }
    folder
        .run(&[
            "build",
            "--workspace",
            "--exclude=b",
            "--target-dir",
            "other",
        ])
        .status(0);
    let built = Path::new("other").join(TARGET).join("debug");
    assert!(folder.path(built.join("second.wasm")).is_file());
    assert!(!folder.path(built.join("b.wasm")).exists());
}

/// A script cannot detect a program that does not compile if the command changes cargo's status.
#[test]
fn the_exit_status_is_cargos() {
    let folder = Folder::program("status", "2021", HELLO);
    folder.run(&["b"]).status(0);
    folder.run(&["c"]).status(0);
    folder.run(&["build", "--no-such-option"]).status(1);
    folder.run(&["build", "--bin", "absent"]).status(101);
    folder
        .run(&["build", "--target", "wasm32-unknown-unknown"])
        .status(1);
    folder.write("src/main.rs", "fn main() { absent(); }");
    for command in ["build", "check", "clippy", "run"] {
        let finished = folder.run(&[command]).status(101);
        finished.error(&["error[E0425]", "absent"]);
    }
}

/// Clippy and rustdoc read their flags from other variables than rustc. Without the sysroot in
/// them, both would use the toolchain's `std`.
#[test]
fn clippy_and_doc_use_nanowasi() {
    let code = "//! Text.\nuse std::poll as _;\n/// Text.\npub fn f() -> i32 { return 1; }\n";
    let folder = Folder::new("lints");
    folder.package("", "lints", "2024", "");
    folder.write("src/lib.rs", code);
    let warned = folder.run(&["clippy"]).status(0);
    warned.error(&["needless_return"]);
    let refused = folder.run(&["clippy", "--", "-D", "warnings"]).status(101);
    refused.error(&["needless_return"]);
    folder.run(&["doc", "--no-deps"]).status(0);
    let page = Path::new("target")
        .join(TARGET)
        .join("doc/lints/index.html");
    assert!(folder.path(page).is_file());
}

/// A line that is not JSON breaks an editor that parses cargo's messages.
#[test]
fn messages_are_json_and_nothing_else() {
    let folder = Folder::program("json", "2021", HELLO);
    let finished = folder.run(&["build", "--message-format=json"]).status(0);
    assert!(
        finished.stdout.contains("program.wasm"),
        "{}",
        finished.stdout
    );
    for line in finished.stdout.lines() {
        let parsed = serde_json::from_str::<serde_json::Value>(line);
        assert!(
            parsed.is_ok_and(|value| value["reason"].is_string()),
            "{line}"
        );
    }
}

/// A build script or procedural macro that is compiled with nanowasi does not link, because it runs
/// on the machine that compiles.
#[test]
fn build_scripts_and_macros_use_the_machines_std() {
    let folder = Folder::program(
        "host",
        "2021",
        "mod generated { include!(concat!(env!(\"OUT_DIR\"), \"/code.rs\")); }\n\
         fn main() { println!(\"{} {}\", generated::TARGET, text::twice!(\"a\")); }\n",
    );
    let rest = "[dependencies]\ntext = { path = \"text\" }\nboth = { path = \"both\" }\n\
                [build-dependencies]\nboth = { path = \"both\" }\n";
    folder.package("", "program", "2021", rest);
    folder.write(
        "build.rs",
        "fn main() {\n\
             let text = std::thread::spawn(|| std::env::var(\"TARGET\").unwrap()).join().unwrap();\n\
             let out = std::path::PathBuf::from(std::env::var(\"OUT_DIR\").unwrap());\n\
             let code = format!(\"pub const TARGET: &str = {text:?};\");\n\
             std::fs::write(out.join(\"code.rs\"), code).unwrap();\n\
             assert_eq!(both::pointer_bits(), usize::BITS);\n\
         }\n",
    );
    folder.package("both", "both", "2021", "");
    folder.write(
        "both/src/lib.rs",
        "pub fn pointer_bits() -> u32 { usize::BITS }",
    );
    folder.package("text", "text", "2021", "[lib]\nproc-macro = true\n");
    folder.write(
        "text/src/lib.rs",
        "use proc_macro::TokenStream;\n\
         #[proc_macro]\n\
         pub fn twice(tokens: TokenStream) -> TokenStream {\n\
             let code = format!(\"concat!({tokens}, {tokens})\");\n\
             std::thread::spawn(move || code).join().unwrap().parse().unwrap()\n\
         }\n",
    );
    folder
        .run(&["run", "-q"])
        .output(0, &format!("{TARGET} aa\n"));
}

/// Cargo passes the name of the command as the first argument; an alias does not.
#[test]
fn cargo_finds_the_command() {
    let folder = Folder::program("through cargo", "2021", HELLO);
    let own = Path::new(env!("CARGO_BIN_EXE_cargo-nanowasi"));
    let own = own.parent().expect("a file is in a folder").to_owned();
    let path = env::var_os("PATH").expect("cargo is on it");
    let path = env::join_paths([own].into_iter().chain(env::split_paths(&path)));
    let mut cargo = folder.other(env::var_os("CARGO").expect("cargo runs the tests"));
    cargo.env("PATH", path.expect("the path of a folder has no separator"));
    finish(cargo.args(["nanowasi", "run", "-q"])).output(0, "hello\n");
    folder.run(&["nanowasi", "run", "-q"]).output(0, "hello\n");
    folder.run(&["run", "-q"]).output(0, "hello\n");
}

/// A script distinguishes help from a mistake by the exit status.
#[test]
fn help_is_printed_and_a_mistake_reported() {
    let folder = Folder::new("help");
    for args in [&[][..], &["--help"], &["help"], &["nanowasi", "-h"]] {
        let finished = folder.run(args).status(0);
        assert!(finished.stdout.contains("--smallest"), "{args:?}");
    }
    folder
        .run(&["biuld"])
        .output(1, "")
        .error(&["biuld", "--help"]);
    folder
        .run(&["bench"])
        .output(1, "")
        .error(&["test --benches"]);
    folder
        .run(&["build", "--panic", "loud"])
        .status(1)
        .error(&["loud", "silent"]);
    folder
        .run(&["build"])
        .status(101)
        .error(&["could not find `Cargo.toml`"]);
}
