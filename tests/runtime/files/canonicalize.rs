//! Absolute paths, which `canonicalize` and `absolute` return.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;

use super::{TempDir, assert_printed, files};

/// The message for a file that has no absolute path.
pub(super) const NONE: &str = "no absolute path leads there: preopen each directory under a name of its own \
                    (`.` and `/` are one name)";

/// Makes the directories `here` and `root`. Both have `f` and `data/f`; only `here` has `only`.
pub(super) fn here_and_root(test: &str) -> (TempDir, TempDir) {
    let here = TempDir::new(&format!("{test}-here"));
    let root = TempDir::new(&format!("{test}-root"));
    for (folder, content) in [(&here, "here"), (&root, "root")] {
        fs::create_dir(folder.join("data")).unwrap();
        fs::write(folder.join("f"), content).unwrap();
        fs::write(folder.join("data/f"), format!("{content} data")).unwrap();
    }
    fs::write(here.join("only"), "only here").unwrap();
    (here, root)
}

/// `canonicalize("f")` returned `/f`, which is another file. `current_dir().join("only")` and
/// `absolute("only")` did not exist, and after `set_current_dir` to such a path the program found
/// other files.
#[test]
fn a_file_without_an_absolute_path_is_an_error() {
    let verbs = [
        "text:f",
        "canonical-text:f",
        "canonical-text:only",
        "absolute-text:f",
        "absolute-text:only",
        "joined-text:only",
        "stayed-text:f",
        "canonical-text:/f",
        "absolute-text:/f",
        "here",
        "cd-only:data",
        "text:f",
        "here",
        "canonical-text:f",
        "canonical-text:../f",
        "cd:/data",
        "text:f",
        "canonical-text:f",
        "stayed-text:f",
        "absolute-text:../f",
    ];
    let expected = [
        "text:f: \"here\"",
        &format!("canonical-text:f: {NONE}"),
        &format!("canonical-text:only: {NONE}"),
        &format!("absolute-text:f: {NONE}"),
        &format!("absolute-text:only: {NONE}"),
        &format!("joined-text:only: {NONE}"),
        &format!("stayed-text:f: {NONE}"),
        "canonical-text:/f: \"root\"",
        "absolute-text:/f: \"root\"",
        &format!("here: {NONE}"),
        "cd-only:data: ()",
        "text:f: \"here data\"",
        &format!("here: {NONE}"),
        &format!("canonical-text:f: {NONE}"),
        &format!("canonical-text:../f: {NONE}"),
        "cd:/data: \"/data\"",
        "text:f: \"root data\"",
        "canonical-text:f: \"root data\"",
        "stayed-text:f: \"root data\"",
        "absolute-text:../f: \"root\"",
    ];
    let (here, root) = here_and_root("files-none");
    let out = files(&verbs).dir(&here, ".").dir(&root, "/").run();
    assert_printed(&out, &expected);
    let out = files(&verbs).dir(&root, "/").dir(&here, ".").run();
    assert_printed(&out, &expected);
}

/// Many hosts preopen one directory under two names. Equal inode numbers show that both are the
/// same directory.
#[test]
fn a_directory_under_two_names_has_absolute_paths() {
    let (here, _) = here_and_root("files-twice");
    let verbs = [
        "canonical:f",
        "absolute:data/f",
        "here",
        "stayed-text:only",
        "canonical:data/../f",
    ];
    let out = files(&verbs).dir(&here, ".").dir(&here, "/").run();
    assert_printed(
        &out,
        &[
            "canonical:f: \"/f\"",
            "absolute:data/f: \"/data/f\"",
            "here: \"/\"",
            "stayed-text:only: \"only here\"",
            "canonical:data/../f: \"/f\"",
        ],
    );
    // A host without inode numbers: whether the two directories are the same is unknown.
    let without = |call: &mut nanowasi_test_host::Call<'_>| {
        let returned = call.real();
        call.write_u64(call.arg(4) + 8, 0)?;
        Ok(returned)
    };
    let out = files(&["canonical:f", "canonical:/f", "text:f"])
        .dir(&here, ".")
        .dir(&here, "/")
        .fault("path_filestat_get", without)
        .run();
    assert_printed(
        &out,
        &[
            &format!("canonical:f: {NONE}"),
            "canonical:/f: \"/f\"",
            "text:f: \"here\"",
        ],
    );
}

