//! A `cdylib`: a module without a `main`, whose exports a host calls.

use std::fs;

use nanowasi_build::Module;

use crate::support::Folder;

/// Creates a package of a `cdylib`.
fn plugin(test: &str, code: &str) -> Folder {
    let folder = Folder::new(test);
    let lib = "[lib]\ncrate-type = [\"cdylib\"]\n";
    folder.package("", "program", "2024", lib);
    folder.write("src/lib.rs", code);
    folder
}

/// Returns the names of the exports and those of the WASI imports.
fn parts(folder: &Folder, profile: &str) -> (Vec<String>, Vec<String>) {
    let bytes = fs::read(folder.module(profile)).expect("it was built");
    let module = Module::parse(&bytes).expect("it is a module");
    let exports = module.exports.iter().map(|export| export.name.to_string());
    let exports = exports.filter(|name| name != "memory").collect();
    let wasi = module.wasi();
    (
        exports,
        wasi.iter().map(|name| (*name).to_owned()).collect(),
    )
}

const ADD: &str = "#[unsafe(no_mangle)] extern \"C\" fn add(a: i32, b: i32) -> i32 { \
    a.checked_add(b).expect(\"an overflow\") }\n";

/// The linker had each export run the constructors, and a panic could end the host's process.
#[test]
fn a_plug_in_is_initialized_once_and_never_exits() {
    let folder = plugin("plugin", ADD);
    for (args, profile) in [
        (&["build"][..], "debug"),
        (&["build", "--release"], "release"),
    ] {
        folder.run(args).status(0);
        let (exports, wasi) = parts(&folder, profile);
        assert_eq!(exports, ["add", "_initialize"], "{profile}");
        assert!(
            !wasi.contains(&"proc_exit".to_owned()),
            "{profile}: {wasi:?}"
        );
    }
}

/// Two definitions of `_initialize` are an error of the linker.
#[test]
fn a_plug_in_can_define_initialize() {
    let code = format!(
        "{ADD}unsafe extern \"C\" {{ fn __wasm_call_ctors(); }}\n\
         #[unsafe(no_mangle)] extern \"C\" fn _initialize() {{ unsafe {{ __wasm_call_ctors() }} }}\n"
    );
    let folder = plugin("own initialize", &code);
    folder.run(&["build"]).status(0);
    let (mut exports, _) = parts(&folder, "debug");
    exports.sort();
    assert_eq!(exports, ["_initialize", "add"]);
}

/// A host without WASI refuses a module for one import.
#[test]
fn a_plug_in_without_wasi_has_no_import() {
    let code = format!(
        "{ADD}#[unsafe(no_mangle)] extern \"C\" fn distinct(count: u32) -> usize {{\n\
         (0..count).map(|n| n % 7).collect::<std::collections::HashSet<_>>().len() }}\n"
    );
    let folder = plugin("no wasi", &code);
    for (args, profile) in [
        (&["build", "--no-wasi"][..], "debug"),
        (&["build", "--no-wasi", "--small"], "release"),
        (&["build", "--no-wasi", "--panic=trap-message"], "debug"),
    ] {
        folder.run(args).status(0);
        let (exports, wasi) = parts(&folder, profile);
        assert_eq!(wasi, [""; 0], "{args:?}");
        let has_message = exports.contains(&"nanowasi_panic_message".to_owned());
        assert_eq!(
            has_message,
            args.len() > 2 && profile == "debug",
            "{exports:?}"
        );
    }
    // A panic alone needs no import either, but a hash map needs random keys.
    folder.run(&["build", "--panic", "trap"]).status(0);
    assert_eq!(parts(&folder, "debug").1, ["random_get"]);
}
