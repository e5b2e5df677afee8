//! paste [-d CHARS] FILE...: joins the files line by line; `-` is standard input.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Lines};

type Source = Lines<Box<dyn BufRead>>;

fn open(name: &str) -> io::Result<Source> {
    let input: Box<dyn BufRead> = match name {
        "-" => Box::new(BufReader::new(io::stdin())),
        name => Box::new(BufReader::new(File::open(name)?)),
    };
    Ok(input.lines())
}

fn main() -> io::Result<()> {
    let mut names: Vec<String> = env::args().skip(1).collect();
    let mut delimiters = vec!['\t'];
    if names.first().is_some_and(|first| first == "-d") && names.len() > 1 {
        delimiters = names[1].chars().collect();
        names.drain(..2);
    }
    let mut sources = names
        .iter()
        .map(|name| open(name).inspect_err(|error| eprintln!("paste: {name}: {error}")))
        .collect::<io::Result<Vec<_>>>()?;
    loop {
        let lines = sources
            .iter_mut()
            .map(|source| source.next().transpose())
            .collect::<io::Result<Vec<Option<String>>>>()?;
        if lines.iter().all(Option::is_none) {
            return Ok(());
        }
        let mut row = String::new();
        for (at, line) in lines.into_iter().enumerate() {
            if at > 0 {
                row.push(delimiters[(at - 1) % delimiters.len()]);
            }
            row += &line.unwrap_or_default();
        }
        println!("{row}");
    }
}
