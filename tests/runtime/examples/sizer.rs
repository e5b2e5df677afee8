//! `sizer` lists a directory's entries with their sizes.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use nanowasi_test_host::{Output, Response, Status};

use super::{TempDir, assert_ended, errors_of, folder, tools};

/// Returns the lines that it should print for a directory.
fn listing(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let line = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().unwrap();
        format!(
            "filename: \"{name}\", filesize: {} bytes",
            entry.metadata().unwrap().len()
        )
    };
    entries.map(line).collect()
}

/// Returns the lines of standard output. Fails if a line occurs twice.
#[track_caller]
fn lines(out: &Output) -> BTreeSet<String> {
    let text = String::from_utf8(out.stdout.clone()).unwrap();
    let lines: BTreeSet<_> = text.lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), text.lines().count(), "twice the same: {out}");
    lines
}

/// A block of a listing may end in the middle of a name. A reader that continues at a wrong offset
/// loses entries, repeats them, or never ends.
#[test]
fn a_thousand_long_names_are_all_there_once() {
    let folder = TempDir::new("sizer-many");
    for number in 0..1000 {
        // 200 bytes or more, with letters of one to four bytes.
        let letter = ["x", "ß", "語", "🦀"][number % 4];
        let name = format!(
            "{number} {}",
            letter.repeat(200 / letter.len() + number % 10)
        );
        fs::write(folder.join(name), vec![b'.'; number]).unwrap();
    }
    for sizer in tools("sizer") {
        let out = sizer().dir(&folder, ".").run();
        assert_eq!(out.status, Status::Exit(0), "{out}");
        assert_eq!(out.stderr_str(), "");
        assert!(out.count("fd_readdir") > 2, "one block is no test: {out}");
        assert_eq!(lines(&out), listing(&folder));
    }
}

/// For a link, the link itself is listed, even if its target does not exist. `.` and `..` are not
/// listed.
#[test]
fn entries_of_all_kinds_have_their_own_sizes() {
    let folder = folder("sizer-kinds");
    symlink("big", folder.join("link")).unwrap();
    symlink("nowhere", folder.join("dangling")).unwrap();
    for sizer in tools("sizer") {
        let out = sizer().args([".", "./dir"]).dir(&folder, ".").run();
        assert_eq!(out.status, Status::Exit(0), "{out}");
        assert_eq!(out.stderr_str(), "");
        assert_eq!(lines(&out), listing(&folder));
    }
}

#[test]
fn an_empty_directory_has_no_lines() {
    let folder = TempDir::new("sizer-empty");
    for sizer in tools("sizer") {
        let out = sizer().dir(&folder, ".").run();
        assert_ended(&out, 0, "", "");
    }
}

/// The directories after one that fails are still listed.
#[test]
fn an_unreadable_directory_is_reported_and_the_others_are_listed() {
    let (one, other) = (folder("sizer-errors"), TempDir::new("sizer-errors-other"));
    fs::write(other.join("last"), "last").unwrap();
    for sizer in tools("sizer") {
        let names = ["one", "one/missing", "one/big", "other"];
        let out = sizer()
            .args(names)
            .dir(&one, "one")
            .dir(&other, "other")
            .run();
        let errors = errors_of(&out, "path_open");
        let [missing, file] = errors.as_slice() else {
            panic!("{errors:?}: {out}");
        };
        assert_eq!(missing, "NOENT");
        let message = format!("sizer: one/missing: NOENT\nsizer: one/big: {file}\n");
        assert_eq!(out.stderr_str(), message, "{out}");
        assert_eq!(out.status, Status::Exit(1), "{out}");
        let expected: BTreeSet<_> = listing(&one).into_iter().chain(listing(&other)).collect();
        assert_eq!(lines(&out), expected);
    }
}

/// A file may be removed between the listing and the call for its size.
#[test]
fn a_removed_entry_is_reported_and_the_others_are_listed() {
    const NOENT: i32 = 44;
    let folder = folder("sizer-race");
    for sizer in tools("sizer") {
        let out = sizer()
            .dir(&folder, ".")
            .fault("path_filestat_get", |call| {
                let name = call.bytes(call.arg(2), call.arg(3))?;
                Ok(if name == b"big" {
                    Response::Errno(NOENT)
                } else {
                    Response::Real
                })
            })
            .run();
        assert_eq!(out.status, Status::Exit(1), "{out}");
        assert_eq!(out.stderr_str(), "sizer: ./big: NOENT\n", "{out}");
        let mut expected = listing(&folder);
        expected.retain(|line| !line.contains("\"big\""));
        assert_eq!(lines(&out), expected);
    }
}

/// Some hosts return names that are not UTF-8. Such a name cannot be printed, but must not be
/// skipped silently.
#[test]
fn a_name_that_is_not_utf8_is_reported() {
    let folder = TempDir::new("sizer-utf8");
    fs::write(folder.join("known"), "12345").unwrap();
    for sizer in tools("sizer") {
        let run = sizer().dir(&folder, ".").fault("fd_readdir", |call| {
            let response = call.real();
            let (buffer, used) = (call.arg(1), call.u32(call.arg(4))?);
            let mut listing = call.bytes(buffer, used)?;
            for at in 0..listing.len() {
                if listing[at..].starts_with(b"known") {
                    listing[at..at + 5].copy_from_slice(b"kn\xFFwn");
                }
            }
            call.write(buffer, &listing)?;
            Ok(response)
        });
        // Such a host also accepts the name in a path.
        let out = run
            .fault("path_filestat_get", |call| {
                if call.bytes(call.arg(2), call.arg(3))? == b"kn\xFFwn" {
                    call.write(call.arg(2), b"known")?;
                }
                Ok(Response::Real)
            })
            .run();
        let expected = "filename: \"(a name that is not UTF-8)\", filesize: 5 bytes\n";
        assert_ended(&out, 0, expected, "");
    }
}
