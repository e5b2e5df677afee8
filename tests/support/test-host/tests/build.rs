//! Guests are built by cargo, once for all threads that need them.

use std::thread;

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Module, Run, Status};

#[test]
fn an_example_is_built_once_for_all_threads() {
    let modules: Vec<Vec<u8>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| build::example("hello", Mode::Tiny)))
            .collect();
        threads
            .into_iter()
            .map(|it| it.join().expect("the example builds"))
            .collect()
    });
    assert!(modules.windows(2).all(|pair| pair[0] == pair[1]));
    let module = Module::parse(&modules[0]).expect("cargo builds modules");
    assert!(module.exports.iter().any(|export| export.name == "_start"));
    let out = Run::new(&modules[0]).run();
    assert_eq!(out.status, Status::Exit(0), "{out}");
}

#[test]
fn modes_have_different_modules_and_directories() {
    let (plain, tiny) = (
        Build::example("hello"),
        Build::example("hello").mode(Mode::Tiny),
    );
    assert_ne!(plain.path(), tiny.path());
    assert!(tiny.wasm().len() < plain.wasm().len());
    assert_ne!(plain.path(), plain.clone().feature("x").path());
    assert_ne!(plain.path(), Build::guest("hello").path());
}

#[test]
fn a_failed_build_reports_the_reason() {
    let error = Build::example("hello").target("wasm99-none").try_wasm();
    assert!(error.is_err_and(|error| error.contains("wasm99-none")));
    let error = Build::example("no-such-example").alone().try_wasm();
    assert!(error.is_err_and(|error| error.contains("no-such-example")));
    assert!(build::examples().is_ok_and(|names| names.contains(&"hello".to_owned())));
}
