//! The errno matrix: every function answers every errno, and every API that reaches it hands it on.
//!
//! 76 errnos have names; hosts answer others as well (one returns 0xFFFFFFFF), and `std` takes the lower 16 bits
//! for the whole, so that 65,536 is a success to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use nanowasi_test_host::build::{Mode, guest};
use nanowasi_test_host::{Answer, Run, Status, errno, functions};

use crate::common::TempDir;
use crate::document::table;
use crate::program_pair::{ProgramPair, build_pair};
use crate::report::Reports;

/// All errnos that have a name, some that have none, and what is wider than an errno.
fn errnos() -> Vec<i32> {
    (1..=76)
        .chain([77, 255, 9999, 65_535, 65_536, -1])
        .collect()
}

/// How many calls one attempt may make before it counts as one that never ends.
const ENDLESS: usize = 5_000;

/// How long a program may take, which one that never ends, and makes no call meanwhile, takes whole.
const DEADLINE: Duration = Duration::from_secs(5);

/// What an attempt answered to the program, and how many calls it made for that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Attempt {
    answer: String,
    calls: usize,
}

/// Runs an operation of `fault_errnos` once for each errno, while `function` answers it, on as many runs as
/// it takes: an attempt that ends the program is followed by a new one.
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
        let (told, counts) = (rest.to_vec(), Arc::clone(&calls));
        let said = reports.clone();
        let out = run
            .fault(function, move |_| {
                // The first report says that all is ready, each other one ends an attempt.
                let Some(attempt) = said.lines().len().checked_sub(1) else {
                    return Answer::Real;
                };
                let Some(&errno) = told.get(attempt) else {
                    return Answer::Real;
                };
                let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
                let count = counts.entry(attempt).or_insert(0);
                *count += 1;
                if *count > ENDLESS {
                    return Answer::Trap("never ends".to_owned());
                }
                Answer::Errno(errno)
            })
            .run();
        let answers: Vec<String> = reports.lines().into_iter().skip(1).collect();
        let calls = calls.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |attempt: usize| calls.get(&attempt).copied().unwrap_or(0);
        let count = answers.len();
        all.extend((0..).zip(answers).map(|(attempt, answer)| Attempt {
            answer,
            calls: of(attempt),
        }));
        if count < rest.len() {
            let answer = match &out.status {
                Status::Trap(text) if text == "never ends" => text.clone(),
                Status::Trap(text) if text.contains("unreachable") => "trap".to_owned(),
                Status::Trap(text) if text.contains("memory fault") => "memory fault".to_owned(),
                Status::Exit(status) => format!("ends with status {status}"),
                Status::Timeout => "never ends".to_owned(),
                _ => panic!("{operation} of {function}, {count} attempts:\n{out}"),
            };
            all.push(Attempt {
                answer,
                calls: of(count),
            });
        }
    }
    all
}

/// Whether an operation remembers what was before, so that each errno has a run of its own: a stream, how long its
/// host was waited for, and what was not written (`INTR` behind `AGAIN` was answered at once, and taken for one
/// that is handed on as it is); and a path, which directories there are.
fn remembers(operation: &str) -> bool {
    let names = ["stdout()", "stderr()", "File::open, the first"];
    names.iter().any(|name| operation.starts_with(name))
}

/// How an operation took all errnos: how many came back as they were, and what became of the others.
struct Taken {
    as_told: usize,
    otherwise: BTreeMap<Attempt, BTreeSet<i32>>,
    errnos: usize,
    is_reached: bool,
}

impl Taken {
    fn of(attempts: &[Attempt], expected: &[String], errnos: &[i32]) -> Self {
        let mut as_told = 0;
        let mut otherwise = BTreeMap::<_, BTreeSet<_>>::new();
        for ((attempt, expected), errno) in attempts.iter().zip(expected).zip(errnos) {
            if attempt.answer == *expected && attempt.calls == 1 {
                as_told += 1;
            } else {
                let mut attempt = attempt.clone();
                if attempt.answer == "never ends" || attempt.answer == "trap" {
                    // How many calls it made until then is chance.
                    attempt.calls = 1;
                }
                otherwise.entry(attempt).or_default().insert(*errno);
            }
        }
        Self {
            as_told,
            otherwise,
            errnos: errnos.len(),
            is_reached: attempts.iter().any(|attempt| attempt.calls > 0),
        }
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_reached {
            return f.write_str("does not call it");
        }
        let mut parts = Vec::new();
        if self.as_told > 0 {
            parts.push(format!("{} as told", self.as_told));
        }
        for (attempt, errnos) in &self.otherwise {
            let names: Vec<String> = errnos.iter().map(|errno| errno::describe(*errno)).collect();
            let who = match &names[..] {
                all if all.len() == self.errnos => "all".to_owned(),
                few if few.len() <= 3 => few.join(", "),
                many => format!("{} others", many.len()),
            };
            let calls = match attempt.calls {
                1 => String::new(),
                calls => format!(" after {calls} calls"),
            };
            parts.push(format!("{who}: {}{calls}", attempt.answer));
        }
        f.write_str(&parts.join("; "))
    }
}

