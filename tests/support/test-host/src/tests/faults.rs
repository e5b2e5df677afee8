//! Closures in place of imports.

use std::sync::{Arc, Mutex};

use super::{guest, run};
use crate::{Iovec, OutOfBounds, Response, Run, Status, lock};

#[test]
fn a_fault_replaces_an_import() {
    let body = "(call $proc_exit (call $write (i32.const 1)))";
    // The last one takes effect.
    let out = Run::new(guest(body))
        .fault("fd_write", |_| 8)
        .fault("fd_write", |_| 29)
        .run();
    assert_eq!(out.status, Status::Exit(29), "{out}");
    assert_eq!(out.stdout, b"");
    assert_eq!(
        out.calls[0].text,
        r#"fd_write(1, [7 "hello, ", 6 "world\n"]) = IO"#
    );
}

#[test]
fn a_fault_wraps_the_real_import_and_alters_its_count() {
    let body = "(drop (call $write (i32.const 1))) (call $proc_exit (i32.load (i32.const 80)))";
    let out = Run::new(guest(body))
        .fault("fd_write", |call| {
            let buffers = call.iovecs(call.arg(1), call.arg(2))?;
            assert_eq!(call.gather(&buffers)?, b"hello, world\n");
            // Twice, and the second time to another descriptor.
            let mut args = call.args().to_vec();
            args[0] = 2;
            call.real_with(&args);
            let response = call.real();
            assert_eq!(call.u32(call.arg(3))?, 7);
            call.write_u32(call.arg(3), 99)?;
            Ok(response)
        })
        .run();
    assert_eq!(out.status, Status::Exit(99), "{out}");
    assert_eq!(
        (out.stdout_str(), out.stderr_str()),
        ("hello, ".into(), "hello, ".into())
    );
    assert_eq!(out.count("fd_write"), 1);
}

#[test]
fn a_fault_counts_calls_and_falls_back_on_the_real_import() {
    let body = "
        (drop (call $write (i32.const 1)))
        (drop (call $write (i32.const 1)))
        (drop (call $write (i32.const 1)))";
    let out = Run::new(guest(body))
        .fault("fd_write", |call| match call.number() {
            2 => Response::Errno(9999),
            _ => Response::Real,
        })
        .run();
    let results: Vec<_> = out.calls_of("fd_write").map(|call| call.result).collect();
    assert_eq!(results, [Some(0), Some(9999), Some(0)]);
    assert_eq!(out.stdout_str(), "hello, hello, ");
    assert!(out.calls[1].text.ends_with("= errno 9999"), "{out}");
}

#[test]
fn a_fault_fills_buffers_in_the_guests_memory() {
    let body = "
        (drop (call $fd_read (i32.const 0) (i32.const 64) (i32.const 2) (i32.const 80)))
        (drop (call $write (i32.const 1)))";
    let out = Run::new(guest(body))
        .fault("fd_read", |call| {
            let buffers = call.iovecs(call.arg(1), call.arg(2))?;
            assert_eq!(call.scatter(&buffers, b"0123456789")?, 10);
            call.write_u32(call.arg(3), 10)?;
            Ok(0)
        })
        .run();
    assert_eq!(
        out.calls[0].text,
        r#"fd_read(0, [7, 6]) = OK 10 "0123456789""#
    );
    assert_eq!(out.stdout_str(), "0123456");
}

#[test]
fn the_real_import_sees_memory_that_has_grown() {
    // The memory grows twice, the second time with the shim instantiated, and its last bytes are
    // written.
    let body = "
        (drop (call $write (i32.const 1)))
        (drop (memory.grow (i32.const 40)))
        (i32.store (i32.const 64) (i32.const 2686970))
        (i32.store (i32.const 68) (i32.const 2))
        (i32.store16 (i32.const 2686970) (i32.const 0x6b6f))
        (if (call $write (i32.const 1)) (then (unreachable)))
        (call $proc_exit (i32.load (i32.const 80)))";
    let out = run(body);
    assert_eq!(out.status, Status::Exit(2), "{out}");
    assert_eq!(out.stdout_str(), "hello, ok");
}

#[test]
fn an_invalid_pointer_traps_the_guest() {
    let body = "(drop (call $fd_write (i32.const 1) (i32.const -8) (i32.const -1) (i32.const -4)))";
    let out = Run::new(guest(body))
        .fault("fd_write", |call| {
            call.iovecs(call.arg(1), call.arg(2))?;
            Ok(0)
        })
        .run();
    assert!(
        matches!(&out.status, Status::Trap(text) if text.contains("0xfffffff8")),
        "{out}"
    );
    assert!(out.calls[0].text.starts_with("fd_write(1, [?, ?,"), "{out}");
}

