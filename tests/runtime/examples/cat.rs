//! cat: bytes, from files and standard input, to standard output.

use nanowasi_test_host::Answer;

use super::{assert_ended, errors_of, files, folder, tools};

/// Whoever takes a short read for the end of a file, or bytes for text, loses some of them.
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

/// Standard input is at its end after its first turn; a file is not.
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

/// A script that stops at the first bad name, or that fails without saying at which, is of little
/// use; so is one that says so and then answers success.
#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_copied() {
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
        // Hosts differ in whether they open a directory and in what they say of it.
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

/// A pipe takes what it has room for: here never all that it is given, and often little of it.
#[test]
fn a_host_that_takes_little_at_a_time_gets_everything() {
    let folder = folder("cat-short");
    for cat in tools("cat") {
        for (name, content) in files() {
            let out = cat().arg(name).dir(&folder, ".").short_writes().run();
            assert_ended(&out, 0, content, "");
        }
    }
}

/// A disk that fails in the middle: what was read before is not lost, what comes after is not
/// there, and the status tells them apart from a whole file.
#[test]
fn an_error_in_the_middle_keeps_what_came_before() {
    const IO: i32 = 29;
    let folder = folder("cat-middle");
    let content = &files()[2].1;
    for cat in tools("cat") {
        let run = cat().args(["big", "unfinished"]).dir(&folder, ".");
        let out = run
            .fault("fd_read", |call| match call.number() {
                3 => Answer::Errno(IO),
                _ => Answer::Real,
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

/// A tool that leaves files open runs out of them among very many names.
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

/// No space left: the copy is not whole, and who only looks at the status has to see it.
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    const NOSPC: i32 = 51;
    let folder = folder("cat-full");
    for cat in tools("cat") {
        for name in ["big", "bytes"] {
            let run = cat().arg(name).dir(&folder, ".");
            let out = run
                .fault("fd_write", |call| match call.arg(0) {
                    1 => Answer::Errno(NOSPC),
                    _ => Answer::Real,
                })
                .run();
            assert_eq!(out.status.code(), Some(1), "{name}: {out}");
            assert_eq!(out.stdout, b"", "{name}: {out}");
        }
    }
}
