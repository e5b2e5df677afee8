//! sort [-u] [-n] [-r] [-k FIELD]: sorts the lines of standard input.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cmp::Ordering;
use std::io::{self, BufWriter, Read, Write};
use std::process;

#[derive(Default)]
struct Options {
    unique: bool,
    numeric: bool,
    reverse: bool,
    field: Option<usize>,
}

impl Options {
    fn parse(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(arg) = args.next() {
            match &*arg {
                "-u" => options.unique = true,
                "-n" => options.numeric = true,
                "-r" => options.reverse = true,
                "-k" => {
                    let field = args.next().ok_or_else(|| "-k takes a field".to_string())?;
                    options.field = Some(field.parse().map_err(|e| format!("-k {field}: {e}"))?);
                }
                other => return Err(format!("no such option: {other:?}")),
            }
        }
        Ok(options)
    }

    fn key<'a>(&self, line: &'a str) -> &'a str {
        match self.field {
            Some(field) => line.split_whitespace().nth(field - 1).unwrap_or(""),
            None => line,
        }
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        let (a, b) = (self.key(a), self.key(b));
        let order = if self.numeric {
            let number = |text: &str| text.trim().parse::<f64>().unwrap_or(0.0);
            number(a).total_cmp(&number(b))
        } else {
            a.cmp(b)
        };
        if self.reverse { order.reverse() } else { order }
    }
}

fn main() -> io::Result<()> {
    let options = Options::parse(std::env::args().skip(1)).unwrap_or_else(|error| {
        eprintln!("sort: {error}");
        process::exit(2);
    });
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_by(|a, b| options.compare(a, b));
    if options.unique {
        lines.dedup_by(|a, b| options.compare(a, b).is_eq());
    }
    let mut out = BufWriter::new(io::stdout());
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()
}
