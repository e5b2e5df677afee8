//! Looks at what programs are linked of: imports, exports, texts and instructions.
//!
//! The failure that it stands for: a program without `std` has to find the C functions that its
//! compiler calls, and one that is not found becomes an import from a module `env`, of which the
//! linker says nothing and no host has any. The other failures are of the same kind: nothing looks
//! wrong, but a program asks for a function that it never calls, exports a symbol by accident, or
//! carries the texts of panics that can't happen. So every program here is looked at, in each way to
//! link it.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what can't go on here is a test that fails"
)]

mod mvp;
mod weak_symbols;
mod with_c;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use nanowasi_test_host::build::functions::callers;
use nanowasi_test_host::build::{self, Build, Mode, WASIP1};
use nanowasi_test_host::{Module, Run, Status};

/// A way to link a program, and what it exports beyond [`EXPORTS`], each with its reason.
struct Way {
    name: &'static str,
    target: &'static str,
    mode: Mode,
    exports: &'static [(&'static str, &'static str)],
}

/// What every program exports: the entry, and the memory, in which the host finds what it is told.
const EXPORTS: [&str; 2] = ["_start", "memory"];

/// Why there are others on the two targets without a system.
const RUSTC: &str = "rustc asks the linker for it, for whoever loads the module by hand";

const WAYS: [Way; 4] = [
    Way {
        name: "default",
        target: WASIP1,
        mode: Mode::Default,
        exports: &[(
            "__main_void",
            "the start-up object's `_start` calls it by name, and rustc exports what has one",
        )],
    },
    Way {
        name: "tiny",
        target: WASIP1,
        mode: Mode::Tiny,
        exports: &[],
    },
    Way {
        name: "unknown",
        target: "wasm32-unknown-unknown",
        mode: Mode::Default,
        exports: &[("__data_end", RUSTC), ("__heap_base", RUSTC)],
    },
    Way {
        name: "wasm 1.0",
        target: "wasm32v1-none",
        mode: Mode::Default,
        exports: &[("__data_end", RUSTC), ("__heap_base", RUSTC)],
    },
];

impl Way {
    fn build(&self, build: Build) -> Vec<u8> {
        build.target(self.target).mode(self.mode).wasm()
    }

    fn module(&self, build: Build) -> Module {
        Module::parse(&self.build(build)).unwrap()
    }
}

/// The names of the test guests.
fn guests() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/guests/src/bin");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let names = files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// Every program there is.
fn programs() -> Vec<(String, Build)> {
    let examples = build::examples().unwrap().into_iter();
    let examples = examples.map(|name| (format!("example {name}"), Build::example(&name)));
    let guests = guests().into_iter();
    let guests = guests.map(|name| (format!("guest {name}"), Build::guest(&name)));
    examples.chain(guests).collect()
}

/// The names of preview 1's functions. The guest `witx` imports them all, which its own test proves.
fn preview1() -> BTreeSet<String> {
    let module = Module::parse(&build::guest("witx", Mode::Tiny)).unwrap();
    let names: BTreeSet<_> = module.wasi().into_iter().map(str::to_owned).collect();
    assert_eq!(names.len(), 46);
    names
}

/// By which a guest and its test speak where no fault of a host can strike: `tests/support/guests/src/test_imports.rs`.
const TEST: [&str; 3] = ["grow", "pick", "report"];

