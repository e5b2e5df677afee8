//! hexdump [-s SKIP] [-n LENGTH] [FILE]: prints bytes as hexadecimal and as text.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

fn dump(input: impl Read, mut offset: u64) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut bytes = input.bytes();
    loop {
        let row: Vec<u8> = bytes.by_ref().take(16).collect::<Result<_, _>>()?;
        if row.is_empty() {
            return writeln!(out, "{offset:08x}");
        }
        write!(out, "{offset:08x} ")?;
        for (at, byte) in row.iter().enumerate() {
            let gap = if at == 8 { "  " } else { " " };
            write!(out, "{gap}{byte:02x}")?;
        }
        let missing = 16 - row.len();
        let gap = 3 * missing + if row.len() <= 8 { 1 } else { 0 };
        let text: String = row
            .iter()
            .map(|&byte| {
                if byte.is_ascii_graphic() || byte == b' ' {
                    byte as char
                } else {
                    '.'
                }
            })
            .collect();
        writeln!(out, "{:gap$}  |{text}|", "")?;
        offset += row.len() as u64;
    }
}

fn main() -> io::Result<()> {
    let invalid = |error| io::Error::new(io::ErrorKind::InvalidInput, error);
    let (mut skip, mut length, mut name) = (0, u64::MAX, None);
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || match args.next() {
            Some(text) => text.parse::<u64>().map_err(invalid),
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        };
        match &arg[..] {
            "-s" => skip = number()?,
            "-n" => length = number()?,
            _ => name = Some(arg),
        }
    }
    match name {
        Some(name) => {
            let mut file = File::open(name)?;
            let start = file.seek(SeekFrom::Start(skip))?;
            dump(BufReader::new(file).take(length), start)
        }
        None => {
            let mut stdin = io::stdin().lock();
            io::copy(&mut stdin.by_ref().take(skip), &mut io::sink())?;
            dump(stdin.take(length), skip)
        }
    }
}
