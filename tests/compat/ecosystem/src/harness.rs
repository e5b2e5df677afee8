//! What a test module prints: the list of its tests, and the result of one.

use nanowasi_test_host::Status;

/// The result of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It passed.
    Passed,
    /// It failed: it panicked, trapped, or ended the program.
    Failed,
    /// It did not run: it is ignored, or the harness cannot run it.
    Ignored,
    /// It was still running at the deadline.
    TimedOut,
}

impl Outcome {
    /// All, in the order of their letters.
    const ALL: [Self; 4] = [Self::Passed, Self::Failed, Self::Ignored, Self::TimedOut];

    /// Returns its name in a file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Ignored => "ignored",
            Self::TimedOut => "timed-out",
        }
    }

    /// Returns the outcome with a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// Returns the names of the tests that `--list` printed.
#[must_use]
pub fn list(stdout: &str) -> Vec<String> {
    let lines = stdout.lines();
    lines
        .filter_map(|line| line.strip_suffix(": test"))
        .map(str::to_owned)
        .collect()
}

/// Returns the arguments that run one test.
#[must_use]
pub const fn arguments(name: &str) -> [&str; 4] {
    [name, "--exact", "--test-threads=1", "--nocapture"]
}

/// Returns the result of a run of one test.
///
/// A test that ends the program by `exit(0)` has not passed, so the summary must be there as well.
#[must_use]
pub fn outcome(status: &Status, stdout: &str) -> Outcome {
    let summary = stdout
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("test result: ok. "));
    match (status, summary) {
        (Status::Timeout, _) => Outcome::TimedOut,
        (Status::Exit(0), Some(summary)) if summary.starts_with("1 passed; 0 failed; ") => {
            Outcome::Passed
        }
        (Status::Exit(0), Some(summary)) if summary.contains("; 1 ignored; ") => Outcome::Ignored,
        _ => Outcome::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OK: &str = "\nrunning 1 test\ntest a ... ok\n\n\
        test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out\n\n";

    #[test]
    fn a_list_has_the_tests_and_no_benches() {
        let text = "a::b: test\na::speed: benchmark\nc: test\n\n2 tests, 1 benchmark\n";
        assert_eq!(list(text), ["a::b", "c"]);
    }

    #[test]
    fn a_test_passes_only_with_a_summary_and_status_0() {
        assert_eq!(outcome(&Status::Exit(0), OK), Outcome::Passed);
        assert_eq!(outcome(&Status::Exit(101), OK), Outcome::Failed);
        assert_eq!(
            outcome(&Status::Trap("unreachable".into()), OK),
            Outcome::Failed
        );
        // `exit(0)` in a test.
        assert_eq!(
            outcome(&Status::Exit(0), "running 1 test\n"),
            Outcome::Failed
        );
        let none = OK.replace("1 passed", "0 passed");
        assert_eq!(outcome(&Status::Exit(0), &none), Outcome::Failed);
        let ignored = none.replace("0 ignored", "1 ignored");
        assert_eq!(outcome(&Status::Exit(0), &ignored), Outcome::Ignored);
        assert_eq!(outcome(&Status::Timeout, ""), Outcome::TimedOut);
    }

    #[test]
    fn each_outcome_has_a_name() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::of_name(outcome.name()), Some(outcome));
        }
        assert_eq!(Outcome::of_name("x"), None);
    }
}
