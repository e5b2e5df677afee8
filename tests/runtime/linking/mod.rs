//! Linking: the imports, exports, strings and instructions of each program, in each way to link it.
//!
//! A program without `std` has to define the C functions that its compiler calls. A missing one
//! becomes an import from a module `env`, which the linker does not report and no host provides.
//! The other failures are as silent: a program imports a function that it never calls, exports a
//! symbol by accident, or contains the messages of panics that cannot happen.

mod mvp;
mod weak_symbols;
mod with_c;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use nanowasi_test_host::build::functions::callers;
use nanowasi_test_host::build::{self, Build, Mode, WASIP1};
use nanowasi_test_host::{Module, Run, Status};

/// A way to link a program, and its exports beyond [`EXPORTS`], each with the reason.
struct Way {
    name: &'static str,
    target: &'static str,
    mode: Mode,
    exports: &'static [(&'static str, &'static str)],
}

/// What every program exports: the entry, and the memory, which the host reads and writes.
const EXPORTS: [&str; 2] = ["_start", "memory"];

/// Why there are others on the two targets without an operating system.
const RUSTC: &str =
    "rustc makes the linker export it, for loaders that place the module themselves";

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

/// Returns the names of the test guests.
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

/// Returns each example and each test guest.
fn programs() -> Vec<(String, Build)> {
    let examples = build::examples().unwrap().into_iter();
    let examples = examples.map(|name| (format!("example {name}"), Build::example(&name)));
    let guests = guests().into_iter();
    let guests = guests.map(|name| (format!("guest {name}"), Build::guest(&name)));
    examples.chain(guests).collect()
}

/// Returns the names of preview 1's functions. The guest `witx` imports all of them, as the test
/// `witx` shows.
fn preview1() -> BTreeSet<String> {
    let module = Module::parse(&build::guest("witx", Mode::Tiny)).unwrap();
    let names: BTreeSet<_> = module.wasi().into_iter().map(str::to_owned).collect();
    assert_eq!(names.len(), 46);
    names
}

/// The imports that connect a guest with its test, to which no fault is applied:
/// `tests/support/guests/src/test_imports.rs`.
const TEST: [&str; 3] = ["grow", "pick", "report"];

/// If the host lacks one import, the program does not start.
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