/// Every errno comes back as it is.
const ALL: &str = "82 as told";
/// What is interrupted is made again, but not for ever.
const AGAIN: &str = "81 as told; INTR: 27 Interrupted after 1024 calls";
/// And what would block is waited for.
const PATIENT: &str = "80 as told; INTR: 27 Interrupted after 1024 calls; \
                       AGAIN: 6 WouldBlock after 1024 calls";
/// There is nobody to tell, and nothing that could be done.
const IGNORED: &str = "all: ok";
/// There is no way to answer an error, and no answer that would do: a panic.
const PANIC: &str = "all: ends with status 101";
const PANIC_AGAIN: &str =
    "81 others: ends with status 101; INTR: ends with status 101 after 1024 calls";
/// The right to it is not asked for with a file that is only read, and then the whole file is synced.
const SYNC_DATA: &str = "80 as told; INTR: 27 Interrupted after 1024 calls; NOTCAPABLE: ok";
/// Without its name, nothing leads to a directory. (One errno of 82 is that answer.)
const NO_NAME: &str = "1 as told; 81 others: 44 NotFound";
/// `BADF` ends the list of preopened directories; anything else is passed over for a while.
const NO_PREOPEN: &str = "BADF: 44 NotFound; 81 others: 44 NotFound after 16 calls";
/// `INVAL` says that it is no link.
const NO_LINK: &str = "81 as told; INVAL: ok";
/// A clock says when the time is over, if the poll doesn't.
const SLEPT: &str = "all: ok";

/// What `fault_errnos` can do, the function that it reaches, what becomes of the errnos, and whether `std` has
/// it as well.
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
    (
        "File::open, the first",
        "fd_prestat_dir_name",
        NO_NAME,
        true,
    ),
    ("File::open, the first", "fd_prestat_get", NO_PREOPEN, true),
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
    ("stderr().write_all", "fd_write", PATIENT, true),
    ("stdout().flush", "fd_write", PATIENT, true),
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

/// What each errno is to a program: its number, if it is an errno's, and the kind that `std` has for it.
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

/// A `read_dir` took `NAMETOOLONG` for its own "this needs a larger buffer", and ended without an error.
#[test]
fn every_errno_comes_back_from_the_api_that_reaches_it() {
    let ProgramPair {
        nanowasi: ours,
        std,
    } = build_pair("fault_errnos");
    let errnos = errnos();
    let expected = expected(&std, &errnos);
    let taken = |wasm: &[u8], operation: &str, function: &str| {
        let mut attempts = if remembers(operation) {
            let each = errnos.chunks(1);
            each.flat_map(|errno| attempts(wasm, operation, function, errno))
                .collect()
        } else {
            attempts(wasm, operation, function, &errnos)
        };
        if operation == "thread::sleep" {
            // How often it looks at the clock meanwhile is chance.
            attempts.iter_mut().for_each(|attempt| attempt.calls = 1);
        }
        Taken::of(&attempts, &expected, &errnos).to_string()
    };
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for &(operation, function, told, in_std) in OPERATIONS {
        let ours = taken(&ours, operation, function);
        if ours != told {
            wrong.push(format!("{function} by {operation}: {ours}"));
        }
        let std = if in_std {
            taken(&std, operation, function)
        } else {
            "–".to_owned()
        };
        let code = |text: &str| format!("`{text}`");
        rows.push([code(function), code(operation), ours, std]);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let head = ["function", "reached by", "nanowasi", "`std`"];
    table("errnos", head, &rows);
}

/// Layer 1 hands on what the host answers. A function of preview 1 that is not in the list here, and can
/// answer an errno, is one that nobody has tried.
#[test]
fn every_errno_of_every_function_comes_back_from_layer_1() {
    let errnos = errnos();
    let (run, reports) = Reports::of(Run::new(guest("errnos", Mode::Default)));
    let (told, said) = (errnos.clone(), reports.clone());
    let out = run
        .fault_all(move |_| told[said.lines().len() % told.len()])
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
        // Nothing is made again but what comes to nothing if it is interrupted.
        let again = [
            "fd_datasync",
            "fd_filestat_set_size",
            "fd_sync",
            "path_open",
            "random_get",
        ];
        let more = match function {
            // `fd_renumber` looks whether what it moves is a preopened directory.
            "fd_prestat_get" => 3 * errnos.len(),
            _ if again.contains(&function) => 1023,
            _ => 0,
        };
        assert_eq!(out.count(function), errnos.len() + more, "{function}");
    }
}

/// The last function cannot fail: a host on which it does is one on which the program traps.
#[test]
fn a_program_whose_exit_is_refused_traps() {
    let exit = nanowasi_test_host::build::example("exit", Mode::Default);
    for errno in errnos() {
        let out = Run::new(&exit).fault("proc_exit", move |_| errno).run();
        assert!(out.status.is_unreachable(), "{errno}: {out}");
        assert_eq!(out.call_names(), ["proc_exit"], "{errno}: {out}");
    }
}
