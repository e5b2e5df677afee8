//! expand [-t WIDTH]: replaces tabs by spaces, or with `unexpand` first, spaces by tabs.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::io::{self, Write};

fn expand(line: &str, width: usize) -> String {
    let mut expanded = String::with_capacity(line.len() * 2);
    let mut column = 0;
    for c in line.chars() {
        if c == '\t' {
            let spaces = width - column % width;
            expanded.extend(std::iter::repeat_n(' ', spaces));
            column += spaces;
        } else {
            expanded.push(c);
            column += 1;
        }
    }
    expanded
}

fn unexpand(line: &str, width: usize) -> String {
    let text = line.trim_start_matches(' ');
    let spaces = line.len() - text.len();
    format!(
        "{}{}{text}",
        "\t".repeat(spaces / width),
        " ".repeat(spaces % width)
    )
}

fn main() -> io::Result<()> {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let convert: fn(&str, usize) -> String = match args.first().map(String::as_str) {
        Some("unexpand") => {
            args.remove(0);
            unexpand
        }
        _ => expand,
    };
    let width = match &args[..] {
        [] => 8,
        [option, width] if option == "-t" => width.parse().expect("-t takes a width"),
        _ => panic!("usage: expand [-t WIDTH]"),
    };
    let mut line = String::new();
    let stdin = io::stdin();
    while stdin.read_line(&mut line)? != 0 {
        let text = line.strip_suffix('\n').unwrap_or(&line);
        writeln!(io::stdout(), "{}", convert(text, width))?;
        line.clear();
    }
    Ok(())
}
