//! Locks, once cells, channels and thread locals.

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Module, Run, Status};

use super::{functions, threads};

/// The same program with `std`, on this target and under this host, printed the same.
#[test]
fn everything_prints_as_with_std() {
    for (what, expected) in [
        (
            "locks",
            "once\nsumming\nname 55\nname 55\nname 55\n\
            Mutex { data: \"<locked>\", poisoned: false, .. } Ok(3) Err(\"WouldBlock\") \
            RwLock { data: 3, poisoned: false, .. } Ok(3)\n\
            Once { .. } OnceLock(\"name\") LazyLock(55) Err(\"other\")\n\
            BarrierWaitResult { is_leader: true }\n\
            Ok((3, WaitTimeoutResult(true)))\n",
        ),
        (
            // Thread locals are not dropped at exit.
            "locals",
            "lazy\nconst\n2 21\n\
            LocalKey { .. } Thread { id: ThreadId(1), name: Some(\"main\"), .. }\n",
        ),
        (
            "channel",
            "SyncSender { .. } Receiver { .. } Err(Empty)\n\
            Ok(()) Ok(()) Err(TrySendError::Full(..))\n1\n2\nErr(Disconnected)\n",
        ),
    ] {
        let output = threads(&[what]).run();
        assert_eq!(output.stdout_str(), expected, "{output}");
        assert_eq!(output.status, Status::Exit(0), "{output}");
    }
}

/// Not larger than `std`'s, which have to handle threads.
#[test]
fn types_are_not_larger_than_those_of_std() {
    let output = threads(&["sizes"]).run();
    assert_eq!(output.stdout_str(), "2 8 1 2 0 4 8 16 0\n", "{output}");
}

/// With one thread, no other thread can end the wait. A program that hangs prints nothing; this one
/// prints what it waits for, and where.
#[test]
fn waiting_for_another_thread_panics() {
    for (what, message) in [
        ("mutex", "cannot recursively acquire mutex"),
        ("read", "rwlock locked for writing"),
        ("write", "rwlock locked for reading"),
        ("writes", "rwlock locked for writing"),
        (
            "once",
            "one-time initialization may not be performed recursively",
        ),
        (
            "once-force",
            "one-time initialization may not be performed recursively",
        ),
        (
            "once-wait",
            "waiting for a call that no other thread can make",
        ),
        (
            "once-lock",
            "one-time initialization may not be performed recursively",
        ),
        (
            "once-lock-set",
            "one-time initialization may not be performed recursively",
        ),
        (
            "once-lock-wait",
            "waiting for a value that no other thread can set",
        ),
        (
            "lazy",
            "one-time initialization may not be performed recursively",
        ),
        (
            "lazy-force",
            "one-time initialization may not be performed recursively",
        ),
        (
            "condvar",
            "waiting for a notification that no other thread can send",
        ),
        (
            "wait-while",
            "waiting for a notification that no other thread can send",
        ),
        (
            "barrier",
            "waiting at a barrier for other threads, and there are none",
        ),
        (
            "recv",
            "receiving on an empty channel that no other thread sends on",
        ),
        (
            "iter",
            "receiving on an empty channel that no other thread sends on",
        ),
        (
            "into-iter",
            "receiving on an empty channel that no other thread sends on",
        ),
        (
            "send",
            "sending on a full channel that no other thread receives from",
        ),
        (
            "park",
            "parked, and there is no other thread to unpark this one",
        ),
        (
            "spawn",
            "failed to spawn thread: Os { code: 58, kind: Unsupported, message: \"Not supported\" }",
        ),
    ] {
        let output = threads(&[what]).run();
        let text = output.stderr_str();
        let (location, printed) = text.split_once(": ").unwrap_or_default();
        assert!(
            location.starts_with("panicked at tests/support/guests/src/bin/threads.rs:"),
            "{what}: {output}"
        );
        assert_eq!(printed.trim_end(), message, "{what}: {output}");
        assert_eq!(output.count("poll_oneoff"), 0, "{what}: {output}");
        assert_eq!(output.status, Status::Exit(101), "{what}: {output}");
    }
}

/// A panic hook receives this panic as any other.
#[test]
fn a_hook_is_called_for_a_deadlock() {
    let output = threads(&["hook"]).run();
    assert_eq!(
        output.stdout_str(),
        "false\nSome(\"cannot recursively acquire mutex\") true\n",
        "{output}"
    );
    assert_eq!(output.stderr_str(), "", "{output}");
    assert_eq!(output.status, Status::Exit(101), "{output}");
}

/// Buffered output is written first, as for any panic.
#[test]
fn buffered_output_is_written_before_a_deadlock_panic() {
    let output = threads(&["recv"]).run();
    assert_eq!(output.stdout_str(), "waiting\n", "{output}");
    let fds: Vec<u64> = output
        .calls_of("fd_write")
        .map(|call| call.args[0])
        .collect();
    assert_eq!(fds, [1, 2], "{output}");
}

/// A formatted message would add 4 KB to each program with a lock. The guest `single_thread` has
/// everything that needs no heap, and its module must not contain that code.
#[test]
fn locks_need_neither_a_heap_nor_formatting() {
    let parts = ["4core3fmt", "core::fmt", "talc", "__rust_alloc"];
    assert_eq!(functions("single_thread", &parts), [""; 0]);
    // The test proves nothing unless such functions would be found.
    for part in ["4core3fmt", "talc"] {
        let found = functions("threads", &[part]);
        assert!(!found.is_empty(), "{part}");
    }
    let wasm = build::guest("single_thread", Mode::Default);
    let imports = Module::parse(&wasm).unwrap();
    assert!(!imports.wasi().contains(&"clock_time_get"));

    let output = Run::new(&wasm).run();
    assert_eq!(output.stdout_str(), "2 1\n1 name 10\n", "{output}");
    let output = Run::new(&wasm).arg("again").run();
    assert!(
        output
            .stderr_str()
            .ends_with(": cannot recursively acquire mutex\n"),
        "{output}"
    );
    assert_eq!(output.status, Status::Exit(101), "{output}");
}

/// Without `panic-message`, this message is not printed either.
#[test]
fn a_deadlock_panic_prints_as_much_as_any_panic() {
    for (features, says) in [
        (
            &["panic-location"][..],
            "panicked at tests/support/guests/src/bin/single_thread.rs:",
        ),
        (&["panic-handler"], ""),
    ] {
        let mut build = Build::guest("single_thread").no_default_features();
        for feature in features {
            build = build.feature(feature);
        }
        let output = Run::new(build.wasm()).arg("again").run();
        let text = output.stderr_str();
        assert!(text.starts_with(says), "{output}");
        assert_eq!(text.is_empty(), says.is_empty(), "{output}");
        assert!(!text.contains("mutex"), "{output}");
        assert_eq!(output.status, Status::Exit(101), "{output}");
    }
}
