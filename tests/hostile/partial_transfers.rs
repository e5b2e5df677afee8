//! Reads and writes that are cut at any byte: of ten bytes, in each of the 512 ways in which they can come in pieces.
//!
//! They lie in several slices, one of which is empty, so that a cut falls between two of them, or into one. A host
//! that moves the first slice alone is among these, and one that moves a byte a call.

use std::fs;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Answer, Call, OutOfBounds, Run};

use crate::attempts::{Current, Shared, attempts};
use crate::common::TempDir;
use crate::document;

const TEXT: &[u8] = b"0123456789";

/// In how many ways ten bytes can be cut into pieces: behind each of the first nine, or not.
const SPLITS: usize = 1 << (TEXT.len() - 1);

/// What moves bytes: what it is called in the table, and by the guest; by which function; and of which descriptor, if it
/// is a standard stream's.
const WAYS: [(&str, &str, &str, Option<u32>); 22] = [
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

/// What has been moved in one attempt.
#[derive(Default)]
struct Moved {
    attempt: usize,
    bytes: Vec<u8>,
}

/// Moves bytes up to the next cut, which attempt number `n` has behind byte `i` if bit `i` of it is set; `goes_on` is
/// whether the place in the file has to.
fn cut(
    call: &mut Call<'_>,
    attempt: usize,
    goes_on: bool,
    all: &Shared<Vec<Moved>>,
) -> Result<Answer, OutOfBounds> {
    let lent = call.lent()?;
    let at = all.with(|all| {
        if all.last().is_none_or(|moved| moved.attempt != attempt) {
            let bytes = Vec::new();
            all.push(Moved { attempt, bytes });
        }
        all.last().map_or(0, |moved| moved.bytes.len())
    });
    if goes_on {
        assert_eq!(call.args()[3], at as u64, "goes on at another place");
    }
    let end = (at..TEXT.len()).find(|at| attempt & (1 << at) != 0);
    let most = end.map_or(TEXT.len(), |end| end + 1) - at.min(TEXT.len());
    let bytes = if lent.buffers.is_empty() {
        let buffers = call.iovecs(call.arg(1), call.arg(2))?;
        let offered = call.gather(&buffers)?;
        offered[..offered.len().min(most.max(1))].to_vec()
    } else {
        let bytes = TEXT[at..at + most].to_vec();
        let count = call.scatter(&lent.buffers, &bytes)?;
        bytes[..count].to_vec()
    };
    call.write_u32(lent.outs[0].address, u32::try_from(bytes.len()).unwrap())?;
    // The flags of `sock_recv`.
    for out in &lent.outs[1..] {
        call.write(out.address, &vec![0; out.len as usize])?;
    }
    all.with(|all| all.last_mut().map(|moved| moved.bytes.extend(bytes)));
    Ok(Answer::Errno(0))
}

/// What went wrong here in runtimes: the rest of a slice was lost, or all of it written twice; a short read was taken
/// for the end; a place in a file did not go on.
#[test]
fn bytes_arrive_once_and_in_order_however_they_are_cut() {
    let guest = Build::guest("counts").wasm();
    let folder = TempDir::new("splits");
    fs::write(folder.join("f"), TEXT).unwrap();
    let mut rows = Vec::new();
    for (call, name, import, fd) in WAYS {
        // The others are given a place by the guest at each call.
        let goes_on = ["all-exact-at", "all-write-all-at"].contains(&name);
        let all = Shared::<Vec<Moved>>::default();
        let shared = all.clone();
        let strike = move |call: &mut Call<'_>, current: &Current| {
            let struck = fd.map_or(call.arg(0) > 2, |fd| call.arg(0) == fd);
            match current.attempt() {
                Some(attempt) if struck => match current.ask() {
                    Ok(_) => cut(call, attempt, goes_on, &shared).into(),
                    Err(end) => end,
                },
                _ => Answer::Real,
            }
        };
        let run = Run::new(&guest).dir(&folder, ".");
        let attempted = attempts(run, [name; SPLITS], |run, current| {
            run.fault(import, move |call| strike(call, &current))
        });
        let calls = attempted.output.count(import);
        let said = attempted.all(SPLITS);
        for (attempt, said) in said.iter().enumerate() {
            let arrived = ["Ok(())", "Ok(\"0123456789\")"].contains(&said.as_str());
            assert!(arrived, "{call}, {attempt:#b}: {said}");
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
    let head = ["call", "function", "ways to cut", "calls of it"];
    document::table("splits", head, &rows);
}
