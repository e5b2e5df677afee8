//! Guards files on hosts that misbehave, and what WASI has beyond `std`.
//!
//! The failures that it stands for: a host that enforces rights, and refuses a file because of one that nobody
//! needs; a file that is cut, or a gigabyte that is asked for, since a host told a wrong length; a name that
//! isn't text and vanishes; a link that is followed where a tree is removed. What `std` does as well is
//! compared with it in `tests/compat/differential`.
//!
//! - `rights`: what is asked of a host when a file is opened.
//! - `reading`: whole files, and what links say.
//! - `directories`: listings, and trees that go.
//! - `openat`: files below an open directory, and places in files.
//! - `current_dir`: the current directory.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "what can't go on here is a test that fails"
)]

mod current_dir;
mod directories;
mod openat;
mod reading;
mod rights;

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Output, Run, Status};

use crate::common::TempDir;

/// A run of the guest `files`, which does what it is told.
fn files(verbs: &[&str]) -> Run {
    Run::new(build::guest("files", Mode::Default)).args(verbs.iter().copied())
}

/// Fails unless the guest said this of each verb.
#[track_caller]
fn assert_said(out: &Output, said: &[&str]) {
    assert_eq!(out.status, Status::Exit(0), "{out}");
    let lines: Vec<_> = out.stdout_str().lines().map(str::to_owned).collect();
    assert_eq!(lines, said, "{out}");
}
