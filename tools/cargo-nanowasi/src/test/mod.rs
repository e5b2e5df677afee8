//! `cargo nanowasi test`: runs the tests of a package, each in an instance of its own.
//!
//! `cargo test` builds the test modules with the sysroot, whose crate `test` is in `harness/`. For
//! each module it starts this program as the runner. The runner reads the options of the test
//! harness, compiles the module once, asks it for its tests, and runs each in a new instance: a
//! panic, a trap, an `exit` or an endless loop fails one test, and the others run. A module without
//! the harness (`harness = false`) runs as a program.

mod list;
mod module;
mod options;
mod report;
mod schedule;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use nanowasi_interpreter as interpreter;
use nanowasi_runner::options as runner;
use serde_json::Value;

use crate::failure::{Failure, Result};
use list::Test;
use module::TestModule;
use options::Options;
use report::Report;
use schedule::{Event, Selected};

/// The exit status of a run in which a test failed, as that of the toolchain's harness.
const FAILED: u8 = 101;

/// The time limit of a test without `--timeout`.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The option with the time limit of a test, in seconds.
pub(crate) const TIMEOUT_OPTION: &str = "--timeout";

/// The note on a module without the harness that failed.
const NO_HARNESS: &str = "\
cargo-nanowasi: this module has no test harness, and ran as a program. A crate with `#![no_main]` \
hides the harness: write `#![cfg_attr(not(test), no_main)]` instead";

/// Returns the options of the runner, with the folder of the workspace under its own path: a test
/// may open files by the path that `file!()` or `env!("CARGO_TARGET_TMPDIR")` had in the build.
pub(crate) fn with_workspace(runner: &[OsString], metadata: &Value) -> Vec<OsString> {
    let mut runner = runner.to_vec();
    let root = metadata["workspace_root"].as_str();
    let target = metadata["target_directory"].as_str();
    // The target folder is usually inside the workspace.
    let is_inside = |target: &&str| root.is_some_and(|root| Path::new(target).starts_with(root));
    for path in root
        .into_iter()
        .chain(target.filter(|path| !is_inside(path)))
    {
        runner.extend(["--dir".into(), format!("{path}::{path}").into()]);
    }
    runner
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
    if !module::has_harness(path)? {
        let result = interpreter::run(path, options);
        if !matches!(result, Ok(0)) {
            // Standard error may be closed.
            let _ = writeln!(io::stderr(), "{NO_HARNESS}");
        }
        return Ok(result?);
    }
    let own_args = options.args.clone();
    let test_options = Options::parse(own_args.iter().map(OsString::from))?;
    if test_options.is_help {
        report::print(options::HELP)?;
        return Ok(0);
    }
    let module = TestModule::new(path, options, timeout)?;
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
    match limit {
        Some(limit) => Ok(Some(limit).filter(|limit| !limit.is_zero())),
        None => Err(Failure::usage(format!(
            "`{TIMEOUT_OPTION}` takes seconds, not `{}`",
            value.display()
        ))),
    }
}
