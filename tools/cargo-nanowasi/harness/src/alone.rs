//! A module that is started without `cargo nanowasi test`: it understands the options of the
//! toolchain's harness that choose tests, and runs these in one instance.
//!
//! The first test that panics ends the module, also one with `#[should_panic]`. So a runner of
//! other modules starts one test at a time, with `NAME --exact`.

use std::cell::Cell;
use std::env;
use std::io::{self, Write};
use std::process;
use std::rc::Rc;

use crate::case;
use crate::types::TestDescAndFn;
use crate::verdict::{FAILED, Verdict};

/// The options that choose tests.
#[derive(Default)]
struct Options {
    filters: Vec<String>,
    skip: Vec<String>,
    is_exact: bool,
    is_list: bool,
    runs_ignored: bool,
    runs_others: bool,
}

/// The options of the toolchain's harness that change nothing here, and take no value.
const WITHOUT_VALUE: [&str; 8] = [
    "--nocapture",
    "--no-capture",
    "--show-output",
    "-q",
    "--quiet",
    "--test",
    "--bench",
    "--force-run-in-process",
];
/// The options that change nothing here, and take a value.
const WITH_VALUE: [&str; 5] = ["--test-threads", "--color", "--format", "--logfile", "-Z"];

impl Options {
    /// Parses the arguments of the module.
    ///
    /// # Errors
    ///
    /// Returns a message for an unknown option and for a missing value.
    fn parse(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            runs_others: true,
            ..Self::default()
        };
        while let Some(arg) = args.next() {
            let (name, inline) = match arg.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (arg.as_str(), None),
            };
            let mut value = || {
                let value = inline.clone().or_else(|| args.next());
                value.ok_or_else(|| format!("Argument to option '{name}' missing"))
            };
            match name {
                "--exact" => options.is_exact = true,
                "--list" => options.is_list = true,
                "--include-ignored" => options.runs_ignored = true,
                "--ignored" => (options.runs_ignored, options.runs_others) = (true, false),
                "--skip" => options.skip.push(value()?),
                _ if WITHOUT_VALUE.contains(&name) => {}
                _ if WITH_VALUE.contains(&name) => drop(value()?),
                _ if name.starts_with('-') => return Err(format!("Unrecognized option: '{name}'")),
                _ => options.filters.push(arg),
            }
        }
        Ok(options)
    }

    /// Whether the filters select a test.
    fn selects(&self, name: &str) -> bool {
        let matches = |filter: &String| {
            if self.is_exact {
                filter == name
            } else {
                name.contains(filter.as_str())
            }
        };
        let is_wanted = self.filters.is_empty() || self.filters.iter().any(matches);
        is_wanted && !self.skip.iter().any(matches)
    }
}

/// The number of tests by result.
#[derive(Clone, Copy, Default)]
struct Counts {
    passed: usize,
    failed: usize,
    ignored: usize,
    filtered_out: usize,
}

/// Runs the tests that the arguments select: those that the module has, and those of its host.
pub(crate) fn run(tests: Vec<TestDescAndFn>, args: &[String]) {
    let options = match Options::parse(args.iter().cloned().chain(env::args().skip(1))) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("error: {message}");
            process::exit(FAILED);
        }
    };
    let all = tests.len();
    let tests: Vec<_> = tests
        .into_iter()
        .filter(|test| options.selects(test.desc.name.as_slice()))
        .filter(|test| options.runs_others || test.desc.ignore)
        .collect();
    if options.is_list {
        return list(&tests);
    }
    let counts = Rc::new(Cell::new(Counts {
        filtered_out: all - tests.len(),
        ..Counts::default()
    }));
    let plural = if tests.len() == 1 { "" } else { "s" };
    println!("\nrunning {} test{plural}", tests.len());
    let mut left = tests.len();
    for test in tests {
        left -= 1;
        let suffix = match test.desc.mode() {
            "" => String::new(),
            mode => format!(" - {mode}"),
        };
        print!("test {}{suffix} ... ", test.desc.name);
        let _ = io::stdout().flush();
        if test.desc.ignore && !options.runs_ignored {
            let reason = test.desc.ignore_message.map(|reason| format!(", {reason}"));
            println!("ignored{}", reason.unwrap_or_default());
            let now = counts.get();
            counts.set(Counts {
                ignored: now.ignored + 1,
                ..now
            });
            continue;
        }
        let for_panic = Rc::clone(&counts);
        let verdict = case::run(test, move |verdict| {
            count(&for_panic, &verdict);
            let mut now = for_panic.get();
            if left > 0 {
                println!("\nnote: a panic ends the module: {left} more did not run, and count as failed");
                now.failed += left;
            }
            finish(now);
        });
        count(&counts, &verdict);
    }
    finish(counts.get());
}

/// Prints the names of tests.
fn list(tests: &[TestDescAndFn]) {
    let mut benchmarks = 0;
    for test in tests {
        benchmarks += usize::from(test.testfn.is_bench());
        let kind = if test.testfn.is_bench() {
            "benchmark"
        } else {
            "test"
        };
        println!("{}: {kind}", test.desc.name);
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let tests = tests.len() - benchmarks;
    let (of_tests, of_benchmarks) = (plural(tests), plural(benchmarks));
    println!("\n{tests} test{of_tests}, {benchmarks} benchmark{of_benchmarks}");
}

/// Counts a verdict, and ends the test's line.
fn count(counts: &Cell<Counts>, verdict: &Verdict) {
    let now = counts.get();
    match verdict {
        Ok(()) => {
            println!("ok");
            counts.set(Counts {
                passed: now.passed + 1,
                ..now
            });
        }
        Err(note) => {
            println!("FAILED");
            if let Some(note) = note {
                println!("note: {note}");
            }
            counts.set(Counts {
                failed: now.failed + 1,
                ..now
            });
        }
    }
}

/// Prints the summary, and ends the module.
fn finish(counts: Counts) -> ! {
    let (word, status) = if counts.failed == 0 {
        ("ok", 0)
    } else {
        ("FAILED", FAILED)
    };
    println!(
        "\ntest result: {word}. {} passed; {} failed; {} ignored; 0 measured; {} filtered out\n",
        counts.passed, counts.failed, counts.ignored, counts.filtered_out
    );
    process::exit(status);
}
