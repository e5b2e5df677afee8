//! Files relative to an open directory, reads and writes at an offset, and what else only WASI has.

use std::fs;

use super::{TempDir, assert_printed, files};

#[test]
fn every_operation_works_below_an_open_directory() {
    let folder = TempDir::new("files-below");
    fs::create_dir(folder.join("in")).unwrap();
    let out = files(&["below:in"]).dir(&folder, ".").run();
    assert_printed(
        &out,
        &["below:in: \"below file true 2 NOENT PermissionDenied \
           file name contained an unexpected NUL byte\""],
    );
    assert_eq!(fs::read_dir(folder.join("in")).unwrap().count(), 0);
    // Only the first path is resolved among the preopened directories.
    let through_preopen = out.calls_of("path_open").filter(|call| call.args[0] == 3);
    assert_eq!(through_preopen.count(), 1, "{out}");
}

#[test]
fn a_link_can_be_opened_without_following_it() {
    let folder = TempDir::new("files-nofollow");
    let out = files(&["links:l"]).dir(&folder, ".").run();
    assert_printed(&out, &["links:l: \"true LOOP true\""]);
}

#[test]
fn reads_and_writes_at_an_offset_use_that_offset() {
    let folder = TempDir::new("files-at");
    let expected = "at:x: \"10 1 failed to fill whole buffer; invalid parameter 'advice'\"";
    let out = files(&["at:x"]).dir(&folder, ".").run();
    assert_printed(&out, &[expected]);
    let content = fs::read(folder.join("x")).unwrap();
    assert_eq!(&content[..13], b"01abc56789\0\0Z");
}

/// The host moves one byte a call, and the offset advances with it.
#[test]
fn offsets_advance_by_short_counts() {
    let folder = TempDir::new("files-short");
    let mut run = files(&["at:x"]).dir(&folder, ".");
    for import in ["fd_pread", "fd_pwrite"] {
        run = run.fault(import, |call| {
            let iovecs = call.arg(1);
            call.write_u32(iovecs + 4, 1)?;
            Ok(call.real())
        });
    }
    let out = run.run();
    assert!(out.stdout_str().starts_with("at:x: \"10 1 failed"), "{out}");
    let content = fs::read(folder.join("x")).unwrap();
    assert_eq!(&content[..13], b"01abc56789\0\0Z");
    assert!(
        out.count("fd_pwrite") >= 4 && out.count("fd_pread") >= 6,
        "{out}"
    );
}

#[test]
fn attributes_and_flags_are_read_and_set() {
    let folder = TempDir::new("files-attributes");
    fs::write(folder.join("f"), "x").unwrap();
    fs::hard_link(folder.join("f"), folder.join("g")).unwrap();
    let out = files(&["stat:f", "times:f", "flags:f", "arc:s"])
        .dir(&folder, ".")
        .run();
    assert_printed(
        &out,
        &[
            "stat:f: \"true false 2\"",
            "times:f: (1000000001, 2000000002)",
            "flags:f: \"Fdflags(APPEND) Fdflags(0x0)\"",
            "arc:s: \"shared\"",
        ],
    );
}
