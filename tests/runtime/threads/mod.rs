//! Guards `sync`, `thread`, `time` and `random` where only a host shows what they do.
//!
//! The failures that it stands for: a program that waits for a thread that there isn't, without a word; a
//! `Mutex` that brings an allocator and 4 KB of formatting along; a sleep that ends too early, or never,
//! since a host's `poll_oneoff` and its clock are not what the specification has; a clock that is
//! refused and taken for 1970.
//!
//! - `sync`: locks, values that are made once, channels, thread locals.
//! - `sleep`: sleeping on hosts that do it badly.
//! - `host`: clocks and randomness.

mod host;
mod sleep;
mod sync;

use nanowasi_test_host::Run;
use nanowasi_test_host::build::{self, Build, Mode};

/// The guest `threads`, told what to do.
fn threads(what: &[&str]) -> Run {
    Run::new(build::guest("threads", Mode::Default)).args(what.to_vec())
}

/// The names of a module's functions that say that they belong to something.
fn functions(guest: &str, parts: &[&str]) -> Vec<String> {
    let wasm = Build::guest(guest).flag("-Cstrip=debuginfo").wasm();
    wasm.split(|byte| !byte.is_ascii_alphanumeric() && !b"_$.<>:".contains(byte))
        .filter_map(|name| std::str::from_utf8(name).ok())
        .filter(|name| parts.iter().any(|part| name.contains(part)))
        .map(str::to_owned)
        .collect()
}