/// One import that a host doesn't have, and the program doesn't start.
#[test]
fn every_program_imports_functions_of_preview_1_and_nothing_else() {
    let known = preview1();
    let mut wrong = Vec::new();
    for way in WAYS {
        for (program, build) in programs() {
            let module = way.module(build);
            for import in &module.imports {
                let (from, name) = (&import.module, &import.name);
                let of_preview_1 = from == nanowasi_test_host::PREVIEW1 && known.contains(name);
                let of_the_tests = from == "test" && TEST.contains(&name.as_str());
                let of_the_tests = of_the_tests && program.starts_with("guest ");
                if !of_preview_1 && !of_the_tests {
                    wrong.push(format!("{program}, {}: {from}.{name}", way.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whatever is exported is kept, with all that it calls, though nobody calls it.
#[test]
fn every_export_has_a_reason() {
    let mut wrong = Vec::new();
    for way in WAYS {
        let reasons = way.exports.iter().map(|(name, _)| *name);
        let expected: BTreeSet<_> = reasons.chain(EXPORTS).collect();
        for (program, build) in programs() {
            // This one is there to be called by name.
            if program == "guest exported" {
                continue;
            }
            let module = way.module(build);
            let exports = module.exports.iter().map(|export| export.name.as_str());
            let exports: BTreeSet<_> = exports.collect();
            if exports != expected {
                wrong.push(format!("{program}, {}: {exports:?}", way.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What anybody needs who prints: to know a terminal, to write, to wait where a host would block, and
/// to say at the end that something was lost.
const PRINT: &[&str] = &["fd_fdstat_get", "fd_write", "poll_oneoff", "proc_exit"];

/// What prints messages to standard error alone, without a look whether it is a terminal.
const SAY: &[&str] = &["fd_write", "poll_oneoff", "proc_exit"];

const ARGS: &[&str] = &["args_get", "args_sizes_get"];

/// To find the directory that a path leads into.
const PREOPENS: &[&str] = &["fd_prestat_dir_name", "fd_prestat_get"];

const OPEN: &[&str] = &["fd_close", "path_open"];

/// What each tool needs. `sort` can panic for all that the compiler knows: `core` checks that an order
/// is one. `panic` does; then it raises a signal.
const NEEDED: [(&str, &[&[&str]]); 10] = [
    ("cat", &[PRINT, ARGS, PREOPENS, OPEN, &["fd_read"]]),
    ("echo", &[PRINT, ARGS]),
    ("exit", &[&["proc_exit"]]),
    ("hello", &[PRINT]),
    (
        "mkdir",
        &[
            SAY,
            ARGS,
            PREOPENS,
            &["path_create_directory", "path_filestat_get"],
        ],
    ),
    ("panic", &[SAY, &["proc_raise"]]),
    (
        "sizer",
        &[
            PRINT,
            ARGS,
            PREOPENS,
            OPEN,
            &["fd_readdir", "path_filestat_get"],
        ],
    ),
    ("sort", &[PRINT, &["fd_read", "proc_raise"]]),
    ("sum", &[PRINT, &["fd_read"]]),
    ("wc", &[PRINT, ARGS, PREOPENS, OPEN, &["fd_read"]]),
];

/// An import that a program doesn't need keeps it from starting on a host that lacks it, as some lack
/// `proc_raise` or `poll_oneoff`, and shows code that could be left out.
#[test]
fn each_tool_imports_what_it_needs_and_nothing_else() {
    let tools: Vec<_> = NEEDED.iter().map(|(tool, _)| *tool).collect();
    assert_eq!(tools, build::examples().unwrap(), "each tool has its row");
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let needed: BTreeMap<&str, BTreeSet<String>> = NEEDED
        .iter()
        .map(|(tool, names)| (*tool, set(&names.concat())))
        .collect();
    for way in WAYS {
        // Here the start-up object is another, or none, and must not make a difference.
        let imported = |tool| set(&way.module(Build::example(tool)).wasi());
        let imported: BTreeMap<&str, BTreeSet<String>> =
            tools.iter().map(|tool| (*tool, imported(tool))).collect();
        assert_eq!(imported, needed, "{}", way.name);
    }
}

/// What a panic would print, and the digits that `core::fmt` prints numbers with.
const TEXTS: [&str; 7] = [
    "panicked",
    "called `Option::unwrap()`",
    "called `Result::unwrap()`",
    "/library/",
    "src/",
    ".rs",
    "000102030405",
];

/// Ten lines of a program must not bring the names of source files that its user has never seen, and
/// the formatting code that would print them.
#[test]
fn tools_that_cannot_panic_have_no_panic_text() {
    for way in WAYS {
        // With their default features, so with a handler that would print everything.
        let texts = |tool| {
            let module = way.module(Build::example(tool));
            TEXTS.into_iter().filter(move |text| module.has_text(text))
        };
        for tool in [
            "cat", "echo", "exit", "hello", "mkdir", "sizer", "sum", "wc",
        ] {
            let found: Vec<_> = texts(tool).collect();
            assert!(found.is_empty(), "{tool}, {}: {found:?}", way.name);
        }
        // A search that finds nothing anywhere proves nothing: `panic` panics, and `sort` can.
        let found: BTreeSet<_> = texts("panic").chain(texts("sort")).collect();
        let expected = TEXTS.into_iter().filter(|text| !text.contains("unwrap"));
        assert_eq!(found, expected.collect(), "{}", way.name);
    }
}

/// A host from before the instructions that copy memory refuses a module with one of them as a whole.
#[test]
fn old_hosts_find_only_instructions_that_they_know() {
    let [default, .., first] = WAYS;
    for (program, build) in programs() {
        let found = mvp::later(&first.build(build));
        assert_eq!(found, BTreeSet::new(), "{program}");
    }
    // Elsewhere they are used, and found.
    let found = mvp::later(&default.build(Build::guest("compare")));
    assert!(found.contains("0xfc 10"), "no memory.copy among {found:?}");
}

/// wasm3, which wants the first version of wasm, lacks `poll_oneoff`, and refuses the function that calls it: a program
/// that printed its arguments ended before its first line, when waiting for output was a part of writing it.
#[test]
fn what_prints_for_old_hosts_is_apart_from_what_waits() {
    let [default, .., first] = WAYS;
    let calls = |way: &Way, tool| {
        let wasm = way.build(Build::example(tool));
        let callers = |import| callers(&wasm, import).unwrap();
        (callers("fd_write"), callers("poll_oneoff"))
    };
    for tool in ["hello", "cat", "sort"] {
        let (write, wait) = calls(&first, tool);
        assert!(!write.is_empty() && wait.len() == 1, "{tool}");
        assert!(write.is_disjoint(&wait), "{tool}");
        // Elsewhere it costs nothing.
        let (write, wait) = calls(&default, tool);
        assert!(wait.len() == 1 && wait.is_subset(&write), "{tool}");
    }
}

/// What is compiled for a processor without those instructions calls functions instead.
fn for_mvp(guest: &str) -> Build {
    Build::guest(guest).flag("-Ctarget-cpu=mvp")
}

/// Comparing two slices called `env.memcmp`, which is how all this was found out.
#[test]
fn slices_are_compared_copied_and_filled_without_a_c_library() {
    let args = [
        ["", ""],
        ["same", "same"],
        ["same, and more", "same"],
        ["same", "same, and more"],
        ["12345678a2345678", "12345678b1345678"],
        ["zebra", "ünïcödé"],
        ["語", "日本語"],
    ];
    let mut programs: Vec<_> = WAYS
        .iter()
        .map(|way| (way.name, way.build(Build::guest("compare"))))
        .collect();
    programs.push(("mvp", for_mvp("compare").wasm()));
    for (name, program) in programs {
        let module = Module::parse(&program).unwrap();
        assert!(
            module.foreign().is_empty(),
            "{name}: {:?}",
            module.foreign()
        );
        for [left, right] in args {
            let out = Run::new(&program).args([left, right]).run();
            let expected = format!(
                "equal: {}\norder: {}\nstarts: {}\ncopied: {left}\nmoved: {}\n",
                left == right,
                left.cmp(right) as i8,
                left.starts_with(right),
                moved(left, right),
            );
            assert_eq!(out.stdout_str(), expected, "{name}: {out}");
            assert_eq!(out.status, Status::Exit(0), "{name}: {out}");
        }
    }
}

/// What the guest's buffer should hold at the end, by the functions that this program is linked with.
fn moved(left: &str, right: &str) -> String {
    let mut buffer = [b'.'; 256];
    let both = left.len() + right.len();
    buffer[..left.len()].copy_from_slice(left.as_bytes());
    buffer[left.len()..both].fill(b'#');
    buffer.copy_within(..both, right.len());
    String::from_utf8_lossy(&buffer).into_owned()
}

/// A function that takes eight bytes at a time goes wrong at the ends, on odd addresses, where source
/// and target overlap, and where it has to tell which of eight bytes differ first.
#[test]
fn memory_functions_do_what_c_says_they_do() {
    let programs = [
        ("default", build::guest("memory", Mode::Default)),
        ("tiny", build::guest("memory", Mode::Tiny)),
        ("mvp", for_mvp("memory").wasm()),
    ];
    // Lengths from 0 to 64, and eight alignments.
    let places = 65 * 8;
    let pairs = places * 8;
    // Each text differs in each of its bytes, or not at all: 33 times on average.
    let comparisons = pairs * 33;
    let expected = format!(
        "memcmp: {comparisons} cases\nbcmp: {comparisons} cases\nstrlen: {places} cases\n\
         memcpy: {pairs} cases\nmemmove: {pairs} cases\n\
         memmove (overlapping): {} cases\nmemset: {} cases\n",
        // Up to the longest before and behind.
        places * (64 + 1 + 64),
        places * 4,
    );
    for (name, program) in programs {
        let out = Run::new(&program).run();
        assert_eq!(out.stdout_str(), expected, "{name}: {out}");
        assert_eq!(out.status, Status::Exit(0), "{name}: {out}");
    }
}

/// A target that is only linked, and never run, can be broken for long.
#[test]
fn the_targets_without_a_system_run_the_same_tools() {
    for way in WAYS {
        let run = |tool| Run::new(way.build(Build::example(tool)));
        let outputs = [
            (run("hello").run(), 0, "Hello, world!\n"),
            (run("exit").run(), 42, ""),
            (run("echo").args(["one", "two"]).run(), 0, "one two\n"),
            (run("cat").stdin("some text").run(), 0, "some text"),
            (run("sort").stdin("b\na\nc").run(), 0, "a\nb\nc\n"),
            (run("sum").stdin("1\n2\n").run(), 0, "3 1.500\n"),
            (run("panic").run(), 101, ""),
        ];
        for (out, status, stdout) in outputs {
            assert_eq!(out.status, Status::Exit(status), "{}: {out}", way.name);
            assert_eq!(out.stdout_str(), stdout, "{}: {out}", way.name);
        }
    }
}
