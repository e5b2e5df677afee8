//! Which of the preopened directories a path leads to, as a host's real list of them has it.
//!
//! Each directory holds files that say where they are: a path that was looked up in the wrong one
//! finds a file, too, or one of another name.

use std::fs;

use nanowasi_test_host::Output;

use super::{TempDir, assert_ended, tools};

/// A folder with files `x`, `b/x` and `base`, whose content is their place.
fn place(test: &str, name: &str) -> TempDir {
    let folder = TempDir::new(&format!("preopens-{test}-{name}"));
    fs::create_dir(folder.join("b")).unwrap();
    for file in ["x", "b/x", "base"] {
        fs::write(folder.join(file), format!("{name}:{file}\n")).unwrap();
    }
    folder
}

/// Whatever the name, all that it holds is below it.
#[test]
fn a_path_leads_into_the_directory_that_it_names() {
    let folder = place("names", "one");
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

/// `/a/b/x` is a file of both directories; the closer one is meant, whichever comes first.
#[test]
fn the_directory_with_the_most_components_wins() {
    let (a, b) = (place("longest", "a"), place("longest", "b"));
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

/// wasi-libc's rule, and that of every command line: what is said later counts.
#[test]
fn the_later_of_two_with_the_same_name_wins() {
    let (one, two) = (place("later", "one"), place("later", "two"));
    for cat in tools("cat") {
        for name in ["/data", "."] {
            let path = format!("{name}/x");
            let out = cat().arg(&path).dir(&one, name).dir(&two, name).run();
            assert_ended(&out, 0, "two:x\n", "");
        }
    }
}

/// Taken for the same, `/x` would open a file of the current directory.
#[test]
fn the_root_and_the_current_directory_are_kept_apart() {
    let (here, root) = (place("apart", "here"), place("apart", "root"));
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

/// `std` finds them there, and so a program that leaves it has to.
#[test]
fn each_serves_the_other_where_it_is_alone() {
    let folder = place("alone", "one");
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

/// More components count for more than the kind, as under `std`.
#[test]
fn the_most_components_win_whatever_the_kind() {
    let (here, data) = (place("kind", "here"), place("kind", "data"));
    for cat in tools("cat") {
        let out = cat()
            .args(["b/x", "/b/x", "x"])
            .dir(&here, ".")
            .dir(&data, "/b")
            .run();
        assert_ended(&out, 0, "data:x\ndata:x\nhere:x\n", "");
    }
}

/// By bytes, `data` is the front of `database`, and `base` is a file in it.
#[test]
fn names_match_by_whole_components() {
    let folder = place("components", "one");
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

/// Without any directory every path leads nowhere, and the host is not asked.
#[test]
fn a_path_that_leads_nowhere_is_named() {
    for cat in tools("cat") {
        for path in ["x", "/x", "../x", "."] {
            let out = cat().arg(path).run();
            assert_unresolved(&out, path);
        }
    }
}

/// The host's list has a directory of which it tells nothing: those behind it still count.
#[test]
fn a_directory_that_the_host_hides_does_not_hide_the_others() {
    const NOTSUP: i32 = 58;
    let (one, two) = (place("hidden", "one"), place("hidden", "two"));
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

/// Fails unless `path` was refused, and the host not asked.
#[track_caller]
fn assert_unresolved(out: &Output, path: &str) {
    assert_ended(out, 1, "", &format!("cat: {path}: NOENT\n"));
    assert_eq!(out.count("path_open"), 0, "{out}");
}
