//! Counts that can't be true, at each call of the API that a host's count comes back through.
//!
//! The host moves all bytes that there is room for, and then tells another count: one more, `u32::MAX`, or none at
//! all. Or it moves nothing and tells 0. And so each time that it is asked.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Answer, Call, OutOfBounds, Run};

use crate::attempts::{Attempted, Current, Shared, attempts};
use crate::common::TempDir;
use crate::document;

/// What a host tells of what it has moved.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Told {
    /// 0, and has moved nothing.
    Nothing,
    OneMore,
    Most,
    /// Nothing: the count is what the guest left there.
    Unwritten,
}

const TOLD: [Told; 4] = [Told::Nothing, Told::OneMore, Told::Most, Told::Unwritten];

/// What the host makes up where it is to give bytes.
const CONTENT: &[u8] = b"one\ntwo\nthree\nfour\n";

/// Which descriptors a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum On {
    Fd(u32),
    /// All that were opened.
    Opened,
}

/// A way to a function of preview 1: what it is called in the table, and by the guest.
struct Way {
    call: &'static str,
    name: &'static str,
    import: &'static str,
    on: On,
    /// Whether `std` has it, too.
    std: bool,
}

macro_rules! ways {
    ($($import:ident $on:expr, $std:literal: $($call:literal $name:literal),+;)+) => {
        [$($(Way { call: $call, name: $name, import: stringify!($import), on: $on, std: $std },)+)+]
    };
}

const WAYS: [Way; 59] = ways! {
    fd_read On::Opened, true: "`File::read`" "read", "`File::read_vectored`" "read-vectored",
        "`File::read_exact`" "read-exact", "`File::read_to_end`" "read-to-end",
        "`File::read_to_end`, 8 bytes of room" "read-to-end-room",
        "`File::read_to_string`" "read-to-string", "`fs::read`" "fs-read", "`fs::copy`" "fs-copy",
        "`BufReader::read`" "buf-read", "`BufReader::read_line`" "buf-line", "`BufReader::lines`" "buf-lines",
        "`TcpStream::read`" "tcp-read", "`TcpStream::read_vectored`" "tcp-read-vectored";
    fd_read On::Fd(0), true: "`Stdin::read`" "stdin-read", "`Stdin::read_vectored`" "stdin-vectored",
        "`Stdin::read`, 64 KiB" "stdin-large", "`Stdin::read_line`" "stdin-line",
        "`Stdin::lines`" "stdin-lines", "`Stdin::read_to_end`" "stdin-to-end";
    fd_pread On::Opened, false: "`File::read_at`" "read-at", "`File::read_vectored_at`" "read-vectored-at",
        "`File::read_exact_at`" "read-exact-at";
    sock_recv On::Opened, false: "`sys::sock_recv`" "recv";
    fd_write On::Opened, true: "`File::write`" "write", "`File::write_vectored`" "write-vectored",
        "`File::write_all`" "write-all", "`write!` to a `File`" "write-fmt", "`fs::write`" "fs-write",
        "`BufWriter::flush`" "buf-flush", "`BufWriter` dropped" "buf-drop", "`LineWriter`" "line-writer",
        "`TcpStream::write`" "tcp-write", "`TcpStream::write_all`" "tcp-write-all";
    fd_write On::Fd(1), true: "`Stdout::flush`" "stdout", "`Stdout::write_all`, 20,000 bytes" "stdout-large",
        "`print!`" "print";
    fd_write On::Fd(2), true: "`Stderr::write_all`" "stderr", "`Stderr::write`" "stderr-write",
        "`eprint!`" "eprint";
    fd_pwrite On::Opened, false: "`File::write_at`" "write-at", "`File::write_vectored_at`" "write-vectored-at",
        "`File::write_all_at`" "write-all-at";
    sock_send On::Opened, false: "`sys::sock_send`" "send";
    path_readlink On::Opened, true: "`fs::read_link`" "read-link", "`fs::canonicalize`" "canonicalize";
    path_readlink On::Opened, false: "`FileExt::read_link`" "read-link-at";
    fd_readdir On::Opened, true: "`fs::read_dir`" "read-dir", "`fs::remove_dir_all`" "remove-all";
    fd_readdir On::Opened, false: "`fs::Entries`" "entries";
    poll_oneoff On::Opened, true: "`thread::sleep`" "sleep";
    poll_oneoff On::Opened, false: "`poll::wait` for a clock" "wait",
        "`poll::wait` for input" "wait-input", "`poll::Set::wait`" "wait-set";
    args_sizes_get On::Opened, true: "`env::args`" "args";
    args_sizes_get On::Opened, false: "`env::static_args`" "static-args";
    environ_sizes_get On::Opened, true: "`env::vars`" "vars", "`env::var`" "var";
    environ_sizes_get On::Opened, false: "`env::static_vars`" "static-vars", "`env::static_var`" "static-var";
};

