//! lz77 [-d]: compresses standard input to literals and copies, or decompresses it.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::HashMap;
use std::io::{self, BufRead, Read, Write};

#[derive(Debug, PartialEq, Eq)]
enum Token<'a> {
    Text(&'a [u8]),
    Copy { back: usize, length: usize },
}

fn tokens(bytes: &[u8]) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut seen: HashMap<[u8; 4], Vec<usize>> = HashMap::new();
    let (mut at, mut text) = (0, 0);
    while at < bytes.len() {
        let key = bytes[at..].first_chunk::<4>();
        let candidates = key.and_then(|key| seen.get(key)).into_iter().flatten();
        let matching = |from: usize| {
            bytes[from..]
                .iter()
                .zip(&bytes[at..])
                .take_while(|(a, b)| a == b)
                .count()
        };
        let best = candidates.map(|&from| (matching(from), from)).max();
        let step = match best {
            Some((length, from)) => {
                if text < at {
                    tokens.push(Token::Text(&bytes[text..at]));
                }
                tokens.push(Token::Copy {
                    back: at - from,
                    length,
                });
                text = at + length;
                length
            }
            None => 1,
        };
        for place in at..at + step {
            if let Some(key) = bytes[place..].first_chunk() {
                seen.entry(*key).or_default().push(place);
            }
        }
        at += step;
    }
    if text < at {
        tokens.push(Token::Text(&bytes[text..]));
    }
    tokens
}

fn restore(mut input: impl BufRead) -> io::Result<Vec<u8>> {
    let invalid = |_| io::Error::from(io::ErrorKind::InvalidData);
    let mut bytes: Vec<u8> = Vec::new();
    let mut head = String::new();
    while input.read_line(&mut head)? > 0 {
        match head.trim_end().split_once(',') {
            Some((back, length)) => {
                let back: usize = back.parse().map_err(invalid)?;
                let length: usize = length.parse().map_err(invalid)?;
                let start = bytes
                    .len()
                    .checked_sub(back)
                    .ok_or(io::ErrorKind::InvalidData)?;
                for at in start..start + length {
                    bytes.push(bytes[at]);
                }
            }
            None => {
                let length: u64 = head.trim_end().parse().map_err(invalid)?;
                let count = input.by_ref().take(length + 1).read_to_end(&mut bytes)?;
                if count as u64 <= length {
                    return Err(io::Error::new(
                        io::ErrorKind::UnexpectedEof,
                        "the text is cut",
                    ));
                }
                bytes.pop();
            }
        }
        head.clear();
    }
    Ok(bytes)
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    if std::env::args().any(|arg| arg == "-d") {
        return out.write_all(&restore(io::stdin().lock())?);
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    for token in tokens(&bytes) {
        match token {
            Token::Text(text) => {
                writeln!(out, "{}", text.len())?;
                out.write_all(text)?;
                writeln!(out)?;
            }
            Token::Copy { back, length } => writeln!(out, "{back},{length}")?,
        }
    }
    Ok(())
}
