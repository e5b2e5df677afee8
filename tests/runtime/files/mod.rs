//! Files and directories on imperfect hosts, and what WASI offers beyond `std`.
//!
//! These tests guard against:
//!
//! - a host that enforces rights, and refuses a file because of a right that is not needed;
//! - a truncated file, or a gigabyte of memory, because the host reported a wrong length;
//! - a name that is not UTF-8 and is skipped;
//! - a link that is followed out of a tree that is removed.
//!
//! What `std` offers as well is compared with it in `tests/compat/differential`.
//!
//! | module | what it tests |
//! | --- | --- |
//! | `rights` | the rights and flags that a file is opened with |
//! | `reading` | whole files, and links |
//! | `directories` | listings and `remove_dir_all` |
//! | `openat` | files relative to an open directory, reads and writes at an offset |
//! | `canonicalize` | absolute paths |
//! | `current_dir` | the current directory |

mod canonicalize;
mod current_dir;
mod directories;
mod openat;
mod reading;
mod rights;

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Output, Run, Status};

use crate::common::TempDir;

/// Runs the guest `files` with these operations.
fn files(verbs: &[&str]) -> Run {
    Run::new(build::guest("files", Mode::Default)).args(verbs.iter().copied())
}

/// Fails unless the guest printed this line for each operation.
#[track_caller]
fn assert_printed(out: &Output, expected: &[&str]) {
    assert_eq!(out.status, Status::Exit(0), "{out}");
    let lines: Vec<_> = out.stdout_str().lines().map(str::to_owned).collect();
    assert_eq!(lines, expected, "{out}");
}
