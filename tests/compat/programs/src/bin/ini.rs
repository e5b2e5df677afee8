//! ini FILE [SECTION.KEY]...: reads settings, and reports errors with their lines.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str::FromStr;

#[derive(Debug, Default)]
struct Ini {
    sections: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Debug)]
struct ParseError {
    line: usize,
    problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    NoValue,
    NoBracket,
    Twice,
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Problem::NoValue => "a key without a value",
            Problem::NoBracket => "a section without its bracket",
            Problem::Twice => "the same key twice",
        })
    }
}

impl Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for ParseError {}

impl FromStr for Ini {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut ini = Self::default();
        let mut section = String::new();
        for (at, line) in text.lines().enumerate() {
            let error = |problem| ParseError {
                line: at + 1,
                problem,
            };
            let line = line.split([';', '#']).next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            if let Some(name) = line.strip_prefix('[') {
                let name = name.strip_suffix(']').ok_or(error(Problem::NoBracket))?;
                section = name.trim().to_ascii_lowercase();
                continue;
            }
            let (key, value) = line.split_once('=').ok_or(error(Problem::NoValue))?;
            let keys = ini.sections.entry(section.clone()).or_default();
            if keys
                .insert(key.trim().into(), value.trim().into())
                .is_some()
            {
                return Err(error(Problem::Twice));
            }
        }
        Ok(ini)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let text = std::fs::read_to_string(args.next().ok_or("no file")?)?;
    let ini: Ini = text.parse()?;
    let mut asked = false;
    for path in args {
        asked = true;
        let (section, key) = path.split_once('.').unwrap_or(("", &path));
        match ini.sections.get(section).and_then(|keys| keys.get(key)) {
            Some(value) => match value.parse::<i32>() {
                Ok(number) => println!("{path} = {number} (a number)"),
                Err(_) => println!("{path} = {value}"),
            },
            None => println!("{path} is not set"),
        }
    }
    if !asked {
        println!("{ini:#?}");
    }
    Ok(())
}
