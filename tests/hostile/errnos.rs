//! Each function returns each errno, and each part of the API that calls it has to pass the errno
//! on.
//!
//! 76 errnos have names. Hosts return others as well (one returns 0xFFFFFFFF), and `std` uses only
//! the lower 16 bits, so that it takes 65,536 for success.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use nanowasi_test_host::build::{Mode, guest};
use nanowasi_test_host::{Response, Run, Status, errno, functions};

use crate::common::TempDir;
use crate::document::table;
use crate::program_pair::{ProgramPair, build_pair};
use crate::report::Reports;

/// All errnos with a name, some without, and some that are wider than 16 bits.
fn errnos() -> Vec<i32> {
    (1..=76)
        .chain([77, 255, 9999, 65_535, 65_536, -1])
        .collect()
}

/// The number of calls after which an attempt is considered endless.
const ENDLESS: usize = 5_000;

/// How long a program may take. An endless one that makes no calls takes all of it.
const DEADLINE: Duration = Duration::from_secs(5);

/// The result of an attempt, and the number of calls that it made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Attempt {
    response: String,
    calls: usize,
}

/// Runs an operation of `fault_errnos` once for each errno that `function` returns. An attempt that
/// ends the program is followed by another run.
fn attempts(wasm: &[u8], operation: &str, function: &str, errnos: &[i32]) -> Vec<Attempt> {
    let mut all = Vec::new();
    while let Some(rest) = errnos.get(all.len()..)
        && !rest.is_empty()
    {
        let folder = TempDir::new(&format!("errnos-{function}-{}", wasm.len()));
        let (run, reports) = Reports::of(
            Run::new(wasm)
                .args([operation.to_owned(), rest.len().to_string()])
                .dir(&folder, ".")
                .timeout(DEADLINE),
        );
        let calls = Arc::new(Mutex::new(BTreeMap::new()));
        let (errnos_left, counts) = (rest.to_vec(), Arc::clone(&calls));
        let reports_so_far = reports.clone();
        let out = run
            .fault(function, move |_| {
                // The first report says that the program is ready, and each later one ends an
                // attempt.
                let Some(attempt) = reports_so_far.lines().len().checked_sub(1) else {
                    return Response::Real;
                };
                let Some(&errno) = errnos_left.get(attempt) else {
                    return Response::Real;
                };
                let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
                let count = counts.entry(attempt).or_insert(0);
                *count += 1;
                if *count > ENDLESS {
                    return Response::Trap("endless".to_owned());
                }
                Response::Errno(errno)
            })
            .run();
        let responses: Vec<String> = reports.lines().into_iter().skip(1).collect();
        let calls = calls.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |attempt: usize| calls.get(&attempt).copied().unwrap_or(0);
        let count = responses.len();
        all.extend((0..).zip(responses).map(|(attempt, response)| Attempt {
            response,
            calls: of(attempt),
        }));
        if count < rest.len() {
            let response = match &out.status {
                Status::Trap(text) if text == "endless" => text.clone(),
                Status::Trap(text) if text.contains("unreachable") => "trap".to_owned(),
                Status::Trap(text) if text.contains("memory fault") => "memory fault".to_owned(),
                Status::Exit(status) => format!("status {status}"),
                Status::Timeout => "endless".to_owned(),
                _ => panic!("{operation} of {function}, {count} attempts:\n{out}"),
            };
            all.push(Attempt {
                response,
                calls: of(count),
            });
        }
    }
    all
}

/// Returns whether an operation depends on earlier ones, so that each errno needs a separate run.
/// A stream keeps its retry limit and pending bytes (an `INTR` after `AGAIN` was returned
/// immediately, and looked like an errno that is passed on). Paths keep the list of preopened
/// directories.
fn keeps_state(operation: &str) -> bool {
    let names = ["stdout()", "stderr()", "first File::open"];
    names.iter().any(|name| operation.starts_with(name))
}

/// How an operation handled all errnos: how many it returned unchanged, and what it did with the
/// others.
struct ErrnoTally {
    as_returned: usize,
    otherwise: BTreeMap<Attempt, BTreeSet<i32>>,
    errnos: usize,
    is_reached: bool,
}

impl ErrnoTally {
    fn of(attempts: &[Attempt], expected: &[String], errnos: &[i32]) -> Self {
        let mut as_returned = 0;
        let mut otherwise = BTreeMap::<_, BTreeSet<_>>::new();
        for ((attempt, expected), errno) in attempts.iter().zip(expected).zip(errnos) {
            if attempt.response == *expected && attempt.calls == 1 {
                as_returned += 1;
            } else {
                let mut attempt = attempt.clone();
                if attempt.response == "endless" || attempt.response == "trap" {
                    // The number of calls until then depends on timing.
                    attempt.calls = 1;
                }
                otherwise.entry(attempt).or_default().insert(*errno);
            }
        }
        Self {
            as_returned,
            otherwise,
            errnos: errnos.len(),
            is_reached: attempts.iter().any(|attempt| attempt.calls > 0),
        }
    }
}

