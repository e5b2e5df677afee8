//! Path resolution: which of the preopened directories a path leads into, with a real host's list
//! of them.
//!
//! Each directory has files that contain its name, because a path that is resolved wrongly may find
//! a file as well.

use std::fs;

use nanowasi_test_host::Output;

use super::{TempDir, assert_ended, tools};

/// Makes a directory with the files `x`, `b/x` and `base`. Each contains the directory's name.
fn directory(test: &str, name: &str) -> TempDir {
    let folder = TempDir::new(&format!("preopens-{test}-{name}"));
    fs::create_dir(folder.join("b")).unwrap();
    for file in ["x", "b/x", "base"] {
        fs::write(folder.join(file), format!("{name}:{file}\n")).unwrap();
    }
    folder
}

/// Under any name, a preopened directory contains what is below that name.
#[test]
fn a_path_leads_into_the_directory_that_it_names() {
    let folder = directory("names", "one");
    for cat in tools("cat") {
        for (name, path) in [
            ("/data", "/data/x"),
            ("/data/", "/data/x"),
            ("/data", "//data//./x"),
            ("data", "data/x"),
            ("data", "./data/x"),
            ("./data", "data/x"),
            (".", "x"),
            (".", "./x"),
            ("/", "/x"),
            ("a/b/c", "a/b/c/x"),
            ("ünï cödé", "ünï cödé/x"),
        ] {
            let out = cat().arg(path).dir(&folder, name).run();
            println!("{path} in {name}");
            assert_ended(&out, 0, "one:x\n", "");
        }
    }
}

/// `/a/b/x` is in both directories. The one with the longer name is used, in either order.
#[test]
fn the_directory_with_the_most_components_wins() {
    let (a, b) = (directory("longest", "a"), directory("longest", "b"));
    for cat in tools("cat") {
        for run in [
            cat().dir(&a, "/a").dir(&b, "/a/b"),
            cat().dir(&b, "/a/b").dir(&a, "/a"),
        ] {
            let out = run.args(["/a/b/x", "/a/x", "/a/base", "/a/b/b/x"]).run();
            assert_ended(&out, 0, "b:x\na:x\na:base\nb:b/x\n", "");
        }
    }
}

/// wasi-libc's rule, and that of most command lines: the later of two equal options takes effect.
#[test]
fn the_later_of_two_with_the_same_name_wins() {
    let (one, two) = (directory("later", "one"), directory("later", "two"));
    for cat in tools("cat") {
        for name in ["/data", "."] {
            let path = format!("{name}/x");
            let out = cat().arg(&path).dir(&one, name).dir(&two, name).run();
            assert_ended(&out, 0, "two:x\n", "");
        }
    }
}

/// If `/` and `.` were the same, `/x` would open a file of the current directory.
#[test]
fn the_root_and_the_current_directory_are_distinct() {
    let (here, root) = (directory("apart", "here"), directory("apart", "root"));
    for cat in tools("cat") {
        for run in [
            cat().dir(&here, ".").dir(&root, "/"),
            cat().dir(&root, "/").dir(&here, "."),
        ] {
            let out = run.args(["x", "/x", "./x"]).run();
            assert_ended(&out, 0, "here:x\nroot:x\nhere:x\n", "");
        }
    }
}

/// If there is only one of `/` and `.`, `std` resolves both kinds of paths in it. Programs depend
/// on that.
#[test]
fn a_lone_root_or_current_directory_serves_both_kinds_of_path() {
    let folder = directory("alone", "one");
    for cat in tools("cat") {
        for (name, path) in [
            (".", "/x"),
            ("/", "x"),
            ("/", "./x"),
            ("data", "/data/x"),
            ("/data", "data/x"),
            ("./data/", "/data/b/x"),
        ] {
            let out = cat().arg(path).dir(&folder, name).run();
            println!("{path} in {name}");
            let file = if path.ends_with("b/x") { "b/x" } else { "x" };
            assert_ended(&out, 0, format!("one:{file}\n"), "");
        }
    }
}

/// As with `std`, more matching components take precedence over the kind of path.
#[test]
fn the_most_components_win_whatever_the_kind() {
    let (here, data) = (directory("kind", "here"), directory("kind", "data"));
    for cat in tools("cat") {
        let out = cat()
            .args(["b/x", "/b/x", "x"])
            .dir(&here, ".")
            .dir(&data, "/b")
            .run();
        assert_ended(&out, 0, "data:x\ndata:x\nhere:x\n", "");
    }
}

/// Compared by bytes, `data` is a prefix of `database`, and `base` is a file in it.
#[test]
fn names_match_by_whole_components() {
    let folder = directory("components", "one");
    for cat in tools("cat") {
        for (name, path) in [
            ("data", "database"),
            ("/data", "/database"),
            ("data", "data.x"),
            ("data/b", "data/bb"),
            ("data", "dat"),
        ] {
            let out = cat().arg(path).dir(&folder, name).run();
            assert_unresolved(&out, path);
        }
    }
}

/// Without preopened directories no path can be resolved, and the host is not called.
#[test]
fn a_path_outside_the_preopens_is_reported() {
    for cat in tools("cat") {
        for path in ["x", "/x", "../x", "."] {
            let out = cat().arg(path).run();
            assert_unresolved(&out, path);
        }
    }
}

/// A host that returns an error for one directory in its list must not hide the ones after it.
#[test]
fn a_directory_that_the_host_hides_does_not_hide_the_others() {
    const NOTSUP: i32 = 58;
    let (one, two) = (directory("hidden", "one"), directory("hidden", "two"));
    for cat in tools("cat") {
        let out = cat()
            .args(["/one/x", "/two/x"])
            .dir(&one, "/one")
            .dir(&two, "/two")
            .fault("fd_prestat_get", |call| match call.arg(0) {
                3 => NOTSUP.into(),
                _ => call.real(),
            })
            .run();
        assert_ended(&out, 1, "two:x\n", "cat: /one/x: NOENT\n");
    }
}

/// Fails unless `path` was refused without a call to the host.
#[track_caller]
fn assert_unresolved(out: &Output, path: &str) {
    assert_ended(out, 1, "", &format!("cat: {path}: NOENT\n"));
    assert_eq!(out.count("path_open"), 0, "{out}");
}
