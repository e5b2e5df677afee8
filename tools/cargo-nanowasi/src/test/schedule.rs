//! Runs the tests of a module on several threads.
//!
//! A thread whose test waits in a call of the host cannot be stopped. After the time limit and a
//! grace period, its test has failed, another thread takes its place, and the thread itself ends
//! with the process.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::list::Test;
use super::module::{TestModule, Verdict};
use crate::failure::{Failure, Result};

/// The time after which a test is reported to be slow, as by the toolchain's harness.
const SLOW: Duration = Duration::from_secs(60);

/// The time that a test has to stop after the limit.
const GRACE: Duration = Duration::from_secs(2);

/// How often the threads are checked.
const TICK: Duration = Duration::from_millis(100);

/// What happened to a test.
#[derive(Debug)]
pub(super) enum Event {
    /// It has begun.
    Started,
    /// It has run for [`SLOW`].
    Slow,
    /// It has ended with a verdict and this output.
    Finished(Verdict, Vec<u8>),
}

/// A test that the filters select.
#[derive(Debug)]
pub(super) struct Selected {
    /// The index in the list of the module.
    pub(super) index: usize,
    pub(super) test: Test,
    /// Whether it runs, and is not ignored.
    pub(super) runs: bool,
}

/// What the threads share.
struct Shared {
    module: TestModule,
    tests: Vec<Selected>,
    /// The position of the next test.
    next: AtomicUsize,
    /// The positions of the tests whose threads were given up.
    given_up: Mutex<HashSet<usize>>,
}

/// A message of a thread about the test at a position.
enum Message {
    /// The thread waits until the sender is dropped, because the name of a test comes before its
    /// output.
    Started(Sender<()>),
    Finished(Result<(Verdict, Vec<u8>)>),
}

/// Runs tests on `threads` threads, and calls `on_event` with what happened to each.
///
/// # Errors
///
/// Returns a failure if there is no thread to run a test, or the failure of `on_event`.
pub(super) fn run(
    module: TestModule,
    tests: Vec<Selected>,
    threads: usize,
    timeout: Option<Duration>,
    mut on_event: impl FnMut(&Test, Event) -> Result<()>,
) -> Result<()> {
    let count = tests.len();
    let shared = Arc::new(Shared {
        module,
        tests,
        next: AtomicUsize::new(0),
        given_up: Mutex::default(),
    });
    let (sender, receiver) = mpsc::channel();
    for _ in 0..threads.min(count) {
        spawn(&shared, &sender)?;
    }
    let mut report = |position: usize, event| match shared.tests.get(position) {
        Some(selected) => on_event(&selected.test, event),
        None => Ok(()),
    };
    let mut finished = 0;
    let mut running: Vec<Running> = Vec::new();
    while finished < count {
        match receiver.recv_timeout(TICK) {
            Ok((position, Message::Started(reported))) => {
                report(position, Event::Started)?;
                drop(reported);
                running.push(Running::new(position));
            }
            Ok((position, Message::Finished(result))) => {
                let known = running.len();
                running.retain(|test| test.position != position);
                // A test that was given up has its verdict.
                if running.len() < known {
                    let (verdict, output) = result.unwrap_or_else(not_run);
                    finished += 1;
                    report(position, Event::Finished(verdict, output))?;
                }
            }
            // This thread has a sender.
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
        let mut overdue = Vec::new();
        for test in &mut running {
            let time = test.start.elapsed();
            if !test.is_slow && time >= SLOW {
                test.is_slow = true;
                report(test.position, Event::Slow)?;
            }
            if timeout.is_some_and(|timeout| time >= timeout + GRACE) {
                overdue.push(test.position);
            }
        }
        running.retain(|test| !overdue.contains(&test.position));
        for position in overdue {
            shared.give_up(position);
            spawn(&shared, &sender)?;
            finished += 1;
            report(position, Event::Finished(Verdict::TimedOut, Vec::new()))?;
        }
    }
    Ok(())
}

/// A test that runs.
struct Running {
    position: usize,
    start: Instant,
    is_slow: bool,
}

impl Running {
    fn new(position: usize) -> Self {
        Self {
            position,
            start: Instant::now(),
            is_slow: false,
        }
    }
}

impl Shared {
    fn give_up(&self, position: usize) {
        self.given_up
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(position);
    }

    fn is_given_up(&self, position: usize) -> bool {
        self.given_up
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(&position)
    }
}

/// Runs a test. If the host panics, that is a failure of this test only.
fn run_caught(module: &TestModule, test: &Selected) -> Result<(Verdict, Vec<u8>)> {
    let run = AssertUnwindSafe(|| module.run(test.index, &test.test));
    catch_unwind(run).unwrap_or_else(|_| Err(Failure::new("the host panicked")))
}

/// Returns the verdict on a test that could not run, so that the others run.
fn not_run(failure: Failure) -> (Verdict, Vec<u8>) {
    let why = failure.message.unwrap_or_default();
    (Verdict::Failed(Some(why)), Vec::new())
}

/// Starts a thread that runs one test after the other.
fn spawn(shared: &Arc<Shared>, sender: &Sender<(usize, Message)>) -> Result<()> {
    let (shared, sender) = (Arc::clone(shared), sender.clone());
    let thread = thread::Builder::new().spawn(move || {
        loop {
            let position = shared.next.fetch_add(1, Ordering::Relaxed);
            let Some(test) = shared.tests.get(position) else {
                break;
            };
            let (reported, is_reported) = mpsc::channel();
            // The receiver is dropped at the first failure.
            if sender.send((position, Message::Started(reported))).is_err() {
                break;
            }
            // An error: nothing is sent.
            let _ = is_reported.recv();
            let result = match test.runs {
                true => run_caught(&shared.module, test),
                false => Ok((Verdict::Ignored, Vec::new())),
            };
            if sender.send((position, Message::Finished(result))).is_err()
                || shared.is_given_up(position)
            {
                break;
            }
        }
    });
    let thread = thread.map_err(|error| Failure::new(format!("cannot start a thread: {error}")));
    thread.map(drop)
}
