//! What the host guarantees to the tests that use it.
//!
//! The guests are a few lines of WAT, so that a mistake in nanowasi does not show here.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::wasi::Host;
use crate::{Output, Response, Run, Status};
use nanowasi_runner::preview1;

mod faults;

/// Makes a guest with this body of `_start`, a few imports, and two iovecs at address 64: "hello, "
/// and "world\n".
fn guest(body: &str) -> String {
    format!(
        r#"(module
            (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "path_open"
                (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "proc_raise" (func $proc_raise (param i32) (result i32)))
            (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
            (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes_get (param i32 i32) (result i32)))
            (memory (export "memory") 1)
            (global $started (mut i32) (i32.const 0))
            (data (i32.const 16) "hello, world\n")
            (data (i32.const 64) "\10\00\00\00\07\00\00\00\17\00\00\00\06\00\00\00")
            (data (i32.const 96) "\00\01\00\00\40\00\00\00")
            (func $write (param $fd i32) (result i32)
                (call $fd_write (local.get $fd) (i32.const 64) (i32.const 2) (i32.const 80)))
            (func (export "_start") {body}))"#
    )
}

fn run(body: &str) -> Output {
    Run::new(guest(body)).run()
}

#[test]
fn both_streams_are_captured() {
    let out = run("(drop (call $write (i32.const 1))) (drop (call $write (i32.const 2)))");
    assert_eq!(out.status, Status::Exit(0), "{out}");
    // wasmtime writes only the first non-empty buffer.
    assert_eq!(out.stdout_str(), "hello, ");
    assert_eq!(out.stderr_str(), "hello, ");
}

#[test]
fn output_before_a_trap_is_kept() {
    let out = run("(drop (call $write (i32.const 1))) (unreachable)");
    assert!(out.status.is_unreachable(), "{out}");
    assert_eq!(out.stdout_str(), "hello, ");
}

#[test]
fn the_exit_status_is_the_guests() {
    assert_eq!(
        run("(call $proc_exit (i32.const 42)) (unreachable)").status,
        Status::Exit(42)
    );
}

#[test]
fn an_exit_status_that_wasmtime_refuses_is_a_trap() {
    let out = run("(call $proc_exit (i32.const 126))");
    assert!(
        matches!(&out.status, Status::Trap(text) if text.contains("invalid exit status")),
        "{out}"
    );
    assert_eq!(out.calls[0].result, None);
}

#[test]
fn standard_input_arguments_and_environment_arrive() {
    let body = "
        (drop (call $fd_read (i32.const 0) (i32.const 96) (i32.const 1) (i32.const 80)))
        (drop (call $args_sizes_get (i32.const 80) (i32.const 84)))
        (call $proc_exit (i32.load (i32.const 80)))";
    let out = Run::new(guest(body))
        .name("x")
        .arg("a")
        .args(["b", "c"])
        .stdin("caf\u{e9}!")
        .run();
    assert_eq!(out.status, Status::Exit(4), "{out}");
    assert_eq!(out.calls[0].text, "fd_read(0, [64]) = OK 6 \"caf\u{e9}!\"");
    assert_eq!(out.calls[1].text, "args_sizes_get() = OK 4 8");
}

#[test]
fn a_guest_that_spins_times_out_with_its_output() {
    let body = "(drop (call $write (i32.const 1))) (loop $ever (br $ever))";
    let alive = Arc::new(());
    let held = Arc::clone(&alive);
    let out = Run::new(guest(body))
        .timeout(Duration::from_millis(100))
        .fault("fd_read", move |_| i32::from(Arc::strong_count(&held) == 0))
        .run();
    assert_eq!(out.status, Status::Timeout);
    assert_eq!(out.stdout_str(), "hello, ");
    // The guest must not continue and take time from other tests. Its faults are dropped.
    let begun = Instant::now();
    while Arc::strong_count(&alive) > 1 {
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "the guest still runs"
        );
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_guest_that_blocks_in_an_import_times_out_with_its_log() {
    // A clock subscription of an hour, at address 200.
    let body = "
        (i32.store (i32.const 216) (i32.const 1))
        (i64.store (i32.const 224) (i64.const 3600000000000))
        (drop (call $poll_oneoff (i32.const 200) (i32.const 300) (i32.const 1) (i32.const 80)))";
    let begun = Instant::now();
    let out = Run::new(guest(body))
        .timeout(Duration::from_millis(50))
        .run();
    assert_eq!(out.status, Status::Timeout);
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(
        out.calls[0].text,
        "poll_oneoff([clock monotonic +3600000 ms])"
    );
    assert_eq!(out.calls[0].result, None);
}

#[test]
fn growing_beyond_the_limit_gives_the_guest_minus_one() {
    let body = "
        (if (i32.ne (memory.grow (i32.const 1)) (i32.const 1)) (then (unreachable)))
        (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1)) (then (unreachable)))";
    let out = Run::new(guest(body)).memory_limit(2 << 16).run();
    assert_eq!(out.status, Status::Exit(0), "{out}");
    assert_eq!(out.peak_memory, 2 << 16);
    let out = Run::new(guest("")).memory_limit(100).run();
    assert!(matches!(out.status, Status::Link(_)), "{out}");
}

