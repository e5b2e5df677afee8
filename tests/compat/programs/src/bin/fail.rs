//! fail STEP: returns an error with its causes through three layers to `main`.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::error::Error;
use std::fmt;
use std::num::{IntErrorKind, ParseIntError};
use std::{env, fs, io};

#[derive(Debug)]
enum ConfigError {
    Read { name: String, source: io::Error },
    Parse { line: usize, source: ParseIntError },
    Missing(&'static str),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigError::Read { name, .. } => write!(f, "cannot read {name:?}"),
            ConfigError::Parse { line, .. } => write!(f, "line {line} is not a number"),
            ConfigError::Missing(what) => write!(f, "{what} is missing"),
        }
    }
}

impl Error for ConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ConfigError::Read { source, .. } => Some(source),
            ConfigError::Parse { source, .. } => Some(source),
            ConfigError::Missing(_) => None,
        }
    }
}

fn load(name: &str) -> Result<Vec<i16>, ConfigError> {
    let text = fs::read_to_string(name).map_err(|source| ConfigError::Read {
        name: name.to_owned(),
        source,
    })?;
    if text.is_empty() {
        return Err(ConfigError::Missing("text"));
    }
    let parse = |(at, line): (usize, &str)| {
        line.trim().parse().map_err(|source| ConfigError::Parse {
            line: at + 1,
            source,
        })
    };
    text.lines().enumerate().map(parse).collect()
}

fn report(error: &dyn Error) {
    eprintln!("{error}");
    let mut cause = error.source();
    let mut depth = 1;
    while let Some(error) = cause {
        eprintln!("{:width$}because: {error}", "", width = 2 * depth);
        if let Some(error) = error.downcast_ref::<io::Error>() {
            eprintln!(
                "kind: {:?}, number: {:?}",
                error.kind(),
                error.raw_os_error()
            );
        }
        if let Some(error) = error.downcast_ref::<ParseIntError>() {
            eprintln!("overflow: {}", *error.kind() == IntErrorKind::PosOverflow);
        }
        cause = error.source();
        depth += 1;
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let name = env::args()
        .nth(1)
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no name"))?;
    let numbers = load(&name).inspect_err(|error| report(error))?;
    println!(
        "{numbers:?}, together {}",
        numbers.iter().map(|&n| i32::from(n)).sum::<i32>()
    );
    match numbers.iter().copied().reduce(i16::wrapping_mul) {
        Some(0) => Err(Box::new(io::Error::other(ConfigError::Missing(
            "a product",
        )))),
        Some(product) if product < 0 => Err("less than nothing".into()),
        product => Ok(println!("{product:?}")),
    }
}
