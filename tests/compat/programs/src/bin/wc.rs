//! wc [FILE]...: counts lines, words, characters and bytes.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs;
use std::io::{self, Read};
use std::ops::AddAssign;
use std::{env, fmt};

#[derive(Clone, Copy, Default)]
struct Counts {
    lines: usize,
    words: usize,
    chars: usize,
    bytes: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        Self {
            lines: text.matches('\n').count(),
            words: text.split_whitespace().count(),
            chars: text.chars().count(),
            bytes: text.len(),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.words += other.words;
        self.chars += other.chars;
        self.bytes += other.bytes;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self {
            lines,
            words,
            chars,
            bytes,
        } = self;
        write!(f, "{lines:>7}{words:>8}{chars:>8}{bytes:>8}")
    }
}

fn main() {
    let names: Vec<String> = env::args().skip(1).collect();
    if names.is_empty() {
        let mut text = String::new();
        match io::stdin().read_to_string(&mut text) {
            Ok(_) => println!("{}", Counts::of(&text)),
            Err(error) => eprintln!("wc: standard input: {error}"),
        }
        return;
    }
    let mut total = Counts::default();
    let mut failed = false;
    for name in &names {
        match fs::read_to_string(name) {
            Ok(text) => {
                let counts = Counts::of(&text);
                println!("{counts} {name}");
                total += counts;
            }
            Err(error) => {
                eprintln!("wc: {name}: {error}");
                failed = true;
            }
        }
    }
    if names.len() > 1 {
        println!("{total} total");
    }
    if failed {
        std::process::exit(1);
    }
}
