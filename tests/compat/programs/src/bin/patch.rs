//! patch FILE: writes to a file at offsets.
//!
//! Standard input has commands such as `12 text`, `+4 text`, `-4 text` or `= 20`.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs::OpenOptions;
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};

#[derive(Debug)]
enum Command<'a> {
    Write(SeekFrom, &'a str),
    Resize(u64),
}

fn parse(line: &str) -> Option<Command<'_>> {
    let (place, text) = line.split_once(' ')?;
    let place = match place.split_at_checked(1)? {
        ("=", "") => return text.parse().ok().map(Command::Resize),
        ("+", ahead) => SeekFrom::Current(ahead.parse().ok()?),
        ("-", back) => SeekFrom::End(-back.parse::<i64>().ok()?),
        _ => SeekFrom::Start(place.parse().ok()?),
    };
    Some(Command::Write(place, text))
}

fn main() -> io::Result<()> {
    let name = std::env::args().nth(1).ok_or(io::ErrorKind::InvalidInput)?;
    let mut file = OpenOptions::new().read(true).write(true).open(name)?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let Some(command) = parse(&line) else {
            println!("skipped: {line:?}");
            continue;
        };
        println!("{command:?}");
        match command {
            Command::Write(place, text) => match file.seek(place) {
                Ok(at) => {
                    file.write_all(text.as_bytes())?;
                    println!("  {at}..{}", file.stream_position()?);
                }
                Err(error) => println!("  {error}"),
            },
            Command::Resize(length) => file.set_len(length)?,
        }
    }
    file.rewind()?;
    let mut bytes = Vec::new();
    let count = file.read_to_end(&mut bytes)?;
    println!("{count}: {}", bytes.escape_ascii());
    Ok(())
}
