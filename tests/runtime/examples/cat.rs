//! `cat` copies files and standard input to standard output, byte for byte.

use nanowasi_test_host::Response;

use super::{assert_ended, errors_of, files, folder, tools};

/// A program that takes a short read for the end of file, or bytes for text, loses some of them.
#[test]
fn files_come_out_byte_for_byte() {
    let folder = folder("cat-files");
    for cat in tools("cat") {
        for (name, content) in files() {
            let out = cat().arg(name).dir(&folder, ".").run();
            assert_ended(&out, 0, content, "");
        }
    }
}

#[test]
fn standard_input_comes_out_byte_for_byte() {
    for cat in tools("cat") {
        for (_, content) in files() {
            let out = cat().stdin(content.clone()).run();
            assert_ended(&out, 0, content, "");
        }
    }
}

/// Standard input is empty the second time; a file is not.
#[test]
fn a_dash_is_standard_input_in_its_turn() {
    let folder = folder("cat-dash");
    let unfinished = &files()[3].1;
    for cat in tools("cat") {
        let names = ["unfinished", "-", "unfinished", "-"];
        let out = cat()
            .args(names)
            .stdin("\nfrom elsewhere\n")
            .dir(&folder, ".")
            .run();
        let expected = [unfinished, &b"\nfrom elsewhere\n"[..], unfinished].concat();
        assert_ended(&out, 0, expected, "");
    }
}

/// A script needs the name of the file that failed, the content of the others, and a status other
/// than 0.
#[test]
fn an_unreadable_file_is_reported_and_the_others_are_copied() {
    let folder = folder("cat-errors");
    let files = files();
    for cat in tools("cat") {
        let names = [
            "bytes",
            "missing",
            "dir",
            "empty",
            "dir/missing",
            "unfinished",
        ];
        let out = cat().args(names).dir(&folder, ".").run();
        // Hosts differ in whether they open a directory, and in the errno that they return.
        let mut errors = errors_of(&out, "path_open");
        errors.retain(|name| name != "NOENT");
        errors.extend(errors_of(&out, "fd_read"));
        let [of_directory] = errors.as_slice() else {
            panic!("{errors:?}: {out}");
        };
        let message =
            format!("cat: missing: NOENT\ncat: dir: {of_directory}\ncat: dir/missing: NOENT\n");
        assert_ended(&out, 1, [&files[0].1[..], &files[3].1].concat(), &message);
    }
}

/// A pipe accepts as much as fits: here always less than it was given, and often only a few bytes.
#[test]
fn everything_is_copied_to_a_host_with_short_writes() {
    let folder = folder("cat-short");
    for cat in tools("cat") {
        for (name, content) in files() {
            let out = cat().arg(name).dir(&folder, ".").short_writes().run();
            assert_ended(&out, 0, content, "");
        }
    }
}

/// If the disk fails in the middle, the output ends where the error came, and the status shows that
/// the file is not complete.
#[test]
fn an_error_in_the_middle_keeps_earlier_output() {
    const IO: i32 = 29;
    let folder = folder("cat-middle");
    let content = &files()[2].1;
    for cat in tools("cat") {
        let run = cat().args(["big", "unfinished"]).dir(&folder, ".");
        let out = run
            .fault("fd_read", |call| match call.number() {
                3 => Response::Errno(IO),
                _ => Response::Real,
            })
            .run();
        let tail = &files()[3].1;
        let copied = out.stdout.len() - tail.len();
        assert!((1..content.len()).contains(&copied), "{out}");
        assert_ended(
            &out,
            1,
            [&content[..copied], tail].concat(),
            "cat: big: IO\n",
        );
    }
}

/// A program that leaves files open runs out of descriptors when it has many arguments.
#[test]
fn every_file_is_closed_again() {
    let folder = folder("cat-close");
    for cat in tools("cat") {
        let out = cat().args(["empty"; 100]).dir(&folder, ".").run();
        assert_ended(&out, 0, "", "");
        assert_eq!(
            (out.count("path_open"), out.count("fd_close")),
            (100, 100),
            "{out}"
        );
    }
}

/// If the disk is full, the copy is incomplete, and a script that checks only the status has to
/// notice.
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    const NOSPC: i32 = 51;
    let folder = folder("cat-full");
    for cat in tools("cat") {
        for name in ["big", "bytes"] {
            let run = cat().arg(name).dir(&folder, ".");
            let out = run
                .fault("fd_write", |call| match call.arg(0) {
                    1 => Response::Errno(NOSPC),
                    _ => Response::Real,
                })
                .run();
            assert_eq!(out.status.code(), Some(1), "{name}: {out}");
            assert_eq!(out.stdout, b"", "{name}: {out}");
        }
    }
}