/// One attempt at a way, and what was written where the fault struck.
fn attempt(wasm: &[u8], way: &Way, told: Told) -> (Attempted, Vec<u8>) {
    let folder = TempDir::new(&format!("counts-{}-{told:?}-{}", way.name, wasm.len()));
    fs::write(folder.join("f"), CONTENT).unwrap();
    fs::create_dir(folder.join("d")).unwrap();
    for name in ["one", "two", "three"] {
        fs::write(folder.join("d").join(name), "").unwrap();
    }
    #[cfg(unix)]
    symlink("f", folder.join("l")).unwrap();
    let written = Shared::<Vec<u8>>::default();
    let taken = written.clone();
    let on = way.on;
    let run = Run::new(wasm)
        .name("name")
        .args(["one", "two"])
        .env("KEY", "value")
        .dir(&folder, ".");
    let attempted = attempts(run, [way.name], |run, current| {
        run.fault(way.import, move |call| {
            strike(call, &current, on, told, &taken)
        })
    });
    (attempted, written.with(std::mem::take))
}

fn strike(
    call: &mut Call<'_>,
    current: &Current,
    on: On,
    told: Told,
    taken: &Shared<Vec<u8>>,
) -> Answer {
    let path = matches!(
        call.name(),
        "poll_oneoff" | "args_sizes_get" | "environ_sizes_get"
    );
    let struck = path
        || match on {
            On::Fd(fd) => call.arg(0) == fd,
            On::Opened => call.arg(0) > 2,
        };
    if current.attempt().is_none() || !struck {
        return Answer::Real;
    }
    match current.ask() {
        Ok(_) => miscount(call, told, taken).into(),
        Err(end) => end,
    }
}

/// Moves bytes, or has the real host move them, and tells another count.
fn miscount(
    call: &mut Call<'_>,
    told: Told,
    taken: &Shared<Vec<u8>>,
) -> Result<Answer, OutOfBounds> {
    let lent = call.lent()?;
    let out = lent.outs[0];
    let mut room: usize = lent.buffers.iter().map(|buffer| buffer.len as usize).sum();
    let mut answer = Answer::Errno(0);
    let before = call.u32(out.address)?;
    match call.name() {
        "fd_read" | "fd_pread" | "sock_recv" => {
            if told != Told::Nothing {
                let bytes: Vec<u8> = CONTENT.iter().copied().cycle().take(room).collect();
                call.scatter(&lent.buffers, &bytes)?;
            }
        }
        "fd_write" | "fd_pwrite" | "sock_send" => {
            let buffers = call.iovecs(call.arg(1), call.arg(2))?;
            let bytes = call.gather(&buffers)?;
            room = bytes.len();
            if told != Told::Nothing {
                taken.with(|taken| taken.extend_from_slice(&bytes));
            }
        }
        "path_readlink" => {
            if told != Told::Nothing {
                call.scatter(&lent.buffers, &vec![b'x'; room])?;
            }
        }
        "fd_readdir" => {
            answer = call.real();
        }
        "poll_oneoff" => {
            answer = call.real();
            room = call.u32(out.address)? as usize;
        }
        "args_sizes_get" | "environ_sizes_get" => {
            let len = call.u32(lent.outs[1].address)?;
            answer = call.real();
            room = call.u32(out.address)? as usize;
            match told {
                Told::Nothing => call.write_u32(lent.outs[1].address, 0)?,
                Told::Unwritten => call.write_u32(lent.outs[1].address, len)?,
                Told::Most => call.write_u32(lent.outs[1].address, u32::MAX)?,
                Told::OneMore => {}
            }
        }
        other => unreachable!("{other} has no count"),
    }
    let count = match told {
        Told::Nothing => 0,
        Told::OneMore => u32::try_from(room).unwrap() + 1,
        Told::Most => u32::MAX,
        Told::Unwritten => before,
    };
    call.write_u32(out.address, count)?;
    Ok(answer)
}

