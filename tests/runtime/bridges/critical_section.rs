//! Critical sections: nested ones, and those of an export that the host calls from within one.

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Module, Run, Status};

#[test]
fn sections_are_nested_also_by_a_host_that_calls_back() {
    let wasm = Build::bridge_guest("critical_sections")
        .feature("critical-section")
        .wasm();
    let out = Run::new(&wasm)
        .import("test", "call_back", |call| {
            call.export("add", &[]).unwrap();
            0
        })
        .run();
    // 1, 10 and 1 by nested sections, and 100 by the export. While a section holds the value, the
    // export's section can't borrow it. Both values of the library are the first one.
    assert_eq!(
        out.stdout_str(),
        "112\n112, refused: true\ntrue\nfirst first\n",
        "{out}"
    );
    assert_eq!(out.status, Status::Exit(0), "{out}");
}

/// A crate that links only with an implementation calls these symbols. Each is defined once, and
/// the linker reports none as an import of the module `env`.
#[test]
fn a_library_finds_the_implementation() {
    let build = Build::bridge_guest("critical_sections").feature("critical-section");
    for target in ["wasm32-wasip1", "wasm32-unknown-unknown", "wasm32v1-none"] {
        let module = Module::parse(&build.clone().target(target).wasm()).unwrap();
        let foreign = module.foreign();
        let names: Vec<_> = foreign.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(names, ["call_back"], "{target}");
    }
}
