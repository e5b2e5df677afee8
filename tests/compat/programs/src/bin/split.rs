//! split [-l LINES] FILE PREFIX: splits a file into files PREFIXaa, PREFIXab, and so on.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

fn suffix(number: usize) -> String {
    let letter = |number: usize| (b'a' + (number % 26) as u8) as char;
    [letter(number / 26), letter(number)].iter().collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let mut count = 1000;
    if let Some(at) = args.iter().position(|arg| arg == "-l") {
        count = args.remove(at + 1).parse::<usize>()?;
        args.remove(at);
    }
    let [name, prefix] =
        <[String; 2]>::try_from(args).map_err(|args| format!("{args:?}: two names"))?;
    let mut input = BufReader::with_capacity(16, File::open(&name)?);
    let mut part: Option<(String, BufWriter<File>, usize)> = None;
    let mut parts = 0;
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let (_, writer, lines) = match &mut part {
            Some(part) => part,
            None => {
                let name = format!("{prefix}{}", suffix(parts));
                parts += 1;
                let file = File::create(&name)?;
                part.insert((name, BufWriter::new(file), 0))
            }
        };
        writer.write_all(&line)?;
        line.clear();
        *lines += 1;
        if *lines == count
            && let Some((name, mut writer, lines)) = part.take()
        {
            writer.flush()?;
            println!("{name}: {lines} lines");
        }
    }
    if let Some((name, _, lines)) = part {
        println!("{name}: {lines} lines at the end");
    }
    Ok(())
}
