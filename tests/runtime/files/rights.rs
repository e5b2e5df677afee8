//! The rights and flags that a file is opened with.

use std::fs;

use nanowasi_test_host::Output;

use super::{TempDir, assert_said, files};

// typenames.witx, 198 to 275
const READ: u64 = 1 << 1;
const SEEK: u64 = 1 << 2;
const TELL: u64 = 1 << 5;
const WRITE: u64 = 1 << 6;
const OPEN: u64 = 1 << 13;
const READDIR: u64 = 1 << 14;
const FILESTAT_GET: u64 = 1 << 21;
const ALL: u64 = (1 << 30) - 1;
/// Flags that make some hosts open a file for writing.
const WRITES: u64 = WRITE | 1 | 1 << 8 | 1 << 22;

/// Returns the requested base rights, inheriting rights, oflags and fdflags of each `path_open`.
fn asked(out: &Output) -> Vec<[u64; 4]> {
    out.calls_of("path_open")
        .map(|call| [call.args[5], call.args[6], call.args[4], call.args[7]])
        .collect()
}

/// Two hosts trap on an undefined bit. Most refuse to open a directory for writing, and several
/// enforce the requested rights.
#[test]
fn no_more_is_asked_for_than_a_file_can_use() {
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
    assert_said(
        &out,
        &[
            "open:f: ()",
            "create:f: ()",
            "create-new:new: ()",
            "append:f: ()",
            "open-dir:.: ()",
        ],
    );
    let asked = asked(&out);
    let every = SEEK | TELL | FILESTAT_GET;
    for [base, inheriting, oflags, fdflags] in &asked {
        assert_eq!((base | inheriting) & !ALL, 0);
        assert!(*oflags < 16 && *fdflags < 32);
    }
    let [open, create, new, append, dir] = asked[..] else {
        panic!("{out}");
    };
    assert_eq!(open[0] & (every | READ | WRITES), every | READ);
    assert_eq!(create[0] & (every | READ | WRITES), every | WRITES);
    assert_eq!(new[0] & (every | READ | WRITES), every | READ | WRITES);
    assert_eq!(append[0] & (every | READ | WRITES), every | WRITES);
    assert_eq!(dir[0] & (READ | WRITES | OPEN | READDIR), OPEN | READDIR);
    // What is opened through a directory gets at most the directory's inheriting rights.
    assert_eq!(dir[1] & (READ | WRITE | OPEN), READ | WRITE | OPEN);
    assert_eq!([open, create, new, append].map(|asked| asked[1]), [0; 4]);
    // CREAT 1, DIRECTORY 2, EXCL 4, TRUNC 8; APPEND 1.
    assert_eq!(
        [open, create, new, append, dir].map(|asked| asked[2]),
        [0, 9, 5, 0, 2]
    );
    assert_eq!(
        [open, create, new, append, dir].map(|asked| asked[3]),
        [0, 0, 0, 1, 0]
    );
}

/// Node grants the right to sync only for a file that is open for writing. `std` requests both.
#[test]
fn a_file_that_is_only_read_can_be_stored() {
    const NOTCAPABLE: i32 = 76;
    let folder = TempDir::new("files-sync");
    fs::write(folder.join("f"), "x").unwrap();
    let out = files(&["sync-data:f"])
        .dir(&folder, ".")
        .fault("fd_datasync", |_| NOTCAPABLE)
        .run();
    assert_said(&out, &["sync-data:f: ()"]);
    assert_eq!(out.count("fd_sync"), 1);
}
