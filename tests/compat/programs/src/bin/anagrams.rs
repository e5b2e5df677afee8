//! anagrams: groups the words of standard input that consist of the same letters.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

fn signature(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

fn main() -> io::Result<()> {
    let text = io::read_to_string(io::stdin())?;
    let mut groups: HashMap<String, HashSet<&str>> = HashMap::with_capacity(16);
    for word in text.split_ascii_whitespace() {
        groups.entry(signature(word)).or_default().insert(word);
    }
    groups.retain(|_, group| group.len() > 1);
    let mut by_size: BTreeMap<usize, Vec<Vec<&str>>> = BTreeMap::new();
    for (_, group) in groups.drain() {
        let mut group: Vec<&str> = group.into_iter().collect();
        group.sort();
        by_size.entry(group.len()).or_default().push(group);
    }
    assert!(groups.is_empty());
    for (size, groups) in by_size.iter_mut().rev() {
        groups.sort();
        println!("{size}:");
        for group in groups {
            println!("  {}", group.join(" "));
        }
    }
    Ok(())
}
