//! Results that the host does not write, although it returns success.
//!
//! The guest has to detect them, because the memory for a result has any content before the call.

use std::fs;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{OutOfBounds, Response, Run};

use crate::attempts::run_attempts;
use crate::common::TempDir;
use crate::counts::CONTENT;
use crate::document;

/// In other runtimes an unwritten descriptor is 0, and closing it closes standard input.
#[test]
fn an_unwritten_descriptor_is_an_error() {
    let guest = Build::guest("counts").wasm();
    for (name, import) in [
        ("open", "path_open"),
        ("sys-accept", "sock_accept"),
        ("accept", "sock_accept"),
    ] {
        let folder = TempDir::new(&format!("counts-untold-{name}"));
        fs::write(folder.join("f"), CONTENT).unwrap();
        let run = Run::new(&guest).dir(&folder, ".");
        let attempted = run_attempts(run, [name], |run, _| run.fault(import, |_| 0));
        assert_eq!(
            attempted.outcome(),
            "error 29",
            "{name}: {}",
            attempted.output
        );
        for call in attempted.output.calls_of("fd_close") {
            assert!(call.args[0] > 2, "{name}: {call}");
        }
    }
}

/// An unwritten record was accepted: a file was empty, a clock showed 1970, and the program had no
/// arguments.
#[test]
fn an_unwritten_record_is_an_error() {
    let guest = Build::guest("counts").wasm();
    let folder = TempDir::new("counts-unwritten");
    fs::write(folder.join("f"), CONTENT).unwrap();
    let run = || {
        Run::new(&guest)
            .name("name")
            .args(["one", "two"])
            .env("KEY", "value")
            .dir(&folder, ".")
    };
    let cases = [
        (
            "`File::metadata`",
            "open-stat",
            "fd_filestat_get",
            "error 29",
        ),
        ("`fs::metadata`", "stat", "path_filestat_get", "error 29"),
        (
            "`sys::fd_fdstat_get`",
            "fdstat",
            "fd_fdstat_get",
            "error 29",
        ),
        ("`is_terminal`", "terminal", "fd_fdstat_get", "Ok(false)"),
        (
            "`sys::fd_prestat_get`",
            "prestat",
            "fd_prestat_get",
            "error 29",
        ),
        ("`File::seek`", "seek", "fd_seek", "error 29"),
        ("`FileExt::tell`", "tell", "fd_tell", "error 29"),
        (
            "`sys::clock_time_get`",
            "clock",
            "clock_time_get",
            "error 29",
        ),
        (
            "`sys::clock_res_get`",
            "resolution",
            "clock_res_get",
            "error 29",
        ),
        (
            "`sys::args_sizes_get`",
            "args-sizes",
            "args_sizes_get",
            "error 29",
        ),
        (
            "`sys::environ_sizes_get`",
            "environ-sizes",
            "environ_sizes_get",
            "error 29",
        ),
        ("`File::open`", "open", "path_open", "error 29"),
        ("`TcpListener::accept`", "accept", "sock_accept", "error 29"),
        (
            "`sys::sock_recv`, the count",
            "recv",
            "sock_recv",
            "error 29",
        ),
        (
            "`sys::sock_recv`, the flags",
            "recv-flags",
            "sock_recv",
            "error 29",
        ),
        (
            "`random::fill`, 40 bytes",
            "random",
            "random_get",
            "error 29",
        ),
        (
            "`random::fill`, one byte",
            "random-byte",
            "random_get",
            "error 29",
        ),
        (
            "`env::static_args`",
            "static-args",
            "args_sizes_get",
            "no result, status 101",
        ),
        (
            "`env::static_var`",
            "static-var",
            "environ_sizes_get",
            "no result, status 101",
        ),
    ];
    let mut rows = Vec::new();
    for (what, name, import, expected) in cases {
        let attempted = run_attempts(run(), [name], |run, _| {
            run.fault(import, move |call| {
                if name == "recv-flags" {
                    call.write_u32(call.arg(4), 1)?;
                }
                Ok::<_, OutOfBounds>(0)
            })
        });
        let outcome = attempted.outcome();
        assert_eq!(outcome, expected, "{what}: {}", attempted.output);
        assert!(attempted.output.count(import) > 0, "{what}");
        rows.push([what.to_owned(), format!("`{import}`"), outcome]);
    }
    document::table(
        "unwritten",
        ["operation", "function without a result", "nanowasi"],
        &rows,
    );
}

/// A record with the fields that most hosts write is accepted, and so are zeros that are correct.
#[test]
fn a_partly_written_record_is_accepted() {
    let guest = Build::guest("counts").wasm();
    let folder = TempDir::new("counts-in-part");
    fs::write(folder.join("f"), CONTENT).unwrap();
    for (name, import, at, value, expected) in [
        ("stat", "path_filestat_get", Some((4, 32)), 5, "Ok(5)"),
        ("open-stat", "fd_filestat_get", Some((1, 32)), 0, "Ok(0)"),
        ("clock", "clock_time_get", Some((2, 0)), 0, "Ok(0)"),
        ("random-none", "random_get", None, 0, "Ok(())"),
    ] {
        let run = Run::new(&guest).dir(&folder, ".");
        let attempted = run_attempts(run, [name], |run, _| {
            run.fault(import, move |call| {
                if let Some((arg, offset)) = at {
                    call.write_u64(call.arg(arg) + offset, value)?;
                }
                Ok::<_, OutOfBounds>(0)
            })
        });
        assert_eq!(
            attempted.outcome(),
            expected,
            "{name}: {}",
            attempted.output
        );
    }
    let attempted = run_attempts(Run::new(&guest), ["random-byte"], |run, _| {
        run.fault("random_get", |call| {
            // The byte is a zero that the host wrote.
            let bytes: Vec<u8> = (0..call.arg(1)).map(|at| (at * 7) as u8).collect();
            call.write(call.arg(0), &bytes)?;
            Ok::<_, OutOfBounds>(0)
        })
    });
    assert_eq!(attempted.outcome(), "Ok(())", "{}", attempted.output);
    assert_eq!(attempted.output.count("random_get"), 2);
}

/// The descriptor that an interrupted call wrote was used as the result of the next call, which
/// wrote none: it was standard output, which the program then closed.
#[test]
fn a_descriptor_from_an_interrupted_call_is_not_used() {
    let guest = Build::guest("counts").wasm();
    let folder = TempDir::new("counts-interrupted");
    fs::write(folder.join("f"), CONTENT).unwrap();
    let run = Run::new(&guest).dir(&folder, ".");
    let attempted = run_attempts(run, ["open"], |run, _| {
        let mut calls = 0;
        run.fault("path_open", move |call| {
            calls += 1;
            if calls > 1 {
                return Response::Errno(0);
            }
            match call.write_u32(call.arg(8), 1) {
                Ok(()) => Response::Errno(27),
                Err(error) => Response::Trap(error.to_string()),
            }
        })
    });
    assert_eq!(attempted.outcome(), "error 29", "{}", attempted.output);
    assert_eq!(attempted.output.count("path_open"), 2);
    assert_eq!(attempted.output.count("fd_close"), 0);
}
