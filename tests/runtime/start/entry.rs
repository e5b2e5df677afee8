//! Constructors, `main`, and its return value.

use std::env;

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Response, Run, Status};

/// The ways to build a program. Each has a different start-up: the toolchain's object, nanowasi's
/// without that object, and nanowasi's on targets that have none.
fn builds(guest: &str) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("default", build::guest(guest, Mode::Default)),
        ("tiny", build::guest(guest, Mode::Tiny)),
        (
            "unknown",
            Build::guest(guest).target("wasm32-unknown-unknown").wasm(),
        ),
        ("none", Build::guest(guest).target("wasm32v1-none").wasm()),
    ]
}

/// The linker calls constructors in `_start` unless other code does. A mistake runs them twice or
/// never, and a C library's tables are empty, or its counters are wrong.
#[test]
fn constructors_run_once_and_before_main() {
    for (build, guest) in builds("start") {
        let output = Run::new(guest).run();
        assert_eq!(
            output.stdout_str(),
            "constructed 1, entered 1\n",
            "{build}: {output}"
        );
        assert_eq!(output.status, Status::Exit(0), "{build}: {output}");
    }
}

/// Statics keep their values. A host that calls `_start` again would find a heap in use, a buffer
/// with old text, and constructors that have run.
#[test]
fn a_second_start_traps_before_main() {
    for (build, guest) in builds("start") {
        for args in [&[][..], &["code:0"], &["code:3"]] {
            let output = Run::new(&guest).args(args.to_vec()).starts(3).run();
            assert!(
                matches!(output.statuses[0], Status::Exit(0 | 3)),
                "{build}: {output}"
            );
            assert!(output.statuses[1].is_unreachable(), "{build}: {output}");
            assert!(output.statuses[2].is_unreachable(), "{build}: {output}");
            assert_eq!(
                output.stdout_str(),
                "constructed 1, entered 1\n",
                "{build}: {output}"
            );
        }
    }
}

/// The same if the first run did not end.
#[test]
fn a_second_start_traps_after_a_trap() {
    for mode in [Mode::Default, Mode::Tiny] {
        let output = Run::new(build::guest("start", mode))
            .fault("fd_write", |_| Response::Trap("stopped".to_owned()))
            .starts(2)
            .run();
        assert_eq!(output.statuses[0], Status::Trap("stopped".to_owned()));
        assert!(output.statuses[1].is_unreachable(), "{output}");
        assert_eq!(output.count("fd_write"), 1);
    }
}

/// A status of 0 needs no call: `_start` returns, and a host can keep the instance.
#[test]
fn a_success_is_a_return() {
    for (build, guest) in builds("start") {
        let output = Run::new(guest).run();
        assert_eq!(output.count("proc_exit"), 0, "{build}: {output}");
    }
}

/// The value that `main` returns is the status, for each type that it may return.
#[test]
fn every_type_of_main_ends_with_its_status() {
    for mode in [Mode::Default, Mode::Tiny] {
        let nothing = Run::new(build::example("hello", mode)).run();
        assert_eq!(nothing.status, Status::Exit(0), "(): {nothing}");
        let code = Run::new(build::example("exit", mode)).run();
        assert_eq!(code.status, Status::Exit(42), "ExitCode: {code}");
        let never = Run::new(build::guest("allocator", mode)).run();
        assert_eq!(never.status, Status::Exit(9), "!: {never}");
        let ok = Run::new(build::guest("heap", mode)).arg("nothing").run();
        assert_eq!(ok.status, Status::Exit(0), "Result<(), E>: {ok}");
        let error = Run::new(build::guest("heap", mode)).arg("error").run();
        assert_eq!(error.status, Status::Exit(1), "Result<(), E>: {error}");
        let ok = Run::new(build::guest("start", mode)).arg("code:7").run();
        assert_eq!(ok.status, Status::Exit(7), "Result<ExitCode, E>: {ok}");
        let error = Run::new(build::guest("start", mode)).arg("open:gone").run();
        assert_eq!(
            error.status,
            Status::Exit(1),
            "Result<ExitCode, E>: {error}"
        );
    }
}

