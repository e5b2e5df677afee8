//! `hello` prints one line.

use super::{assert_ended, tools};

/// A line that is written in fragments costs a host call for each.
#[test]
fn the_line_is_one_write() {
    for hello in tools("hello") {
        let out = hello().run();
        assert_ended(&out, 0, "Hello, world!\n", "");
        assert_eq!(out.count("fd_write"), 1, "{out}");
    }
}

/// `println!` does not panic, so only the status shows that nothing was printed.
#[test]
fn a_line_that_cannot_be_written_is_a_failure() {
    const PIPE: i32 = 64;
    for hello in tools("hello") {
        let out = hello().fault("fd_write", |_| PIPE).run();
        assert_ended(&out, 1, "", "");
    }
}

/// A program that ignores its arguments must not import the functions that return them.
#[test]
fn unused_arguments_are_not_imported() {
    for hello in tools("hello") {
        let out = hello()
            .args(["one", "two"])
            .env("KEY", "value")
            .stdin("text")
            .run();
        assert_ended(&out, 0, "Hello, world!\n", "");
        let calls = out.call_names();
        let expected = ["fd_fdstat_get", "fd_write", "poll_oneoff", "proc_exit"];
        assert!(calls.iter().all(|call| expected.contains(call)), "{out}");
    }
}
