//! How a failed program ends: with a signal if the host has them, and otherwise with status 101.

use nanowasi_test_host::{Response, Run, Status};

use super::{MESSAGE, script, with_features};

/// The two ways to fail, which must end the same way.
const FAILURES: [&str; 2] = ["panic:no more", "abort"];

/// Most hosts have no signals. `proc_raise` returns `NOTSUP` (wasmtime), `NOSYS` or success, or
/// stops the guest. In no case may the program continue.
#[test]
fn the_program_ends_whatever_proc_raise_returns() {
    for failure in FAILURES {
        let output = script(&["print:out", failure, "print:went on"]).run();
        assert_eq!(
            output.calls_of("proc_raise").next().unwrap().args,
            [6],
            "ABRT"
        );
        for response in [0, 52, 58, 28, 9999, -1] {
            let output = script(&["print:out", failure, "print:went on"])
                .fault("proc_raise", move |_| response)
                .run();
            assert_eq!(
                output.status,
                Status::Exit(101),
                "{failure}, {response}: {output}"
            );
            assert_eq!(output.stdout_str(), "out", "{output}");
            assert_eq!(output.count("proc_raise"), 1);
        }
    }
}

/// On a host that ends the process at a signal, all output has to be written before it.
#[test]
fn everything_is_written_before_the_signal() {
    for failure in FAILURES {
        let output = script(&["print:out", failure])
            .fault("proc_raise", |_| Response::Trap("raised".to_owned()))
            .run();
        assert_eq!(output.status, Status::Trap("raised".to_owned()));
        assert_eq!(output.stdout_str(), "out", "{output}");
        assert_eq!(
            output.stderr_str().is_empty(),
            failure == "abort",
            "{output}"
        );
    }
}

/// wasm3 has no `proc_raise`. A program without the feature does not import it; with the feature,
/// it does not start there, as the manifest says.
#[test]
fn without_the_feature_proc_raise_is_not_needed() {
    let guest = with_features("script", &MESSAGE);
    for failure in FAILURES {
        let run = Run::new(&guest).args(["print:out", failure, "print:went on"]);
        let output = run.missing("proc_raise").run();
        assert_eq!(output.status, Status::Exit(101), "{output}");
        assert_eq!(output.stdout_str(), "out");
        assert_eq!(output.call_names().last(), Some(&"proc_exit"));
    }
    let output = script(&["print:out"]).missing("proc_raise").run();
    assert!(
        matches!(&output.status, Status::Link(text) if text.contains("proc_raise")),
        "{output}"
    );
}

/// `exit` does not return, so no code follows it. On a host whose `proc_exit` returns, execution
/// would continue with the next function in the module.
#[test]
fn a_proc_exit_that_returns_is_a_trap() {
    for end in ["exit:3", "return:3", "panic:no more", "abort"] {
        let output = script(&["print:out", end, "print:went on"])
            .fault("proc_exit", |_| 0)
            .run();
        assert!(output.status.is_unreachable(), "{end}: {output}");
        assert_eq!(output.stdout_str(), "out", "{output}");
        assert_eq!(output.count("proc_exit"), 1, "{output}");
    }
}

/// If writing fails as well, the program still ends with status 101.
#[test]
fn a_panic_ends_with_101_if_nothing_can_be_written() {
    for errno in [8, 29, 51, 64, 9999] {
        for closed in [&[1][..], &[2], &[1, 2]] {
            let output = script(&["print:out", "panic:no more"])
                .fault("fd_write", move |call| {
                    if closed.contains(&call.arg(0)) {
                        Response::Errno(errno)
                    } else {
                        Response::Real
                    }
                })
                .run();
            assert_eq!(output.status, Status::Exit(101), "{output}");
            assert_eq!(output.stdout.is_empty(), closed.contains(&1), "{output}");
            assert_eq!(output.stderr.is_empty(), closed.contains(&2), "{output}");
        }
    }
}

/// A host that is never ready, always interrupted, or returns false counts must not keep a failed
/// program running.
#[test]
fn a_panic_does_not_wait_for_ever() {
    for response in [6, 27, 0] {
        let output = script(&["print:out", "panic:no more"])
            .fault("fd_write", move |_| response)
            .fault("poll_oneoff", |_| 0)
            .run();
        assert_eq!(output.status, Status::Exit(101), "{output}");
        assert!(
            output.count("fd_write") <= 10_000,
            "{}",
            output.count("fd_write")
        );
    }
}