impl fmt::Display for ErrnoTally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_reached {
            return f.write_str("not called");
        }
        let mut parts = Vec::new();
        if self.as_returned > 0 {
            parts.push(format!("{} as returned", self.as_returned));
        }
        for (attempt, errnos) in &self.otherwise {
            let names: Vec<String> = errnos.iter().map(|errno| errno::describe(*errno)).collect();
            let which = match &names[..] {
                all if all.len() == self.errnos => "all".to_owned(),
                few if few.len() <= 3 => few.join(", "),
                many => format!("{} others", many.len()),
            };
            let calls = match attempt.calls {
                1 => String::new(),
                calls => format!(" after {calls} calls"),
            };
            parts.push(format!("{which}: {}{calls}", attempt.response));
        }
        f.write_str(&parts.join("; "))
    }
}

/// Each errno is returned unchanged.
const ALL: &str = "82 as returned";
/// `INTR` is retried up to the limit.
const AGAIN: &str = "81 as returned; INTR: 27 Interrupted after 1024 calls";
/// `AGAIN` is waited for as well.
const RETRIED: &str = "80 as returned; INTR: 27 Interrupted after 1024 calls; \
                       AGAIN: 6 WouldBlock after 1024 calls";
/// There is no caller to report to, and nothing else to do.
const IGNORED: &str = "all: ok";
/// No error can be returned, and no default is correct: a panic.
const PANIC: &str = "all: status 101";
const PANIC_AGAIN: &str = "81 others: status 101; INTR: status 101 after 1024 calls";
/// A file that is open for reading lacks the right to sync its data. The whole file is synced
/// instead.
const SYNC_DATA: &str = "80 as returned; INTR: 27 Interrupted after 1024 calls; NOTCAPABLE: ok";
/// A directory without a name is never used. (One of the 82 errnos equals the resulting error.)
const NO_NAME: &str = "1 as returned; 81 others: 44 NotFound";
/// `BADF` ends the list of preopened directories. Any other errno is skipped, up to a limit.
const NO_PREOPEN: &str = "BADF: 44 NotFound; 81 others: 44 NotFound after 16 calls";
/// `INVAL` means that the path is not a link.
const NO_LINK: &str = "81 as returned; INVAL: ok";
/// If the poll fails, the clock ends the sleep.
const SLEPT: &str = "all: ok";

/// The operations of `fault_errnos`, the function that each calls, what becomes of the errnos, and
/// whether `std` has the operation.
const OPERATIONS: &[(&str, &str, &str, bool)] = &[
    ("Instant::now", "clock_time_get", PANIC, true),
    ("SystemTime::now", "clock_time_get", PANIC, true),
    ("FileExt::advise", "fd_advise", ALL, false),
    ("FileExt::allocate", "fd_allocate", ALL, false),
    ("drop(File)", "fd_close", IGNORED, true),
    ("File::sync_data", "fd_datasync", SYNC_DATA, true),
    ("FileExt::fdstat_get", "fd_fdstat_get", ALL, false),
    ("is_terminal", "fd_fdstat_get", IGNORED, true),
    (
        "FileExt::fdstat_set_flags",
        "fd_fdstat_set_flags",
        ALL,
        false,
    ),
    ("poll::set_nonblocking", "fd_fdstat_set_flags", ALL, false),
    (
        "FileExt::fdstat_set_rights",
        "fd_fdstat_set_rights",
        ALL,
        false,
    ),
    ("File::metadata", "fd_filestat_get", ALL, true),
    ("File::set_len", "fd_filestat_set_size", AGAIN, true),
    ("File::set_times", "fd_filestat_set_times", ALL, true),
    ("FileExt::read_at", "fd_pread", ALL, false),
    ("first File::open", "fd_prestat_dir_name", NO_NAME, true),
    ("first File::open", "fd_prestat_get", NO_PREOPEN, true),
    ("FileExt::write_at", "fd_pwrite", ALL, false),
    ("File::read", "fd_read", ALL, true),
    ("File::read_exact", "fd_read", AGAIN, true),
    ("stdin().read", "fd_read", ALL, true),
    ("TcpStream::read", "fd_read", ALL, true),
    ("fs::read_dir", "fd_readdir", ALL, true),
    ("fd::renumber", "fd_renumber", ALL, false),
    ("File::seek", "fd_seek", ALL, true),
    ("File::sync_all", "fd_sync", AGAIN, true),
    ("File::stream_position", "fd_tell", ALL, true),
    ("FileExt::tell", "fd_tell", ALL, false),
    ("File::write", "fd_write", ALL, true),
    ("File::write_all", "fd_write", AGAIN, true),
    ("stderr().write_all", "fd_write", RETRIED, true),
    ("stdout().flush", "fd_write", RETRIED, true),
    ("TcpStream::write", "fd_write", ALL, true),
    ("fs::create_dir", "path_create_directory", ALL, true),
    ("fs::metadata", "path_filestat_get", ALL, true),
    ("fs::hard_link", "path_link", ALL, true),
    ("File::open", "path_open", AGAIN, true),
    ("fs::read_dir", "path_open", AGAIN, true),
    ("fs::canonicalize", "path_readlink", NO_LINK, true),
    ("fs::read_link", "path_readlink", ALL, true),
    ("fs::remove_dir", "path_remove_directory", ALL, true),
    ("fs::rename", "path_rename", ALL, true),
    ("fs::soft_link", "path_symlink", ALL, true),
    ("fs::remove_file", "path_unlink_file", ALL, true),
    ("poll::wait", "poll_oneoff", ALL, false),
    ("thread::sleep", "poll_oneoff", SLEPT, true),
    ("HashMap::new", "random_get", PANIC_AGAIN, true),
    ("random::fill", "random_get", AGAIN, false),
    ("thread::yield_now", "sched_yield", IGNORED, true),
    ("TcpListener::accept", "sock_accept", ALL, true),
    ("TcpStream::shutdown", "sock_shutdown", ALL, true),
];

