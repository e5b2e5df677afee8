//! Measures how long the tests of suites take with either `std`.

use std::fs;
use std::time::{Duration, Instant};

use crate::build::Variant;
use crate::compare::Results;
use crate::harness::{self, Outcome};
use crate::host::{Guest, Host, Temporary, spawn};
use crate::run::{Settings, SuiteResults, guest, jobs};
use crate::suites::Suite;
use crate::{Result, folder, prepare};

/// How often each suite runs with either `std`. The shortest time counts.
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
        let mut guests = Vec::new();
        for job in jobs(0, suite, sources, settings)? {
            let guest = guest(&host, &job, &fs::read(&job.module.path)?)?;
            let names = both(results, &job.module.target);
            guests.push((job.variant, guest, names));
        }
        let times = std::thread::scope(|scope| {
            let run = spawn(scope, || {
                suite_times(&guests, &temporary).map_err(|e| e.to_string())
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

type TimedGuest = (Variant, Guest, Vec<String>);

fn suite_times(guests: &[TimedGuest], temporary: &Temporary) -> Result<Times> {
    let mut best = Times {
        std: Duration::MAX,
        nanowasi: Duration::MAX,
    };
    for _ in 0..ROUNDS {
        for variant in Variant::ALL {
            let begun = now();
            for (_, guest, names) in guests.iter().filter(|guest| guest.0 == variant) {
                for name in names {
                    guest.run(&harness::arguments(name), temporary.empty()?)?;
                }
            }
            let time = now().saturating_sub(begun);
            let best = match variant {
                Variant::Std => &mut best.std,
                Variant::Nanowasi => &mut best.nanowasi,
            };
            *best = time.min(*best);
        }
    }
    Ok(best)
}

/// Returns the processor time of this thread on Linux, and the time of a clock elsewhere.
fn now() -> Duration {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let schedstat = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = schedstat.and_then(|text| text.split(' ').next()?.parse().ok());
    match nanos {
        Some(nanos) => Duration::from_nanos(nanos),
        None => BEGUN.get_or_init(Instant::now).elapsed(),
    }
}
