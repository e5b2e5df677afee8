//! The command line of a test module: the options of the toolchain's test harness, which users give
//! after `--`.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use super::list::Test;
use crate::failure::{Failure, Result};

pub(super) const HELP: &str = "\
Usage: [OPTIONS] [FILTERS...]

Options:
        --include-ignored
                        Run ignored and not ignored tests
        --ignored       Run only ignored tests
        --test          Run tests and not benchmarks
        --bench         Run benchmarks instead of tests
        --list          List all tests and benchmarks
    -h, --help          Display this message
        --logfile PATH  Write logs to the specified file
        --no-capture    Print the output of the tests as they run
        --test-threads N
                        Number of threads used for running tests in parallel
        --skip FILTER   Skip tests whose names contain FILTER (this flag can be
                        used multiple times)
    -q, --quiet         Display one character per test instead of one line.
                        Alias to --format=terse
        --exact         Exactly match filters rather than by substring
        --color auto|always|never
                        Configure coloring of output
        --format pretty|terse
                        Configure formatting of output
        --show-output   Show captured stdout of successful tests

Each test runs in an instance of its own. The FILTER string is tested against
the name of all tests, and only those tests whose names contain the filter are
run. Multiple filter strings may be passed, which will run all tests matching
any of the filters.
";

/// Which tests with `#[ignore]` run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ignored {
    /// None of them.
    #[default]
    Skip,
    /// All of them.
    Include,
    /// All of them, and no others.
    Only,
}

/// When the output has colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Color {
    /// On a terminal.
    #[default]
    Auto,
    Always,
    Never,
}

/// The options of a test run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) filters: Vec<String>,
    pub(super) skip: Vec<String>,
    pub(super) is_exact: bool,
    pub(super) ignored: Ignored,
    /// Whether only benchmarks run.
    pub(super) is_bench: bool,
    /// Whether only tests run.
    pub(super) is_test: bool,
    pub(super) is_list: bool,
    pub(super) is_help: bool,
    /// Whether the output of tests is printed as they run.
    pub(super) has_no_capture: bool,
    /// Whether the output of tests that pass is printed at the end.
    pub(super) shows_output: bool,
    /// Whether a test is one character.
    pub(super) is_terse: bool,
    pub(super) color: Color,
    /// The number of tests that run at the same time.
    pub(super) threads: Option<NonZero<usize>>,
    pub(super) log_file: Option<PathBuf>,
}

impl Options {
    /// Parses the arguments of a test module, with the defaults from the environment.
    ///
    /// # Errors
    ///
    /// Returns a failure for an unknown option, an invalid value, and an option that the toolchain
    /// has on nightly only.
    pub(super) fn parse(args: impl Iterator<Item = OsString>) -> Result<Self> {
        let mut options = Self::default();
        let mut seen = BTreeSet::new();
        let mut args = args.map(|arg| {
            arg.into_string().map_err(|arg| {
                let arg = arg.display();
                Failure::new(format!("argument is not UTF-8: {arg}"))
            })
        });
        while let Some(arg) = args.next() {
            let arg = arg?;
            let (name, inline) = match arg.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (arg.as_str(), None),
            };
            let mut value = || match inline.clone() {
                Some(value) => Ok(value),
                None => args.next().unwrap_or_else(|| {
                    let name = name.trim_start_matches('-');
                    Err(Failure::new(format!("Argument to option '{name}' missing")))
                }),
            };
            let may_repeat = name == "--skip" || !name.starts_with('-');
            if !may_repeat && !seen.insert(name.to_owned()) {
                let name = name.trim_start_matches('-');
                return Err(Failure::new(format!(
                    "Option '{name}' given more than once"
                )));
            }
            match name {
                "--include-ignored" => options.ignored = Ignored::Include,
                "--ignored" => options.ignored = Ignored::Only,
                "--test" => options.is_test = true,
                "--bench" => options.is_bench = true,
                "--list" => options.is_list = true,
                "-h" | "--help" => options.is_help = true,
                "--logfile" => options.log_file = Some(value()?.into()),
                "--nocapture" | "--no-capture" => options.has_no_capture = true,
                "--test-threads" => options.threads = Some(threads(&value()?, "--test-threads")?),
                "--skip" => options.skip.push(value()?),
                "-q" | "--quiet" => options.is_terse = true,
                "--exact" => options.is_exact = true,
                "--color" => options.color = color(&value()?)?,
                "--format" => options.is_terse = is_terse(&value()?)?,
                "--show-output" => options.shows_output = true,
                "-Z"
                | "--report-time"
                | "--ensure-time"
                | "--shuffle"
                | "--shuffle-seed"
                | "--exclude-should-panic"
                | "--force-run-in-process" => {
                    return Err(Failure::new(format!(
                        "the option `{name}` is only accepted on the nightly compiler"
                    )));
                }
                _ if name.starts_with('-') && name.len() > 1 => {
                    let name = name.trim_start_matches('-');
                    return Err(Failure::new(format!("Unrecognized option: '{name}'")));
                }
                _ => options.filters.push(arg),
            }
        }
        if seen.contains("--ignored") && seen.contains("--include-ignored") {
            return Err(Failure::new(
                "the options --include-ignored and --ignored are mutually exclusive",
            ));
        }
        if options.threads.is_none()
            && let Ok(value) = env::var("RUST_TEST_THREADS")
        {
            options.threads = Some(threads(&value, "RUST_TEST_THREADS")?);
        }
        options.has_no_capture |= env::var("RUST_TEST_NOCAPTURE").is_ok_and(|value| value != "0");
        Ok(options)
    }

    /// Returns the number of tests that run at the same time.
    pub(super) fn threads(&self) -> usize {
        let threads = self
            .threads
            .or_else(|| thread::available_parallelism().ok());
        threads.map_or(1, NonZero::get)
    }

    /// Whether a test is among those that the filters select.
    pub(super) fn selects(&self, test: &Test) -> bool {
        let matches = |filter: &String| match self.is_exact {
            true => test.name == *filter,
            false => test.name.contains(filter.as_str()),
        };
        let is_wanted = self.filters.is_empty() || self.filters.iter().any(matches);
        let is_kind = match (self.is_bench, self.is_test) {
            (true, false) => test.is_bench,
            (false, true) => !test.is_bench,
            _ => true,
        };
        let is_ignored_wanted = self.ignored != Ignored::Only || test.is_ignored;
        is_wanted && is_kind && is_ignored_wanted && !self.skip.iter().any(matches)
    }

    /// Whether a selected test runs.
    pub(super) fn runs(&self, test: &Test) -> bool {
        !test.is_ignored || self.ignored != Ignored::Skip
    }
}

