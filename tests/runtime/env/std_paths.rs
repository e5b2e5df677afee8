//! The paths, macros and preludes of `std`, from the view of a program that is written for `std`.

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Module, Run, Status};

/// What `std` prints for the same source, apart from the names of the crate and of its file.
const EXPECTED: &str = include_str!("std_paths.txt");

#[test]
fn a_program_for_std_compiles_and_prints_the_same() {
    let output = Run::new(build::guest("std_paths", Mode::Default)).run();
    assert_eq!(output.stdout_str(), EXPECTED, "{output}");
    let stderr = output.stderr_str();
    assert!(stderr.ends_with("] 1 + 1 = 2\ntrue \"1\"\n"), "{stderr}");
    assert_eq!(output.status, Status::Exit(0));
}

/// The C library that provides float functions also has `malloc` and functions for files and
/// arguments. None of those may be linked.
#[test]
fn floats_bring_nothing_else_of_the_c_library() {
    // From a build with `std`. With another square root, half of the bits would differ.
    let expected = "3ff6a09e667f3bcd\n3fed18f6ead1b446 404fefc6\n2 1024\n";
    for mode in [Mode::Default, Mode::Tiny] {
        let wasm = build::guest("floats", mode);
        let module = Module::parse(&wasm).unwrap();
        assert!(module.foreign().is_empty(), "{:?}", module.foreign());
        let imports = module.wasi().join(" ");
        assert!(!imports.contains("environ"), "{imports}");
        assert_eq!(Run::new(wasm).run().stdout_str(), expected);
    }
}

/// Targets without a C library use functions of their own, whose last bits may differ.
#[test]
fn floats_work_without_a_c_library() {
    let unknown = Build::guest("floats")
        .target("wasm32-unknown-unknown")
        .wasm();
    let output = Run::new(unknown).run();
    assert!(
        output
            .stdout_str()
            .starts_with("3ff6a09e667f3bcd\n3fed18f6"),
        "{output}"
    );
    let none = Build::guest("floats").target("wasm32v1-none").wasm();
    let output = Run::new(none).run();
    assert_eq!(
        output.stdout_str(),
        "3ff6a09e667f3bcd\n2 1024\n",
        "{output}"
    );
}

#[test]
fn a_program_can_have_an_allocator_around_ours() {
    let features = ["system", "panic-message"];
    let build = Build::guest("wrapped_allocator").no_default_features();
    let wasm = features.into_iter().fold(build, Build::feature).wasm();
    let output = Run::new(wasm).run();
    assert_eq!(output.stdout_str(), "1100\nSome(7) Some(8)\n", "{output}");
}
