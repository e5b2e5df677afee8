//! Builds suites and runs their tests: one thread compiles with cargo, and the others run modules
//! of the suites that are compiled.

use std::fs;
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use nanowasi_dropin::sources::copy;
use nanowasi_dropin::tool::Tool;

use crate::build::{TestModule, Variant, modules};
use crate::compare::{Comparison, Results, compare};
use crate::harness::Outcome;
use crate::host::{Guest, Host, Temporary, spawn};
use crate::prepare::{self, Package};
use crate::results::{self, TestResult};
use crate::suites::Suite;
use crate::versions::Versions;
use crate::{Result, folder};

/// How many modules run at the same time.
const WORKERS: usize = 2;

/// What a run needs besides the suites.
#[derive(Debug)]
pub struct Settings<'a> {
    /// `cargo nanowasi`.
    pub tool: &'a Tool,
    /// The versions of all dependencies.
    pub versions: &'a Versions,
    /// Which `std` to run with.
    pub variants: &'a [Variant],
    /// Whether results of earlier runs are ignored.
    pub is_fresh: bool,
}

/// A module to run, with the index of its suite.
pub(crate) struct Job {
    suite: usize,
    pub(crate) variant: Variant,
    pub(crate) module: TestModule,
    env: Vec<(String, String)>,
    /// The package's folder, and the copy of it that the tests use.
    package: PathBuf,
    copy: PathBuf,
}

/// The results of one suite: with `std`, and with nanowasi.
#[derive(Debug, Default)]
pub struct SuiteResults {
    /// With `std`.
    pub std: Results,
    /// With nanowasi.
    pub nanowasi: Results,
    /// Why the suite or one of its modules did not run.
    pub failures: Vec<String>,
}

impl SuiteResults {
    /// Compares the two.
    #[must_use]
    pub fn compare(&self, suite: &Suite) -> Comparison {
        let mut comparison = compare(suite, &self.std, &self.nanowasi);
        let failures = self.failures.iter().cloned();
        comparison.mistakes.extend(failures);
        comparison
    }

    /// Returns the numbers of outcomes with one `std`, for a message.
    #[must_use]
    pub fn counts(&self, variant: Variant) -> String {
        let results = match variant {
            Variant::Std => &self.std,
            Variant::Nanowasi => &self.nanowasi,
        };
        let count = |outcome| {
            let results = results.values();
            results.filter(|result| result.outcome == outcome).count()
        };
        let [passed, failed, ignored, timed_out] = [
            Outcome::Passed,
            Outcome::Failed,
            Outcome::Ignored,
            Outcome::TimedOut,
        ]
        .map(count);
        let name = variant.name();
        let mut text = format!("{name}: {passed} passed, {failed} failed, {ignored} ignored");
        if timed_out > 0 {
            text += &format!(", {timed_out} timed out");
        }
        text
    }
}

