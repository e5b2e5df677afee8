//! `exit` ends with a status and does nothing else.

use nanowasi_test_host::Module;
use nanowasi_test_host::build::example;

use super::{MODES, assert_ended, tools};

/// The smallest program shows the cost of starting and exiting.
#[test]
fn exit_only_sets_the_status() {
    for exit in tools("exit") {
        let out = exit().run();
        assert_ended(&out, 42, "", "");
        assert_eq!(out.call_names(), ["proc_exit"], "{out}");
    }
}

/// The buffer of standard output must not be linked into a program that does not print.
#[test]
fn exit_imports_only_proc_exit() {
    for mode in MODES {
        let module = Module::parse(&example("exit", mode)).unwrap();
        let imports: Vec<_> = module.imports.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(imports, ["proc_exit"], "{mode:?}");
    }
}
