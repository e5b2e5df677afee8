//! Impossible counts, in each function of the API that receives a count from the host.
//!
//! The host moves as many bytes as fit, and returns another count: one more, `u32::MAX`, or none.
//! Or it moves nothing and returns 0. The fault affects each call of an attempt.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Call, OutOfBounds, Response, Run};

use crate::attempts::{AttemptResults, CurrentAttempt, Shared, run_attempts};
use crate::common::TempDir;
use crate::document;

/// The count that the host returns.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reported {
    /// 0, without moving anything.
    Nothing,
    OneMore,
    Most,
    /// None: the count keeps the value that the guest put there.
    Unwritten,
}

const REPORTED: [Reported; 4] = [
    Reported::Nothing,
    Reported::OneMore,
    Reported::Most,
    Reported::Unwritten,
];

/// What the host supplies if it has to read.
pub(crate) const CONTENT: &[u8] = b"one\ntwo\nthree\nfour\n";

/// The descriptors that a fault affects.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Target {
    Fd(u32),
    /// All that the program opened.
    Opened,
}

/// A function of the API, under the name in the table and the name for the guest, and the import
/// that it calls.
struct Operation {
    call: &'static str,
    name: &'static str,
    import: &'static str,
    target: Target,
    /// Whether `std` has it as well.
    std: bool,
}

macro_rules! operations {
    ($($import:ident $target:expr, $std:literal: $($call:literal $name:literal),+;)+) => {
        [$($(Operation { call: $call, name: $name, import: stringify!($import), target: $target, std: $std },)+)+]
    };
}

const OPERATIONS: [Operation; 59] = operations! {
    fd_read Target::Opened, true: "`File::read`" "read", "`File::read_vectored`" "read-vectored",
        "`File::read_exact`" "read-exact", "`File::read_to_end`" "read-to-end",
        "`File::read_to_end`, 8 bytes of spare capacity" "read-to-end-spare",
        "`File::read_to_string`" "read-to-string", "`fs::read`" "fs-read", "`fs::copy`" "fs-copy",
        "`BufReader::read`" "buf-read", "`BufReader::read_line`" "buf-line", "`BufReader::lines`" "buf-lines",
        "`TcpStream::read`" "tcp-read", "`TcpStream::read_vectored`" "tcp-read-vectored";
    fd_read Target::Fd(0), true: "`Stdin::read`" "stdin-read", "`Stdin::read_vectored`" "stdin-vectored",
        "`Stdin::read`, 64 KiB" "stdin-large", "`Stdin::read_line`" "stdin-line",
        "`Stdin::lines`" "stdin-lines", "`Stdin::read_to_end`" "stdin-to-end";
    fd_pread Target::Opened, false: "`File::read_at`" "read-at", "`File::read_vectored_at`" "read-vectored-at",
        "`File::read_exact_at`" "read-exact-at";
    sock_recv Target::Opened, false: "`sys::sock_recv`" "recv";
    fd_write Target::Opened, true: "`File::write`" "write", "`File::write_vectored`" "write-vectored",
        "`File::write_all`" "write-all", "`write!` to a `File`" "write-fmt", "`fs::write`" "fs-write",
        "`BufWriter::flush`" "buf-flush", "`BufWriter` dropped" "buf-drop", "`LineWriter`" "line-writer",
        "`TcpStream::write`" "tcp-write", "`TcpStream::write_all`" "tcp-write-all";
    fd_write Target::Fd(1), true: "`Stdout::flush`" "stdout", "`Stdout::write_all`, 20,000 bytes" "stdout-large",
        "`print!`" "print";
    fd_write Target::Fd(2), true: "`Stderr::write_all`" "stderr", "`Stderr::write`" "stderr-write",
        "`eprint!`" "eprint";
    fd_pwrite Target::Opened, false: "`File::write_at`" "write-at", "`File::write_vectored_at`" "write-vectored-at",
        "`File::write_all_at`" "write-all-at";
    sock_send Target::Opened, false: "`sys::sock_send`" "send";
    path_readlink Target::Opened, true: "`fs::read_link`" "read-link", "`fs::canonicalize`" "canonicalize";
    path_readlink Target::Opened, false: "`FileExt::read_link`" "read-link-at";
    fd_readdir Target::Opened, true: "`fs::read_dir`" "read-dir", "`fs::remove_dir_all`" "remove-all";
    fd_readdir Target::Opened, false: "`fs::Entries`" "entries";
    poll_oneoff Target::Opened, true: "`thread::sleep`" "sleep";
    poll_oneoff Target::Opened, false: "`poll::wait` for a clock" "wait",
        "`poll::wait` for input" "wait-input", "`poll::Set::wait`" "wait-set";
    args_sizes_get Target::Opened, true: "`env::args`" "args";
    args_sizes_get Target::Opened, false: "`env::static_args`" "static-args";
    environ_sizes_get Target::Opened, true: "`env::vars`" "vars", "`env::var`" "var";
    environ_sizes_get Target::Opened, false: "`env::static_vars`" "static-vars", "`env::static_var`" "static-var";
};

