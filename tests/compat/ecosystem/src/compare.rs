//! Compares the results of a suite with `std` and with nanowasi, and the differences with their
//! reasons.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::Outcome;
use crate::results::TestResult;
use crate::suites::Suite;

/// The results of a suite with one `std`, by target and test: `tests/it parse::empty`.
pub type Results = BTreeMap<String, TestResult>;

/// The comparison of a suite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many tests pass with `std`.
    pub with_std: usize,
    /// How many of these pass with nanowasi.
    pub with_both: usize,
    /// How many tests pass with nanowasi only. `std` does not run most of them: `#[should_panic]`.
    pub only_nanowasi: usize,
    /// Tests that pass with `std` only.
    pub differences: Vec<String>,
    /// Mistakes: differences without a reason, and reasons without a difference.
    pub mistakes: Vec<String>,
}

/// Compares the results of a suite.
#[must_use]
pub fn compare(suite: &Suite, std: &Results, nanowasi: &Results) -> Comparison {
    let passed = |results: &Results, name: &str| {
        let result = results.get(name);
        result.is_some_and(|result| result.outcome == Outcome::Passed)
    };
    let mut comparison = Comparison::default();
    let names: BTreeSet<&String> = std.keys().chain(nanowasi.keys()).collect();
    for name in names {
        match (passed(std, name), passed(nanowasi, name)) {
            (true, true) => comparison.with_both += 1,
            (true, false) => comparison.differences.push(name.clone()),
            (false, true) => comparison.only_nanowasi += 1,
            (false, false) => {}
        }
    }
    comparison.with_std = comparison.with_both + comparison.differences.len();
    let explained: Vec<&String> = suite.differences.iter().flat_map(|d| &d.tests).collect();
    for name in &comparison.differences {
        if !explained.contains(&name) {
            let output = match nanowasi.get(name) {
                Some(result) => result.output.replace('\n', "\n    "),
                None => "nanowasi does not list it".to_owned(),
            };
            let mistake = format!("{}: {name} passes with std only: {output}", suite.name);
            comparison.mistakes.push(mistake);
        }
    }
    for name in explained {
        if !comparison.differences.contains(name) {
            let mistake = format!("{}: {name} has a reason, but does not differ", suite.name);
            comparison.mistakes.push(mistake);
        }
    }
    comparison
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suites::Suites;

    fn results(outcomes: &[(&str, Outcome)]) -> Results {
        let result = |(name, outcome): &(&str, Outcome)| {
            let result = TestResult {
                name: (*name).to_owned(),
                outcome: *outcome,
                output: "it panicked".to_owned(),
            };
            ((*name).to_owned(), result)
        };
        outcomes.iter().map(result).collect()
    }

    fn suite(tests: &str) -> Suite {
        let text = format!(
            "[[suite]]\nname = \"a\"\nversion = \"1\"\n\
             [[suite.difference]]\ntests = [{tests:?}]\nreason = \"a reason\"\n"
        );
        Suites::parse(&text).unwrap().suites.remove(0)
    }

    #[test]
    fn each_difference_has_a_reason_and_each_reason_a_difference() {
        use Outcome::{Failed, Ignored, Passed};
        let std = results(&[
            ("lib a", Passed),
            ("lib b", Passed),
            ("lib c", Ignored),
            ("lib d", Passed),
        ]);
        let ours = results(&[("lib a", Passed), ("lib b", Failed), ("lib c", Passed)]);
        let comparison = compare(&suite("lib b"), &std, &ours);
        let counts = (
            comparison.with_std,
            comparison.with_both,
            comparison.only_nanowasi,
        );
        assert_eq!(counts, (3, 1, 1));
        assert_eq!(comparison.differences, ["lib b", "lib d"]);
        assert_eq!(
            comparison.mistakes,
            ["a: lib d passes with std only: nanowasi does not list it"]
        );
        let comparison = compare(&suite("lib a"), &std, &ours);
        assert_eq!(comparison.mistakes.len(), 3);
        assert!(comparison.mistakes[2].contains("lib a has a reason"));
    }
}
