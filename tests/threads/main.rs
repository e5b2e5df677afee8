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

use nanowasi_host::Run;
use nanowasi_host::build::{self, Mode};

/// The guest `threads`, told what to do.
fn threads(what: &[&str]) -> Run {
    Run::new(build::guest("threads", Mode::Default)).args(what.to_vec())
}