/// Attempts an operation once. Returns the result, and the bytes that were written to the affected
/// descriptor.
fn attempt(wasm: &[u8], operation: &Operation, reported: Reported) -> (AttemptResults, Vec<u8>) {
    let folder = TempDir::new(&format!(
        "counts-{}-{reported:?}-{}",
        operation.name,
        wasm.len()
    ));
    fs::write(folder.join("f"), CONTENT).unwrap();
    fs::create_dir(folder.join("d")).unwrap();
    for name in ["one", "two", "three"] {
        fs::write(folder.join("d").join(name), "").unwrap();
    }
    #[cfg(unix)]
    symlink("f", folder.join("l")).unwrap();
    let written = Shared::<Vec<u8>>::default();
    let bytes_written = written.clone();
    let target = operation.target;
    let run = Run::new(wasm)
        .name("name")
        .args(["one", "two"])
        .env("KEY", "value")
        .dir(&folder, ".");
    let attempted = run_attempts(run, [operation.name], |run, current| {
        run.fault(operation.import, move |call| {
            inject(call, &current, target, reported, &bytes_written)
        })
    });
    (attempted, written.with(std::mem::take))
}

fn inject(
    call: &mut Call<'_>,
    current: &CurrentAttempt,
    target: Target,
    reported: Reported,
    bytes_written: &Shared<Vec<u8>>,
) -> Response {
    let path = matches!(
        call.name(),
        "poll_oneoff" | "args_sizes_get" | "environ_sizes_get"
    );
    let struck = path
        || match target {
            Target::Fd(fd) => call.arg(0) == fd,
            Target::Opened => call.arg(0) > 2,
        };
    if current.attempt().is_none() || !struck {
        return Response::Real;
    }
    match current.count_call() {
        Ok(_) => miscount(call, reported, bytes_written).into(),
        Err(end) => end,
    }
}

/// Moves bytes, or lets the real host move them, and returns another count.
fn miscount(
    call: &mut Call<'_>,
    reported: Reported,
    bytes_written: &Shared<Vec<u8>>,
) -> Result<Response, OutOfBounds> {
    let out_pointers = call.out_pointers()?;
    let out = out_pointers.outs[0];
    let mut capacity: usize = out_pointers
        .buffers
        .iter()
        .map(|buffer| buffer.len as usize)
        .sum();
    let mut response = Response::Errno(0);
    let before = call.u32(out.address)?;
    match call.name() {
        "fd_read" | "fd_pread" | "sock_recv" => {
            if reported != Reported::Nothing {
                let bytes: Vec<u8> = CONTENT.iter().copied().cycle().take(capacity).collect();
                call.scatter(&out_pointers.buffers, &bytes)?;
            }
        }
        "fd_write" | "fd_pwrite" | "sock_send" => {
            let buffers = call.iovecs(call.arg(1), call.arg(2))?;
            let bytes = call.gather(&buffers)?;
            capacity = bytes.len();
            if reported != Reported::Nothing {
                bytes_written.with(|bytes_written| bytes_written.extend_from_slice(&bytes));
            }
        }
        "path_readlink" => {
            if reported != Reported::Nothing {
                call.scatter(&out_pointers.buffers, &vec![b'x'; capacity])?;
            }
        }
        "fd_readdir" => {
            response = call.real();
        }
        "poll_oneoff" => {
            response = call.real();
            capacity = call.u32(out.address)? as usize;
        }
        "args_sizes_get" | "environ_sizes_get" => {
            let len = call.u32(out_pointers.outs[1].address)?;
            response = call.real();
            capacity = call.u32(out.address)? as usize;
            match reported {
                Reported::Nothing => call.write_u32(out_pointers.outs[1].address, 0)?,
                Reported::Unwritten => call.write_u32(out_pointers.outs[1].address, len)?,
                Reported::Most => call.write_u32(out_pointers.outs[1].address, u32::MAX)?,
                Reported::OneMore => {}
            }
        }
        other => unreachable!("{other} has no count"),
    }
    let count = match reported {
        Reported::Nothing => 0,
        Reported::OneMore => u32::try_from(capacity).unwrap() + 1,
        Reported::Most => u32::MAX,
        Reported::Unwritten => before,
    };
    call.write_u32(out.address, count)?;
    Ok(response)
}