/// Returns what a program should see for each errno: the number if it fits, and `std`'s kind of
/// error.
fn expected(std: &[u8], errnos: &[i32]) -> Vec<String> {
    let (run, reports) = Reports::of(Run::new(std).args(["kinds", "78"]));
    let folder = TempDir::new("errnos-kinds");
    run.dir(&folder, ".").run();
    let kinds: Vec<String> = reports.lines().into_iter().skip(1).collect();
    assert_eq!(kinds.len(), 78);
    let of = |errno: &i32| match usize::try_from(*errno).ok().and_then(|at| kinds.get(at)) {
        Some(line) => line.clone(),
        None => format!(
            "{} Uncategorized",
            u16::try_from(*errno).unwrap_or(u16::MAX)
        ),
    };
    errnos.iter().map(of).collect()
}

/// `read_dir` took the host's `NAMETOOLONG` for its own request for a larger buffer, and ended
/// without an error.
#[test]
fn every_errno_is_returned_by_the_api() {
    let ProgramPair {
        nanowasi: ours,
        std,
    } = build_pair("fault_errnos");
    let errnos = errnos();
    let expected = expected(&std, &errnos);
    let tally = |wasm: &[u8], operation: &str, function: &str| {
        let mut attempts = if keeps_state(operation) {
            let each = errnos.chunks(1);
            each.flat_map(|errno| attempts(wasm, operation, function, errno))
                .collect()
        } else {
            attempts(wasm, operation, function, &errnos)
        };
        if operation == "thread::sleep" {
            // The number of clock reads depends on timing.
            attempts.iter_mut().for_each(|attempt| attempt.calls = 1);
        }
        ErrnoTally::of(&attempts, &expected, &errnos).to_string()
    };
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for &(operation, function, errnos_left, in_std) in OPERATIONS {
        let ours = tally(&ours, operation, function);
        if ours != errnos_left {
            wrong.push(format!("{function} by {operation}: {ours}"));
        }
        let std = if in_std {
            tally(&std, operation, function)
        } else {
            "–".to_owned()
        };
        let code = |text: &str| format!("`{text}`");
        rows.push([code(function), code(operation), ours, std]);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let head = ["function", "operation", "nanowasi", "`std`"];
    table("errnos", head, &rows);
}

/// The typed calls return the host's errno. A function of preview 1 that can return one must be in
/// this list.
#[test]
fn every_errno_of_every_function_is_returned_by_the_typed_calls() {
    let errnos = errnos();
    let (run, reports) = Reports::of(Run::new(guest("errnos", Mode::Default)));
    let (errnos_left, reports_so_far) = (errnos.clone(), reports.clone());
    let out = run
        .fault_all(move |_| errnos_left[reports_so_far.lines().len() % errnos_left.len()])
        .run();
    assert_eq!(out.status, Status::Exit(0), "{out}");
    let expected: Vec<String> = functions()
        .filter(|function| *function != "proc_exit")
        .flat_map(|function| {
            errnos.iter().map(move |errno| {
                let code = u16::try_from(*errno).unwrap_or(u16::MAX);
                format!("{function} {code}")
            })
        })
        .collect();
    assert_eq!(reports.lines(), expected);
    for function in functions().filter(|function| *function != "proc_exit") {
        // Only calls that have no effect if they are interrupted are retried.
        let again = [
            "fd_datasync",
            "fd_filestat_set_size",
            "fd_sync",
            "path_open",
            "random_get",
        ];
        let more = match function {
            // `fd_renumber` checks whether the descriptor is a preopened directory.
            "fd_prestat_get" => 3 * errnos.len(),
            _ if again.contains(&function) => 1023,
            _ => 0,
        };
        assert_eq!(out.count(function), errnos.len() + more, "{function}");
    }
}

/// `proc_exit` does not return. If it does, the program traps.
#[test]
fn a_program_whose_exit_is_refused_traps() {
    let exit = nanowasi_test_host::build::example("exit", Mode::Default);
    for errno in errnos() {
        let out = Run::new(&exit).fault("proc_exit", move |_| errno).run();
        assert!(out.status.is_unreachable(), "{errno}: {out}");
        assert_eq!(out.call_names(), ["proc_exit"], "{errno}: {out}");
    }
}