/// What a way is to come to where a count can't be true; the others get what was there, or what they can do without.
fn expected(way: &Way, told: Told) -> Option<&'static str> {
    match (way.name, way.import) {
        // Nobody is left to tell, but by the status.
        ("print", _) => Some("printed, status 1"),
        ("eprint", _) => Some("printed"),
        ("buf-drop", _) => Some("Ok(())"),
        // Events tell by themselves whether they were written, and arguments are looked at in any case.
        (_, "poll_oneoff" | "args_sizes_get" | "environ_sizes_get") => None,
        _ => (told != Told::Nothing).then_some("error 29"),
    }
}

/// An attempt in words, and whether what was written came twice.
fn word(wasm: &[u8], way: &Way, told: Told) -> (String, usize) {
    let (attempted, written) = attempt(wasm, way, told);
    let mut word = attempted.word().replace('\n', "\\n");
    if written
        .windows(8)
        .filter(|text| text == b"panicked")
        .count()
        > 1
    {
        word = "panics until it traps".to_owned();
    }
    let half = written.len() / 2;
    if half != 0 && way.name != "stdout-large" && written[..half] == written[half..] {
        word.push_str(", written twice");
    }
    (word, attempted.output.count(way.import))
}

/// In the drain of standard output, a count that was never told was taken for 0, and all that waited was written
/// again at each try.
#[test]
fn no_count_is_believed_that_cannot_be_true() {
    let std = Build::program("fault_counts").alone().wasm();
    let ours = Build::program("fault_counts")
        .with_nanowasi()
        .alone()
        .wasm();
    let guest = Build::guest("counts").wasm();
    let mut rows = Vec::new();
    for way in &WAYS {
        let [nothing, untrue @ ..] = TOLD.map(|told| {
            let (word, calls) = word(if way.std { &ours } else { &guest }, way, told);
            let what = format!("{}, {told:?}: {word}, {calls} calls", way.call);
            if let Some(expected) = expected(way, told) {
                let twice = format!("{expected}, written twice");
                assert!(
                    word == expected || way.name == "line-writer" && word == twice,
                    "{what}"
                );
            }
            assert!(!word.contains("ever") && !word.contains("traps"), "{what}");
            assert!(calls <= 1024, "{what}");
            word
        });
        let untrue = if untrue.iter().all(|word| *word == untrue[0]) {
            untrue[0].clone()
        } else {
            untrue.join("; ")
        };
        let [zero, one_more, most, unwritten] = TOLD.map(|told| match way.std {
            true => theirs(word(&std, way, told).0, way, told),
            false => "–".to_owned(),
        });
        rows.push([
            way.call.to_owned(),
            nothing,
            untrue,
            zero,
            one_more,
            most,
            unwritten,
        ]);
    }
    let head = [
        "call",
        "0",
        "one more; `u32::MAX`; untold",
        "`std`: 0",
        "`std`: one more",
        "`std`: `u32::MAX`",
        "`std`: untold",
    ];
    document::table("counts", head, &rows);
}

/// What `std` makes of it. A number that comes from nowhere is not for a table, and neither is what came of it.
fn theirs(word: String, way: &Way, told: Told) -> String {
    let moves = way.import.starts_with("fd_") || way.import == "path_readlink";
    let reads = word.starts_with("Ok(") && way.name != "buf-drop";
    match told {
        Told::Unwritten if moves => "believes what was there".to_owned(),
        Told::OneMore | Told::Most if moves && reads => "believes it".to_owned(),
        _ => word,
    }
}

/// A descriptor that was never told used to be 0 in others' runtimes: who closes it closes standard input.
#[test]
fn a_descriptor_that_was_not_told_is_none() {
    let guest = Build::guest("counts").wasm();
    for (name, import) in [
        ("open", "path_open"),
        ("sys-accept", "sock_accept"),
        ("accept", "sock_accept"),
    ] {
        let folder = TempDir::new(&format!("counts-untold-{name}"));
        fs::write(folder.join("f"), CONTENT).unwrap();
        let run = Run::new(&guest).dir(&folder, ".");
        let attempted = attempts(run, [name], |run, _| run.fault(import, |_| 0));
        assert_eq!(attempted.word(), "error 29", "{name}: {}", attempted.output);
        for call in attempted.output.calls_of("fd_close") {
            assert!(call.args[0] > 2, "{name}: {call}");
        }
    }
}

