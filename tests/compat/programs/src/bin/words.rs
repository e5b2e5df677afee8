//! words [-n COUNT]: prints the most frequent words of standard input.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::HashMap;
use std::io::{self, BufRead};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let most = match args.next().as_deref() {
        Some("-n") => args.next().unwrap_or_default().parse()?,
        _ => 10,
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in io::stdin().lock().lines() {
        for word in line?
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
        {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    let total: usize = counts.values().sum();
    let mut ranking: Vec<_> = counts.iter().collect();
    ranking.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
    let width = ranking
        .iter()
        .map(|(word, _)| word.chars().count())
        .max()
        .unwrap_or(0);
    for (word, count) in ranking.iter().take(most) {
        let bar: String = std::iter::repeat_n('#', **count).collect();
        println!(
            "{word:>width$} {count:4} {:6.2}% {bar}",
            **count as f32 * 100.0 / total as f32
        );
    }
    println!("{total} words, {} of them different", counts.len());
    let long = counts
        .keys()
        .filter(|word| word.len() > 8)
        .max_by_key(|word| (word.len(), *word));
    if let Some(word) = long {
        println!("the longest: {word}");
    }
    Ok(())
}
