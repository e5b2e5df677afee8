//! calc: evaluates expressions with `+ - * / ( )` and variables.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::BTreeMap;
use std::error;
use std::fmt::{self, Display, Formatter};
use std::io::{self, Write};
use std::iter::Peekable;
use std::num::ParseIntError;
use std::str::Chars;

#[derive(Debug)]
enum Error {
    Unexpected(Option<char>),
    Number(ParseIntError),
    Unknown(String),
    DividedByZero,
    Overflow,
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unexpected(Some(c)) => write!(f, "unexpected {c:?}"),
            Self::Unexpected(None) => f.write_str("unexpected end"),
            Self::Number(error) => write!(f, "bad number: {error}"),
            Self::Unknown(name) => write!(f, "unknown variable `{name}`"),
            Self::DividedByZero => f.write_str("division by zero"),
            Self::Overflow => f.write_str("too large"),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Number(error) => Some(error),
            _ => None,
        }
    }
}

impl From<ParseIntError> for Error {
    fn from(error: ParseIntError) -> Self {
        Self::Number(error)
    }
}

struct Parser<'a> {
    chars: Peekable<Chars<'a>>,
    variables: &'a BTreeMap<String, i64>,
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<char> {
        while self.chars.next_if(|c| c.is_whitespace()).is_some() {}
        self.chars.peek().copied()
    }

    fn word(&mut self, belongs: fn(char) -> bool) -> String {
        std::iter::from_fn(|| self.chars.next_if(|&c| belongs(c))).collect()
    }

    fn sum(&mut self) -> Result<i64, Error> {
        let mut value = self.product()?;
        while let Some(sign @ ('+' | '-')) = self.peek() {
            self.chars.next();
            let right = self.product()?;
            let sum = if sign == '+' {
                value.checked_add(right)
            } else {
                value.checked_sub(right)
            };
            value = sum.ok_or(Error::Overflow)?;
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<i64, Error> {
        let mut value = self.factor()?;
        while let Some(sign @ ('*' | '/')) = self.peek() {
            self.chars.next();
            value = match (sign, self.factor()?) {
                ('/', 0) => return Err(Error::DividedByZero),
                ('/', right) => value.checked_div(right),
                (_, right) => value.checked_mul(right),
            }
            .ok_or(Error::Overflow)?;
        }
        Ok(value)
    }

    fn factor(&mut self) -> Result<i64, Error> {
        match self.peek() {
            Some('-') => {
                self.chars.next();
                self.factor()?.checked_neg().ok_or(Error::Overflow)
            }
            Some('(') => {
                self.chars.next();
                let value = self.sum()?;
                match self.peek() {
                    Some(')') => self.chars.next(),
                    other => return Err(Error::Unexpected(other)),
                };
                Ok(value)
            }
            Some('0'..='9') => Ok(self.word(|c| c.is_ascii_alphanumeric()).parse()?),
            Some(c) if c.is_alphabetic() => {
                let name = self.word(char::is_alphanumeric);
                self.variables
                    .get(&name)
                    .copied()
                    .ok_or(Error::Unknown(name))
            }
            other => Err(Error::Unexpected(other)),
        }
    }
}

fn evaluate(text: &str, variables: &BTreeMap<String, i64>) -> Result<i64, Error> {
    let mut parser = Parser {
        chars: text.chars().peekable(),
        variables,
    };
    let value = parser.sum()?;
    match parser.peek() {
        None => Ok(value),
        rest => Err(Error::Unexpected(rest)),
    }
}

fn main() -> Result<(), Box<dyn error::Error>> {
    let mut variables = BTreeMap::from([("answer".to_string(), 42)]);
    let mut line = String::new();
    loop {
        print!("> ");
        io::stdout().flush()?;
        line.clear();
        if io::stdin().read_line(&mut line)? == 0 {
            println!();
            return Ok(());
        }
        let (name, text) = match line.split_once('=') {
            Some((name, text)) => (Some(name.trim()), text),
            None => (None, line.as_str()),
        };
        match evaluate(text, &variables) {
            Ok(value) => {
                println!("{value}");
                variables.extend(name.map(|name| (name.to_owned(), value)));
            }
            Err(error) => {
                let source = error::Error::source(&error).is_some();
                println!(
                    "{error}{}",
                    if source { ", as the parser says" } else { "" }
                );
            }
        }
    }
}