/// Returns the required outcome of an operation with an impossible count. Other operations may
/// succeed without the result.
fn expected(operation: &Operation, reported: Reported) -> Option<&'static str> {
    match (operation.name, operation.import) {
        // Only the status can show it.
        ("print", _) => Some("printed, status 1"),
        ("eprint", _) => Some("printed"),
        ("buf-drop", _) => Some("Ok(())"),
        // Events are recognized by their content, and arguments are validated separately.
        (_, "poll_oneoff" | "args_sizes_get" | "environ_sizes_get") => None,
        _ => (reported != Reported::Nothing).then_some("error 29"),
    }
}

/// Returns the outcome of an attempt, with a note if the output was written twice, and the number
/// of calls.
fn outcome(wasm: &[u8], operation: &Operation, reported: Reported) -> (String, usize) {
    let (attempted, written) = attempt(wasm, operation, reported);
    let mut outcome = attempted.outcome().replace('\n', "\\n");
    if written
        .windows(8)
        .filter(|text| text == b"panicked")
        .count()
        > 1
    {
        outcome = "panics repeatedly, then traps".to_owned();
    }
    let half = written.len() / 2;
    if half != 0 && operation.name != "stdout-large" && written[..half] == written[half..] {
        outcome.push_str(", written twice");
    }
    (outcome, attempted.output.count(operation.import))
}

/// When standard output was flushed, an unwritten count was taken for 0, and all pending bytes were
/// written again with each retry.
#[test]
fn no_impossible_count_is_accepted() {
    let std = Build::program("fault_counts").alone().wasm();
    let ours = Build::program("fault_counts")
        .with_nanowasi()
        .alone()
        .wasm();
    let guest = Build::guest("counts").wasm();
    let mut rows = Vec::new();
    for operation in &OPERATIONS {
        let [nothing, untrue @ ..] = REPORTED.map(|reported| {
            let (outcome, calls) = outcome(
                if operation.std { &ours } else { &guest },
                operation,
                reported,
            );
            let what = format!("{}, {reported:?}: {outcome}, {calls} calls", operation.call);
            if let Some(expected) = expected(operation, reported) {
                let twice = format!("{expected}, written twice");
                assert!(
                    outcome == expected || operation.name == "line-writer" && outcome == twice,
                    "{what}"
                );
            }
            assert!(
                !outcome.contains("endless") && !outcome.contains("traps"),
                "{what}"
            );
            assert!(calls <= 1024, "{what}");
            outcome
        });
        let untrue = if untrue.iter().all(|outcome| *outcome == untrue[0]) {
            untrue[0].clone()
        } else {
            untrue.join("; ")
        };
        let [zero, one_more, most, unwritten] = REPORTED.map(|reported| match operation.std {
            true => std_cell(outcome(&std, operation, reported).0, operation, reported),
            false => "–".to_owned(),
        });
        rows.push([
            operation.call.to_owned(),
            nothing,
            untrue,
            zero,
            one_more,
            most,
            unwritten,
        ]);
    }
    let head = [
        "operation",
        "0",
        "one more; `u32::MAX`; unwritten",
        "`std`: 0",
        "`std`: one more",
        "`std`: `u32::MAX`",
        "`std`: unwritten",
    ];
    document::table("counts", head, &rows);
}

/// Returns the table's cell for `std`. Numbers from uninitialized memory are left out.
fn std_cell(outcome: String, operation: &Operation, reported: Reported) -> String {
    let moves = operation.import.starts_with("fd_") || operation.import == "path_readlink";
    let reads = outcome.starts_with("Ok(") && operation.name != "buf-drop";
    match reported {
        Reported::Unwritten if moves => "uses the initial value".to_owned(),
        Reported::OneMore | Reported::Most if moves && reads => "accepts it".to_owned(),
        _ => outcome,
    }
}

/// A host truncates a link's target to the buffer and returns the buffer's length. Such a target
/// may be incomplete.
#[test]
fn a_link_of_any_length_is_read_completely() {
    let ours = Build::program("fault_counts")
        .with_nanowasi()
        .alone()
        .wasm();
    let lens = [
        0,
        1,
        255,
        256,
        257,
        511,
        512,
        513,
        4096,
        70_000,
        (1 << 20) - 1,
    ];
    let folder = TempDir::new("counts-links");
    let run = Run::new(&ours).dir(&folder, ".");
    let attempted = run_attempts(run, ["read-link"; 11], |run, current| {
        run.fault("path_readlink", move |call| {
            let out_pointers = call.out_pointers()?;
            let text = vec![b'x'; lens[current.attempt().unwrap_or_default()]];
            let count = call.scatter(&out_pointers.buffers, &text)?;
            call.write_u32(out_pointers.outs[0].address, u32::try_from(count).unwrap())?;
            Ok::<_, OutOfBounds>(0)
        })
    });
    let expected = lens.map(|len| format!("Ok({len})"));
    assert_eq!(attempted.expect_all(lens.len()), expected);
}
