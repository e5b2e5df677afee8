//! `read_dir` and `remove_dir_all`.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;

use nanowasi_test_host::{Call, Run};

use super::{TempDir, assert_printed, files};

const DIRECTORY: u8 = 3;

/// Changes each entry of a listing. The closure receives the address of the entry, the address of
/// its name, and the name's length.
fn entries(
    run: Run,
    change: fn(&mut Call<'_>, u32, u32, u32) -> Result<(), nanowasi_test_host::OutOfBounds>,
) -> Run {
    run.fault("fd_readdir", move |call| {
        let response = call.real();
        let (start, used) = (call.arg(1), call.u32(call.arg(4))?);
        let mut at = start;
        while at + 24 <= start + used {
            let len = call.u32(at + 16)?;
            if at + 24 + len <= start + used {
                change(call, at, at + 24, len)?;
            }
            at += 24 + len;
        }
        Ok(response)
    })
}

/// Makes a directory with a file, a subdirectory, and a link to a directory outside whose file must
/// not be removed.
fn folder(test: &str) -> TempDir {
    let folder = TempDir::new(test);
    fs::create_dir_all(folder.join("top/dir/deep")).unwrap();
    fs::create_dir(folder.join("other")).unwrap();
    for file in [
        "top/file",
        "top/dir/file",
        "top/dir/deep/file",
        "other/stays",
    ] {
        fs::write(folder.join(file), "x").unwrap();
    }
    #[cfg(unix)]
    for link in ["top/link", "top/dir/deep/link"] {
        symlink(
            "../".repeat(link.matches('/').count()) + "other",
            folder.join(link),
        )
        .unwrap();
    }
    folder
}

/// Node, Deno and wasmer return no inode numbers, and any host may leave the type unknown.
#[test]
fn unknown_types_and_inodes_are_queried() {
    let folder = folder("files-open");
    let run = files(&["types:top", "inos:top"]).dir(&folder, ".");
    let out = entries(run, |call, head, _, _| {
        call.write_u64(head + 8, 0)?;
        call.write_u8(head + 20, 0)
    })
    .run();
    let types = r#"types:top: ["dird", "filef", "linkl"]"#;
    assert_printed(&out, &[types, "inos:top: [0, 0, 0]"]);
}

/// Hosts that read the whole directory for each call took quadratic time: 10,000 files were 78
/// calls, each of which read all of them.
#[test]
fn a_long_listing_is_few_calls() {
    let folder = TempDir::new("files-long");
    let names: Vec<String> = (0..2000).map(|number| format!("{number:050}")).collect();
    for name in &names {
        fs::write(folder.join(name), "").unwrap();
    }
    let out = files(&["list:."]).dir(&folder, ".").run();
    // In the form that `OsString`'s `Debug` prints.
    let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    assert_printed(&out, &[&format!("list:.: {names:?}")]);
    // 148,000 bytes in buffers of 32, 64 and 128 KiB; the last call returns the end.
    assert_eq!(out.count("fd_readdir"), 4, "{out}");
}

/// wasmtime reads the directory anew for each call, and uses the cookie as an index. A program that
/// removed each of 2,000 files as it was listed left 872 of them, without an error; one that
/// created files saw some twice.
#[test]
fn each_entry_comes_once_while_the_directory_changes() {
    const COUNT: usize = 2000;
    // What is done for each entry, and how many entries exist at the end.
    for (how, left) in [
        ("remove", 0),
        ("remove-odd", COUNT / 2),
        ("remove-all", 0),
        ("rename", COUNT),
        ("rename-over", 1),
        ("create", 3 * COUNT),
    ] {
        let folder = TempDir::new(&format!("files-changing-{how}"));
        fs::create_dir(folder.join("d")).unwrap();
        for number in 0..COUNT {
            let path = folder.join(format!("d/f{number:050}"));
            if how == "remove-all" {
                fs::create_dir(&path).unwrap();
                fs::write(path.join("file"), "").unwrap();
            } else {
                fs::write(path, "").unwrap();
            }
        }
        let verb = format!("changing:d:{how}");
        let out = files(&[&verb]).dir(&folder, ".").run();
        assert_printed(&out, &[&format!("{verb}: ({COUNT}, {COUNT})")]);
        assert_eq!(
            fs::read_dir(folder.join("d")).unwrap().count(),
            left,
            "{how}"
        );
    }
}

/// A name that is not UTF-8 was an error, and the entry after it was lost.
#[test]
fn a_name_that_is_not_utf8_is_listed() {
    let folder = TempDir::new("files-bytes");
    fs::write(folder.join("bytes"), "x").unwrap();
    let run = files(&["list:."]).dir(&folder, ".");
    let out = entries(run, |call, _, name, len| match len {
        5 => call.write(name, b"b\xFFtes"),
        _ => Ok(()),
    })
    .run();
    assert_printed(&out, &[r#"list:.: ["\"b\\xFFtes\""]"#]);
}

/// `remove_dir_all` must not follow a link out of the tree.
#[test]
fn no_link_is_followed_where_a_tree_is_removed() {
    let folder = folder("files-remove");
    let out = files(&["remove-all:top"]).dir(&folder, ".").run();
    assert_printed(&out, &["remove-all:top: ()"]);
    assert!(!folder.join("top").exists() && folder.join("other/stays").exists());
    // Each name is removed relative to the open directory in which it was found.
    for call in out.calls_of("path_unlink_file") {
        assert!(
            call.text.contains("\"file\"") || call.text.contains("\"link\""),
            "{out}"
        );
    }
}

/// A listing that calls each entry a directory, or leaves the type unknown: a link is still opened
/// without following it.
#[test]
fn remove_dir_all_does_not_trust_the_types_of_a_listing() {
    for file_type in [0, DIRECTORY] {
        let folder = folder(&format!("files-told-{file_type}"));
        let run = files(&["remove-all:top"]).dir(&folder, ".");
        let out = match file_type {
            0 => entries(run, |call, head, _, _| call.write_u8(head + 20, 0)),
            _ => entries(run, |call, head, _, _| call.write_u8(head + 20, DIRECTORY)),
        }
        .run();
        assert_printed(&out, &["remove-all:top: ()"]);
        assert!(!folder.join("top").exists() && folder.join("other/stays").exists());
    }
}

/// An entry that another process removed in the meantime is not an error.
#[test]
fn a_tree_that_another_process_removes_is_no_error() {
    const NOENT: i32 = 44;
    let folder = folder("files-race");
    let out = files(&["remove-all:top"])
        .dir(&folder, ".")
        .fault("path_unlink_file", |call| {
            call.real();
            NOENT
        })
        .run();
    assert_printed(&out, &["remove-all:top: ()"]);
    assert!(!folder.join("top").exists());
    // Any other error ends the call.
    let folder = self::folder("files-denied");
    let out = files(&["remove-all:top"])
        .dir(&folder, ".")
        .fault("path_unlink_file", |_| 2)
        .run();
    assert_printed(&out, &["remove-all:top: ACCES"]);
    assert_eq!(out.count("path_unlink_file"), 1, "{out}");
}

/// Recursion would overflow the stack; the directories to be removed are kept on the heap.
#[test]
fn a_deep_tree_is_removed() {
    let folder = TempDir::new("files-deep");
    let deep = "d/".repeat(200);
    fs::create_dir_all(folder.join(&deep)).unwrap();
    fs::write(folder.join(&deep).join("file"), "x").unwrap();
    // A buffer for each level would take 6 MiB.
    let run = files(&["remove-all:d"]).dir(&folder, ".");
    let out = run.memory_limit(2 << 20).run();
    assert_printed(&out, &["remove-all:d: ()"]);
    assert!(!folder.join("d").exists());
}
