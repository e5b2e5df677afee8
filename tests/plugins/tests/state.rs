//! Plays `transcripts/state.txt` in the hosts that have WASI: what a plug-in prints, how it fails,
//! and the state that it keeps.
#![allow(missing_docs, reason = "the tests have names")]

use nanowasi_plugins::hosts::host;
use nanowasi_plugins::transcript::{expected, play};
use nanowasi_plugins::{Plugin, or_skip};

/// The state plug-in with nanowasi as its `std`.
fn drop_in() -> Plugin {
    Plugin::guest("state").drop_in()
}

/// The same source with the crate and `reactor!`.
fn with_crate() -> Plugin {
    Plugin::guest("state").arg("--features").arg("nanowasi")
}

/// Plays the transcript in a host, if the host is available.
fn check(name: &str, plugin: &Plugin) {
    let host = host(name);
    let Some(driver) = or_skip(name, host.driver()) else {
        return;
    };
    let played = play(&driver, &plugin.module(), "state.txt");
    let expected = expected("state.txt", host.trap);
    assert_eq!(played.stdout, expected.stdout, "{name}");
    assert_eq!(played.stderr, expected.stderr, "{name}");
}

#[test]
fn wasmtime() {
    check("wasmtime", &drop_in());
    check("wasmtime", &with_crate());
}

#[test]
fn node() {
    check("node", &drop_in());
    check("node", &with_crate());
}

#[test]
fn browser_wasi_shim() {
    check("shim", &drop_in());
    check("shim", &with_crate());
}

#[test]
fn chromium() {
    check("chromium", &drop_in());
}
