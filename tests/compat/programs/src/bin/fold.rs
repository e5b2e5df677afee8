//! fold [-w WIDTH] [-s]: breaks long lines, on request between words.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::io::{self, BufRead};

struct Folder {
    width: usize,
    at_spaces: bool,
}

impl Folder {
    fn fold<'a>(&self, line: &'a str) -> Vec<&'a str> {
        let mut parts = Vec::new();
        let mut rest = line;
        while rest.chars().count() > self.width {
            let hard = rest
                .char_indices()
                .nth(self.width)
                .map_or(rest.len(), |(at, _)| at);
            let soft = rest[..hard].rfind(char::is_whitespace).map(|at| at + 1);
            let end = if self.at_spaces {
                soft.unwrap_or(hard)
            } else {
                hard
            };
            let (part, tail) = rest.split_at(end);
            parts.push(part);
            rest = tail;
        }
        parts.push(rest);
        parts
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut folder = Folder {
        width: 80,
        at_spaces: false,
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_ref() {
            "-s" => folder.at_spaces = true,
            "-w" => {
                folder.width = args.next().as_deref().unwrap_or("").parse()?;
                assert!(folder.width > 0, "a width of nothing");
            }
            _ => return Err(Box::from(format!("unknown option `{arg}`"))),
        }
    }
    for line in io::stdin().lock().lines() {
        for part in folder.fold(&line?) {
            println!("{part}");
        }
    }
    Ok(())
}
