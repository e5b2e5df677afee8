//! Flags and runners that a user has configured.

use crate::support::{Folder, finish};

/// A program that prints which flags it was compiled with, and compiles only with nanowasi.
const CODE: &str = "#![allow(unexpected_cfgs)]\nuse std::poll as _;\n\
    fn main() { println!(\"{} {} {}\", cfg!(a), cfg!(b), cfg!(c)); }\n";

/// Cargo reads flags from one source only. A flag for the sysroot in another source is ignored, so
/// the program is built with the toolchain's `std`. A flag in the same source may replace the
/// user's.
#[test]
fn flags_of_the_environment_are_kept() {
    let folder = Folder::program("flags", "2021", CODE);
    let build = "build.rustflags=\"--cfg c\"";
    for (variables, args, stdout) in [
        (&[("RUSTFLAGS", "--cfg a")][..], &[][..], "true false false"),
        (
            &[("RUSTFLAGS", " --cfg  a --cfg b ")],
            &[],
            "true true false",
        ),
        // An empty variable also overrides the configuration files.
        (
            &[("RUSTFLAGS", "")],
            &["--config", build],
            "false false false",
        ),
        (
            &[("CARGO_ENCODED_RUSTFLAGS", "")],
            &["--config", build],
            "false false false",
        ),
        (
            &[
                ("CARGO_ENCODED_RUSTFLAGS", "--cfg\x1fb"),
                ("RUSTFLAGS", "--cfg a"),
            ],
            &[],
            "false true false",
        ),
        (
            &[("CARGO_BUILD_RUSTFLAGS", "--cfg b")],
            &[],
            "false true false",
        ),
        (
            &[("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS", "--cfg a")],
            &["--config", build],
            "true false false",
        ),
        (&[], &["--config", build], "false false true"),
    ] {
        let mut command = folder.command(&["run", "-q"]);
        command.args(args).envs(variables.iter().copied());
        finish(&mut command).output(0, &format!("{stdout}\n"));
    }
}

/// Cargo rejects an array and a string for the same key. It adds the flags of each `cfg` table that
/// applies, and uses `build.rustflags` only without any other.
#[test]
fn flags_of_configuration_files_are_kept() {
    let folder = Folder::program("configured", "2021", CODE);
    for (config, stdout) in [
        ("[build]\nrustflags = \"--cfg a\"", "true false false"),
        (
            "[build]\nrustflags = [\"--cfg\", \"a\"]",
            "true false false",
        ),
        (
            "[target.wasm32-wasip1]\nrustflags = \"--cfg b\"\n[build]\nrustflags = \"--cfg a\"",
            "false true false",
        ),
        (
            "[target.wasm32-wasip1]\nrustflags = [\"--cfg=b\"]\n\
             [target.'cfg(target_os = \"wasi\")']\nrustflags = \"--cfg c\"",
            "false true true",
        ),
        (
            "[target.'cfg(not(unix))']\nrustflags = \"--cfg c\"\n[build]\nrustflags = \"--cfg a\"",
            "false false true",
        ),
        (
            "[target.'cfg(not(target_family = \"wasm\"))']\nrustflags = \"--cfg c\"\n\
             [build]\nrustflags = \"--cfg a\"",
            "true false false",
        ),
    ] {
        folder.write(".cargo/config.toml", config);
        folder.run(&["run", "-q"]).output(0, &format!("{stdout}\n"));
    }
}

/// As above, for the flags of rustdoc.
#[test]
fn flags_for_rustdoc_are_kept() {
    let folder = Folder::new("rustdoc");
    folder.package("", "documented", "2021", "");
    let code = "#![allow(unexpected_cfgs)]\nuse std::poll as _;\n\
                #[cfg(a)] compile_error!(\"the flag is here\");\n";
    folder.write("src/lib.rs", code);
    folder.run(&["doc"]).status(0);
    let mut command = folder.command(&["doc"]);
    let finished = finish(command.env("RUSTDOCFLAGS", "--cfg a")).status(101);
    finished.error(&["the flag is here"]);
    folder.write(".cargo/config.toml", "[build]\nrustdocflags = \"--cfg a\"");
    folder
        .run(&["doc"])
        .status(101)
        .error(&["the flag is here"]);
    let mut command = folder.command(&["doc"]);
    finish(command.env("RUSTDOCFLAGS", "")).status(0);
}

/// A runner in the user's configuration ran instead of the host that `--host` names.
#[test]
fn run_replaces_a_configured_runner() {
    let folder = Folder::program("runner", "2021", CODE);
    for config in [
        "[target.wasm32-wasip1]\nrunner = \"false\"",
        "[target.wasm32-wasip1]\nrunner = [\"false\", \"a b\"]",
        "[target.'cfg(target_os = \"wasi\")']\nrunner = \"false\"",
    ] {
        folder.write(".cargo/config.toml", config);
        folder.run(&["run", "-q"]).output(0, "false false false\n");
    }
    let mut command = folder.command(&["run", "-q"]);
    command.env("CARGO_TARGET_WASM32_WASIP1_RUNNER", "false");
    finish(&mut command).output(0, "false false false\n");
}

/// The target folder was ignored if a configuration file names it.
#[test]
fn folders_of_configuration_files_are_kept() {
    let folder = Folder::program("folders", "2021", CODE);
    folder.write(
        ".cargo/config.toml",
        "[build]\ntarget-dir = \"out\"\nbuild-dir = \"parts\"\ntarget = \"wasm32-unknown-unknown\"\n",
    );
    folder.run(&["build"]).status(0);
    assert!(
        folder
            .path("out/wasm32-wasip1/debug/program.wasm")
            .is_file()
    );
    assert!(!folder.path("target").exists());
}
