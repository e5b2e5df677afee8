//! Guests on a host where each result may be wrong. Each run ends with success, an error or a clean
//! panic; none traps, hangs or passes an invalid pointer.
//!
//! Faults that were anticipated have tests elsewhere. These runs find the others: thousands of runs
//! with random faults, each reproducible from its seed. `NANOWASI_CHAOS=100000` sets their number.
//! A failure prints its seed, and `NANOWASI_SEED=n` runs that seed alone and prints its calls.

mod check_args;
mod fabricate;
mod fault_config;
mod files;
mod guests;
mod host;
mod model_host;
mod panic_output;
mod panics;
mod poll;
mod strings;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use nanowasi_test_host::{Output, Run, Status};

use crate::document;
use crate::random::Random;
use crate::report::Reports;
use guests::Guests;
use host::{Chaos, Seen};
use panics::{Ending, PanicKind};

/// The number of runs in `cargo test`.
const RUNS: u64 = 3000;

/// Ten times the most that any of 100,000 runs needed.
const FUEL: u64 = 20_000_000_000;

/// How a run may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// `main` returned, or the status is 0.
    Success,
    /// Another status.
    Failure,
    /// Status 101, as after a panic, usually after a signal.
    Panic,
    /// `unreachable`, because `proc_exit` returned.
    Refused,
}

/// The result of one seed.
struct RunResult {
    guest: &'static str,
    end: Result<(End, PanicKind), String>,
    out: Output,
    seen: Seen,
}

/// Runs a guest on the host of a seed.
fn run(guests: &Guests, seed: u64) -> RunResult {
    let mut random = Random::new(seed);
    let (guest, wasm, args) = guests.pick(&mut random);
    let model = fabricate::model_host(&mut random, &args);
    let memory = random.one_of(&[2 << 20, 4 << 20, 64 << 20, 64 << 20]);
    let chaos = Arc::new(Mutex::new(Chaos::new(random, model)));
    let host = Arc::clone(&chaos);
    let run = Run::new(wasm)
        .memory_limit(memory)
        .fuel(FUEL)
        .fault_all(move |call| {
            host.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .respond(call)
        });
    let (run, reports) = Reports::of(run);
    let out = run.run();
    let seen = std::mem::take(&mut chaos.lock().unwrap_or_else(PoisonError::into_inner).seen);
    RunResult {
        guest,
        end: judge(&out, &seen, &reports.lines(), &args, memory),
        out,
        seen,
    }
}

/// Returns how a run ended and by which panic, or what was wrong.
fn judge(
    out: &Output,
    seen: &Seen,
    reports: &[String],
    args: &[String],
    memory: usize,
) -> Result<(End, PanicKind), String> {
    let (announced, wrong) = panics::announced(reports);
    if !wrong.is_empty() {
        return Err(wrong.join("\n"));
    }
    if seen.called_after_exit {
        return Err("the host came back from `proc_exit`, and the guest went on".to_owned());
    }
    let message = seen.panic_output.message();
    let ending = Ending {
        args,
        announced,
        message: &message,
        is_truncated: seen.panic_output.is_truncated(),
        signals: out.count("proc_raise"),
        memory_left: memory - seen.memory,
        strings_size: seen.strings_size,
    };
    let kind = match ending.kind() {
        PanicKind::None if out.status == Status::Exit(101) && lacks_memory(out) => {
            PanicKind::NoMemoryForStrings
        }
        kind => kind,
    };
    if kind == PanicKind::Unknown {
        return Err(format!("an unknown panic: {ending:?}"));
    }
    let panics = kind != PanicKind::None;
    let end = match &out.status {
        Status::Exit(101) if panics => End::Panic,
        status if status.is_unreachable() && seen.exit_returned => End::Refused,
        Status::Exit(0) if !panics => End::Success,
        Status::Exit(code) if !panics && *code != 101 => End::Failure,
        status => return Err(format!("{status}, after {ending:?}")),
    };
    Ok((end, kind))
}

/// Returns whether a run ended after it received the size of its arguments or its environment: the
/// calls after that only write output and exit.
fn lacks_memory(out: &Output) -> bool {
    let ends = ["fd_write", "fd_fdstat_get", "poll_oneoff", "proc_exit"];
    let mut names = out.call_names().into_iter().rev();
    let last = names.find(|name| !ends.contains(name));
    last.is_some_and(|name| ["args_sizes_get", "environ_sizes_get"].contains(&name))
}

/// Reads a number from an environment variable.
fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} is no number: {text}")),
    )
}

