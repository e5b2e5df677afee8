//! `sync`, `thread`, `time` and `random`, where only a host shows what they do.
//!
//! These tests guard against:
//!
//! - a program that silently waits for another thread, although there is none;
//! - a `Mutex` that links an allocator and 4 KB of formatting code;
//! - a sleep that ends too early or never, because `poll_oneoff` or the clock is not as specified;
//! - a clock that the host refuses, and that is taken for 1970.
//!
//! | module | what it tests |
//! | --- | --- |
//! | `sync` | locks, once cells, channels, thread locals |
//! | `sleep` | sleeping, on hosts that do not wait properly |
//! | `host` | clocks and random numbers |

mod host;
mod sleep;
mod sync;

use nanowasi_test_host::Run;
use nanowasi_test_host::build::{self, Build, Mode};

/// Runs the guest `threads` with these arguments.
fn threads(what: &[&str]) -> Run {
    Run::new(build::guest("threads", Mode::Default)).args(what.to_vec())
}

/// Returns those names in a module that contain one of `parts`.
fn functions(guest: &str, parts: &[&str]) -> Vec<String> {
    let wasm = Build::guest(guest).flag("-Cstrip=debuginfo").wasm();
    wasm.split(|byte| !byte.is_ascii_alphanumeric() && !b"_$.<>:".contains(byte))
        .filter_map(|name| std::str::from_utf8(name).ok())
        .filter(|name| parts.iter().any(|part| name.contains(part)))
        .map(str::to_owned)
        .collect()
}
