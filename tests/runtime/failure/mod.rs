//! Panics, aborts, and running out of memory.
//!
//! These tests guard against:
//!
//! - a program that ends without a message, with part of one, or without the output that it printed
//!   before;
//! - a panic handler that panics, allocates or loops;
//! - a status that a host takes for another one;
//! - a heap that hands out memory twice, or that refuses memory that it has.
//!
//! | module | what it tests |
//! | --- | --- |
//! | `panics` | the text of a panic |
//! | `hooks` | a program's own panic hook |
//! | `exit` | how a program ends after a panic, on hosts with and without signals |
//! | `memory` | running out of memory, and the allocator |

mod exit;
mod hooks;
mod memory;
mod panics;

use nanowasi_test_host::Run;
use nanowasi_test_host::build::{self, Build, Mode};

/// Runs the guest `script`, built with the default features, with these arguments.
fn script(args: &[&str]) -> Run {
    Run::new(build::guest("script", Mode::Default)).args(args.to_vec())
}

/// Builds a guest with only these features.
fn with_features(guest: &str, features: &[&str]) -> Vec<u8> {
    let build = Build::guest(guest).no_default_features();
    let all = features.iter().copied().fold(build, Build::feature);
    all.wasm()
}

/// No heap; a panic prints its location.
const LOCATION: [&str; 1] = ["panic-location"];

/// No heap; a panic prints nothing.
const SILENT: [&str; 1] = ["panic-handler"];

/// No heap; a panic prints its location and message, and raises no signal.
const MESSAGE: [&str; 1] = ["panic-message"];

/// A heap of the program's own; a panic prints its location and message, and raises no signal.
const OWN_HEAP: [&str; 2] = ["alloc", "panic-message"];
