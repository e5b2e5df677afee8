//! `--check-imports` and `--no-wasi`: the imports that are left, and what brings them in.

use std::fs;

use crate::support::{Finished, Folder, TARGET, finish};

/// The manifest of a plug-in, after its package. The name has a dash, and that of its crate has
/// none.
const PLUG_IN: &str = "[lib]\ncrate-type = [\"cdylib\"]\n\
    [profile.release]\nopt-level = \"z\"\nlto = \"fat\"\ncodegen-units = 1\nstrip = true\n\
    panic = \"abort\"\n";

/// Creates a plug-in.
fn plug_in(test: &str, code: &str) -> Folder {
    let folder = Folder::new(test);
    folder.package("", "a-plug", "2024", PLUG_IN);
    folder.write("src/lib.rs", code);
    folder
}

/// An export that prints by a function of its own, and one that does not print.
const PRINTS: &str = "#[inline(never)]\n\
    fn report(number: i32) { println!(\"{number}\"); }\n\
    #[unsafe(no_mangle)]\n\
    pub extern \"C\" fn say(number: i32) { report(number) }\n\
    #[unsafe(no_mangle)]\n\
    pub extern \"C\" fn add(a: i32, b: i32) -> i32 { a.wrapping_add(b) }\n";

/// An export that uses memory and can panic, but neither prints nor reads.
const PURE: &str = "use std::collections::HashMap;\n\
    #[unsafe(no_mangle)]\n\
    pub extern \"C\" fn count(number: usize) -> usize {\n    \
        let mut map = HashMap::new();\n    \
        for index in 0..number { *map.entry(index % 7).or_insert(0) += 1; }\n    \
        let mut counts: Vec<usize> = map.into_values().collect();\n    \
        counts.sort();\n    \
        let trace = std::backtrace::Backtrace::capture();\n    \
        counts[number % 7] + format!(\"{counts:?} {trace}\").len()\n}\n";

/// Returns the lines of an import.
fn lines<'a>(finished: &'a Finished, import: &str) -> Vec<&'a str> {
    let mut lines = finished.stdout.lines();
    let is_import = |line: &&str| line.trim_start().split(", ").any(|name| name == import);
    assert!(lines.any(|line| is_import(&line)), "{}", finished.stdout);
    let is_chain = |line: &&str| line.starts_with("    ");
    lines.take_while(is_chain).map(str::trim_start).collect()
}

/// The list is of no use if the user does not see which function to change. In the release profile,
/// the module itself has no names.
#[test]
fn the_function_that_prints_is_named() {
    let folder = plug_in("imports", PRINTS);
    for profile in ["dev", "release"] {
        let args = ["build", "--check-imports", "--profile", profile];
        let finished = folder.run(&args).status(0);
        let found = lines(&finished, "fd_write");
        assert!(
            found[0].ends_with(" <- a_plug::report <- say (export)"),
            "{found:?}"
        );
        assert!(!finished.stdout.contains("add"), "{}", finished.stdout);
        // A second build links nothing.
        let again = folder.run(&args).status(0);
        assert_eq!(again.stdout, finished.stdout);
    }
    let module = folder
        .path("target")
        .join(TARGET)
        .join("release/a_plug.wasm");
    let module = fs::read(module).expect("it is built");
    let has_names = module.windows(6).any(|part| part == b"report");
    assert!(!has_names, "the module is not stripped");

    // The linker's second module is missing, as after a build by another tool.
    fs::remove_dir_all(folder.path("target/nanowasi-linked-copies")).expect("it is written");
    let finished = folder.run(&["build", "--check-imports"]).status(0);
    assert!(
        finished.stdout.contains("build again"),
        "{}",
        finished.stdout
    );
    let code = PRINTS.replace("report", "tell");
    folder.write("src/lib.rs", &code);
    let finished = folder.run(&["build", "--check-imports"]).status(0);
    assert!(lines(&finished, "fd_write")[0].ends_with(" <- a_plug::tell <- say (export)"));
    let mut clean = folder.command(&["clean"]);
    // The sysroots of the tests stay.
    finish(clean.env("NANOWASI_SYSROOT_DIR", "kept")).status(0);
    assert!(!folder.path("target/nanowasi-linked-copies").exists());
}

