//! csv [FILE]: summarizes each column of a table with quoted fields.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Read};
use std::{env, fs};

#[derive(Debug, PartialEq)]
enum Error {
    Unclosed {
        row: usize,
    },
    Ragged {
        row: usize,
        expected: usize,
        found: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unclosed { row } => write!(f, "row {row}: a quote is not closed"),
            Self::Ragged {
                row,
                expected,
                found,
            } => {
                write!(f, "row {row}: {found} fields instead of {expected}")
            }
        }
    }
}

impl std::error::Error for Error {}

fn parse(text: &str) -> Result<Vec<Vec<String>>, Error> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut row, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    if quoted {
        return Err(Error::Unclosed { row: rows.len() });
    }
    let expected = rows.first().map_or(0, Vec::len);
    match rows
        .iter()
        .enumerate()
        .find(|(_, row)| row.len() != expected)
    {
        Some((row, fields)) => Err(Error::Ragged {
            row,
            expected,
            found: fields.len(),
        }),
        None => Ok(rows),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = match env::args().nth(1) {
        Some(name) => fs::read_to_string(name)?,
        None => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text)?;
            text
        }
    };
    let rows = parse(&text)?;
    let [header, rows @ ..] = &rows[..] else {
        return Ok(());
    };
    println!("{} rows", rows.len());
    for (at, name) in header.iter().enumerate() {
        let column: Vec<&str> = rows.iter().map(|row| row[at].trim()).collect();
        let numbers: Option<Vec<f64>> = column.iter().map(|it| it.parse().ok()).collect();
        match numbers {
            Some(numbers) if !numbers.is_empty() => {
                let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
                let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
                println!("{name:<10} {least:>10.2} {most:>10.2} {mean:>12.4}");
            }
            _ => {
                let distinct: BTreeSet<_> = column.iter().collect();
                let longest = column.iter().max_by_key(|it| it.chars().count());
                println!(
                    "{name:<10} {} distinct, longest {:?}",
                    distinct.len(),
                    longest.unwrap_or(&"")
                );
            }
        }
    }
    Ok(())
}