/// Two directories whose names differ only in kind: each path is resolved by itself, and the
/// current directory has no absolute path.
#[test]
fn absolute_and_relative_names_of_preopens_are_distinct() {
    let (data, other) = here_and_root("files-kinds");
    let out = files(&[
        "text:data/f",
        "text:/data/f",
        "absolute-text:data/f",
        "absolute:elsewhere",
        "canonical-text:data/f",
        "canonical-text:/data/f",
        "here",
        "cd:/data",
        "cd-only:/",
        "text:data/f",
    ])
    .dir(&data, "data")
    .dir(&other, "/data")
    .run();
    assert_printed(
        &out,
        &[
            "text:data/f: \"here\"",
            "text:/data/f: \"root\"",
            &format!("absolute-text:data/f: {NONE}"),
            "absolute:elsewhere: \"/elsewhere\"",
            &format!("canonical-text:data/f: {NONE}"),
            "canonical-text:/data/f: \"root\"",
            &format!("here: {NONE}"),
            "cd:/data: \"/data\"",
            // No preopened directory contains the root itself.
            "cd-only:/: NOENT",
            "text:data/f: \"root data\"",
        ],
    );
}

/// Below a single preopened directory `src/dist`, `src` cannot be opened. `canonicalize` of a file
/// in it returned `NOENT`.
#[test]
fn the_name_of_a_preopen_is_kept_as_it_is() {
    let (dist, _) = here_and_root("files-lone");
    let out = files(&[
        "canonical:src/dist/f",
        "canonical:src/dist/data/../f",
        "canonical:./src/dist/",
        "canonical:src/dist/missing",
        "canonical:src",
        "canonical:.",
        "canonical:src/dist/..",
        "canonical:src/dist/../dist/f",
        "absolute-text:src/dist/f",
        "joined-text:src/dist/f",
        "cd:src/dist",
        "canonical:f",
        "canonical:..",
        "stayed-text:only",
    ])
    .dir(&dist, "src/dist")
    .run();
    assert_printed(
        &out,
        &[
            "canonical:src/dist/f: \"/src/dist/f\"",
            "canonical:src/dist/data/../f: \"/src/dist/f\"",
            "canonical:./src/dist/: \"/src/dist\"",
            "canonical:src/dist/missing: NOENT",
            "canonical:src: NOENT",
            "canonical:.: NOENT",
            "canonical:src/dist/..: PERM",
            "canonical:src/dist/../dist/f: PERM",
            "absolute-text:src/dist/f: \"here\"",
            "joined-text:src/dist/f: \"here\"",
            "cd:src/dist: \"/src/dist\"",
            "canonical:f: \"/src/dist/f\"",
            "canonical:..: PERM",
            "stayed-text:only: \"only here\"",
        ],
    );
}

/// A preopened directory hides a subdirectory of the same name in another one. The target of a link
/// in the hidden directory has no absolute path: the link's text led to a file of the preopened
/// directory.
#[test]
#[cfg(unix)]
fn a_link_below_a_hidden_folder_is_not_mistaken() {
    let (here, data) = here_and_root("files-hidden");
    symlink("data/f", here.join("inner")).unwrap();
    symlink("../f", data.join("outer")).unwrap();
    symlink("/data/f", here.join("rooted")).unwrap();
    let verbs = [
        "text:inner",
        "text:data/f",
        "canonical-text:inner",
        "canonical-text:data/f",
        "canonical-text:rooted",
        "text:rooted",
        "canonical:data/outer",
    ];
    let out = files(&verbs).dir(&here, ".").dir(&data, "data").run();
    assert_printed(
        &out,
        &[
            "text:inner: \"here data\"",
            "text:data/f: \"root\"",
            &format!("canonical-text:inner: {NONE}"),
            "canonical-text:data/f: \"root\"",
            // wasmtime does not return the target of an absolute link.
            "canonical-text:rooted: PERM",
            "text:rooted: PERM",
            "canonical:data/outer: PERM",
        ],
    );
    // If the subdirectory itself is preopened, it is not hidden.
    let out = files(&verbs[..4])
        .dir(&here, ".")
        .dir(here.join("data"), "data")
        .run();
    assert_printed(
        &out,
        &[
            "text:inner: \"here data\"",
            "text:data/f: \"here data\"",
            "canonical-text:inner: \"here data\"",
            "canonical-text:data/f: \"here data\"",
        ],
    );
}
