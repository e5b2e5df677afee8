//! The runtime's own paths hold no code for panics: STYLE.md's habit 11.
//!
//! A bounds check that the compiler can't drop costs a tool of 600 bytes four kilobytes, and turns a
//! mistake of a host into the end of the program. So the guest `without_heap` goes down every path
//! that needs no heap, and its module, built with the functions' names kept, is looked through. That
//! it holds all of them makes it the harder test: what is called from two places is not inlined, and
//! what isn't inlined knows less.
//!
//! What is left with a heap (`env::args`, `read_to_end`, `read_dir`: the guest `with_heap`) is what
//! `alloc` itself does for want of memory: `handle_alloc_error` and `capacity_overflow`.

use std::fs;
use std::path::{Path, PathBuf};

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Module, Run, Status};

/// What panics go through, as part of a function's name, mangled or not.
const MACHINERY: [&str; 6] = [
    "panicking",
    "begin_unwind",
    "unwrap_failed",
    "expect_failed",
    "slice_index",
    "alloc_error",
];

/// A guest with its functions' names.
fn named(guest: &str) -> Vec<u8> {
    Build::guest(guest).flag("-Cstrip=debuginfo").wasm()
}

/// The functions of a module that panics go through.
fn machinery(wasm: &[u8]) -> Vec<&str> {
    let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.<>:".contains(byte);
    let names = wasm.split(|byte| !in_name(byte));
    names
        .filter_map(|name| std::str::from_utf8(name).ok())
        .filter(|name| MACHINERY.iter().any(|part| name.contains(part)))
        .collect()
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    // One that an earlier run left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("file"), "twelve bytes").unwrap();
    folder
}

#[test]
fn no_path_without_a_heap_can_panic() {
    let wasm = named("without_heap");
    assert_eq!(machinery(&wasm), [""; 0]);
    assert!(!Module::parse(&wasm).unwrap().has_text("panicked at"));
    // That it is the same with the other start-up, names or not.
    let tiny = build::guest("without_heap", Mode::Tiny);
    assert!(!Module::parse(&tiny).unwrap().has_text("panicked"));

    // And that it goes down these paths.
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

/// Only what `alloc` does for want of memory: no index, no `unwrap`, no slice of the runtime's own.
#[test]
fn no_path_with_a_heap_can_panic_but_for_memory() {
    let wasm = named("with_heap");
    let found = machinery(&wasm);
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

/// The two tests above are worth nothing if they can't see a panic.
#[test]
fn panics_are_found_where_they_are() {
    let wasm = named("script");
    let found = machinery(&wasm);
    for part in ["panic_fmt", "panic_bounds_check", "begin_unwind"] {
        assert!(
            found.iter().any(|name| name.contains(part)),
            "no {part} in {found:?}"
        );
    }
    let module = Module::parse(&wasm).unwrap();
    assert!(module.has_text("panicked at") && module.has_text("index out of bounds"));
}

/// The tools that people copy from.
#[test]
fn the_examples_without_a_heap_cannot_panic() {
    for name in ["hello", "echo", "exit", "cat", "wc", "mkdir", "sizer"] {
        let module = Module::parse(&build::example(name, Mode::Default)).unwrap();
        assert!(!module.has_text("panicked"), "{name}");
    }
    let module = Module::parse(&build::example("panic", Mode::Default)).unwrap();
    assert!(module.has_text("panicked"));
}
