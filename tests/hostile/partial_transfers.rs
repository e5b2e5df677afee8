//! Short reads and writes: ten bytes, in each of the 512 ways to split them.
//!
//! The bytes are in several buffers, one of which is empty, so that a split is between two of them
//! or within one. A host that moves only the first buffer is among these, and one that moves a byte
//! a call.

use std::fs;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Call, OutOfBounds, Response, Run};

use crate::attempts::{CurrentAttempt, Shared, run_attempts};
use crate::common::TempDir;
use crate::document;

const TEXT: &[u8] = b"0123456789";

/// The number of ways to split ten bytes: after each of the first nine, or not.
const SPLITS: usize = 1 << (TEXT.len() - 1);

/// The operations: the name in the table, the name for the guest, the import, and the descriptor if
/// it is a standard stream.
const OPERATIONS: [(&str, &str, &str, Option<u32>); 22] = [
    ("`sys::fd_read`", "all-read-vectored", "fd_read", None),
    ("`File::read_exact`", "all-exact", "fd_read", None),
    ("`File::read_to_end`", "all-to-end", "fd_read", None),
    (
        "`BufReader::read_vectored`",
        "all-buf-read",
        "fd_read",
        None,
    ),
    ("`BufReader::read_line`", "all-line", "fd_read", None),
    (
        "`TcpStream::read_vectored`",
        "all-tcp-read",
        "fd_read",
        None,
    ),
    ("`Stdin::read_vectored`", "all-stdin", "fd_read", Some(0)),
    ("`Stdin::read_line`", "all-stdin-line", "fd_read", Some(0)),
    ("`File::read_vectored_at`", "all-read-at", "fd_pread", None),
    ("`File::read_exact_at`", "all-exact-at", "fd_pread", None),
    ("`sys::sock_recv`", "all-recv", "sock_recv", None),
    ("`sys::fd_write`", "all-write-vectored", "fd_write", None),
    ("`File::write_all`", "all-write-all", "fd_write", None),
    (
        "`BufWriter::write_vectored`",
        "all-buf-write",
        "fd_write",
        None,
    ),
    (
        "`TcpStream::write_vectored`",
        "all-tcp-write",
        "fd_write",
        None,
    ),
    (
        "`TcpStream::write_all`",
        "all-tcp-write-all",
        "fd_write",
        None,
    ),
    ("`print!`", "all-print", "fd_write", Some(1)),
    ("`Stderr::write_all`", "all-stderr", "fd_write", Some(2)),
    (
        "`File::write_vectored_at`",
        "all-write-at",
        "fd_pwrite",
        None,
    ),
    (
        "`File::write_all_at`",
        "all-write-all-at",
        "fd_pwrite",
        None,
    ),
    ("`sys::sock_send`", "all-send", "sock_send", None),
    ("`write!` to `Stdout`", "all-stdout", "fd_write", Some(1)),
];

/// What one attempt has moved.
#[derive(Default)]
struct Moved {
    attempt: usize,
    bytes: Vec<u8>,
}

/// Moves bytes up to the next split. Attempt `n` splits after byte `i` if bit `i` of `n` is set.
/// `advances` is whether the operation's offset has to advance.
fn transfer(
    call: &mut Call<'_>,
    attempt: usize,
    advances: bool,
    all: &Shared<Vec<Moved>>,
) -> Result<Response, OutOfBounds> {
    let out_pointers = call.out_pointers()?;
    let at = all.with(|all| {
        if all.last().is_none_or(|moved| moved.attempt != attempt) {
            let bytes = Vec::new();
            all.push(Moved { attempt, bytes });
        }
        all.last().map_or(0, |moved| moved.bytes.len())
    });
    if advances {
        assert_eq!(call.args()[3], at as u64, "continues at another offset");
    }
    let end = (at..TEXT.len()).find(|at| attempt & (1 << at) != 0);
    let len = end.map_or(TEXT.len(), |end| end + 1) - at.min(TEXT.len());
    let bytes = if out_pointers.buffers.is_empty() {
        let buffers = call.iovecs(call.arg(1), call.arg(2))?;
        let offered = call.gather(&buffers)?;
        offered[..offered.len().min(len.max(1))].to_vec()
    } else {
        let bytes = TEXT[at..at + len].to_vec();
        let count = call.scatter(&out_pointers.buffers, &bytes)?;
        bytes[..count].to_vec()
    };
    call.write_u32(
        out_pointers.outs[0].address,
        u32::try_from(bytes.len()).unwrap(),
    )?;
    // The flags of `sock_recv`.
    for out in &out_pointers.outs[1..] {
        call.write(out.address, &vec![0; out.len as usize])?;
    }
    all.with(|all| all.last_mut().map(|moved| moved.bytes.extend(bytes)));
    Ok(Response::Errno(0))
}

/// Mistakes of this kind: the rest of a buffer is lost, or written twice; a short read is taken for
/// the end of file; the offset does not advance.
#[test]
fn bytes_arrive_once_and_in_order_however_they_are_split() {
    let guest = Build::guest("counts").wasm();
    let folder = TempDir::new("splits");
    fs::write(folder.join("f"), TEXT).unwrap();
    let mut rows = Vec::new();
    for (call, name, import, fd) in OPERATIONS {
        // The guest passes the offset of the others in each call.
        let advances = ["all-exact-at", "all-write-all-at"].contains(&name);
        let all = Shared::<Vec<Moved>>::default();
        let shared = all.clone();
        let inject = move |call: &mut Call<'_>, current: &CurrentAttempt| {
            let struck = fd.map_or(call.arg(0) > 2, |fd| call.arg(0) == fd);
            match current.attempt() {
                Some(attempt) if struck => match current.count_call() {
                    Ok(_) => transfer(call, attempt, advances, &shared).into(),
                    Err(end) => end,
                },
                _ => Response::Real,
            }
        };
        let run = Run::new(&guest).dir(&folder, ".");
        let attempted = run_attempts(run, [name; SPLITS], |run, current| {
            run.fault(import, move |call| inject(call, &current))
        });
        let calls = attempted.output.count(import);
        let reports = attempted.expect_all(SPLITS);
        for (attempt, reports) in reports.iter().enumerate() {
            let arrived = ["Ok(())", "Ok(\"0123456789\")"].contains(&reports.as_str());
            assert!(arrived, "{call}, {attempt:#b}: {reports}");
        }
        let all = all.with(std::mem::take);
        assert_eq!(all.len(), SPLITS, "{call}");
        for moved in &all {
            assert_eq!(moved.bytes, TEXT, "{call}, {:#b}", moved.attempt);
        }
        rows.push([
            call.to_owned(),
            format!("`{import}`"),
            SPLITS.to_string(),
            calls.to_string(),
        ]);
    }
    let head = ["operation", "function", "splits", "calls"];
    document::table("splits", head, &rows);
}
