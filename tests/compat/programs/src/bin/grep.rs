//! grep [-n] [-i] [-v] [-c] PATTERN [FILE]...: prints lines that match.
//!
//! A pattern may contain `.`, `*`, `^` and `$`.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::process::ExitCode;

struct Pattern(Vec<char>);

impl Pattern {
    fn matches(&self, line: &str) -> bool {
        let text: Vec<char> = line.chars().collect();
        match self.0.split_first() {
            Some(('^', rest)) => here(rest, &text),
            _ => (0..=text.len()).any(|at| here(&self.0, &text[at..])),
        }
    }
}

fn here(pattern: &[char], text: &[char]) -> bool {
    match (pattern, text) {
        ([], _) => true,
        (['$'], text) => text.is_empty(),
        ([c, '*', rest @ ..], _) => {
            let most = text.iter().take_while(|t| *c == '.' || c == *t).count();
            (0..=most).rev().any(|count| here(rest, &text[count..]))
        }
        ([c, pattern @ ..], [t, text @ ..]) => (*c == '.' || c == t) && here(pattern, text),
        _ => false,
    }
}

fn main() -> ExitCode {
    let (options, mut words): (Vec<_>, Vec<_>) = std::env::args()
        .skip(1)
        .partition(|arg| arg.starts_with('-') && arg.len() > 1);
    let has = |letter| options.iter().any(|option| option[1..].contains(letter));
    if words.is_empty() {
        eprintln!("usage: grep [-nivc] PATTERN [FILE]...");
        return ExitCode::from(2);
    }
    let mut pattern = words.remove(0);
    if has('i') {
        pattern = pattern.to_lowercase();
    }
    let pattern = Pattern(pattern.chars().collect());
    if words.is_empty() {
        words.push("-".to_owned());
    }
    let (mut found, mut failed) = (false, false);
    for name in &words {
        let input: Box<dyn BufRead> = if name == "-" {
            Box::new(io::stdin().lock())
        } else {
            match File::open(name) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(error) => {
                    eprintln!("grep: {name}: {error}");
                    failed = true;
                    continue;
                }
            }
        };
        let prefix = if words.len() > 1 {
            format!("{name}:")
        } else {
            String::new()
        };
        let lines = input.lines().map(|line| line.unwrap_or_default());
        let hits = lines.enumerate().filter(|(_, line)| {
            let folded = if has('i') {
                line.to_lowercase()
            } else {
                line.clone()
            };
            pattern.matches(&folded) != has('v')
        });
        let mut count = 0;
        for (at, line) in hits {
            count += 1;
            match (has('c'), has('n')) {
                (true, _) => {}
                (_, true) => println!("{prefix}{}:{line}", at + 1),
                _ => println!("{prefix}{line}"),
            }
        }
        if has('c') {
            println!("{prefix}{count}");
        }
        found |= count > 0;
    }
    match (failed, found) {
        (true, _) => ExitCode::from(2),
        (_, true) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