/// A record that was never written was believed: a file had no byte, a clock showed 1970, and the
/// program had no arguments.
#[test]
fn a_record_that_was_not_written_is_an_error() {
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
            "nothing, status 101",
        ),
        (
            "`env::static_var`",
            "static-var",
            "environ_sizes_get",
            "nothing, status 101",
        ),
    ];
    let mut rows = Vec::new();
    for (what, name, import, expected) in cases {
        let attempted = attempts(run(), [name], |run, _| {
            run.fault(import, move |call| {
                if name == "recv-flags" {
                    call.write_u32(call.arg(4), 1)?;
                }
                Ok::<_, OutOfBounds>(0)
            })
        });
        let word = attempted.word();
        assert_eq!(word, expected, "{what}: {}", attempted.output);
        assert!(attempted.output.count(import) > 0, "{what}");
        rows.push([what.to_owned(), format!("`{import}`"), word]);
    }
    document::table(
        "unwritten",
        ["reached by", "the host writes nothing in", "nanowasi"],
        &rows,
    );
}

/// A record that has the fields of most hosts is one, and so are zeros that come by chance.
#[test]
fn a_record_that_was_written_in_part_is_believed() {
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
        let attempted = attempts(run, [name], |run, _| {
            run.fault(import, move |call| {
                if let Some((arg, offset)) = at {
                    call.write_u64(call.arg(arg) + offset, value)?;
                }
                Ok::<_, OutOfBounds>(0)
            })
        });
        assert_eq!(attempted.word(), expected, "{name}: {}", attempted.output);
    }
    let attempted = attempts(Run::new(&guest), ["random-byte"], |run, _| {
        run.fault("random_get", |call| {
            // The one byte is a zero, and not because nothing was written.
            let bytes: Vec<u8> = (0..call.arg(1)).map(|at| (at * 7) as u8).collect();
            call.write(call.arg(0), &bytes)?;
            Ok::<_, OutOfBounds>(0)
        })
    });
    assert_eq!(attempted.word(), "Ok(())", "{}", attempted.output);
    assert_eq!(attempted.output.count("random_get"), 2);
}

/// What an interrupted call had written was taken for the descriptor of the next one, which wrote none: standard
/// output, which the program then closed.
#[test]
fn a_descriptor_of_an_interrupted_call_is_none() {
    let guest = Build::guest("counts").wasm();
    let folder = TempDir::new("counts-interrupted");
    fs::write(folder.join("f"), CONTENT).unwrap();
    let run = Run::new(&guest).dir(&folder, ".");
    let attempted = attempts(run, ["open"], |run, _| {
        let mut calls = 0;
        run.fault("path_open", move |call| {
            calls += 1;
            if calls > 1 {
                return Answer::Errno(0);
            }
            match call.write_u32(call.arg(8), 1) {
                Ok(()) => Answer::Errno(27),
                Err(error) => Answer::Trap(error.to_string()),
            }
        })
    });
    assert_eq!(attempted.word(), "error 29", "{}", attempted.output);
    assert_eq!(attempted.output.count("path_open"), 2);
    assert_eq!(attempted.output.count("fd_close"), 0);
}

/// A host cuts what a link says where the room ends, and counts the room: that is no whole text yet.
#[test]
fn a_link_is_read_whole_however_long_it_is() {
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
    let attempted = attempts(run, ["read-link"; 11], |run, current| {
        run.fault("path_readlink", move |call| {
            let lent = call.lent()?;
            let text = vec![b'x'; lens[current.attempt().unwrap_or_default()]];
            let count = call.scatter(&lent.buffers, &text)?;
            call.write_u32(lent.outs[0].address, u32::try_from(count).unwrap())?;
            Ok::<_, OutOfBounds>(0)
        })
    });
    let expected = lens.map(|len| format!("Ok({len})"));
    assert_eq!(attempted.all(lens.len()), expected);
}