/// Shells use statuses above 125 for signals, and wasmtime reports them as errors. None may be
/// truncated: 256 is not a success.
#[test]
fn statuses_reach_the_host_unchanged() {
    let (start, script) = (
        build::guest("start", Mode::Default),
        build::guest("script", Mode::Default),
    );
    for code in 0..=255_u8 {
        let args = [
            (&start, format!("code:{code}")),
            (&script, format!("exit:{code}")),
            (&script, format!("exit-process:{code}")),
        ];
        for (guest, arg) in args {
            let output = Run::new(guest).arg(&arg).run();
            if code <= 125 {
                assert_eq!(
                    output.status,
                    Status::Exit(i32::from(code)),
                    "{arg}: {output}"
                );
            } else {
                assert!(
                    matches!(&output.status, Status::Trap(text) if text.contains("invalid exit status")),
                    "{arg}: {output}"
                );
            }
        }
    }
    for code in [256, 1 << 16, u32::MAX] {
        let output = Run::new(&script).arg(format!("exit:{code}")).run();
        let status = output.calls_of("proc_exit").next().map(|call| call.args[0]);
        assert_eq!(status, Some(u64::from(code)), "{output}");
    }
}

/// The error of `main` is all that a user sees. For a path outside the preopened directories it
/// must list them, or the reason why an existing file is not found stays unclear.
#[test]
fn an_error_of_main_names_the_preopened_directories() {
    let folder = env::temp_dir();
    for (build, guest) in builds("start") {
        let output = Run::new(guest)
            .arg("open:elsewhere/file")
            .dir(&folder, "here")
            .dir(&folder, "data")
            .run();
        let text = output.stderr_str();
        // The first line equals `std`'s.
        assert_eq!(
            text,
            "Error: Os { code: 44, kind: NotFound, message: \"No such file or directory\" }\n\
             note: no preopened directory leads there; there are [\"here\", \"data\"]\n",
            "{build}: {output}"
        );
        assert_eq!(output.stdout_str(), "constructed 1, entered 1\n");
        assert_eq!(output.status, Status::Exit(1), "{build}: {output}");
    }
}

/// An error that the program printed earlier brought the list to a later error of `main`, which has
/// nothing to do with preopened directories.
#[test]
fn an_error_printed_earlier_adds_no_note_to_the_error_of_main() {
    let folder = env::temp_dir();
    for (build, guest) in builds("start") {
        let output = Run::new(guest)
            .arg("print-error:elsewhere/file")
            .dir(&folder, "here")
            .run();
        let printed =
            "Some(Os { code: 44, kind: NotFound, message: \"No such file or directory\" })";
        assert_eq!(
            output.stdout_str(),
            format!("constructed 1, entered 1\n{printed}\n"),
            "{build}: {output}"
        );
        assert_eq!(
            output.stderr_str(),
            "Error: Kind(TimedOut)\n",
            "{build}: {output}"
        );
        assert_eq!(output.status, Status::Exit(1), "{build}: {output}");
    }
}

/// The same errno, returned by the host for a path in a preopened directory.
#[test]
fn an_error_of_main_is_printed_as_std_prints_it() {
    let output = Run::new(build::guest("start", Mode::Default))
        .arg("open:no-such-file")
        .dir(env::temp_dir(), ".")
        .run();
    assert_eq!(
        output.stderr_str(),
        "Error: Os { code: 44, kind: NotFound, message: \"No such file or directory\" }\n"
    );
    assert_eq!(output.status, Status::Exit(1), "{output}");
}

/// A host that called `_start` again after a constructor had trapped ran the constructors once
/// more.
#[test]
fn constructors_run_once_even_if_one_traps() {
    for mode in [Mode::Default, Mode::Tiny] {
        let program = Build::guest("exported").mode(mode).alone().wasm();
        let output = Run::new(program)
            .fault("fd_write", |_| Response::Trap("no output".to_owned()))
            .starts(2)
            .run();
        assert_eq!(output.count("fd_write"), 1, "{output}");
        assert!(output.status.is_unreachable(), "{output}");
    }
}
