//! The current directory: a text that is put in front of relative paths.

use std::fs;

use super::{TempDir, assert_said, files};

/// Where both are preopened, `sub` below `.` and `/sub` are two: a change of directory keeps to its kind.
#[test]
fn a_change_of_directory_keeps_to_its_kind() {
    let (here, root) = (TempDir::new("files-here"), TempDir::new("files-root"));
    for (place, content) in [(&here, "here"), (&root, "root")] {
        fs::create_dir(place.join("sub")).unwrap();
        fs::write(place.join("sub/f"), content).unwrap();
    }
    let verbs = [
        "cd:sub",
        "text:f",
        "text:/sub/f",
        "cd:/sub",
        "text:f",
        "cd:..",
        "text:sub/f",
    ];
    let said = [
        "cd:sub: \"/sub\"",
        "text:f: \"here\"",
        "text:/sub/f: \"root\"",
        "cd:/sub: \"/sub\"",
        "text:f: \"root\"",
        "cd:..: \"/sub/..\"",
        "text:sub/f: \"root\"",
    ];
    let out = files(&verbs).dir(&here, ".").dir(&root, "/").run();
    assert_said(&out, &said);
    let out = files(&verbs).dir(&root, "/").dir(&here, ".").run();
    assert_said(&out, &said);
}

/// A preopened directory that lies, by its name, in the current one.
#[test]
fn the_name_of_a_preopen_may_lie_in_the_current_directory() {
    let (a, b) = (TempDir::new("files-a"), TempDir::new("files-b"));
    fs::create_dir(a.join("sub")).unwrap();
    fs::write(b.join("f"), "b").unwrap();
    let out = files(&[
        "cd:sub",
        "text:data/f",
        "cd:data",
        "text:f",
        "text:../data/f",
    ])
    .dir(&a, ".")
    .dir(&b, "sub/data")
    .run();
    assert_said(
        &out,
        &[
            "cd:sub: \"/sub\"",
            "text:data/f: \"b\"",
            "cd:data: \"/sub/data\"",
            "text:f: \"b\"",
            // Below `sub/data`, out of which no `..` leads.
            "text:../data/f: PERM",
        ],
    );
}

/// What is no directory is refused, and the one before stays.
#[test]
fn what_is_no_directory_is_refused() {
    let folder = TempDir::new("files-refused");
    fs::create_dir(folder.join("sub")).unwrap();
    fs::write(folder.join("sub/f"), "x").unwrap();
    let out = files(&["cd:sub", "cd:f", "cd:missing", "text:f", "cd:", "cd:/no"])
        .dir(&folder, "/")
        .run();
    assert_said(
        &out,
        &[
            "cd:sub: \"/sub\"",
            "cd:f: NOTDIR",
            "cd:missing: NOENT",
            "text:f: \"x\"",
            "cd:: \"/sub\"",
            "cd:/no: NOENT",
        ],
    );
}
