//! base64 [-d]: encodes standard input, or decodes it.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fmt;
use std::io::{self, Read, Write};
use std::process::exit;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

#[derive(Debug)]
enum DecodeError {
    Byte(u8, usize),
    Length(usize),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match *self {
            DecodeError::Byte(byte, at) => {
                write!(f, "byte {byte:#04x} at {at} ({:?})", byte as char)
            }
            DecodeError::Length(length) => {
                write!(f, "{length} digits are no whole number of bytes")
            }
        }
    }
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .fold(0, |bits, &byte| bits << 8 | u32::from(byte))
            << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let digit = ALPHABET[(bits >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= chunk.len() { digit.into() } else { '=' });
        }
    }
    text
}

fn decode(text: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for (at, &byte) in text.iter().enumerate() {
        if byte == b'=' || byte.is_ascii_whitespace() {
            continue;
        }
        let digit = ALPHABET
            .iter()
            .position(|&it| it == byte)
            .ok_or(DecodeError::Byte(byte, at))?;
        bits = bits << 6 | digit as u32;
        count += 1;
        if count % 4 == 0 {
            bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
            bits = 0;
        }
    }
    match count % 4 {
        1 => return Err(DecodeError::Length(count)),
        2 => bytes.push((bits >> 4) as u8),
        3 => bytes.extend(((bits >> 2) as u16).to_be_bytes()),
        _ => {}
    }
    Ok(bytes)
}

fn main() -> io::Result<()> {
    let mut input = Vec::new();
    io::stdin().lock().read_to_end(&mut input)?;
    let mut out = io::stdout();
    if std::env::args().nth(1).as_deref() == Some("-d") {
        match decode(&input) {
            Ok(bytes) => out.write_all(&bytes)?,
            Err(error) => {
                eprintln!("base64: {error}");
                exit(1);
            }
        }
    } else {
        for line in encode(&input).as_bytes().chunks(76) {
            out.write_all(line)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()
}