/// An address is a number in the module. A function that is called only by a pointer looked unused,
/// so the list did not name it.
#[test]
fn a_function_that_is_called_by_a_pointer_is_named() {
    let code = "use std::hint::black_box;\n\
        trait Say { fn say(&self); }\n\
        struct Loud;\n\
        impl Say for Loud { fn say(&self) { eprintln!(\"{}\", black_box(1)); } }\n\
        static ALL: [&(dyn Say + Sync); 1] = [&Loud];\n\
        #[unsafe(no_mangle)]\n\
        pub extern \"C\" fn run(index: usize) { if let Some(say) = black_box(&ALL).get(index) { \
        say.say(); } }\n";
    let folder = plug_in("pointers", code);
    for profile in ["dev", "release"] {
        let args = ["build", "--check-imports", "--profile", profile];
        let finished = folder.run(&args).status(0);
        let found = lines(&finished, "fd_write");
        let end = "<a_plug::Loud as Say>::say (called by a pointer) <- run (export)";
        assert!(found[0].ends_with(end), "{found:?}");
    }
}

#[test]
fn a_module_without_wasi_is_said_to_have_none() {
    let code = "#[link(wasm_import_module = \"env\")]\n\
        unsafe extern \"C\" { safe fn host(number: i32) -> i32; }\n\
        #[unsafe(no_mangle)]\n\
        pub extern \"C\" fn add(a: i32, b: i32) -> i32 { host(a).wrapping_add(b) }\n";
    let folder = plug_in("none", code);
    let list = "a_plug.wasm imports no function of WASI\na_plug.wasm imports from `env`: host\n";
    let args = ["build", "--check-imports", "--release"];
    folder.run(&args).output(0, list);
    folder
        .run(&["build", "--check-imports", "--release", "-q"])
        .output(0, "");
}

/// A plug-in whose host has no WASI was built without a word, and the host refused it. One that
/// allocates imported `fd_write` for the message of a failed allocation. One with `anyhow` imported
/// `environ_get`, because each error captures a backtrace.
#[test]
fn no_wasi_refuses_an_import_that_is_left() {
    let folder = plug_in("imports left", PURE);
    let finished = folder
        .run(&["build", "--check-imports", "--release"])
        .status(0);
    let random = lines(&finished, "random_get");
    assert!(
        random
            .last()
            .is_some_and(|line| line.ends_with("count (export)")),
        "{random:?}"
    );
    for profile in ["dev", "release"] {
        let args = ["build", "--no-wasi", "--profile", profile];
        folder.run(&args).output(0, "");
    }
    let finished = folder
        .run(&["build", "--no-wasi", "--check-imports"])
        .status(0);
    assert_eq!(finished.stdout, "a_plug.wasm imports no function of WASI\n");

    let code = format!("{PURE}{PRINTS}");
    folder.write("src/lib.rs", &code);
    let finished = folder
        .run(&["build", "--no-wasi", "--release"])
        .output(101, "");
    let finished = finished.error(&["--no-wasi", "<- a_plug::report", "help: fd_write: `print!`"]);
    assert!(
        !finished.stderr.contains("count (export)"),
        "{}",
        finished.stderr
    );
    let module = folder
        .path("target")
        .join(TARGET)
        .join("release/a_plug.wasm");
    assert!(module.is_file());
    // A command that does not link the module has nothing to refuse.
    folder.run(&["check", "--no-wasi"]).status(0);
}

/// The list is not part of cargo's messages: an editor parses them.
#[test]
fn a_message_format_is_kept() {
    let code = "fn greet(name: &str) { println!(\"Hello, {name}\"); }\n\
        fn main() { for name in std::env::args() { greet(&name); } }\n\
        #[test]\nfn it_works() {}\n";
    let folder = Folder::program("formats", "2024", code);
    let args = ["build", "--check-imports"];
    // A module with the test harness is for cargo, and is not listed.
    let list = folder
        .run(&["build", "--check-imports", "--bins", "--tests"])
        .status(0);
    assert_eq!(
        list.stdout.matches("program.wasm").count(),
        1,
        "{}",
        list.stdout
    );
    let found = lines(&list, "fd_write");
    assert!(found[0].contains(" <- program::greet <- "), "{found:?}");
    let finished = folder
        .run(&[&args[..], &["--message-format", "short"]].concat())
        .status(0);
    assert_eq!(finished.stdout, list.stdout);
    let finished = folder
        .run(&[&args[..], &["--message-format=json"]].concat())
        .status(0);
    for line in finished.stdout.lines() {
        let parsed = serde_json::from_str::<serde_json::Value>(line);
        assert!(
            parsed.is_ok_and(|value| value["reason"].is_string()),
            "{line}"
        );
    }
    finished.error(&[&list.stdout]);

    folder.write("src/main.rs", "fn main() { absent(); }");
    folder.run(&args).output(101, "").error(&["absent"]);
}
