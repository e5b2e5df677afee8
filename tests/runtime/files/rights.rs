//! The rights and flags that a file is opened with.

use std::fs;

use nanowasi_test_host::Output;

use super::{TempDir, assert_printed, files};

// typenames.witx, 198 to 275
const READ: u64 = 1 << 1;
const SEEK: u64 = 1 << 2;
const TELL: u64 = 1 << 5;
const WRITE: u64 = 1 << 6;
const OPEN: u64 = 1 << 13;
const READDIR: u64 = 1 << 14;
const FILESTAT_GET: u64 = 1 << 21;
const ALL: u64 = (1 << 30) - 1;
/// Rights that make some hosts open a file for writing.
const WRITES: u64 = WRITE | 1 | 1 << 8 | 1 << 22;

/// Returns the requested base rights, inheriting rights, oflags and fdflags of each `path_open`.
fn requested(out: &Output) -> Vec<[u64; 4]> {
    out.calls_of("path_open")
        .map(|call| [call.args[5], call.args[6], call.args[4], call.args[7]])
        .collect()
}

/// Two hosts trap on an undefined bit. Most refuse to open a directory for writing, and several
/// enforce the requested rights.
#[test]
fn only_rights_that_a_file_needs_are_requested() {
    let folder = TempDir::new("files-rights");
    fs::write(folder.join("f"), "x").unwrap();
    let out = files(&[
        "open:f",
        "create:f",
        "create-new:new",
        "append:f",
        "open-dir:.",
    ])
    .dir(&folder, ".")
    .run();
    assert_printed(
        &out,
        &[
            "open:f: ()",
            "create:f: ()",
            "create-new:new: ()",
            "append:f: ()",
            "open-dir:.: ()",
        ],
    );
    let requested = requested(&out);
    let every = SEEK | TELL | FILESTAT_GET;
    for [base, inheriting, oflags, fdflags] in &requested {
        assert_eq!((base | inheriting) & !ALL, 0);
        assert!(*oflags < 16 && *fdflags < 32);
    }
    let [open, create, new, append, dir] = requested[..] else {
        panic!("{out}");
    };
    assert_eq!(open[0] & (every | READ | WRITES), every | READ);
    assert_eq!(create[0] & (every | READ | WRITES), every | WRITES);
    assert_eq!(new[0] & (every | READ | WRITES), every | READ | WRITES);
    assert_eq!(append[0] & (every | READ | WRITES), every | WRITES);
    assert_eq!(dir[0] & (READ | WRITES | OPEN | READDIR), OPEN | READDIR);
    // What is opened through a directory gets at most the directory's inheriting rights.
    assert_eq!(dir[1] & (READ | WRITE | OPEN), READ | WRITE | OPEN);
    assert_eq!(
        [open, create, new, append].map(|requested| requested[1]),
        [0; 4]
    );
    // CREAT 1, DIRECTORY 2, EXCL 4, TRUNC 8; APPEND 1.
    assert_eq!(
        [open, create, new, append, dir].map(|requested| requested[2]),
        [0, 9, 5, 0, 2]
    );
    assert_eq!(
        [open, create, new, append, dir].map(|requested| requested[3]),
        [0, 0, 0, 1, 0]
    );
}

/// Node grants the right to sync only for a file that is open for writing. `std` requests both.
#[test]
fn a_file_that_is_open_for_reading_can_be_synced() {
    const NOTCAPABLE: i32 = 76;
    let folder = TempDir::new("files-sync");
    fs::write(folder.join("f"), "x").unwrap();
    let out = files(&["sync-data:f"])
        .dir(&folder, ".")
        .fault("fd_datasync", |_| NOTCAPABLE)
        .run();
    assert_printed(&out, &["sync-data:f: ()"]);
    assert_eq!(out.count("fd_sync"), 1);
}
