//! `cargo nanowasi test`: runs the tests of a package, each in an instance of its own.
//!
//! `cargo test` builds the test modules with the sysroot, whose crate `test` is in `harness/`. For
//! each module it starts this program as the runner. The runner reads the options of the test
//! harness, compiles the module once, requests the list of its tests, and runs each in a new
//! instance: a panic, a trap, an `exit` or an endless loop fails one test, and the others run. A
//! module without the harness (`harness = false`) runs as a program.

mod environment;
mod list;
mod module;
mod options;
mod report;
mod schedule;

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use nanowasi_interpreter::{self as interpreter, Ended};
use nanowasi_runner::options as runner;
use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::package;
use list::Test;
pub(crate) use module::HARNESS;
use module::{Temporary, TestModule};
use options::Options;
use report::Report;
use schedule::{Event, Selected};

/// The exit status of a run in which a test failed, as that of the toolchain's harness.
const FAILED: u8 = 101;

/// The time limit of a test without `--timeout`.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The longest time limit of a test.
const MAX_TIMEOUT: Duration = Duration::from_hours(365 * 24);

/// The option with the time limit of a test, in seconds.
pub(crate) const TIMEOUT_OPTION: &str = "--timeout";

/// Prepares a command of cargo for the runner, and returns the options of the runner.
///
/// They have the folder of the workspace under its own path: a test may open files by the path that
/// `env!("CARGO_MANIFEST_DIR")` or `env!("CARGO_TARGET_TMPDIR")` had in the build.
///
/// # Errors
///
/// Returns a failure if a directory or the host does not exist. Without this check, an example of
/// the documentation that has to panic would pass.
pub(crate) fn prepare(
    cargo: &mut Command,
    options: &crate::options::Options,
    metadata: &Value,
) -> Result<Vec<OsString>> {
    environment::store(cargo);
    let mut runner = options.runner.clone();
    let (own, _) = split_timeout(runner.iter().cloned())?;
    if let Some(parsed) = runner::Options::parse(own.into_iter().chain(["module.wasm".into()]))? {
        interpreter::check(&parsed)?;
    }
    let root = metadata["workspace_root"].as_str();
    let target = package::target_folder(options)?;
    let target = target.to_str();
    // The target folder is usually inside the workspace.
    let is_inside = |target: &&str| root.is_some_and(|root| Path::new(target).starts_with(root));
    for path in root
        .into_iter()
        .chain(target.filter(|path| !is_inside(path)))
    {
        runner.extend(["--dir".into(), format!("{path}::{path}").into()]);
    }
    Ok(runner)
}

/// Runs a test module: the options of the runner, the path of the module, and the arguments for the
/// test harness.
pub(crate) fn run_module(
    own: impl Iterator<Item = OsString>,
    args: impl Iterator<Item = OsString>,
) -> Result<u8> {
    let (own, timeout) = split_timeout(own)?;
    let options = runner::Options::parse(own.into_iter().chain(args))?;
    let mut options = options.ok_or_else(|| Failure::usage("a module's path is needed"))?;
    module::add_defaults(&mut options)?;
    let path = options.name.clone();
    let path = Path::new(&path);
    let temporary = Temporary::new()?;
    if !module::has_harness(path)? {
        return run_program(
            &TestModule::new(path, options, timeout, &temporary)?,
            timeout,
        );
    }
    let own_args = options.args.clone();
    let test_options = Options::parse(own_args.iter().map(OsString::from))?;
    if test_options.is_help {
        report::print(options::HELP)?;
        return Ok(0);
    }
    let module = TestModule::new(path, options, timeout, &temporary)?;
    let (all, args) = module.list()?;
    let test_options = match args.is_empty() {
        true => test_options,
        false => Options::parse(args.iter().chain(&own_args).map(OsString::from))?,
    };
    let count = all.len();
    let tests: Vec<Selected> = all
        .into_iter()
        .enumerate()
        .filter(|(_, test)| test_options.selects(test))
        .map(|(index, test)| Selected {
            index,
            runs: test_options.runs(&test),
            test,
        })
        .collect();
    if test_options.is_list {
        report::print(&names(&tests, test_options.is_terse))?;
        return Ok(0);
    }
    let mut report = Report::new(&test_options, tests.len(), count - tests.len())?;
    let module = module.with_capture(!test_options.has_no_capture);
    let threads = test_options.threads();
    schedule::run(module, tests, threads, timeout, |test, event| match event {
        Event::Started => report.started(test),
        Event::Slow => report.slow(test),
        Event::Finished(verdict, output) => report.finished(test, verdict, output, timeout),
    })?;
    let is_passed = report.end()?;
    Ok(if is_passed { 0 } else { FAILED })
}

/// Runs a module without the harness, and returns its exit status: an example of the documentation,
/// or a test target with `harness = false`.
fn run_program(module: &TestModule, timeout: Option<Duration>) -> Result<u8> {
    let why = match module.run_program()? {
        Ended::Exited(status) => return Ok(u8::try_from(status).unwrap_or(FAILED)),
        Ended::TimedOut => {
            let seconds = timeout.unwrap_or_default().as_secs_f64();
            Failure::new(format!("the program did not end within {seconds} s"))
        }
        Ended::StackOverflow => Failure::new("the program overflowed its stack"),
        Ended::Trapped(why) => Failure::new(format!("the program trapped: {why}")),
    };
    Err(why)
}

/// Returns the list of tests.
fn names(tests: &[Selected], is_terse: bool) -> String {
    let tests = tests.iter().map(|selected| &selected.test);
    let kind = |test: &Test| match test.is_bench {
        true => "benchmark",
        false => "test",
    };
    let mut text: String = tests
        .clone()
        .map(|test| format!("{}: {}\n", test.name, kind(test)))
        .collect();
    if !is_terse {
        let benchmarks = tests.clone().filter(|test| test.is_bench).count();
        let count = |count: usize, word: &str| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {word}{plural}")
        };
        let tests = count(tests.len() - benchmarks, "test");
        let line = if text.is_empty() { "" } else { "\n" };
        text += &format!("{line}{tests}, {}\n", count(benchmarks, "benchmark"));
    }
    text
}

/// Takes the time limit from the options of the runner. A limit of 0 is none.
fn split_timeout(
    options: impl Iterator<Item = OsString>,
) -> Result<(Vec<OsString>, Option<Duration>)> {
    let (mut rest, mut limit) = (Vec::new(), Some(TIMEOUT));
    let mut options = options;
    while let Some(option) = options.next() {
        if option == TIMEOUT_OPTION {
            limit = parse_timeout(&options.next().unwrap_or_default())?;
        } else {
            rest.push(option);
        }
    }
    Ok((rest, limit))
}

/// Parses a time limit in seconds.
pub(crate) fn parse_timeout(value: &OsString) -> Result<Option<Duration>> {
    let seconds = value.to_str().and_then(|value| value.parse::<f64>().ok());
    let limit = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    match limit.filter(|limit| *limit <= MAX_TIMEOUT) {
        Some(limit) => Ok(Some(limit).filter(|limit| !limit.is_zero())),
        None => Err(Failure::usage(format!(
            "`{TIMEOUT_OPTION}` takes seconds, up to a year, not `{}`",
            value.display()
        ))),
    }
}
