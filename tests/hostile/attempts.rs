//! Runs in which a guest makes many attempts, chosen by its host, and reports the result of each.
//!
//! The guest imports `test.pick(pointer, length)`, which writes the name of the next attempt and
//! returns the name's length, or 0 at the end. The guest reports each result through [`Reports`].
//! So faults do not affect start-up, and one run makes hundreds of attempts.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use nanowasi_test_host::{Output, Response, Run, Status};

use crate::report::Reports;

/// The number of calls after which an attempt is considered endless.
pub(crate) const MAX_CALLS: usize = 2_000;

/// The number of instructions after which an attempt is considered endless.
const FUEL: u64 = 40_000_000;

/// The number of the current attempt, from 1; 0 before the first one.
#[derive(Clone, Default)]
pub(crate) struct CurrentAttempt {
    number: Arc<AtomicUsize>,
    calls: Arc<AtomicUsize>,
}

impl CurrentAttempt {
    /// Returns the index of the current attempt, from 0, if there is one.
    pub(crate) fn attempt(&self) -> Option<usize> {
        self.number.load(Ordering::Relaxed).checked_sub(1)
    }

    /// Counts a call that a fault affects, from 1 within each attempt. Returns a trap if the guest
    /// calls endlessly.
    pub(crate) fn count_call(&self) -> Result<usize, Response> {
        let calls = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        if calls > MAX_CALLS {
            return Err(Response::Trap("endless calls".to_owned()));
        }
        Ok(calls)
    }

    fn next(&self) {
        self.calls.store(0, Ordering::Relaxed);
        self.number.fetch_add(1, Ordering::Relaxed);
    }
}

/// The results of a run.
pub(crate) struct AttemptResults {
    /// What the guest reported for each attempt that it finished.
    pub(crate) reports: Vec<String>,
    pub(crate) output: Output,
}

/// Runs a guest that makes these attempts. `fault` sets up its host, and gets the current attempt.
pub(crate) fn run_attempts<S: Into<String>>(
    run: Run,
    names: impl IntoIterator<Item = S>,
    fault: impl FnOnce(Run, CurrentAttempt) -> Run,
) -> AttemptResults {
    let names: Vec<String> = names.into_iter().map(Into::into).collect();
    let fuel = FUEL * names.len() as u64;
    let current = CurrentAttempt::default();
    let (run, reports) = Reports::of(run);
    let picks = current.clone();
    let run = run.import("test", "pick", move |call| {
        let number = picks.number.load(Ordering::Relaxed);
        picks.next();
        let name = names.get(number).map_or("", String::as_str);
        assert!(name.len() <= call.arg(1) as usize, "{name} is too long");
        call.write(call.arg(0), name.as_bytes())?;
        Ok(Response::Bits(name.len() as u64))
    });
    let output = fault(run.fuel(fuel), current).run();
    let reports = reports.lines();
    AttemptResults { reports, output }
}

impl AttemptResults {
    /// Returns the outcome of a run with one attempt, as text.
    pub(crate) fn outcome(&self) -> String {
        let reports = self.reports.first().map(String::as_str);
        match &self.output.status {
            Status::Exit(0) => reports.unwrap_or("no result").to_owned(),
            Status::Exit(code) => format!("{}, status {code}", reports.unwrap_or("no result")),
            Status::Trap(text) if text.contains("endless calls") => "endless calls".to_owned(),
            Status::Trap(text) if text.contains("fuel") => "endless loop".to_owned(),
            Status::Trap(text) if text.contains("out of its memory") => {
                "passes memory out of bounds".to_owned()
            }
            Status::Trap(_) if self.output.stderr_str().contains("panicked at") => {
                "panics".to_owned()
            }
            Status::Trap(text) if text.contains("unreachable") => "aborts".to_owned(),
            Status::Trap(_) => "traps".to_owned(),
            other => other.to_string(),
        }
    }

    /// Returns the report of each attempt. Fails unless the guest made `expected` attempts and
    /// exited with status 0.
    #[track_caller]
    pub(crate) fn expect_all(self, expected: usize) -> Vec<String> {
        assert_eq!(self.output.status, Status::Exit(0), "{}", self.output);
        assert_eq!(self.reports.len(), expected, "{}", self.output);
        self.reports
    }
}

/// A value that a fault and its test share.
#[derive(Default)]
pub(crate) struct Shared<T>(Arc<Mutex<T>>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Shared<T> {
    /// Reads or changes the value.
    pub(crate) fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
