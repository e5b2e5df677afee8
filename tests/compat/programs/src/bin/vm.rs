//! vm FILE: compiles a small language to bytecode, and runs it.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::HashMap;
use std::fmt;
use std::{env, fs};

mod lexer {
    use std::iter::Peekable;
    #[cfg(feature = "nanowasi")]
    use std::prelude::v1::*;
    use std::str::Chars;

    #[derive(Clone, Debug, PartialEq)]
    pub enum Token {
        Number(i64),
        Name(String),
        Sign(char),
    }

    pub struct Lexer<'a> {
        chars: Peekable<Chars<'a>>,
    }

    impl<'a> Lexer<'a> {
        pub fn new(text: &'a str) -> Self {
            Self {
                chars: text.chars().peekable(),
            }
        }
    }

    impl Iterator for Lexer<'_> {
        type Item = Token;

        fn next(&mut self) -> Option<Token> {
            while self.chars.next_if(|c| c.is_whitespace()).is_some() {}
            let first = self.chars.next()?;
            let mut text = first.to_string();
            while let Some(c) = self
                .chars
                .next_if(|c| first.is_alphanumeric() && c.is_alphanumeric())
            {
                text.push(c);
            }
            Some(match text.parse() {
                Ok(number) => Token::Number(number),
                Err(_) if first.is_alphabetic() => Token::Name(text),
                Err(_) => Token::Sign(first),
            })
        }
    }
}

mod compiler {
    use super::lexer::{Lexer, Token};
    use super::{Error, Op};
    #[cfg(feature = "nanowasi")]
    use std::prelude::v1::*;

    pub struct Compiler<'a> {
        tokens: std::iter::Peekable<Lexer<'a>>,
        pub code: Vec<Op>,
    }

    impl<'a> Compiler<'a> {
        pub fn new(text: &'a str) -> Self {
            Self {
                tokens: Lexer::new(text).peekable(),
                code: vec![],
            }
        }

        fn expect(&mut self, sign: char) -> Result<(), Error> {
            match self.tokens.next() {
                Some(Token::Sign(found)) if found == sign => Ok(()),
                found => Err(Error::Expected(sign, found)),
            }
        }

        pub fn statements(&mut self) -> Result<(), Error> {
            while let Some(token) = self.tokens.next_if(|token| *token != Token::Sign('}')) {
                match token {
                    Token::Name(name) if name == "print" => {
                        self.expression()?;
                        self.code.push(Op::Print);
                        self.expect(';')?;
                    }
                    Token::Name(name) if name == "while" => {
                        let begin = self.code.len();
                        self.expression()?;
                        let hole = self.code.len();
                        self.code.push(Op::Jump(begin));
                        self.expect('{')?;
                        self.statements()?;
                        self.expect('}')?;
                        self.code.push(Op::Jump(begin));
                        self.code[hole] = Op::JumpIfZero(self.code.len());
                    }
                    Token::Name(name) => {
                        self.expect('=')?;
                        self.expression()?;
                        self.code.push(Op::Store(name));
                        self.expect(';')?;
                    }
                    token => return Err(Error::Expected('a', Some(token))),
                }
            }
            Ok(())
        }

        fn expression(&mut self) -> Result<(), Error> {
            self.operand()?;
            let is_operator =
                |token: &Token| matches!(token, Token::Sign('+' | '-' | '*' | '%' | '<'));
            while let Some(Token::Sign(sign)) = self.tokens.next_if(is_operator) {
                self.operand()?;
                self.code.push(Op::Binary(sign));
            }
            Ok(())
        }

        fn operand(&mut self) -> Result<(), Error> {
            self.code.push(match self.tokens.next() {
                Some(Token::Number(number)) => Op::Push(number),
                Some(Token::Name(name)) => Op::Load(name),
                found => return Err(Error::Expected('0', found)),
            });
            Ok(())
        }
    }
}

#[derive(Clone, Debug)]
pub enum Op {
    Push(i64),
    Load(String),
    Store(String),
    Binary(char),
    Jump(usize),
    JumpIfZero(usize),
    Print,
}

#[derive(Debug)]
pub enum Error {
    Expected(char, Option<lexer::Token>),
    Undefined(String),
    Arithmetic(i64, char, i64),
    StackIsEmpty,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected(sign, Some(found)) => write!(f, "{found:?} where {sign:?} should be"),
            Self::Expected(sign, None) => write!(f, "the end where {sign:?} should be"),
            Self::Undefined(name) => write!(f, "{name} has no value"),
            Self::Arithmetic(a, sign, b) => write!(f, "{a} {sign} {b} has no value"),
            Self::StackIsEmpty => write!(f, "a value is missing"),
        }
    }
}

impl std::error::Error for Error {}

fn run(code: &[Op]) -> Result<usize, Error> {
    let mut stack: Vec<i64> = Vec::new();
    let mut variables: HashMap<&str, i64> = HashMap::new();
    let (mut at, mut steps) = (0, 0);
    while let Some(op) = code.get(at) {
        at += 1;
        steps += 1;
        let mut pop = || stack.pop().ok_or(Error::StackIsEmpty);
        match op {
            Op::Push(number) => stack.push(*number),
            Op::Load(name) => {
                stack.push(
                    *variables
                        .get(name.as_str())
                        .ok_or_else(|| Error::Undefined(name.clone()))?,
                );
            }
            Op::Store(name) => drop(variables.insert(name, pop()?)),
            Op::Binary(sign) => {
                let (b, a) = (pop()?, pop()?);
                let value = match sign {
                    '+' => a.checked_add(b),
                    '-' => a.checked_sub(b),
                    '*' => a.checked_mul(b),
                    '%' => a.checked_rem(b),
                    _ => Some(i64::from(a < b)),
                };
                stack.push(value.ok_or(Error::Arithmetic(a, *sign, b))?);
            }
            Op::Jump(to) => at = *to,
            Op::JumpIfZero(to) if pop()? == 0 => at = *to,
            Op::JumpIfZero(_) => {}
            Op::Print => println!("{}", pop()?),
        }
    }
    Ok(steps)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = fs::read_to_string(env::args().nth(1).ok_or("which file?")?)?;
    let mut compiler = compiler::Compiler::new(&text);
    compiler.statements()?;
    for (at, op) in compiler.code.iter().enumerate() {
        println!("{at:3} {op:?}");
    }
    println!("{} steps", run(&compiler.code)?);
    Ok(())
}
