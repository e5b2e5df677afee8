//! Calls plug-ins that are built with the SDK of their host, unmodified and as drop-ins.
#![allow(missing_docs, reason = "the tests have names")]

use std::path::Path;

use nanowasi_build::target_folder;
use nanowasi_plugins::hosts::host;
use nanowasi_plugins::transcript::{text, without_positions};
use nanowasi_plugins::{Driver, Plugin, or_skip};

/// Runs a driver to its end, which must be a success. Returns its two streams.
fn run(driver: &Driver, args: &[&Path]) -> [String; 2] {
    let output = driver.run(args);
    assert!(output.status.success(), "{output:#?}");
    [output.stdout, output.stderr]
}

/// The constructors ran twice, by `_initialize` and by the first export of `wit-bindgen`.
#[test]
fn jco() {
    let jco = host("jco");
    let Some(driver) = or_skip("jco", jco.driver()) else {
        return;
    };
    let module = Plugin::guest("component").drop_in().module();
    let folder = target_folder().join("plugins/translated");
    let [stdout, stderr] = run(&driver, &[&module, &folder]);
    assert_eq!(stdout, text("component.txt", jco.trap));
    assert!(stderr.starts_with("panicked at src/lib.rs:"), "{stderr}");
    assert!(stderr.ends_with(": failed: a reason\n"), "{stderr}");
}

#[test]
fn extism_in_javascript() {
    let extism = host("extism-js");
    let Some(driver) = or_skip("extism-js", extism.driver()) else {
        return;
    };
    let module = Plugin::guest("words").drop_in().module();
    let [stdout, stderr] = run(&driver, &[&module]);
    assert_eq!(stdout, text("words.txt", extism.trap));
    let message = "panicked at src/lib.rs: failed: a reason\n";
    assert_eq!(without_positions(&stderr), message);
}

/// The message of a failed allocation was printed, so a module for a host without WASI imported
/// `fd_write` and `poll_oneoff`.
#[test]
fn wapc() {
    let plugin = Plugin::guest("wapc").drop_in().arg("--no-wasi");
    assert_eq!(plugin.inspect().wasi(), [""; 0]);
    let wapc = host("wapc");
    let Some(driver) = or_skip("wapc", wapc.driver()) else {
        return;
    };
    let [stdout, stderr] = run(&driver, &[&plugin.module()]);
    assert_eq!(stdout, text("wapc.txt", wapc.trap));
    assert_eq!(stderr, "");
}

#[test]
fn proxy_wasm() {
    let proxy = host("proxy-wasm");
    let Some(driver) = or_skip("proxy-wasm", proxy.driver()) else {
        return;
    };
    // The SDK has a hook, which needs the message.
    let plugin = Plugin::guest("filter")
        .drop_in()
        .arg("--no-wasi")
        .arg("--panic=trap-message");
    let [stdout, stderr] = run(&driver, &[&plugin.module()]);
    assert_eq!(without_positions(&stdout), text("filter.txt", proxy.trap));
    assert_eq!(stderr, "");
}

/// Standard output is buffered while `main` runs, and Redpanda does not report a terminal. So lines
/// are late, unless the program flushes.
#[test]
fn redpanda() {
    let redpanda = host("redpanda");
    let Some(driver) = or_skip("redpanda", redpanda.driver()) else {
        return;
    };
    let module = Plugin::guest("transform").drop_in().module();
    let [stdout, stderr] = run(&driver, &[&module]);
    let expected = text("transform.txt", redpanda.trap);
    assert_eq!(without_positions(&stdout), expected);
    assert_eq!(stderr, "");
}
