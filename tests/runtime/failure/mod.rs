//! Guards the ways in which a program fails.
//!
//! The failures that it stands for: a program that ends without a word, or with half of one, or with
//! its output lost; a panic handler that panics, allocates, or waits for ever; a status that a host
//! takes for another; and a heap that hands out what belongs to somebody else, or that has memory left
//! and says that it hasn't.
//!
//! - `panics`: what a panic says.
//! - `hooks`: a program's own function for its panics.
//! - `exit`: how the program ends then, on hosts that raise signals and on those that don't.
//! - `memory`: programs that run out of it, and the allocator.

mod exit;
mod hooks;
mod memory;
mod panics;

use nanowasi_test_host::Run;
use nanowasi_test_host::build::{self, Build, Mode};

/// The guest `script` with these arguments, as built by default.
fn script(args: &[&str]) -> Run {
    Run::new(build::guest("script", Mode::Default)).args(args.to_vec())
}

/// A guest built with these features alone.
fn with_features(guest: &str, features: &[&str]) -> Vec<u8> {
    let build = Build::guest(guest).no_default_features();
    let all = features.iter().copied().fold(build, Build::feature);
    all.wasm()
}

/// The features of a program without a heap, whose panics say where they are.
const LOCATION: [&str; 1] = ["panic-location"];

/// The features of a program without a word and without a heap.
const SILENT: [&str; 1] = ["panic-handler"];

/// The features of a program without a heap, whose panics say all, on a host that knows no signals.
const MESSAGE: [&str; 1] = ["panic-message"];

/// The same of a program with a heap of its own.
const OWN_HEAP: [&str; 2] = ["alloc", "panic-message"];