/// Runs suites, and returns the results in the order of the suites.
///
/// # Errors
///
/// Returns why the sources cannot be downloaded, or the error of the file system. A suite that does
/// not build has a failure in its results instead.
pub fn run(suites: &[Suite], settings: &Settings<'_>) -> Result<Vec<SuiteResults>> {
    let sources = prepare::fetch(suites, settings.versions)?;
    let host = Host::new()?;
    fs::create_dir_all(folder().join("results"))?;
    let all: Mutex<Vec<SuiteResults>> = Mutex::default();
    locked(&all).resize_with(suites.len(), SuiteResults::default);
    let (sender, receiver) = mpsc::sync_channel::<Job>(64);
    let receiver = Mutex::new(receiver);
    thread::scope(|scope| -> Result<()> {
        let mut workers = Vec::new();
        for worker in 0..WORKERS {
            let (host, all, receiver) = (&host, &all, &receiver);
            workers.push(spawn(scope, move || {
                loop {
                    let job = receiver
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .recv();
                    let Ok(job) = job else {
                        return;
                    };
                    let suite = &suites[job.suite];
                    let done = run_job(host, &job, suite, worker, settings.is_fresh);
                    let results = &mut locked(all)[job.suite];
                    add(results, &job, suite, done);
                }
            })?);
        }
        for (index, suite) in suites.iter().enumerate() {
            let begun = Instant::now();
            match jobs(index, suite, &sources[index], settings) {
                Ok(jobs) => {
                    eprintln!("{}: compiled in {:.0?}", suite.name, begun.elapsed());
                    for job in jobs {
                        // The workers end after this loop.
                        let _ = sender.send(job);
                    }
                }
                Err(error) => {
                    let failure = format!("{}: {error}", suite.name);
                    locked(&all)[index].failures.push(failure);
                }
            }
        }
        drop(sender);
        Ok(())
    })?;
    let results = std::mem::take(&mut *locked(&all));
    Ok(results)
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Compiles a suite with each `std`.
pub(crate) fn jobs(
    index: usize,
    suite: &Suite,
    sources: &Path,
    settings: &Settings<'_>,
) -> Result<Vec<Job>> {
    let package = prepare::package(suite, sources, settings.versions)?;
    let mut jobs = Vec::new();
    for &variant in settings.variants {
        let modules = modules(settings.tool, &package, &suite.args, variant)
            .map_err(|error| format!("with {}: {error}", variant.name()))?;
        if modules.is_empty() {
            return Err("no test target".into());
        }
        let copy = copy_of(&package, suite, variant)?;
        jobs.extend(modules.into_iter().map(|module| Job {
            suite: index,
            variant,
            module,
            env: package.env.clone(),
            package: package.folder.clone(),
            copy: copy.clone(),
        }));
    }
    Ok(jobs)
}

/// Copies a package, because tests may write into its folder.
fn copy_of(package: &Package, suite: &Suite, variant: Variant) -> Result<PathBuf> {
    let to = folder().join("run").join(variant.name()).join(&suite.name);
    let _ = fs::remove_dir_all(&to);
    copy(&package.folder, &to, &[])?;
    Ok(to)
}

fn run_job(
    host: &Host,
    job: &Job,
    suite: &Suite,
    worker: usize,
    is_fresh: bool,
) -> Result<Vec<TestResult>> {
    let wasm = fs::read(&job.module.path)?;
    let file = results::file(&wasm, &key(job, suite));
    if !is_fresh && let Some(results) = results::read(&file) {
        return Ok(results);
    }
    let guest = guest(host, job, &wasm)?;
    drop(wasm);
    let temporary = Temporary::new(folder().join(format!("tmp-{worker}")))?;
    let results = results::run(&guest, &suite.skip, &job.module.target, &temporary)?;
    fs::write(&file, results::text(&results))?;
    Ok(results)
}

/// What the results of a module depend on besides the module.
fn key(job: &Job, suite: &Suite) -> impl Hash {
    (
        suite.name.clone(),
        suite.version().to_owned(),
        suite.skip.clone(),
        job.env.clone(),
    )
}

/// Compiles the module of a job.
pub(crate) fn guest(host: &Host, job: &Job, wasm: &[u8]) -> Result<Guest> {
    let mut guest = host.compile(wasm)?;
    guest.env.clone_from(&job.env);
    guest.dirs = vec![
        (job.copy.clone(), ".".to_owned()),
        (job.copy.clone(), job.package.display().to_string()),
    ];
    Ok(guest)
}

/// Adds the results of a module to those of its suite.
fn add(results: &mut SuiteResults, job: &Job, suite: &Suite, done: Result<Vec<TestResult>>) {
    let target = &job.module.target;
    match done {
        Ok(done) => {
            let all = match job.variant {
                Variant::Std => &mut results.std,
                Variant::Nanowasi => &mut results.nanowasi,
            };
            all.extend(
                done.into_iter()
                    .map(|result| (format!("{target} {}", result.name), result)),
            );
        }
        Err(error) => {
            let variant = job.variant.name();
            let failure = format!("{}: {target} with {variant}: {error}", suite.name);
            results.failures.push(failure);
        }
    }
}
