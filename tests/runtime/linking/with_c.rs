//! Links programs with the C library that the toolchain has, by the `libc` crate and by rustix.
//!
//! The failures: such programs did not link in the default mode, because nanowasi and the C library
//! defined the same symbols. In tiny mode, what C wrote at last was lost, and functions registered
//! by `atexit` were not called. C's heap and nanowasi's gave out the same memory. And a program
//! without `main!` linked, or failed with the same duplicate symbols.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_test_host::build::{self, Build, Mode, Profile};
use nanowasi_test_host::{Module, Run, Status};

const MODES: [Mode; 2] = [Mode::Default, Mode::Tiny];

fn guest(name: &str, mode: Mode) -> Vec<u8> {
    let wasm = Build::c_guest(name).mode(mode).wasm();
    let module = Module::parse(&wasm).unwrap();
    assert!(module.foreign().is_empty(), "{:?}", module.foreign());
    wasm
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    // An earlier run may have left the folder.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// None of it happened in tiny mode, and in the default mode the program did not link.
#[test]
fn the_end_of_a_program_runs_handlers_and_writes_what_c_has_buffered() {
    let c = "C's main; C's second handler; ";
    let own = "main\nsecond handler\nfirst handler\n";
    for mode in MODES {
        let wasm = guest("at_exit", mode);
        for (end, status) in [("return", 0), ("return:3", 3), ("exit", 0), ("exit:3", 3)] {
            let output = Run::new(&wasm).arg(end).run();
            assert_eq!(output.status, Status::Exit(status), "{mode:?}: {output}");
            assert_eq!(
                output.stdout_str(),
                format!("{c}{own}"),
                "{mode:?}, {end}: {output}"
            );
        }
        // C's own `exit` does what C promises, and knows nothing of nanowasi's buffer.
        let output = Run::new(&wasm).arg("c-exit:4").run();
        assert_eq!(output.status, Status::Exit(4), "{mode:?}: {output}");
        assert_eq!(output.stdout_str(), c, "{mode:?}: {output}");
    }
}

/// As C's `abort` does, and a panic in `std`.
#[test]
fn an_abort_runs_no_handlers() {
    for mode in MODES {
        let wasm = guest("at_exit", mode);
        for end in ["abort", "panic"] {
            let output = Run::new(&wasm).arg(end).run();
            assert_eq!(output.status, Status::Exit(101), "{mode:?}: {output}");
            assert_eq!(output.stdout_str(), "main\n", "{mode:?}, {end}: {output}");
        }
    }
}

/// C's streams are closed by nanowasi, and by `crt1-command.o` where C's `exit` brings the function
/// for it: the offset of an input that has been read ahead was moved back twice.
#[test]
fn open_c_files_are_closed_once() {
    let folder = folder("c-files");
    fs::write(folder.join("in"), "input").unwrap();
    for mode in MODES {
        let wasm = guest("c_files", mode);
        for (end, status) in [("return", 0), ("exit:3", 3), ("c-exit:4", 4)] {
            let _ = fs::remove_file(folder.join("out"));
            let output = Run::new(&wasm).arg(end).dir(&folder, ".").run();
            assert_eq!(output.status, Status::Exit(status), "{mode:?}: {output}");
            assert_eq!(output.count("fd_seek"), 1, "{mode:?}, {end}: {output}");
            let written = fs::read_to_string(folder.join("out")).unwrap();
            assert_eq!(written, "written by C", "{mode:?}, {end}: {output}");
        }
    }
}

/// `duplicate symbol: __wasi_proc_exit`, in the default mode.
#[test]
fn functions_of_the_libc_crate_link_and_work() {
    for mode in MODES {
        let output = Run::new(guest("libc_calls", mode))
            .env("NAME", "value")
            .run();
        assert_eq!(
            output.stdout_str(),
            "from C\nNAME is 5 bytes long\na time: true\nclose: -1\n",
            "{mode:?}: {output}"
        );
        assert_eq!(output.status, Status::Exit(0), "{mode:?}: {output}");
        let output = Run::new(guest("getenv", mode)).env("NAME", "value").run();
        assert_eq!(output.status, Status::Exit(0), "{mode:?}: {output}");
        let output = Run::new(guest("getenv", mode)).run();
        assert_eq!(output.status, Status::Exit(1), "{mode:?}: {output}");
    }
}

/// The same duplicate, by a crate that many programs depend on without knowing.
#[test]
fn rustix_links_and_works() {
    let folder = folder("rustix");
    fs::write(folder.join("one"), "first").unwrap();
    fs::write(folder.join("two"), "second").unwrap();
    for mode in MODES {
        let output = Run::new(guest("rustix_files", mode))
            .dir(&folder, ".")
            .run();
        assert_eq!(
            output.stdout_str(),
            "one: first\ntwo: second\n",
            "{mode:?}: {output}"
        );
        assert_eq!(output.status, Status::Exit(0), "{mode:?}: {output}");
    }
}

/// A library that stands before nanowasi's and defines what nanowasi defines. Without link-time
/// optimization the linker meets more symbols, and reported `duplicate symbol: memcmp`.
#[test]
fn the_order_of_libraries_makes_no_difference() {
    for mode in MODES {
        let plain = Build::c_guest("c_first").profile(Profile::Cargo).alone();
        let output = Run::new(plain.mode(mode).wasm()).run();
        assert_eq!(
            output.stdout_str(),
            "from C\nhandled\n",
            "{mode:?}: {output}"
        );
        for guest in ["c_first", "c_last"] {
            let output = Run::new(self::guest(guest, mode))
                .env("NAME", "value")
                .run();
            let expected = "from C\nNAME is 5 bytes long\nhandled\n";
            assert_eq!(output.stdout_str(), expected, "{guest}, {mode:?}: {output}");
            assert_eq!(
                output.status,
                Status::Exit(0),
                "{guest}, {mode:?}: {output}"
            );
        }
    }
}

/// Half of the blocks had lost their content: both heaps began at the end of the program's data.
#[test]
fn no_two_heaps_give_out_the_same_memory() {
    for mode in MODES {
        let wasm = guest("two_heaps", mode);
        for first in ["c", "rust"] {
            let output = Run::new(&wasm)
                .env("FIRST", first)
                .args(["one", "two"])
                .run();
            let expected = "broken: 0, arguments: [\"one\", \"two\"]\n";
            assert_eq!(output.stdout_str(), expected, "{mode:?}, {first}: {output}");
            assert_eq!(
                output.status,
                Status::Exit(0),
                "{mode:?}, {first}: {output}"
            );
        }
    }
}

/// The same with C's heap as the global allocator, alone and beside `System`.
#[test]
fn c_may_be_the_global_allocator() {
    for mode in MODES {
        for feature in ["alloc", "system"] {
            let build = Build::c_guest("c_allocator").no_default_features();
            let build = build.feature(feature).feature("panic-message").alone();
            let output = Run::new(build.mode(mode).wasm()).args(["one", "two"]).run();
            let expected = "broken: 0, arguments: [\"one\", \"two\"]\n";
            assert_eq!(
                output.stdout_str(),
                expected,
                "{mode:?}, {feature}: {output}"
            );
            assert_eq!(
                output.status,
                Status::Exit(0),
                "{mode:?}, {feature}: {output}"
            );
        }
    }
}

fn without_main(name: &str, mode: Mode) -> Result<Vec<u8>, String> {
    let build = Build::c_guest(name).feature("without-main").alone();
    build.mode(mode).try_wasm()
}

/// What was said instead was `duplicate symbol: __wasi_proc_exit`, or that `_start` is not defined.
#[test]
fn an_error_of_the_linker_names_the_main_that_is_missing() {
    for mode in MODES {
        let error = without_main("no_main", mode).unwrap_err();
        assert!(
            error.contains("the program lacks `nanowasi::main!(main);`"),
            "{mode:?}: {error}"
        );
        assert!(!error.contains("__wasi"), "{mode:?}: {error}");
    }
}

/// The error must not strike a program that starts in another way.
#[test]
fn a_program_may_bring_an_entry_of_its_own() {
    for (name, mode, status, printed) in [
        ("c_main", Mode::Default, 5, "2 arguments\n"),
        ("own_start", Mode::Tiny, 6, "a start of its own\n"),
    ] {
        let output = Run::new(without_main(name, mode).unwrap()).arg("one").run();
        assert_eq!(output.stdout_str(), printed, "{name}: {output}");
        assert_eq!(output.status, Status::Exit(status), "{name}: {output}");
    }
}

/// What `main!` does at the end is left to the start-up object without one: handlers did not run,
/// and C's output was lost.
#[test]
fn a_main_of_its_own_that_returns_ends_as_in_c() {
    let wasm = without_main("own_main_void", Mode::Default).unwrap();
    for (how, status) in [("return", 3), ("exit", 4)] {
        let output = Run::new(&wasm).arg(how).run();
        let printed = output.stdout_str();
        assert_eq!(output.status, Status::Exit(status), "{how}: {output}");
        assert!(printed.contains("a handler\n"), "{how}: {output}");
        assert!(printed.contains('C'), "{how}: {output}");
    }
}

/// A `cdylib` has no `main` by design, and links in either mode.
#[test]
fn a_library_needs_no_main() {
    for flags in ["", "-Clink-self-contained=no"] {
        let target = build::target_folder().join(format!("guests/plugin{flags}"));
        let output = Command::new("cargo")
            .current_dir(build::workspace())
            .env("CARGO_ENCODED_RUSTFLAGS", flags)
            .envs([build::shared_build_folder()])
            .args(["build", "--quiet", "--release", "--target", build::WASIP1])
            .args(["--package", "nanowasi-c-guests", "--example", "plugin"])
            .arg("--target-dir")
            .arg(&target)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let wasm = fs::read(target.join("wasm32-wasip1/release/examples/plugin.wasm")).unwrap();
        let module = Module::parse(&wasm).unwrap();
        assert!(
            module.foreign().is_empty(),
            "{flags}: {:?}",
            module.foreign()
        );
        assert!(
            module
                .exports
                .iter()
                .any(|export| export.name == "name_len"),
            "{flags}"
        );
    }
}