#[test]
fn a_missing_import_keeps_the_guest_from_starting() {
    let out = Run::new(guest("")).missing("proc_raise").run();
    assert!(
        matches!(&out.status, Status::Link(text) if text.contains("proc_raise")),
        "{out}"
    );
    let foreign = r#"(module (import "env" "memcmp" (func (param i32))) (func (export "_start")))"#;
    assert!(matches!(Run::new(foreign).run().status, Status::Link(_)));
    assert!(matches!(Run::new("(module)").run().status, Status::Link(_)));
    assert!(matches!(
        Run::new(b"\0asm junk").run().status,
        Status::Link(_)
    ));
}

#[test]
fn other_imports_can_be_provided() {
    let guest = r#"(module
        (import "env" "scale" (func $scale (param i32 i64 f64) (result i64)))
        (func (export "_start")
            (call $scale (i32.const -2) (i64.const -3) (f64.const 0.5))
            (if (i64.ne (i64.const -5)) (then (unreachable)))))"#;
    let out = Run::new(guest)
        .import("env", "scale", |call| {
            assert_eq!(
                call.args(),
                [0xffff_fffe, (-3i64).cast_unsigned(), 0.5f64.to_bits()]
            );
            Response::Bits((-5i64).cast_unsigned())
        })
        .run();
    assert_eq!(out.status, Status::Exit(0), "{out}");
}

#[test]
fn terminals_can_be_simulated() {
    let body = "
        (drop (call $fd_fdstat_get (i32.const 1) (i32.const 128)))
        (call $proc_exit (i32.load8_u (i32.const 128)))";
    assert_eq!(run(body).status, Status::Exit(0));
    assert_eq!(
        Run::new(guest(body)).terminal().run().status,
        Status::Exit(2)
    );
}

#[test]
fn a_panic_in_a_fault_fails_the_test() {
    let body = "(drop (call $write (i32.const 1)))";
    let result = std::panic::catch_unwind(|| {
        Run::new(guest(body))
            .fault("fd_write", |_| -> i32 { panic!("the fault's own") })
            .run()
    });
    let payload = result.expect_err("the panic goes on here");
    assert_eq!(payload.downcast_ref(), Some(&"the fault's own"));
}

/// A fault that overwrites all memory passed in a call, and nothing else, needs to know that
/// memory.
#[test]
fn a_call_reports_the_memory_that_it_may_write() {
    let out_pointers = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&out_pointers);
    let body = "
        (drop (call $fd_read (i32.const 0) (i32.const 64) (i32.const 2) (i32.const 80)))
        (drop (call $write (i32.const 1)))
        (drop (call $fd_fdstat_get (i32.const 1) (i32.const 200)))
        (drop (call $poll_oneoff (i32.const 0) (i32.const 256) (i32.const 3) (i32.const 80)))";
    let out = Run::new(guest(body)).fault_all(move |call| {
        let out_pointers = call.out_pointers()?;
        let spans = |all: &[Iovec]| -> Vec<(u32, u32)> {
            all.iter().map(|one| (one.address, one.len)).collect()
        };
        let spans = (spans(&out_pointers.buffers), spans(&out_pointers.outs));
        lock(&seen).push((call.name().to_owned(), spans));
        Ok::<_, OutOfBounds>(52)
    });
    assert_eq!(out.run().status, Status::Exit(0));
    let expected = [
        ("fd_read", (vec![(16, 7), (23, 6)], vec![(80, 4)])),
        ("fd_write", (vec![], vec![(80, 4)])),
        ("fd_fdstat_get", (vec![], vec![(200, 24)])),
        ("poll_oneoff", (vec![(256, 96)], vec![(80, 4)])),
    ]
    .map(|(name, spans)| (name.to_owned(), spans));
    assert_eq!(*lock(&out_pointers), expected);
}

/// An adapter between guest and host may allocate memory, up to the limit.
#[test]
fn a_fault_grows_the_memory() {
    let body = "
        (drop (call $write (i32.const 1)))
        (call $proc_exit (memory.size))";
    let out = Run::new(guest(body))
        .memory_limit(4 << 16)
        .fault("fd_write", |call| {
            assert!(call.grow_memory(3));
            assert!(!call.grow_memory(1));
            assert_eq!(call.memory_len(), 4 << 16);
            0
        })
        .run();
    assert_eq!(out.status, Status::Exit(4), "{out}");
    assert_eq!(out.peak_memory, 4 << 16);
}
