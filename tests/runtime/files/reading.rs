//! Reading whole files, and the targets of links.

use std::fs;

use super::{TempDir, assert_printed, files};

const NOTSUP: i32 = 58;

/// Returns the number of buffers that each read passes.
fn buffer_counts(out: &nanowasi_test_host::Output) -> Vec<u64> {
    out.calls_of("fd_read").map(|call| call.args[2]).collect()
}

/// A vector that grows by doubling would need 30 reads and twice the memory.
#[test]
fn a_file_is_read_into_a_buffer_of_its_length() {
    let folder = TempDir::new("files-sized");
    fs::write(folder.join("f"), vec![7; 40_000]).unwrap();
    fs::write(folder.join("empty"), "").unwrap();
    let out = files(&["read:f"]).dir(&folder, ".").run();
    // One read for the content, and one for the end of file.
    assert_eq!(out.count("fd_read"), 2, "{out}");
    assert!(buffer_counts(&out).iter().all(|count| *count == 1));
    let out = files(&["read-rest:f", "text:empty"])
        .dir(&folder, ".")
        .run();
    assert_printed(
        &out,
        &["read-rest:f: (39997, 40003, true)", "text:empty: \"\""],
    );
    assert_eq!(out.count("fd_read"), 3, "{out}");
}

/// Some files report a length of 0, and a pipe has none: only what is read counts.
#[test]
fn a_length_that_is_wrong_changes_nothing() {
    let folder = TempDir::new("files-lengths");
    let content: Vec<u8> = (0..100_000_u32)
        .map(|n| n.to_le_bytes()[n as usize % 3])
        .collect();
    fs::write(folder.join("f"), &content).unwrap();
    let truth = files(&["read:f"]).dir(&folder, ".").run();
    assert!(
        truth.stdout_str().starts_with("read:f: (100000, "),
        "{truth}"
    );
    for len in [0, 1, 99_999, 100_001, 200_000] {
        let out = files(&["read:f", "read-rest:f"])
            .dir(&folder, ".")
            .fault("fd_filestat_get", move |call| {
                let response = call.real();
                call.write_u64(call.arg(1) + 32, len)?;
                Ok(response)
            })
            .run();
        let rest = "read-rest:f: (99997, 100003, true)";
        assert_printed(&out, &[truth.stdout_str().trim_end(), rest]);
    }
    let out = files(&["read:f", "read-rest:f"])
        .dir(&folder, ".")
        .fault("fd_filestat_get", |_| NOTSUP)
        .fault("fd_tell", |_| NOTSUP)
        .run();
    assert_printed(
        &out,
        &[
            truth.stdout_str().trim_end(),
            "read-rest:f: (99997, 100003, true)",
        ],
    );
}

/// A length of 2⁶³ bytes is an error, not an abort.
#[test]
fn a_length_beyond_all_memory_is_an_error() {
    let folder = TempDir::new("files-beyond");
    fs::write(folder.join("f"), "text").unwrap();
    let out = files(&["read:f", "text:f"])
        .dir(&folder, ".")
        .fault("fd_filestat_get", |call| {
            let response = call.real();
            call.write_u64(call.arg(1) + 32, 1 << 63)?;
            Ok(response)
        })
        .run();
    assert_printed(&out, &["read:f: out of memory", "text:f: out of memory"]);
}

/// A host that always fills the buffer was asked with larger and larger ones.
#[test]
fn a_link_of_unlimited_length_is_an_error() {
    let folder = TempDir::new("files-link");
    let out = files(&["read-link:l"])
        .dir(&folder, ".")
        .fault("path_readlink", |call| {
            call.write_u32(call.arg(5), call.arg(4))?;
            Ok(0)
        })
        .run();
    assert_printed(&out, &["read-link:l: NAMETOOLONG"]);
    let out = files(&["read-link:l"])
        .dir(&folder, ".")
        .fault("path_readlink", |call| {
            call.write_u32(call.arg(5), call.arg(4) + 1)?;
            Ok(0)
        })
        .run();
    assert_printed(&out, &["read-link:l: IO"]);
}

/// The host reads or writes three bytes a call, and nothing is lost.
#[test]
fn a_copy_continues_after_short_counts() {
    let folder = TempDir::new("files-copy");
    let content: Vec<u8> = (0..=255).collect();
    fs::write(folder.join("a"), &content).unwrap();
    for import in ["fd_read", "fd_write"] {
        let out = files(&["copy:a:b"])
            .dir(&folder, ".")
            .fault(import, |call| {
                let iovecs = call.arg(1);
                let len = call.u32(iovecs + 4)?;
                // Writes to standard output are not changed.
                if call.arg(0) > 2 {
                    call.write_u32(iovecs + 4, len.min(3))?;
                }
                Ok(call.real())
            })
            .run();
        assert_printed(&out, &["copy:a:b: 256"]);
        assert_eq!(fs::read(folder.join("b")).unwrap(), content, "{import}");
    }
}
