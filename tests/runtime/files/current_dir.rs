//! The current directory, which is a text that is prepended to relative paths.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;

use super::canonicalize::{NONE, here_and_root};
use super::{TempDir, assert_printed, files};

/// `..` removed the last component of the current directory's text, even if that was a link: `../f`
/// became `/f`.
#[test]
#[cfg(unix)]
fn a_link_in_the_current_directory_is_resolved() {
    let (here, _) = here_and_root("files-linked");
    fs::create_dir(here.join("data/deep")).unwrap();
    symlink("data/deep", here.join("link")).unwrap();
    let out = files(&[
        "cd:link",
        "text:../f",
        "canonical-text:../f",
        "canonical:../f",
        "canonical:.",
        "cd:../..",
        "canonical:f",
        "canonical:..",
    ])
    .dir(&here, ".")
    .run();
    assert_printed(
        &out,
        &[
            "cd:link: \"/link\"",
            "text:../f: \"here data\"",
            "canonical-text:../f: \"here data\"",
            "canonical:../f: \"/data/f\"",
            "canonical:.: \"/data/deep\"",
            "cd:../..: \"/link/../..\"",
            "canonical:f: \"/f\"",
            "canonical:..: \"/\"",
        ],
    );
}

/// Whatever characters a name has, the directory that was entered is the current one.
#[test]
fn a_preopen_is_entered_by_its_own_name() {
    let (data, _) = here_and_root("files-names");
    for (name, path, called) in [
        ("data/.", "data/.", "/data/."),
        ("data/.", "data/./data", "/data/./data"),
        ("./data/", "data/data", "/data/data"),
        ("a/./b", "a/./b/data", "/a/./b/data"),
        ("a//b", "a//b/data/", "/a//b/data/"),
    ] {
        let content = if path.ends_with("data") || path.ends_with("data/") {
            "here data"
        } else {
            "here"
        };
        let absolute = format!("absolute-text:{path}/f");
        let out = files(&[
            &absolute,
            &format!("cd:{path}"),
            "text:f",
            "absolute-text:f",
        ])
        .dir(&data, name)
        .run();
        println!("{path} in {name}");
        // `absolute` removes each `.`, and without it this name is not found.
        let found = if name == "./data/" {
            format!("{content:?}")
        } else {
            NONE.to_owned()
        };
        assert_printed(
            &out,
            &[
                &format!("{absolute}: {found}"),
                &format!("cd:{path}: {called:?}"),
                &format!("text:f: {content:?}"),
                &format!("absolute-text:f: {content:?}"),
            ],
        );
    }
}

/// Of two directories with one name, the later one is used for each kind of path.
#[test]
fn of_two_preopens_with_one_name_the_last_is_used() {
    let (one, here_and_root) = here_and_root("files-last");
    let out = files(&[
        "text:f",
        "canonical-text:f",
        "absolute-text:f",
        "joined-text:f",
        "stayed-text:f",
    ])
    .dir(&one, ".")
    .dir(&here_and_root, ".")
    .run();
    for line in out.stdout_str().lines() {
        assert!(line.ends_with(": \"root\""), "{out}");
    }
    // Without a preopened directory there is no current directory.
    let out = files(&["canonical:f", "canonical:.", "absolute:f", "here", "cd:."]).run();
    assert_printed(
        &out,
        &[
            "canonical:f: NOENT",
            "canonical:.: NOENT",
            "absolute:f: \"/f\"",
            "here: \"/\"",
            "cd:.: NOENT",
        ],
    );
}

/// If both are preopened, `sub` below `.` and `/sub` are two directories. A change of directory
/// keeps the kind of its path.
#[test]
fn a_change_of_directory_keeps_to_its_kind() {
    let (here, root) = (TempDir::new("files-here"), TempDir::new("files-root"));
    for (folder, content) in [(&here, "here"), (&root, "root")] {
        fs::create_dir(folder.join("sub")).unwrap();
        fs::write(folder.join("sub/f"), content).unwrap();
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
    let expected = [
        &format!("cd:sub: {NONE}"),
        "text:f: \"here\"",
        "text:/sub/f: \"root\"",
        "cd:/sub: \"/sub\"",
        "text:f: \"root\"",
        "cd:..: \"/sub/..\"",
        "text:sub/f: \"root\"",
    ];
    let out = files(&verbs).dir(&here, ".").dir(&root, "/").run();
    assert_printed(&out, &expected);
    let out = files(&verbs).dir(&root, "/").dir(&here, ".").run();
    assert_printed(&out, &expected);
}

/// A preopened directory whose name is inside the current directory.
#[test]
fn a_preopens_name_may_be_inside_the_current_directory() {
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
    assert_printed(
        &out,
        &[
            "cd:sub: \"/sub\"",
            "text:data/f: \"b\"",
            "cd:data: \"/sub/data\"",
            "text:f: \"b\"",
            // Below `sub/data`, which `..` cannot leave.
            "text:../data/f: PERM",
        ],
    );
}

/// A path that is not a directory is refused, and the current directory does not change.
#[test]
fn a_path_that_is_not_a_directory_is_refused() {
    let folder = TempDir::new("files-refused");
    fs::create_dir(folder.join("sub")).unwrap();
    fs::write(folder.join("sub/f"), "x").unwrap();
    let out = files(&["cd:sub", "cd:f", "cd:missing", "text:f", "cd:", "cd:/no"])
        .dir(&folder, "/")
        .run();
    assert_printed(
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
