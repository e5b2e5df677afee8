//! `mkdir` prints each error with its name.

use std::fs;

use nanowasi_test_host::Output;

use super::{TempDir, assert_ended, errors_of, tools};

/// Fails unless the run reported this error for `name` and for nothing else, with status 1.
#[track_caller]
fn assert_refused(out: &Output, name: &str, error: &str) {
    assert_ended(out, 1, "", &format!("mkdir: {name}: {error}\n"));
}

#[test]
fn directories_are_made() {
    for mkdir in tools("mkdir") {
        let folder = TempDir::new("mkdir-made");
        let names = ["one", "two/", "one/in", "./three", "ünï"];
        let out = mkdir().args(names).dir(&folder, ".").run();
        assert_ended(&out, 0, "", "");
        assert!(names.iter().all(|name| folder.join(name).is_dir()));
    }
}

/// An existing directory and an existing file are both errors.
#[test]
fn an_existing_name_is_an_error() {
    let folder = TempDir::new("mkdir-exists");
    fs::create_dir(folder.join("dir")).unwrap();
    fs::write(folder.join("file"), "").unwrap();
    for mkdir in tools("mkdir") {
        for name in ["dir", "file"] {
            let out = mkdir().arg(name).dir(&folder, ".").run();
            assert_refused(&out, name, "EXIST");
        }
    }
}

/// Hosts return four different errnos for an empty path. The guest passes `.` instead, which an
/// empty path means to `std` as well.
#[test]
fn an_empty_name_exists_and_a_missing_parent_is_not_found() {
    let folder = TempDir::new("mkdir-noent");
    for mkdir in tools("mkdir") {
        for (name, error) in [("", "EXIST"), ("missing/dir", "NOENT")] {
            let out = mkdir().arg(name).dir(&folder, ".").run();
            assert_refused(&out, name, error);
        }
        let out = mkdir().args(["-p", ""]).dir(&folder, ".").run();
        assert_refused(&out, "", "EXIST");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }
}

/// One invalid name among others: the other directories are made.
#[test]
fn a_directory_that_fails_is_reported_and_the_others_are_made() {
    for mkdir in tools("mkdir") {
        let folder = TempDir::new("mkdir-rest");
        fs::create_dir(folder.join("there")).unwrap();
        let names = ["one", "there", "missing/dir", "two"];
        let out = mkdir().args(names).dir(&folder, ".").run();
        assert_ended(
            &out,
            1,
            "",
            "mkdir: there: EXIST\nmkdir: missing/dir: NOENT\n",
        );
        assert!(folder.join("one").is_dir() && folder.join("two").is_dir());
    }
}

/// With `-p`, it is no error if the directory or a part of its path exists.
#[test]
fn parents_are_made_as_far_as_they_are_missing() {
    for mkdir in tools("mkdir") {
        let folder = TempDir::new("mkdir-parents");
        for names in [
            ["a/b/c/d", "a/b/x/"],
            ["a/b/c/d", "a"],
            ["./e//f/", "a/b/c/d/../g"],
        ] {
            let out = mkdir().arg("-p").args(names).dir(&folder, ".").run();
            assert_ended(&out, 0, "", "");
            assert!(
                names.iter().all(|name| folder.join(name).is_dir()),
                "{names:?}"
            );
        }
    }
}

/// The preopened directory itself exists, under any name, and is not a parent to be made.
#[test]
fn parents_end_at_the_preopened_directory() {
    let folder = TempDir::new("mkdir-top");
    for mkdir in tools("mkdir") {
        for (name, preopen) in [
            ("data", "data"),
            ("/data/x", "/data"),
            (".", "."),
            ("/", "/"),
        ] {
            let out = mkdir().args(["-p", name]).dir(&folder, preopen).run();
            assert_ended(&out, 0, "", "");
        }
    }
}

/// A file in the path is an error with `-p` as well, and no later directory is made.
#[test]
fn a_file_in_the_way_is_refused() {
    let folder = TempDir::new("mkdir-file");
    fs::write(folder.join("file"), "").unwrap();
    for mkdir in tools("mkdir") {
        let out = mkdir().args(["-p", "file"]).dir(&folder, ".").run();
        assert_refused(&out, "file", "EXIST");
        let out = mkdir().args(["-p", "file/in"]).dir(&folder, ".").run();
        let errors = errors_of(&out, "path_create_directory");
        assert_refused(&out, "file/in", &errors[0]);
    }
}

/// Leaving a preopened directory is refused by the host, and its errno is returned.
#[test]
fn leaving_a_preopened_directory_is_refused() {
    let folder = TempDir::new("mkdir-escape");
    let inside = folder.join("inside");
    fs::create_dir(&inside).unwrap();
    for mkdir in tools("mkdir") {
        for name in ["../outside", "../../outside", "x/../../outside"] {
            fs::create_dir_all(inside.join("x")).unwrap();
            for args in [vec![name], vec!["-p", name]] {
                let out = mkdir().args(args).dir(&inside, ".").run();
                let refused =
                    ["NOTCAPABLE", "PERM"].map(|errno| format!("mkdir: {name}: {errno}\n"));
                assert!(refused.contains(&out.stderr_str().into_owned()), "{out}");
                assert_eq!(out.status.code(), Some(1), "{out}");
                assert!(!folder.join("outside").exists());
            }
        }
    }
}

/// Every errno has a name, also one that only some hosts return or that is undefined.
#[test]
fn every_errno_is_printed_by_its_name() {
    let folder = TempDir::new("mkdir-words");
    for mkdir in tools("mkdir") {
        // `2BIG` is not an identifier; 77 and 9999 are undefined.
        let words = [
            (25, "ILSEQ"),
            (1, "2BIG"),
            (76, "NOTCAPABLE"),
            (77, "UNKNOWN"),
            (9999, "UNKNOWN"),
        ];
        for (errno, name) in words {
            let run = mkdir().arg("dir").dir(&folder, ".");
            let out = run.fault("path_create_directory", move |_| errno).run();
            assert_refused(&out, "dir", name);
        }
    }
}

/// Wrong usage has a separate status, so that a script can tell it from a directory that could
/// not be made.
#[test]
fn no_name_is_wrong_usage() {
    for mkdir in tools("mkdir") {
        for args in [&[][..], &["-p"]] {
            let out = mkdir().args(args.iter().copied()).run();
            assert_eq!(out.status.code(), Some(2), "{out}");
            let message = out.stderr_str();
            assert!(
                message.starts_with("mkdir: ") && message.lines().count() == 1,
                "{out}"
            );
            assert_eq!(out.stdout, b"");
        }
    }
}
