//! Measures how long the tests of suites take with either `std`.

use std::fs;
use std::time::Duration;

use crate::build::Variant;
use crate::compare::Results;
use crate::harness::{self, Outcome};
use crate::host::{Guest, Host, Temporary, spawn};
use crate::run::{Job, Settings, SuiteResults, guest, jobs};
use crate::suites::Suite;
use crate::{Result, folder, prepare};

/// How often each test runs with either `std`. The shortest time counts, because a machine that
/// other programs share is slower at times.
const ROUNDS: usize = 3;

/// The processor time of the tests of a suite that pass with both.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// With `std`.
    pub std: Duration,
    /// With nanowasi.
    pub nanowasi: Duration,
}

impl Times {
    /// Returns the time with nanowasi as a multiple of the time with `std`.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        self.nanowasi.as_secs_f64() / self.std.as_secs_f64().max(1e-9)
    }
}

/// Measures suites, one test at a time. Returns the times in the order of the suites.
///
/// # Errors
///
/// Returns why a suite does not build, or a module does not start.
pub fn measure(
    suites: &[Suite],
    results: &[SuiteResults],
    settings: &Settings<'_>,
) -> Result<Vec<Times>> {
    let sources = prepare::fetch(suites, settings.versions)?;
    let host = Host::new()?;
    let temporary = Temporary::new(folder().join("tmp-times"))?;
    let mut all = Vec::new();
    for ((suite, results), sources) in suites.iter().zip(results).zip(&sources) {
        let jobs = jobs(0, suite, sources, settings)?;
        let mut pairs = Vec::new();
        for std in jobs.iter().filter(|job| job.variant == Variant::Std) {
            let target = &std.module.target;
            let ours =
                |job: &&Job| job.variant == Variant::Nanowasi && job.module.target == *target;
            let Some(nanowasi) = jobs.iter().find(ours) else {
                return Err(format!("{}: {target} is not built with nanowasi", suite.name).into());
            };
            pairs.push(Pair {
                std: guest(&host, std, &fs::read(&std.module.path)?)?,
                nanowasi: guest(&host, nanowasi, &fs::read(&nanowasi.module.path)?)?,
                names: both(results, target),
            });
        }
        let times = std::thread::scope(|scope| {
            let run = spawn(scope, || {
                suite_times(&pairs, &temporary).map_err(|e| e.to_string())
            })?;
            let times = run.join().map_err(|_| "the thread of the tests panicked")?;
            Result::Ok(times?)
        })?;
        eprintln!(
            "{}: {:.2?} / {:.2?} = {:.2}",
            suite.name,
            times.nanowasi,
            times.std,
            times.ratio()
        );
        all.push(times);
    }
    Ok(all)
}

/// Returns the tests of a target that pass with both.
fn both(results: &SuiteResults, target: &str) -> Vec<String> {
    let passes = |results: &Results, name: &str| {
        let result = results.get(name);
        result.is_some_and(|result| result.outcome == Outcome::Passed)
    };
    let mut names = Vec::new();
    for (name, result) in &results.std {
        let prefix = name.strip_suffix(&result.name).unwrap_or_default();
        if prefix.trim_end() == target
            && passes(&results.std, name)
            && passes(&results.nanowasi, name)
        {
            names.push(result.name.clone());
        }
    }
    names
}

/// A test target with either `std`, and the tests to run.
struct Pair {
    std: Guest,
    nanowasi: Guest,
    names: Vec<String>,
}

/// Returns the sums of the shortest times of each test.
fn suite_times(pairs: &[Pair], temporary: &Temporary) -> Result<Times> {
    let mut sum = Times::default();
    for pair in pairs {
        for name in &pair.names {
            let time = |guest: &Guest| {
                let folder = temporary.empty()?;
                let begun = now();
                guest.run(&harness::arguments(name), folder)?;
                Result::Ok(now().saturating_sub(begun))
            };
            let (mut std, mut nanowasi) = (Duration::MAX, Duration::MAX);
            for _ in 0..ROUNDS {
                std = std.min(time(&pair.std)?);
                nanowasi = nanowasi.min(time(&pair.nanowasi)?);
            }
            sum.std += std;
            sum.nanowasi += nanowasi;
        }
    }
    Ok(sum)
}

/// Returns the processor time of this thread on Unix, and the time of a clock elsewhere.
#[cfg(unix)]
fn now() -> Duration {
    use rustix::time::{ClockId, clock_gettime};

    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("the time is not negative")
}

#[cfg(not(unix))]
fn now() -> Duration {
    static BEGUN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGUN.get_or_init(std::time::Instant::now).elapsed()
}