/// The results of all runs.
#[derive(Default)]
struct Tally {
    ends: BTreeMap<(&'static str, End), u64>,
    panics: BTreeMap<PanicKind, u64>,
    calls: BTreeMap<&'static str, (u64, u64)>,
    grown: u64,
    longest: u64,
    most_fuel: (u64, u64),
    failures: Vec<(u64, String)>,
}

impl Tally {
    fn add(&mut self, seed: u64, ended: RunResult) {
        for (name, (calls, wrong)) in &ended.seen.calls {
            let sum = self.calls.entry(name).or_default();
            *sum = (sum.0 + calls, sum.1 + wrong);
        }
        self.grown += ended.seen.grown;
        self.longest = self.longest.max(ended.seen.total);
        self.most_fuel = self.most_fuel.max((ended.out.fuel.unwrap_or(0), seed));
        match ended.end {
            Ok((end, kind)) => {
                *self.ends.entry((ended.guest, end)).or_default() += 1;
                *self.panics.entry(kind).or_default() += 1;
            }
            Err(why) => {
                let summary = format!("seed {seed}, {}: {why}\n{}", ended.guest, ended.out);
                self.failures.push((seed, summary));
            }
        }
    }

    /// Returns how many runs ended with this panic.
    fn panicked(&self, kind: PanicKind) -> u64 {
        self.panics.get(&kind).copied().unwrap_or_default()
    }

    fn ended(&self, guest: Option<&str>, end: End) -> u64 {
        let matches = |(name, how): &&(&'static str, End)| {
            *how == end && guest.is_none_or(|guest| guest == *name)
        };
        self.ends
            .iter()
            .filter(|(key, _)| matches(key))
            .map(|(_, count)| count)
            .sum()
    }
}

/// Runs all seeds, two at a time, each with a separate host.
fn tally(guests: &Guests, runs: u64) -> Tally {
    let next = AtomicU64::new(1);
    let tally = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Relaxed);
                    if seed > runs {
                        return;
                    }
                    let ended = run(guests, seed);
                    let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
                    tally.add(seed, ended);
                    if tally.failures.len() >= 20 {
                        return;
                    }
                }
            });
        }
    });
    tally.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// A guest that trusts its host reads beyond its buffers on one host, loops for ever on another,
/// and traps on a third.
#[test]
fn every_guest_ends_well_on_every_host() {
    let guests = Guests::build();
    if let Some(seed) = number("NANOWASI_SEED") {
        let ended = run(&guests, seed);
        for call in &ended.out.calls {
            println!("{}", call.text);
        }
        println!("{}: {:?}\n{}", ended.guest, ended.end, ended.out);
        assert!(ended.end.is_ok(), "seed {seed} fails, see above");
        return;
    }
    let runs = number("NANOWASI_CHAOS").unwrap_or(RUNS);
    let mut tally = tally(&guests, runs);
    println!("{}", summary(&tally));
    tally.failures.sort();
    if let Some((_, first)) = tally.failures.first() {
        let lines = tally.failures.iter();
        let lines: Vec<_> = lines
            .filter_map(|(_, summary)| summary.lines().next())
            .collect();
        let lines = lines.join("\n");
        panic!("these fail (NANOWASI_SEED=n runs one of them):\n{lines}\n\n{first}");
    }
    if runs >= RUNS {
        assert_coverage(&tally);
    }
    if runs == RUNS {
        table(&tally);
    }
}

/// Returns a summary for `--nocapture`.
fn summary(tally: &Tally) -> String {
    let mut text = String::new();
    for ((guest, end), count) in &tally.ends {
        let _ = writeln!(text, "{guest}: {end:?} {count}");
    }
    for end in [End::Success, End::Failure, End::Panic, End::Refused] {
        let _ = writeln!(text, "{end:?}: {}", tally.ended(None, end));
    }
    for (name, (calls, wrong)) in &tally.calls {
        let _ = writeln!(text, "{name}: {wrong} of {calls} wrong");
    }
    text.push_str(&panics::summary(|kind| tally.panicked(kind)));
    let _ = writeln!(
        text,
        "memory grown by the host {} times; {} calls in the longest run; {:?} fuel, seed, in the hottest",
        tally.grown, tally.longest, tally.most_fuel
    );
    text
}

/// Fails unless the runs got far: each function was called with and without faults, and runs ended
/// in each way.
fn assert_coverage(tally: &Tally) {
    for name in nanowasi_test_host::functions() {
        let (calls, wrong) = tally.calls.get(name).copied().unwrap_or_default();
        assert!(
            wrong > 0 && calls > wrong,
            "{name} was called {calls} times, and {wrong} results were wrong"
        );
    }
    let all: u64 = tally.ends.values().sum();
    for end in [End::Success, End::Failure, End::Panic, End::Refused] {
        let count = tally.ended(None, end);
        assert!(count > all / 200, "{count} of {all} runs end in {end:?}");
    }
    assert!(tally.grown > 0, "the host never grew the memory");
    panics::assert_all_seen(|kind| tally.panicked(kind));
}

/// The document has only figures that do not depend on the code that the compiler generates.
fn table(tally: &Tally) {
    let rows: Vec<[String; 2]> = guests::GROUPS
        .iter()
        .map(|group| {
            let ends = [End::Success, End::Failure, End::Panic, End::Refused];
            let runs: u64 = ends.iter().map(|end| tally.ended(Some(group), *end)).sum();
            [(*group).to_owned(), runs.to_string()]
        })
        .collect();
    document::table("chaos", ["guest", "runs"], &rows);
    panics::table();
}