fn threads(value: &str, name: &str) -> Result<NonZero<usize>> {
    value.parse().map_err(|_| {
        Failure::new(format!(
            "`{name}` needs a number greater than 0, not `{value}`"
        ))
    })
}

fn color(value: &str) -> Result<Color> {
    match value {
        "auto" => Ok(Color::Auto),
        "always" => Ok(Color::Always),
        "never" => Ok(Color::Never),
        _ => Err(Failure::new(format!(
            "argument for --color must be auto, always, or never (was {value})"
        ))),
    }
}

fn is_terse(value: &str) -> Result<bool> {
    match value {
        "pretty" => Ok(false),
        "terse" => Ok(true),
        "json" | "junit" => Err(Failure::new(format!(
            "The \"{value}\" format is only accepted on the nightly compiler"
        ))),
        _ => Err(Failure::new(format!(
            "argument for --format must be pretty, terse, json or junit (was {value})"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Result<Options> {
        Options::parse(args.iter().map(Into::into))
    }

    fn test(name: &str) -> Test {
        Test {
            name: name.to_owned(),
            ..Test::default()
        }
    }

    #[test]
    fn filters_select_by_part_or_by_name() {
        let options = parse(&["io", "fs::", "--skip", "slow"]).unwrap();
        for (name, is_selected) in [
            ("io::read", true),
            ("a::fs::write", true),
            ("net::tcp", false),
            ("io::slow", false),
        ] {
            assert_eq!(options.selects(&test(name)), is_selected, "{name}");
        }
        let options = parse(&["--exact", "io"]).unwrap();
        assert!(options.selects(&test("io")) && !options.selects(&test("io::read")));
        let options = parse(&["--skip=io", "--exact"]).unwrap();
        assert!(!options.selects(&test("io")) && options.selects(&test("io::read")));
    }

    #[test]
    fn ignored_tests_are_shown_and_run_on_request() {
        let ignored = Test {
            is_ignored: true,
            ..test("a")
        };
        for (args, shown) in [
            (&[][..], [(true, true), (true, false)]),
            (&["--include-ignored"], [(true, true), (true, true)]),
            (&["--ignored"], [(false, true), (true, true)]),
        ] {
            let options = parse(args).unwrap();
            let of = |test: &Test| (options.selects(test), options.runs(test));
            assert_eq!([of(&test("b")), of(&ignored)], shown, "{args:?}");
        }
    }

    #[test]
    fn wrong_options_are_errors() {
        for args in [
            &["--frob"][..],
            &["--skip"],
            &["--test-threads=0"],
            &["--test-threads", "many"],
            &["--color", "red"],
            &["--format=json"],
            &["--shuffle"],
            &["--exact", "--exact"],
            &["--ignored", "--include-ignored"],
        ] {
            assert_eq!(parse(args).unwrap_err().status, 101, "{args:?}");
        }
    }
}
