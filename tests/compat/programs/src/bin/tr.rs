//! tr [-d] FROM [TO]: replaces characters by sets such as a-z; with -d, deletes them.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::{HashMap, HashSet};
use std::env;
use std::io::{self, Read};

fn set(text: &str) -> Vec<char> {
    let mut chars = text.chars().peekable();
    let mut set = Vec::new();
    while let Some(first) = chars.next() {
        if chars.peek() == Some(&'-') {
            chars.next();
            match chars.next() {
                Some(last) => set.extend(first..=last),
                None => set.extend([first, '-']),
            }
        } else {
            set.push(first);
        }
    }
    set
}

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    match args[1..] {
        ["-d", unwanted] => {
            let unwanted: HashSet<char> = set(unwanted).into_iter().collect();
            text.retain(|c| !unwanted.contains(&c));
        }
        [from, to] => {
            let to = set(to);
            let last = to.last().copied().unwrap_or(' ');
            let to = to.into_iter().chain(std::iter::repeat(last));
            let map: HashMap<char, char> = set(from).into_iter().zip(to).collect();
            text = text.chars().map(|c| *map.get(&c).unwrap_or(&c)).collect();
        }
        _ => {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "usage: tr [-d] FROM [TO]",
            ));
        }
    }
    print!("{text}");
    Ok(())
}
