//! What is asked of a host when a file is opened.

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
/// What makes some hosts open a file to be written.
const WRITES: u64 = WRITE | 1 | 1 << 8 | 1 << 22;

/// The rights and flags that were asked for: base, inheriting, oflags, fdflags.
fn asked(out: &Output) -> Vec<[u64; 4]> {
    out.calls_of("path_open")
        .map(|call| [call.args[5], call.args[6], call.args[4], call.args[7]])
        .collect()
}

/// Two hosts trap on a bit that means nothing, most refuse a directory that is to be written, and several
/// enforce what was asked for.
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
    // What is opened through a directory has what the directory passes on.
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

/// node has the right to store content only where there is one to write it: `std` asks for the other there.
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
