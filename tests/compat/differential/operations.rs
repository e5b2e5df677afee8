//! Random file operations: a program that runs a script is built with `std` and with nanowasi. All
//! results, and the files at the end, have to be the same.
//!
//! This finds differences that were not anticipated: another kind of error, a lost flag, a cursor
//! that a failed call moves. A failing seed is printed with the shortest script that still fails.
//! `NANOWASI_SEED=n` runs it again, and `NANOWASI_SEQUENCES=n` runs more seeds.

use std::env;
use std::fmt::Write as _;
use std::iter;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Run, Status};

use crate::common::TempDir;
use crate::random::Random;
use crate::script;
use crate::tree::Tree;

/// The number of sequences in `cargo test`, and the length of each.
const SEQUENCES: u64 = 500;
const OPERATIONS: usize = 100;

/// The program in both builds.
struct Builds {
    std: Vec<u8>,
    nanowasi: Vec<u8>,
}

impl Builds {
    fn new() -> Self {
        Self {
            std: Build::program("file_operations").wasm(),
            nanowasi: Build::program("file_operations").with_nanowasi().wasm(),
        }
    }

    /// Returns the difference between the two builds for a script, if there is one.
    fn difference(&self, name: &str, script: &[String]) -> Option<String> {
        let [std, nanowasi] = [("std", &self.std), ("nanowasi", &self.nanowasi)]
            .map(|(library, wasm)| result_of(&format!("{name}-{library}"), wasm, script));
        if std == nanowasi {
            return None;
        }
        let mut report = String::new();
        for difference in std
            .lines()
            .zip(nanowasi.lines().chain(iter::repeat("(nothing)")))
            .filter(|(std, nanowasi)| std != nanowasi)
            .take(3)
        {
            let _ = writeln!(
                report,
                "std:      {}\nnanowasi: {}",
                difference.0, difference.1
            );
        }
        Some(report)
    }
}

/// Returns the result of a build: its lines, how it ended, and the files at the end.
fn result_of(name: &str, wasm: &[u8], script: &[String]) -> String {
    let dir = TempDir::new(name);
    let out = Run::new(wasm).dir(&dir, ".").stdin(script.join("\n")).run();
    assert_eq!(out.status, Status::Exit(0), "{name}: {out}");
    format!("{}{}", out.stdout_str(), Tree::read(&dir, false))
}

/// Shortens a failing script: leaves out smaller and smaller chunks as long as it fails.
fn shorten(script: Vec<String>, fails: impl Fn(&[String]) -> bool) -> Vec<String> {
    let mut script = script;
    let mut chunk = script.len().div_ceil(2);
    while chunk > 0 {
        let mut at = 0;
        while at < script.len() {
            let mut without = script.clone();
            without.drain(at..(at + chunk).min(script.len()));
            if fails(&without) {
                script = without;
            } else {
                at += chunk;
            }
        }
        chunk /= 2;
    }
    script
}

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok()?.parse().ok()
}

#[test]
fn both_builds_do_the_same_with_files() {
    let builds = Builds::new();
    let seeds = match number("NANOWASI_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("NANOWASI_SEQUENCES").unwrap_or(SEQUENCES),
    };
    for seed in seeds {
        let script = script::random(&mut Random::new(seed), OPERATIONS);
        if builds.difference("operations", &script).is_none() {
            continue;
        }
        let script = shorten(script, |script| {
            builds.difference("shortened", script).is_some()
        });
        let report = builds.difference("shortened", &script).unwrap_or_default();
        panic!(
            "NANOWASI_SEED={seed}: the two differ over\n\n{}\n\n{report}",
            script.join("\n")
        );
    }
}

/// A script that is reduced to nothing, or not at all, makes a failure unreadable.
#[test]
fn a_failing_script_is_reduced_to_the_failing_part() {
    let script: Vec<String> = (0..100).map(|number| number.to_string()).collect();
    let needed = ["3", "57", "58"];
    let found = shorten(script, |script| {
        needed
            .iter()
            .all(|need| script.iter().any(|line| line == need))
    });
    assert_eq!(found, needed);
}
