//! The runtime itself links no panic code.
//!
//! A bounds check that the compiler cannot remove adds four kilobytes to a tool of 600 bytes, and
//! turns a wrong result of a host into the end of the program. The guest `without_heap` calls every
//! function that needs no heap, and its module is built with function names and searched for those
//! of panics. One guest with all of them is the harder test: a function with two callers is not
//! inlined, and then the compiler knows less about its arguments.
//!
//! With a heap (`env::args`, `read_to_end`, `read_dir`: the guest `with_heap`), only `alloc`'s own
//! panics are allowed: `handle_alloc_error` and `capacity_overflow`.

use std::fs;
use std::path::{Path, PathBuf};

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Module, Run, Status};

/// Parts of the names of functions that a panic calls, mangled or not.
const PANIC_FUNCTIONS: [&str; 6] = [
    "panicking",
    "begin_unwind",
    "unwrap_failed",
    "expect_failed",
    "slice_index",
    "alloc_error",
];

/// Builds a guest with the names of its functions.
fn named(guest: &str) -> Vec<u8> {
    Build::guest(guest).flag("-Cstrip=debuginfo").wasm()
}

/// Returns a module's functions that belong to panics.
fn panic_functions(wasm: &[u8]) -> Vec<&str> {
    let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.<>:".contains(byte);
    let names = wasm.split(|byte| !in_name(byte));
    names
        .filter_map(|name| std::str::from_utf8(name).ok())
        .filter(|name| PANIC_FUNCTIONS.iter().any(|part| name.contains(part)))
        .collect()
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    // An earlier run may have left the directory.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("file"), "twelve bytes").unwrap();
    folder
}

#[test]
fn code_without_a_heap_cannot_panic() {
    let wasm = named("without_heap");
    assert_eq!(panic_functions(&wasm), [""; 0]);
    assert!(!Module::parse(&wasm).unwrap().has_text("panicked at"));
    // The same with the other start-up code.
    let tiny = build::guest("without_heap", Mode::Tiny);
    assert!(!Module::parse(&tiny).unwrap().has_text("panicked"));

    // The guest does call these functions.
    let output = Run::new(wasm)
        .args(["file", "dir"])
        .stdin("input")
        .dir(folder("no-panic"), ".")
        .run();
    assert_eq!(output.status, Status::Exit(3), "{output}");
    for line in [
        "12 bytes long",
        "read 12: 116",
        "file true 12",
        "dir false",
        "copied: 10",
        "the same: true",
        "at 23",
        "input",
        "in memory: ",
    ] {
        assert!(output.stdout_str().contains(line), "no {line}: {output}");
    }
}

/// Only `alloc`'s own panics for lack of memory: no index, no `unwrap` and no slice in the runtime.
#[test]
fn code_with_a_heap_panics_only_for_lack_of_memory() {
    let wasm = named("with_heap");
    let found = panic_functions(&wasm);
    for name in &found {
        let known = [
            "panic_fmt",
            "panic_nounwind_fmt",
            "begin_unwind",
            "alloc_error",
        ];
        assert!(known.iter().any(|part| name.contains(part)), "{name}");
    }
    let module = Module::parse(&wasm).unwrap();
    assert!(module.has_text("memory allocation of "));
    for text in [
        "index out of bounds",
        "out of range",
        "unwrap()",
        "overflow occurred",
    ] {
        assert!(!module.has_text(text), "{text}");
    }
    let output = Run::new(wasm)
        .arg(".")
        .stdin("input")
        .dir(folder("no-panic-heap"), ".")
        .run();
    assert_eq!(
        output.stdout_str(),
        "guest.wasm .\n5 bytes\n0 bytes\n6 23\n5 bytes\n9 bytes\n7 bytes\nfile 12\n\
         7\n10\n5\n4 text\n9\n",
        "{output}"
    );
}

/// The two tests above prove nothing unless a panic would be found.
#[test]
fn the_search_finds_panic_code() {
    let wasm = named("script");
    let found = panic_functions(&wasm);
    for part in ["panic_fmt", "panic_bounds_check", "begin_unwind"] {
        assert!(
            found.iter().any(|name| name.contains(part)),
            "no {part} in {found:?}"
        );
    }
    let module = Module::parse(&wasm).unwrap();
    assert!(module.has_text("panicked at") && module.has_text("index out of bounds"));
}

/// The examples are what programs are copied from.
#[test]
fn the_examples_without_a_heap_cannot_panic() {
    for name in ["hello", "echo", "exit", "cat", "wc", "mkdir", "sizer"] {
        let module = Module::parse(&build::example(name, Mode::Default)).unwrap();
        assert!(!module.has_text("panicked"), "{name}");
    }
    let module = Module::parse(&build::example("panic", Mode::Default)).unwrap();
    assert!(module.has_text("panicked"));
}