/// What is exported stays in the module, with all that it calls, even if no host calls it.
#[test]
fn every_export_has_a_reason() {
    let mut wrong = Vec::new();
    for way in WAYS {
        let reasons = way.exports.iter().map(|(name, _)| *name);
        let expected: BTreeSet<_> = reasons.chain(EXPORTS).collect();
        for (program, build) in programs() {
            // This guest is a library, whose functions are called by name.
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

/// What printing needs: to detect a terminal, to write, to wait if the host would block, and to
/// exit with a failure if output was lost.
const PRINT: &[&str] = &["fd_fdstat_get", "fd_write", "poll_oneoff", "proc_exit"];

/// What printing to standard error needs, where a terminal makes no difference.
const STDERR: &[&str] = &["fd_write", "poll_oneoff", "proc_exit"];

const ARGS: &[&str] = &["args_get", "args_sizes_get"];

/// What resolving a path needs.
const PREOPENS: &[&str] = &["fd_prestat_dir_name", "fd_prestat_get"];

const OPEN: &[&str] = &["fd_close", "path_open"];

/// The imports of each tool. `sort` can panic as far as the compiler knows, because `core` checks
/// that an order is total. `panic` panics, and raises a signal first.
const NEEDED: [(&str, &[&[&str]]); 10] = [
    ("cat", &[PRINT, ARGS, PREOPENS, OPEN, &["fd_read"]]),
    ("echo", &[PRINT, ARGS]),
    ("exit", &[&["proc_exit"]]),
    ("hello", &[PRINT]),
    (
        "mkdir",
        &[
            STDERR,
            ARGS,
            PREOPENS,
            &["path_create_directory", "path_filestat_get"],
        ],
    ),
    ("panic", &[STDERR, &["proc_raise"]]),
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

/// An import that a program does not need keeps it from starting on a host that lacks it, as some
/// lack `proc_raise` or `poll_oneoff`. It also shows that unneeded code is linked.
#[test]
fn each_tool_imports_only_the_functions_it_needs() {
    let tools: Vec<_> = NEEDED.iter().map(|(tool, _)| *tool).collect();
    assert_eq!(tools, build::examples().unwrap(), "each tool has its row");
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let needed: BTreeMap<&str, BTreeSet<String>> = NEEDED
        .iter()
        .map(|(tool, names)| (*tool, set(&names.concat())))
        .collect();
    for way in WAYS {
        // Another start-up object, or none, must make no difference.
        let imported = |tool| set(&way.module(Build::example(tool)).wasi());
        let imported: BTreeMap<&str, BTreeSet<String>> =
            tools.iter().map(|tool| (*tool, imported(tool))).collect();
        assert_eq!(imported, needed, "{}", way.name);
    }
}

/// What a panic would print, and the digits with which `core::fmt` prints numbers.
const TEXTS: [&str; 7] = [
    "panicked",
    "called `Option::unwrap()`",
    "called `Result::unwrap()`",
    "/library/",
    "src/",
    ".rs",
    "000102030405",
];

/// A program of ten lines must not contain the names of the runtime's source files and the code
/// that formats them.
#[test]
fn tools_that_cannot_panic_have_no_panic_text() {
    for way in WAYS {
        // With the default features, so with a handler that prints everything.
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
        // The search must be able to find something: `panic` panics, and `sort` can.
        let found: BTreeSet<_> = texts("panic").chain(texts("sort")).collect();
        let expected = TEXTS.into_iter().filter(|text| !text.contains("unwrap"));
        assert_eq!(found, expected.collect(), "{}", way.name);
    }
}

/// A host without bulk memory refuses a module that has one of its instructions.
#[test]
fn builds_for_old_hosts_have_only_instructions_of_the_mvp() {
    let [default, .., first] = WAYS;
    for (program, build) in programs() {
        let found = mvp::later(&first.build(build));
        assert_eq!(found, BTreeSet::new(), "{program}");
    }
    // Other builds use them, so the search must find them.
    let found = mvp::later(&default.build(Build::guest("compare")));
    assert!(found.contains("0xfc 10"), "no memory.copy among {found:?}");
}

/// wasm3 accepts only the first version of wasm, lacks `poll_oneoff`, and traps in a function that
/// calls it. When writing and waiting were one function, a program that printed its arguments ended
/// before its first line.
#[test]
fn functions_that_print_do_not_call_poll_on_old_hosts() {
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
        // In other modules a separate function would cost bytes.
        let (write, wait) = calls(&default, tool);
        assert!(wait.len() == 1 && wait.is_subset(&write), "{tool}");
    }
}

/// Compiles a guest without those instructions, so that it calls functions instead.
fn for_mvp(guest: &str) -> Build {
    Build::guest(guest).flag("-Ctarget-cpu=mvp")
}

/// Comparing two slices called `env.memcmp`, which is how the missing functions were discovered.
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

/// Returns what the guest's buffer should hold at the end, by the functions that this test is
/// linked with.
fn moved(left: &str, right: &str) -> String {
    let mut buffer = [b'.'; 256];
    let both = left.len() + right.len();
    buffer[..left.len()].copy_from_slice(left.as_bytes());
    buffer[left.len()..both].fill(b'#');
    buffer.copy_within(..both, right.len());
    String::from_utf8_lossy(&buffer).into_owned()
}

/// A function that handles eight bytes a step can fail at the ends, at unaligned addresses, where
/// source and target overlap, and in finding which of eight bytes differs first.
#[test]
fn memory_functions_do_as_c_specifies() {
    let programs = [
        ("default", build::guest("memory", Mode::Default)),
        ("tiny", build::guest("memory", Mode::Tiny)),
        ("mvp", for_mvp("memory").wasm()),
    ];
    // Lengths from 0 to 64, and eight alignments.
    let alignments = 65 * 8;
    let pairs = alignments * 8;
    // Two texts differ in one of their bytes, or are equal: 33 cases on average.
    let comparisons = pairs * 33;
    let expected = format!(
        "memcmp: {comparisons} cases\nbcmp: {comparisons} cases\nstrlen: {alignments} cases\n\
         memcpy: {pairs} cases\nmemmove: {pairs} cases\n\
         memmove (overlapping): {} cases\nmemset: {} cases\n",
        // Offsets up to the largest length, in both directions.
        alignments * (64 + 1 + 64),
        alignments * 4,
    );
    for (name, program) in programs {
        let out = Run::new(&program).run();
        assert_eq!(out.stdout_str(), expected, "{name}: {out}");
        assert_eq!(out.status, Status::Exit(0), "{name}: {out}");
    }
}

/// A target that is linked but never run can be broken without notice.
#[test]
fn targets_without_an_operating_system_run_the_same_tools() {
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
