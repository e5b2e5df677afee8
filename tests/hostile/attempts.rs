//! Runs in which a guest tries one thing after the other, as its host picks them, and says what each came to.
//!
//! The guest has an import `test.pick(pointer, length)`, which writes the name of the next attempt and answers how
//! long that is, 0 at the end; it reports each with [`Reports`]. So start-up is on a sane host, and a run can make
//! hundreds of attempts.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use nanowasi_test_host::{Answer, Output, Run, Status};

use crate::report::Reports;

/// So often a guest may ask for the same within one attempt. Who asks more often is taken to ask for ever.
pub(crate) const FOR_EVER: usize = 2_000;

/// So many instructions are enough for an attempt. Who needs more is taken to go on for ever.
const FUEL: u64 = 40_000_000;

/// Which attempt is being made, from 1 on; before the first, 0.
#[derive(Clone, Default)]
pub(crate) struct Current {
    number: Arc<AtomicUsize>,
    asked: Arc<AtomicUsize>,
}

impl Current {
    /// The number of the attempt, from 0 on, if there is one.
    pub(crate) fn attempt(&self) -> Option<usize> {
        self.number.load(Ordering::Relaxed).checked_sub(1)
    }

    /// Counts a call that a fault strikes: from 1 on within each attempt. An answer ends a guest that asks for ever.
    pub(crate) fn ask(&self) -> Result<usize, Answer> {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        if asked > FOR_EVER {
            return Err(Answer::Trap("asked for ever".to_owned()));
        }
        Ok(asked)
    }

    fn next(&self) {
        self.asked.store(0, Ordering::Relaxed);
        self.number.fetch_add(1, Ordering::Relaxed);
    }
}

/// What came of a run.
pub(crate) struct Attempted {
    /// What the guest said of each attempt that it finished.
    pub(crate) said: Vec<String>,
    pub(crate) output: Output,
}

/// Has a guest make attempts; `fault` sets what its host does, and is told which attempt is being made.
pub(crate) fn attempts<S: Into<String>>(
    run: Run,
    names: impl IntoIterator<Item = S>,
    fault: impl FnOnce(Run, Current) -> Run,
) -> Attempted {
    let names: Vec<String> = names.into_iter().map(Into::into).collect();
    let fuel = FUEL * names.len() as u64;
    let current = Current::default();
    let (run, reports) = Reports::of(run);
    let picks = current.clone();
    let run = run.import("test", "pick", move |call| {
        let number = picks.number.load(Ordering::Relaxed);
        picks.next();
        let name = names.get(number).map_or("", String::as_str);
        assert!(name.len() <= call.arg(1) as usize, "{name} is too long");
        call.write(call.arg(0), name.as_bytes())?;
        Ok(Answer::Bits(name.len() as u64))
    });
    let output = fault(run.fuel(fuel), current).run();
    let said = reports.lines();
    Attempted { said, output }
}

impl Attempted {
    /// How a run of one attempt ended, in words.
    pub(crate) fn word(&self) -> String {
        let said = self.said.first().map(String::as_str);
        match &self.output.status {
            Status::Exit(0) => said.unwrap_or("nothing").to_owned(),
            Status::Exit(code) => format!("{}, status {code}", said.unwrap_or("nothing")),
            Status::Trap(text) if text.contains("asked for ever") => "asks for ever".to_owned(),
            Status::Trap(text) if text.contains("fuel") => "goes on for ever".to_owned(),
            Status::Trap(text) if text.contains("out of its memory") => {
                "hands out memory that it has not".to_owned()
            }
            Status::Trap(_) if self.output.stderr_str().contains("panicked at") => {
                "panics".to_owned()
            }
            Status::Trap(text) if text.contains("unreachable") => "aborts".to_owned(),
            Status::Trap(_) => "traps".to_owned(),
            other => other.to_string(),
        }
    }

    /// What was said of each attempt, of a run that made them all and ended well.
    #[track_caller]
    pub(crate) fn all(self, expected: usize) -> Vec<String> {
        assert_eq!(self.output.status, Status::Exit(0), "{}", self.output);
        assert_eq!(self.said.len(), expected, "{}", self.output);
        self.said
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
    /// Looks at it, or changes it.
    pub(crate) fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
