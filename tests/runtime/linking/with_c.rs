//! Programs that link the toolchain's C library, through the `libc` crate and through rustix.
//!
//! These tests guard against:
//!
//! - duplicate symbols in the default mode, because nanowasi and the C library define the same
//!   ones;
//! - output that C had buffered and functions registered with `atexit`, which were lost in tiny
//!   mode;
//! - two heaps that hand out the same memory;
//! - a program without `main!` that links, or fails with an unrelated message.

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
    // An earlier run may have left the directory.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// In tiny mode no handler ran; in the default mode the program did not link.
#[test]
fn exiting_runs_handlers_and_writes_the_buffers_of_c() {
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
        // C's own `exit` does what C specifies, and does not flush nanowasi's buffer.
        let output = Run::new(&wasm).arg("c-exit:4").run();
        assert_eq!(output.status, Status::Exit(4), "{mode:?}: {output}");
        assert_eq!(output.stdout_str(), c, "{mode:?}: {output}");
    }
}

/// As with C's `abort`, and with a panic in `std`.
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

/// nanowasi closes C's streams, and so does `crt1-command.o` if C's `exit` is linked. The file
/// offset of an input with read-ahead was moved back twice.
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

/// The default mode failed with `duplicate symbol: __wasi_proc_exit`.
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

/// The same duplicate, through a crate that is an indirect dependency of many programs.
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

/// A library before nanowasi's on the command line defines the same functions. Without link-time
/// optimization the linker sees more symbols, and reported `duplicate symbol: memcmp`.
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

/// Both heaps began at the end of the program's data, so half of the blocks were overwritten.
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

/// The same with C's heap as the global allocator, alone and together with `System`.
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

/// The message was `duplicate symbol: __wasi_proc_exit`, or that `_start` is not defined.
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

/// The check must not fail for a program with another entry.
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

/// Without `main!`, the start-up object has to do what it does at the end. Handlers did not run,
/// and C's output was lost.
#[test]
fn returning_from_an_own_main_exits_as_in_c() {
    let wasm = without_main("own_main_void", Mode::Default).unwrap();
    for (how, status) in [("return", 3), ("exit", 4)] {
        let output = Run::new(&wasm).arg(how).run();
        let printed = output.stdout_str();
        assert_eq!(output.status, Status::Exit(status), "{how}: {output}");
        assert!(printed.contains("a handler\n"), "{how}: {output}");
        assert!(printed.contains('C'), "{how}: {output}");
    }
}

/// The linker chooses how a panic ends. A program exits, also with a `main` that `main!` did not
/// define.
#[test]
fn a_panic_in_an_own_main_exits() {
    let wasm = without_main("own_main_void", Mode::Default).unwrap();
    let output = Run::new(&wasm).arg("panic").run();
    assert_eq!(output.status, Status::Exit(101), "{output}");
    assert!(
        output.stderr_str().ends_with(": in a main of its own\n"),
        "{output}"
    );
}

/// A `cdylib` has no `main` by design, and links in both modes. Without `reactor!`, each export
/// calls the constructors. A panic in it traps, as in a plug-in with `reactor!`.
#[test]
fn a_library_needs_no_main() {
    for (mode, flags) in [
        (Mode::Default, ""),
        (Mode::Tiny, "-Clink-self-contained=no"),
    ] {
        let target = build::target_folder().join(format!("guests/plugin{flags}"));
        let output = Command::new("cargo")
            .current_dir(build::workspace())
            .env("CARGO_ENCODED_RUSTFLAGS", flags)
            .envs([build::shared_build_folder(mode)])
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
        assert!(!module.wasi().contains(&"proc_raise"), "{flags}");
        let output = Run::new(&wasm).exports(["panics"]).run();
        assert!(output.status.is_unreachable(), "{flags}: {output}");
        assert!(
            output.stderr_str().ends_with(": a panic\n"),
            "{flags}: {output}"
        );
    }
}