#[test]
fn calls_are_logged_in_order() {
    let body = "
        (drop (call $proc_raise (i32.const 6)))
        (drop (call $write (i32.const 9)))
        (drop (call $fd_prestat_get (i32.const 3) (i32.const 80)))
        (drop (call $path_open (i32.const 3) (i32.const 1) (i32.const 17) (i32.const 4) (i32.const 9)
            (i64.const 2) (i64.const 0) (i32.const 1) (i32.const 80)))
        (call $proc_exit (i32.const 3))";
    let seen = Arc::new(Mutex::new(Vec::new()));
    let out = Run::new(guest(body)).trace(Tracer(Arc::clone(&seen))).run();
    let texts: Vec<_> = out.calls.iter().map(|call| call.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "proc_raise(6) = NOTSUP",
            r#"fd_write(9, [7 "hello, ", 6 "world\n"]) = BADF"#,
            "fd_prestat_get(3) = BADF",
            r#"path_open(3, symlink_follow, "ello", creat|trunc, 0x2, 0x0, append) = BADF"#,
            "proc_exit(3)",
        ]
    );
    assert_eq!(out.call_names()[..2], ["proc_raise", "fd_write"]);
    assert_eq!(out.calls[3].args, [3, 1, 17, 4, 9, 2, 0, 1, 80]);
    let traced =
        String::from_utf8(seen.lock().expect("no panic so far").clone()).expect("a trace is text");
    assert_eq!(traced.lines().count(), 5);
    assert!(
        traced
            .lines()
            .zip(texts)
            .all(|(line, text)| line.starts_with(text)),
        "{traced}"
    );
}

struct Tracer(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Tracer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic so far").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_second_start_is_on_the_same_instance() {
    let body = "
        (if (global.get $started) (then (unreachable)))
        (global.set $started (i32.const 1))
        (drop (call $write (i32.const 1)))
        (call $proc_exit (i32.const 7))";
    let out = Run::new(guest(body)).starts(2).run();
    assert_eq!(out.statuses[0], Status::Exit(7));
    assert!(out.statuses[1].is_unreachable());
    assert_eq!((out.statuses.len(), &out.status), (2, &out.statuses[1]));
    assert_eq!(out.count("fd_write"), 1);
}

#[test]
fn directories_are_opened_by_name() {
    let body = "
        (drop (call $fd_prestat_get (i32.const 3) (i32.const 80)))
        (call $proc_exit (call $path_open (i32.const 3) (i32.const 0) (i32.const 16) (i32.const 5)
            (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 80)))";
    let folder = std::env::temp_dir().join(format!("nanowasi-host-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    std::fs::write(folder.join("hello"), "").expect("a file in it");
    let out = Run::new(guest(body)).dir(&folder, "data").run();
    assert_eq!(out.status, Status::Exit(0), "{out}");
    assert_eq!(out.calls[0].text, "fd_prestat_get(3) = OK {dir, name of 4}");
    assert!(out.calls[1].text.ends_with("= OK 4"), "{out}");
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    let out = Run::new(guest(body)).dir(&folder, "data").run();
    assert!(matches!(out.status, Status::Link(_)), "{out}");
}

#[test]
fn fuel_measures_and_limits_work() {
    let work = |count: u32| {
        guest(&format!(
            "(local $i i32) (loop $again
                (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const {count}))))"
        ))
    };
    let burned = |count| {
        Run::new(work(count))
            .fuel(1 << 30)
            .run()
            .fuel
            .expect("it was given some")
    };
    assert!(burned(1000) > 5 * burned(100));
    assert_eq!(burned(1000), burned(1000));
    assert!(matches!(
        Run::new(work(u32::MAX)).fuel(10_000).run().status,
        Status::Trap(_)
    ));
}

#[test]
fn a_long_log_is_truncated_but_counted() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let out = Run::new(guest(
        "(loop $ever (drop (call $proc_raise (i32.const 0))) (br $ever))",
    ))
    .fault("proc_raise", move |call| {
        match counter.fetch_add(1, Ordering::Relaxed) {
            150_000 => Response::Trap(format!("call {}", call.number())),
            _ => Response::Errno(0),
        }
    })
    .run();
    assert_eq!(out.status, Status::Trap("call 150001".to_owned()));
    assert_eq!(out.count("proc_raise"), 150_001);
    assert_eq!(out.calls.len(), 100_000);
}

#[test]
fn the_table_of_functions_equals_that_of_wasmtime() {
    let host = Host::get(false).expect("a host that works");
    assert_eq!(host.real.len(), 46);
    for (name, ty) in &host.real {
        let kinds = preview1::kinds(name).unwrap_or_else(|| panic!("`{name}` is not in the table"));
        let arity: usize = kinds.iter().map(|kind| kind.width()).sum();
        assert_eq!(arity, ty.params().len(), "{name}");
    }
}
